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


def second_info(name: str, length: int = 9_000) -> dict[str, Any]:
    """The info dictionary of version 2, of one file that is a single block (BEP 52)."""
    root = hashlib.sha256(name.encode().ljust(length, b".")).digest()
    tree = {name: {"": {"length": length, "pieces root": root}}}
    return {"file tree": tree, "meta version": 2, "name": name, "piece length": 16_384}


def hybrid_info(name: str) -> dict[str, Any]:
    """One that both versions read."""
    return {**info(name, 9_000), **second_info(name)}


def second_file(described: dict[str, Any]) -> bytes:
    """A torrent file of version 2 or of both."""
    return encoded({"info": described, "piece layers": {}})


def file(name: str) -> tuple[bytes, str]:
    """A torrent file and its info-hash."""
    described = info(name)
    return encoded({"created by": "tests", "info": described}), hashlib.sha1(encoded(described)).hexdigest()
