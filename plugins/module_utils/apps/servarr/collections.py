# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags and root folders: objects with one value, which the programs create and delete but never change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change, coerced
from ...resource import STATE_ARGUMENT, Resource, Task, find, planned
from .api import Servarr, ServarrApi, connect

API_KEY: dict[str, dict[str, Any]] = {"api_key": {"type": "str", "required": True, "no_log": True}}


class CollectionStore:
    """Writes of a collection that takes and answers plain objects."""

    def __init__(self, api: ServarrApi, collection: str) -> None:
        self.api = api
        self.collection = collection

    def create(self, change: Change) -> Object:
        """POST the object."""
        return self.api.create(self.collection, dict(change.target or {}), f"create {change.title}")

    def update(self, change: Change) -> Object:
        """PUT the object."""
        return self.api.update(self.collection, dict(change.target or {}), f"update {change.title}")

    def delete(self, change: Change) -> None:
        """DELETE the object."""
        self.api.delete(self.collection, dict(change.current or {}), f"delete {change.title}")


def radarr_label(value: Any) -> str:
    """A tag as Radarr stores it: lower case, of a-z, 0-9 and '-' (facts: servarr 7.2)."""
    label = str(value).strip().lower()
    if not re.fullmatch(r"[a-z0-9-]+", label):
        raise ValueError("letters a-z, digits and '-'")
    return label


def sonarr_label(value: Any) -> str:
    """A tag as Sonarr stores it: lower case, not empty; it has no rule for characters."""
    label = str(value).strip().lower()
    if not label:
        raise ValueError("a label that is not empty")
    return label


def folder(value: Any) -> str:
    """An absolute path without the slash at its end, as the programs store root folders (facts: servarr 7.1)."""
    path = str(value).strip()
    if not path.startswith("/"):
        raise ValueError("an absolute path, as the program's container sees it")
    return path.rstrip("/") or "/"


def tag(app: Servarr) -> Resource:
    """The module ``<app>_tag``."""
    label = Attribute("label", ("label",), coerce=radarr_label if app.name == "Radarr" else sonarr_label)
    return _single_valued(app, Kind("tag", app.name, "label", (label,), updatable=False), "tag")


def root_folder(app: Servarr) -> Resource:
    """The module ``<app>_root_folder``."""
    path = Attribute("path", ("path",), coerce=folder, canonical=lambda value: value.rstrip("/") or "/")
    return _single_valued(app, Kind("root folder", app.name, "path", (path,), updatable=False), "rootfolder")


def _single_valued(app: Servarr, kind: Kind, collection: str) -> Resource:
    option = str(kind.identity)

    def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
        value = coerced(kind.attribute(option), params[option], kind)
        current, store = None, None
        if not planned(params, check_mode).get("app"):
            api = connect(app, params)
            store = CollectionStore(api, collection)
            current = find(kind, api.objects(collection), value)
        present = params["state"] == "present"
        return Task(kind, {option: value}, current, store, check_mode, present).run(dict)

    name = f"{app.name.lower()}_{kind.title.replace(' ', '_')}"
    return Resource(name, {**API_KEY, option: {"type": "str", "required": True}, **STATE_ARGUMENT}, perform)
