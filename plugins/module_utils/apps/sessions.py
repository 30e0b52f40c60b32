# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One session for each app and credential in a process: the items of a loop share it, and its lists."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

Api = TypeVar("Api")

_sessions: dict[tuple[Any, ...], Any] = {}


def shared(make: Callable[[], Api], *key: Any) -> Api:
    """The session made earlier for this key, else a new one. Credentials enter the key as a digest only."""
    digest = tuple(hashlib.sha256(part.encode()).hexdigest() if isinstance(part, str) else part for part in key)
    if digest not in _sessions:
        _sessions[digest] = make()
    return _sessions[digest]


def clear() -> None:
    """Forget all sessions: for tests, and after an app was replaced behind its URL."""
    _sessions.clear()
