# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Torrents as data, named by their info-hash (facts: jackett_qbittorrent A5)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from ...errors import BadInput, MediastackError
from ...reconcile import coercions
from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change, plan
from ...resource import STATE_ARGUMENT, Resource, Task, given, planned
from . import metainfo
from .api import ARGUMENTS, QbittorrentApi, connect
from .category import path

GLOBAL, NONE = -2, -1
_SOURCES = ("torrent_file", "magnet", "torrent_url")
_SETTLED = 10
"""Seconds that the program has for what it does after its answer: adding, moving, checking."""
_FETCHED = 30
"""Seconds for fetching a torrent file from a URL."""
_PAUSE = 0.1
_PASSING = ("moving", "checkingResumeData", "checkingDL", "checkingUP", "allocating")
"""States in which nothing tells whether a torrent is stopped."""


def _limit(value: Any) -> float:
    words = {"global": GLOBAL, "none": NONE}
    if str(value).lower() in words:
        return words[str(value).lower()]
    number = coercions.number(value)
    if number < 0 and number not in (GLOBAL, NONE):
        raise ValueError("a number from 0 on, none or global")
    return number


def _minutes(value: Any) -> int:
    number = _limit(value)
    if number != int(number):
        raise ValueError("whole minutes, none or global")
    return int(number)


def _tags(value: Any) -> list[str]:
    tags = [coercions.text(tag).strip() for tag in value]
    if not all(tags) or any("," in tag for tag in tags):
        raise ValueError("a list of tags that are not empty and have no comma")
    return sorted(set(tags))


_RATE = coercions.between(0)
KIND = Kind(
    "torrent",
    "qBittorrent",
    "hash",
    (
        Attribute("hash", ("hash",)),
        Attribute("auto_tmm", ("auto_tmm",)),
        Attribute("category", ("category",), reference="category"),
        Attribute("tags", ("tags",), unordered=True, coerce=_tags),
        Attribute("save_path", ("save_path",), coerce=path, canonical=path),
        Attribute("ratio_limit", ("ratio_limit",), coerce=_limit),
        Attribute("seeding_time_limit", ("seeding_time_limit",), coerce=_minutes),
        Attribute("inactive_seeding_time_limit", ("inactive_seeding_time_limit",), coerce=_minutes),
        Attribute("download_limit", ("download_limit",), coerce=_RATE),
        Attribute("upload_limit", ("upload_limit",), coerce=_RATE),
        Attribute("sequential_download", ("sequential_download",)),
        Attribute("first_last_piece_priority", ("first_last_piece_priority",)),
        Attribute("stopped", ("stopped",)),
    ),
)
_OPTIONS = tuple(attribute.option for attribute in KIND.attributes if attribute.option != "hash")
_SHARE_LIMITS = ("ratio_limit", "seeding_time_limit", "inactive_seeding_time_limit")


def decode(held: Mapping[str, Any]) -> Object:
    """A torrent of ``torrents/info`` in the words of the options, which are the same for all versions."""
    result: Object = {
        **{key: held.get(key) for key in ("hash", "name", "category", "save_path", "auto_tmm", "state", "progress")},
        "tags": sorted(tag.strip() for tag in held.get("tags", "").split(",") if tag.strip()),
        "download_limit": max(held.get("dl_limit", 0), 0),
        "upload_limit": max(held.get("up_limit", 0), 0),
        "sequential_download": held.get("seq_dl"),
        "first_last_piece_priority": held.get("f_l_piece_prio"),
        "stopped": str(held.get("state", "")).startswith(("paused", "stopped")),
        "ratio": held.get("ratio"),
    }
    result.update(
        {key: held[key] for key in (*_SHARE_LIMITS, "share_limit_action", "share_limits_mode") if key in held}
    )
    return result


