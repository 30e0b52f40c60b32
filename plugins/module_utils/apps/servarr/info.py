# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Radarr or Sonarr is and holds: only read, with secrets masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...reconcile.kind import Object
from ...resource import Resource, planned
from . import config, custom_format, fields, quality_profile
from .api import Servarr, ServarrApi, connect
from .collections import API_KEY


def _provider(held: Object) -> Object:
    return fields.readable(fields.decode(held), fields.attributes(held))


COLLECTIONS: dict[str, tuple[str, Callable[[Object], Object]]] = {
    "custom_formats": ("customformat", custom_format.decode),
    "delay_profiles": ("delayprofile", dict),
    "download_clients": ("downloadclient", _provider),
    "health": ("health", dict),
    "import_lists": ("importlist", _provider),
    "indexers": ("indexer", _provider),
    "metadata": ("metadata", _provider),
    "notifications": ("notification", _provider),
    "quality_definitions": ("qualitydefinition", dict),
    "quality_profiles": ("qualityprofile", quality_profile.readable),
    "release_profiles": ("releaseprofile", dict),
    "remote_path_mappings": ("remotepathmapping", dict),
    "root_folders": ("rootfolder", dict),
    "tags": ("tag", dict),
}
"""What can be gathered: the collection of the API, and how an object of it is shown."""

CONFIG = "config"


def info(app: Servarr) -> Resource:
    """The module ``<app>_info``."""

    def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
        api = None if planned(params, check_mode).get("app") else connect(app, params)
        gathered = {what: _gathered(api, what) for what in params["gather"]}
        return {"changed": False, "version": api.version if api else None, **gathered}

    choices = sorted([*COLLECTIONS, CONFIG])
    options: dict[str, dict[str, Any]] = {
        **API_KEY,
        "gather": {"type": "list", "elements": "str", "choices": choices, "default": []},
    }
    return Resource(f"{app.name.lower()}_info", options, perform)


def _gathered(api: ServarrApi | None, what: str) -> Any:
    """Objects as a list, sections by name; nothing of an app that is still to be deployed."""
    if what == CONFIG:
        return {name: config.shown(api.section(path)) for name, path in config.SECTIONS.items()} if api else {}
    collection, shown = COLLECTIONS[what]
    return [shown(held) for held in api.objects(collection)] if api else []
