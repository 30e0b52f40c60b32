# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The qualities of a profile: in the API all of them, worst first; for users the allowed ones, best first.

A quality is its name, a group ``{"name": str, "qualities": [str, ...]}`` (facts: servarr 7.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from ...reconcile.kind import Object

Quality: TypeAlias = "str | dict[str, Any]"

_FIRST_GROUP = 1000
"""Where the programs begin to number groups, above the ids of all qualities."""


def is_group(item: Object) -> bool:
    """Whether an item holds several qualities."""
    return item.get("quality") is None


def name_of(item: Object) -> str:
    """The name of a quality or group."""
    return str(item["name"] if is_group(item) else item["quality"]["name"])


def id_of(item: Object) -> int:
    """What a profile's cutoff points to."""
    return int(item["id"] if is_group(item) else item["quality"]["id"])


def members(item: Object) -> list[Object]:
    """The single qualities of an item."""
    return list(item["items"]) if is_group(item) else [item]


def shown(item: Object) -> Quality:
    """An item as users write it."""
    if is_group(item):
        return {"name": name_of(item), "qualities": sorted(map(name_of, item["items"]))}
    return name_of(item)


def allowed(items: Iterable[Object]) -> list[Quality]:
    """What a profile allows, best first."""
    return [shown(item) for item in reversed(list(items)) if item.get("allowed")]


def named(quality: Quality) -> str:
    """The name of what a user wrote."""
    return quality if isinstance(quality, str) else str(quality["name"])


def read(given: Any, items: Iterable[Object], groups: Iterable[Object]) -> list[Quality]:
    """What a user wrote, with the names as the program has them.

    A name may also be that of a group in ``groups``, the program's own ones. ValueError says what is allowed.
    """
    items = list(items)
    singles = {name_of(single).casefold(): name_of(single) for item in items for single in members(item)}
    known = {name_of(group).casefold(): shown(group) for group in [*groups, *items] if is_group(group)}
    wished = [_read_one(entry, singles, known) for entry in given] if isinstance(given, list) else []
    if not wished:
        raise ValueError("a list of at least one quality or group, the best first")
    used = [single for entry in wished for single in ([entry] if isinstance(entry, str) else entry["qualities"])]
    twice = sorted({name for name in used if used.count(name) > 1})
    if twice:
        raise ValueError(f"each quality once; twice there is {', '.join(twice)}")
    return wished


def _read_one(entry: Any, singles: Mapping[str, str], groups: Mapping[str, Quality]) -> Quality:
    if isinstance(entry, Mapping):
        names = entry.get("qualities")
        if set(entry) != {"name", "qualities"} or not isinstance(names, list) or len(names) < 2:
            raise ValueError("for a group a name and a list of at least two qualities")
        return {"name": str(entry["name"]), "qualities": sorted(_single(name, singles) for name in names)}
    return groups.get(str(entry).casefold()) or _single(entry, singles)


def _single(name: Any, singles: Mapping[str, str]) -> str:
    if not singles:
        return str(name)
    if str(name).casefold() not in singles:
        raise ValueError("each of: " + ", ".join(sorted(singles.values())))
    return singles[str(name).casefold()]


def arranged(items: list[Object], wished: Iterable[Quality]) -> list[Object]:
    """All items of a profile, worst first: what is not wished below, as it stood, then what is, all allowed."""
    singles = {name_of(single): single for item in items for single in members(item)}
    ids = {name_of(item): item["id"] for item in items if is_group(item)}
    following = max([_FIRST_GROUP - 1, *ids.values()]) + 1
    chosen: list[Object] = []
    for entry in wished:
        if isinstance(entry, str):
            chosen.insert(0, {**singles[entry], "allowed": True})
            continue
        number = ids.get(entry["name"])
        if number is None:
            number, following = following, following + 1
        inner = [{**singles[name], "allowed": True} for name in entry["qualities"]]
        chosen.insert(0, {"id": number, "name": entry["name"], "items": inner, "allowed": True})
    used = {name_of(single) for item in chosen for single in members(item)}
    taken = {name_of(item) for item in chosen if is_group(item)}
    return [*_left_over(items, used, taken), *chosen]


def _left_over(items: Iterable[Object], used: set[str], taken: set[str]) -> Iterable[Object]:
    """Groups stay together where none of their qualities is used elsewhere and their name is still free."""
    for item in items:
        inner = [{**single, "allowed": False} for single in members(item) if name_of(single) not in used]
        if is_group(item) and len(inner) == len(members(item)) and name_of(item) not in taken:
            yield {**item, "allowed": False, "items": inner}
        else:
            yield from inner
