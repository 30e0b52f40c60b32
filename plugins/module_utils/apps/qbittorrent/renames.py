# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences that versions call differently: any version's name means the same (facts: jackett_qbittorrent A4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import BadInput
from ...reconcile import coercions

Values = dict[str, Any]


@dataclass(frozen=True)
class Renamed:
    """Names before and after a version, and how the values of one side are said on the other.

    Each function gets what the user gave of its side; ValueError says what can't be said on the other.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    to_new: Callable[[Values], Values]
    to_old: Callable[[Values], Values]


def _torrents_only(new: Values) -> Values:
    others = {coercions.boolean(new[name]) for name in ("proxy_rss", "proxy_misc") if name in new}
    if len(others) != 1 or not coercions.boolean(new.get("proxy_bittorrent", True)):
        raise ValueError(
            "proxy_rss and proxy_misc can only be both true or both false here, proxy_bittorrent only true"
        )
    return {"proxy_torrents_only": not others.pop()}


def _all_or_torrents(old: Values) -> Values:
    only = coercions.boolean(old["proxy_torrents_only"])
    return {"proxy_bittorrent": True, "proxy_rss": not only, "proxy_misc": not only}


def _folder(old: str, folder: str, switch: str) -> Renamed:
    """A folder whose emptiness meant off, and a folder with a switch."""

    def to_new(given: Values) -> Values:
        return {switch: True, folder: given[old]} if given[old] else {switch: False}

    def to_old(given: Values) -> Values:
        is_on = coercions.boolean(given.get(switch, True))
        if is_on and folder not in given:
            raise ValueError(f"{switch} needs {folder} beside it here")
        return {old: given[folder] if is_on else ""}

    return Renamed((old,), (switch, folder), to_new, to_old)


RENAMES = (
    Renamed(
        ("start_paused_enabled",),
        ("add_stopped_enabled",),
        lambda given: {"add_stopped_enabled": given["start_paused_enabled"]},
        lambda given: {"start_paused_enabled": given["add_stopped_enabled"]},
    ),
    Renamed(
        ("proxy_torrents_only",), ("proxy_bittorrent", "proxy_rss", "proxy_misc"), _all_or_torrents, _torrents_only
    ),
    _folder("export_dir", "torrent_files_backup_dir", "torrent_files_backup_enabled"),
    _folder("export_dir_fin", "torrent_files_finished_backup_dir", "torrent_files_finished_backup_dir_enabled"),
)

_PROXIES = {0: ("None", False), 1: ("HTTP", False), 2: ("SOCKS5", False), 3: ("HTTP", True), 4: ("SOCKS5", True)}
_PROXIES[5] = ("SOCKS4", False)
_AUTH = "proxy_auth_enabled"
_ALWAYS_ON = {"use_subcategories": "5.2"}
"""Preferences that went away when what they switched on became the rule."""


def translated(given: Mapping[str, Any], current: Mapping[str, Any]) -> Values:
    """What the user gave, by the names and in the values of the version that holds ``current``."""
    result = dict(given)
    for rename in RENAMES:
        for here, there, say in ((rename.old, rename.new, rename.to_new), (rename.new, rename.old, rename.to_old)):
            foreign = {name: result[name] for name in here if name in result and name not in current}
            if not foreign or not all(name in current for name in there):
                continue
            try:
                said = say(foreign)
            except ValueError as error:
                raise BadInput(f"This version of qBittorrent has {', '.join(there)} instead: {error}.") from None
            result = {**{name: value for name, value in result.items() if name not in foreign}, **said}
    for name in set(_ALWAYS_ON) & set(result) - set(current):
        if not coercions.boolean(result.pop(name)):
            raise BadInput(f"Preference {name} is always on from qBittorrent {_ALWAYS_ON[name]}; leave it out.")
    result.update(_proxy(result, current))
    return result


def _proxy(given: Values, current: Mapping[str, Any]) -> Values:
    """The kind of proxy, a number with the login in it before qBittorrent 4.6, a word and a switch since."""
    if "proxy_type" not in given or "proxy_type" not in current:
        return {}
    wished, held = given["proxy_type"], current["proxy_type"]
    numbers = {str(number): number for number in _PROXIES}
    number = numbers.get(str(wished))
    if isinstance(held, str):
        word, auth = _PROXIES[number] if number is not None else (_word(wished), False)
        return {"proxy_type": word, **({_AUTH: True} if auth else {})}
    if number is None:
        auth = coercions.boolean(given.pop(_AUTH, False))
        word = _word(wished)
        number = next(
            (known for known, pair in _PROXIES.items() if pair == (word, auth)),
            next(known for known, pair in _PROXIES.items() if pair[0] == word),
        )
    return {"proxy_type": number}


def _word(given: Any) -> str:
    words = {word.lower(): word for word, _auth in _PROXIES.values()}
    if str(given).lower() not in words:
        raise BadInput(f"Preference proxy_type has {given!r}, but allowed is one of: {', '.join(words.values())}.")
    return words[str(given).lower()]
