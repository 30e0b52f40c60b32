# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What names a torrent: the hash of its info dictionary, from a file or a magnet link (BEP 3, 9 and 52)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from urllib.parse import parse_qs, urlsplit

_V1, _V2 = re.compile(r"[0-9a-f]{40}"), re.compile(r"[0-9a-f]{64}")
_DEPTH = 100


def hash_of_text(given: str) -> str:
    """A hash as users write it, in small letters; ValueError says what is allowed."""
    text = given.strip().lower()
    if not _V1.fullmatch(text) and not _V2.fullmatch(text):
        raise ValueError("an info-hash of 40 or 64 hexadecimal digits")
    return text


def hash_of_magnet(link: str) -> str:
    """The hash in a magnet link, of version 1 where it has both."""
    parts = urlsplit(link.strip())
    topics = parse_qs(parts.query).get("xt", []) if parts.scheme.lower() == "magnet" else []
    found = {topic.rpartition(":")[0].lower(): topic.rpartition(":")[2] for topic in topics}
    first, second = found.get("urn:btih", ""), found.get("urn:btmh", "").lower()
    if len(first) == 32:
        try:
            first = base64.b32decode(first.upper()).hex()
        except binascii.Error:
            first = ""
    if _V1.fullmatch(first.lower()):
        return first.lower()
    # a multihash: 12 20 stand for SHA-256 of 32 bytes
    if second.startswith("1220") and _V2.fullmatch(second[4:]):
        return second[4:]
    raise ValueError("a magnet link with an info-hash, xt=urn:btih:… or xt=urn:btmh:…")


def hash_of_file(content: bytes) -> str:
    """The hash of a torrent file: SHA-1 of its info dictionary as it stands, SHA-256 where it has version 2 only."""
    try:
        end, places = _dictionary(content, 0, 0)
        if end != len(content):
            raise ValueError
        start, stop = places[b"info"]
        info = content[start:stop]
        keys = _dictionary(content, start, 0)[1]
    except (KeyError, IndexError, ValueError):
        raise ValueError("a torrent file") from None
    if b"pieces" in keys:
        return hashlib.sha1(info).hexdigest()
    return hashlib.sha256(info).hexdigest()


def _dictionary(content: bytes, start: int, depth: int) -> tuple[int, dict[bytes, tuple[int, int]]]:
    """Where a bencoded dictionary ends, and where the value of each key begins and ends."""
    if content[start : start + 1] != b"d":
        raise ValueError
    position, places = start + 1, {}
    while content[position : position + 1] != b"e":
        key_start, key_end = _string(content, position)
        position = _end(content, key_end, depth + 1)
        places[content[key_start:key_end]] = (key_end, position)
    return position + 1, places


def _string(content: bytes, start: int) -> tuple[int, int]:
    colon = content.index(b":", start, start + 12)
    end = colon + 1 + int(content[start:colon])
    if end > len(content):
        raise ValueError
    return colon + 1, end


def _end(content: bytes, start: int, depth: int) -> int:
    """Where a value ends."""
    if depth > _DEPTH:
        raise ValueError
    kind = content[start : start + 1]
    if kind == b"i":
        return content.index(b"e", start) + 1
    if kind == b"d":
        return _dictionary(content, start, depth)[0]
    if kind != b"l":
        return _string(content, start)[1]
    position = start + 1
    while content[position : position + 1] != b"e":
        position = _end(content, position, depth + 1)
    return position + 1
