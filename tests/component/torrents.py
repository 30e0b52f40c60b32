# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Torrent files without tracker, of which nobody has a piece."""

from __future__ import annotations

import hashlib
from typing import Any


def encoded(value: Any) -> bytes:
    """Bencoded."""
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, str):
        value = value.encode()
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    if isinstance(value, list):
        return b"l" + b"".join(map(encoded, value)) + b"e"
    items = sorted((key.encode() if isinstance(key, str) else key, inner) for key, inner in value.items())
    return b"d" + b"".join(encoded(key) + encoded(inner) for key, inner in items) + b"e"


def info(name: str, length: int = 40_000) -> dict[str, Any]:
    """The info dictionary of one file."""
    piece = 16_384
    pieces = b"".join(hashlib.sha1(f"{name}{number}".encode()).digest() for number in range(-(-length // piece)))
    return {"name": name, "length": length, "piece length": piece, "pieces": pieces, "private": 1}


def file(name: str) -> tuple[bytes, str]:
    """A torrent file and its info-hash."""
    described = info(name)
    return encoded({"created by": "tests", "info": described}), hashlib.sha1(encoded(described)).hexdigest()
