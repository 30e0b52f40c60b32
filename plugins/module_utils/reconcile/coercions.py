# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values as users write them in the types that the apps take; a ValueError says what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def boolean(given: Any) -> bool:
    """A switch; the words that YAML and forms use for one are taken too."""
    if isinstance(given, bool):
        return given
    if str(given).lower() in (*_TRUE, *_FALSE):
        return str(given).lower() in _TRUE
    raise ValueError("true or false")


def integer(given: Any) -> int:
    """A whole number, also as text."""
    if not isinstance(given, bool):
        try:
            return int(str(given).strip())
        except ValueError:
            pass
    raise ValueError("a whole number")


def number(given: Any) -> float:
    """A number, also as text."""
    if not isinstance(given, bool):
        try:
            return float(str(given).strip())
        except ValueError:
            pass
    raise ValueError("a number")


def text(given: Any) -> str:
    """A text; a number is one too."""
    if isinstance(given, (dict, list, tuple, bool)):
        raise ValueError("a text")
    return str(given)


def between(lowest: int, highest: int | None = None) -> Callable[[Any], int]:
    """A whole number within limits."""

    def coerce(given: Any) -> int:
        value = integer(given)
        if value < lowest or (highest is not None and value > highest):
            raise ValueError(f"{lowest} to {highest}" if highest is not None else f"{lowest} or more")
        return value

    return coerce