class TorrentStore:
    """Writes of torrents: each setting has a request of its own, and takes hold a moment after the answer."""

    def __init__(self, api: QbittorrentApi, params: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
        self.api = api
        self.params = params
        self.wanted = wanted

    def create(self, change: Change) -> Object:
        """Add it with what decides where it goes and whether it starts; the rest follows as for one that is there."""
        target = change.target or {}
        form = {
            "category": target.get("category"),
            "savepath": target.get("save_path"),
            "autoTMM": target.get("auto_tmm"),
            # each version reads one of the two and ignores the other
            "paused": target.get("stopped"),
            "stopped": target.get("stopped"),
        }
        sent = {key: _word(value) for key, value in form.items() if value not in (None, "")}
        name, content = _source(self.params)
        self.api.add_torrent(sent, name, content, f"add {change.title}")
        seconds = _FETCHED if self.params["torrent_url"] else _SETTLED
        held = _until(self.api, lambda found: found is not None, str(change.identity), seconds)
        if held is None:
            raise MediastackError(
                f"{change.title} did not appear within {seconds} s; check that option "
                f"{next(option for option in _SOURCES if self.params[option])} is of this hash"
                + (" and that qBittorrent reaches the URL." if self.params["torrent_url"] else ".")
            )
        # a torrent of both versions is asked for by the hash that the options name
        return {**self._bring(change, decode(held)), "hash": change.identity}

    def update(self, change: Change) -> Object:
        """Change what differs."""
        return self._bring(change, dict(change.current or {}))

    def delete(self, change: Change) -> None:
        """Remove it, its files too where that is asked for."""
        number = str((change.current or {})["hash"])
        delete_files = _word(self.params["delete_files"])
        self.api.write_torrent("delete", {"hashes": number, "deleteFiles": delete_files}, f"delete {change.title}")
        _until(self.api, lambda found: found is None, number, _SETTLED)

    def _bring(self, change: Change, held: Object) -> Object:
        """From what is held to what is wanted."""
        number, target = str(held["hash"]), change.target or {}
        differing = self._differing(change.kind, held)
        for names, write in _WRITES:
            if any(name in differing for name in names):
                action, form = write(held, target)
                for one, values in zip(action.split(","), form, strict=True):
                    if values is not None:
                        self.api.write_torrent(one, {"hashes": number, **values}, f"save {change.title}")

        def is_taken(found: Object | None) -> bool:
            return found is None or not self._differing(change.kind, decode(found))

        found = _until(self.api, is_taken, number, _SETTLED)
        return decode(found) if found else {}

    def _differing(self, kind: Kind, held: Object) -> dict[str, Any]:
        wanted = {option: value for option, value in self.wanted.items() if option != kind.identity}
        return plan(kind, held, wanted, references=_references(self.api, {}, wanted)).after


def _until(api: QbittorrentApi, holds: Callable[[Object | None], bool], number: str, seconds: float) -> Object | None:
    """The torrent as soon as that holds, or as it is when the time is over."""
    deadline = time.monotonic() + seconds
    while True:
        found = api.torrent_now(number)
        if holds(found) or time.monotonic() >= deadline:
            return found
        time.sleep(_PAUSE)


Forms: TypeAlias = "tuple[str, tuple[dict[str, str] | None, ...]]"


def _category(held: Object, target: Object) -> Forms:
    return "setCategory", ({"category": target["category"] or ""},)


def _tag_changes(held: Object, target: Object) -> Forms:
    old, new = set(held["tags"]), set(target["tags"])
    added, gone = ",".join(sorted(new - old)), ",".join(sorted(old - new))
    return "addTags,removeTags", ({"tags": added} if added else None, {"tags": gone} if gone else None)


def _share_limits(held: Object, target: Object) -> Forms:
    """All that any version asks for; older ones ignore the rest."""
    values = {name: target.get(name, held.get(name, GLOBAL)) for name in _SHARE_LIMITS}
    return "setShareLimits", (
        {
            "ratioLimit": str(values["ratio_limit"]),
            "seedingTimeLimit": str(values["seeding_time_limit"]),
            "inactiveSeedingTimeLimit": str(values["inactive_seeding_time_limit"]),
            "shareLimitAction": str(held.get("share_limit_action") or "Default"),
            "shareLimitsMode": str(held.get("share_limits_mode") or "Default"),
        },
    )


_WRITES: tuple[tuple[tuple[str, ...], Callable[[Object, Object], Forms]], ...] = (
    (("auto_tmm",), lambda held, target: ("setAutoManagement", ({"enable": _word(target["auto_tmm"])},))),
    (("category",), _category),
    (("save_path",), lambda held, target: ("setLocation", ({"location": target["save_path"]},))),
    (("tags",), _tag_changes),
    (_SHARE_LIMITS, _share_limits),
    (("download_limit",), lambda held, target: ("setDownloadLimit", ({"limit": str(target["download_limit"])},))),
    (("upload_limit",), lambda held, target: ("setUploadLimit", ({"limit": str(target["upload_limit"])},))),
    (("sequential_download",), lambda held, target: ("toggleSequentialDownload", ({},))),
    (("first_last_piece_priority",), lambda held, target: ("toggleFirstLastPiecePrio", ({},))),
    (("stopped",), lambda held, target: ("stop" if target["stopped"] else "start", ({},))),
)
"""What each setting is written by, in the order in which they don't undo each other."""


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _source(params: Mapping[str, Any]) -> tuple[str, str | bytes]:
    """What names the torrent to the program: the field of the form, and its value."""
    if params["torrent_file"]:
        return "torrents", _content(params["torrent_file"])
    return "urls", str(params["magnet"] or params["torrent_url"])


def _content(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise BadInput(f"Torrent file {file} can't be read ({error.strerror}); correct option torrent_file.") from None


def _hash(params: Mapping[str, Any]) -> str:
    """The hash that the options name; BadInput where two of them name different ones."""
    readers: dict[str, Callable[[str], str]] = {
        "hash": metainfo.hash_of_text,
        "magnet": metainfo.hash_of_magnet,
        "torrent_file": lambda file: metainfo.hash_of_file(_content(file)),
    }
    found: dict[str, str] = {}
    for option, read in readers.items():
        if params[option]:
            try:
                found[option] = read(params[option])
            except ValueError as error:
                raise BadInput(f"qBittorrent torrent: option {option} is not {error}.") from None
    if not found:
        raise BadInput("Option hash is missing; set it to the info-hash of the torrent.")
    if len({value[:40] for value in found.values()}) > 1:
        told = ", ".join(f"{option} is of {value}" for option, value in found.items())
        raise BadInput(f"The options name different torrents ({told}); correct one of them or leave hash out.")
    return next(iter(found.values()))


def _references(
    api: QbittorrentApi | None, plan_only: Mapping[str, Any], wanted: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    if "category" not in wanted:
        return {}
    names = {"", *(plan_only.get("categories") or []), *(api.categories() if api else [])}
    return {"category": {name: name for name in names}}


def _perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    plan_only = planned(params, check_mode)
    present = params["state"] == "present"
    number = _hash(params)
    wanted = {"hash": number, **(given(params, _OPTIONS) if present else {})}
    if wanted.get("auto_tmm") and "save_path" in wanted:
        raise BadInput("With auto_tmm the category decides about the folder; leave out option save_path or auto_tmm.")
    api = None if plan_only.get("app") else connect(params)
    held = api.torrent(number) if api else None
    if api and held and "stopped" in wanted and held["state"] in _PASSING:
        held = _until(api, lambda found: found is None or found["state"] not in _PASSING, number, _SETTLED)
    if present and held is None and not any(params[option] for option in _SOURCES):
        raise BadInput(
            f"qBittorrent has no torrent {number}; set option torrent_file, magnet or torrent_url to add it."
        )
    current = decode(held) if held else None
    _check_version(api, wanted, current)
    return Task(
        KIND,
        # users name a torrent by either hash, the program by one
        {**wanted, "hash": current["hash"] if current else number},
        current,
        TorrentStore(api, params, wanted) if api else None,
        check_mode,
        present,
        references=_references(api, plan_only, wanted),
        again=lambda: _decoded(api.torrent_now(number), number) if api else None,
    ).run(dict)


def _decoded(held: Object | None, number: str) -> Object | None:
    return {**decode(held), "hash": number} if held else None


def _check_version(api: QbittorrentApi | None, wanted: Mapping[str, Any], current: Object | None) -> None:
    option = "inactive_seeding_time_limit"
    if option in wanted and api and api.web_api < (2, 9, 2):
        raise BadInput(f"This version of qBittorrent has no {option}, which came with 4.6; leave the option out.")


TORRENT = Resource(
    "qbit_torrent",
    {
        **ARGUMENTS,
        "hash": {"type": "str"},
        "torrent_file": {"type": "path"},
        "magnet": {"type": "str", "no_log": True},
        "torrent_url": {"type": "str", "no_log": True},
        "category": {"type": "str"},
        "tags": {"type": "list", "elements": "str"},
        "save_path": {"type": "str"},
        "auto_tmm": {"type": "bool"},
        "stopped": {"type": "bool"},
        "ratio_limit": {"type": "str"},
        "seeding_time_limit": {"type": "str"},
        "inactive_seeding_time_limit": {"type": "str"},
        "download_limit": {"type": "int"},
        "upload_limit": {"type": "int"},
        "sequential_download": {"type": "bool"},
        "first_last_piece_priority": {"type": "bool"},
        "delete_files": {"type": "bool", "default": False},
        **STATE_ARGUMENT,
    },
    _perform,
    rules={"mutually_exclusive": [list(_SOURCES)]},
)
