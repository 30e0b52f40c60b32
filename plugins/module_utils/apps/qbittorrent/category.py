# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Categories as data (facts: jackett_qbittorrent A3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change
from ...resource import STATE_ARGUMENT, Resource, Task, given, planned
from .api import ARGUMENTS, QbittorrentApi, connect

INHERIT, DISABLED, ENABLED = "inherit", "disabled", "enabled"
_ENABLED_WORDS = {INHERIT: "", DISABLED: "false", ENABLED: "true"}


def _name(value: str) -> str:
    if not re.fullmatch(r"[^\\/](/?[^\\/])*", value):
        raise ValueError("a name without backslash, without / at its start or end, and without //")
    return value


def path(value: str) -> str:
    """A folder without the slash at its end, as the program stores it."""
    return value.rstrip("/") if len(value) > 1 else value


KIND = Kind(
    "category",
    "qBittorrent",
    "name",
    (
        Attribute("name", ("name",), coerce=_name),
        Attribute("save_path", ("save_path",), coerce=path, canonical=path),
        Attribute("download_path_mode", ("download_path_mode",)),
        Attribute("download_path", ("download_path",), coerce=path, canonical=path),
    ),
)


def decode(name: str, held: Mapping[str, Any]) -> Object:
    """A category as one object: missing or null means that the global folder holds, false that there is none."""
    path = held.get("download_path")
    mode = INHERIT if path is None else DISABLED if path is False else ENABLED
    limits = {key: value for key, value in held.items() if key not in ("name", "savePath", "download_path")}
    return {
        "name": name,
        "save_path": held.get("savePath", ""),
        "download_path_mode": mode,
        "download_path": path or "",
        **limits,
    }


class CategoryStore:
    """Writes of categories; each is read back."""

    def __init__(self, api: QbittorrentApi) -> None:
        self.api = api

    def create(self, change: Change) -> Object:
        """Create the category."""
        return self._write("createCategory", change)

    def update(self, change: Change) -> Object:
        """Edit the category, all its paths named: what is left out would be cleared by some versions."""
        return self._write("editCategory", change)

    def delete(self, change: Change) -> None:
        """Remove the category; its torrents stay, without category."""
        self.api.write_category("removeCategories", {"categories": str(change.identity)}, f"delete {change.title}")

    def _write(self, action: str, change: Change) -> Object:
        target = change.target or {}
        mode = target.get("download_path_mode") or INHERIT
        form = {
            "category": target["name"],
            "savePath": target.get("save_path") or "",
            "downloadPathEnabled": _ENABLED_WORDS[mode],
            "downloadPath": target.get("download_path") or "",
        }
        self.api.write_category(action, form, f"save {change.title}")
        held = self.api.categories().get(target["name"], {})
        return decode(target["name"], held)


def _perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    wanted = given(params, ("name", "save_path", "download_path_mode", "download_path"))
    if wanted.get("download_path"):
        wanted.setdefault("download_path_mode", ENABLED)
    api = None if planned(params, check_mode).get("app") else connect(params)

    def found() -> Object | None:
        held = api.categories().get(params["name"]) if api else None
        return decode(params["name"], held) if held is not None else None

    store = CategoryStore(api) if api else None
    return Task(KIND, wanted, found(), store, check_mode, params["state"] == "present", again=found).run(dict)


CATEGORY = Resource(
    "qbit_category",
    {
        **ARGUMENTS,
        "name": {"type": "str", "required": True},
        "save_path": {"type": "str"},
        "download_path_mode": {"type": "str", "choices": [INHERIT, DISABLED, ENABLED]},
        "download_path": {"type": "str"},
        **STATE_ARGUMENT,
    },
    _perform,
)
