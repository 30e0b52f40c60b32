# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pruning: a pure function from what is there and what is to stay to what goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase


def surplus(
    held: Iterable[str],
    keep: Collection[str],
    ignore: Collection[str],
    *,
    ignore_case: bool = False,
    separator: str | None = None,
) -> list[str]:
    """The held names that are neither kept nor match a pattern of ``ignore``, in their order.

    Patterns are shell globs in any case: they protect, so rather too much than too little. With a ``separator``, what
    contains something that stays (``films`` of ``films/old``) stays too, since the app would delete both.
    """
    held = list(held)
    patterns = [pattern.casefold() for pattern in ignore]
    kept = {_form(name, ignore_case) for name in keep}
    stays = [
        name
        for name in held
        if _form(name, ignore_case) in kept or any(fnmatchcase(name.casefold(), pattern) for pattern in patterns)
    ]
    return [name for name in held if name not in stays and not (separator and _contains(name + separator, stays))]


def _contains(prefix: str, names: Iterable[str]) -> bool:
    return any(name.startswith(prefix) for name in names)


def missing(held: Iterable[str], keep: Iterable[str], *, ignore_case: bool) -> list[str]:
    """The names that are to stay and are not there: a typing error, or a run that did not get so far."""
    known = {_form(name, ignore_case) for name in held}
    return [name for name in keep if _form(name, ignore_case) not in known]


def _form(name: str, ignore_case: bool) -> str:
    return name.casefold() if ignore_case else name
