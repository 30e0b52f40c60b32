# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Jackett is and holds: only read, with secrets masked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...http.connection import Connection
from ...reconcile.kind import Object
from ...reconcile.secrets import scrub
from ...resource import Resource, planned
from . import config
from .api import ARGUMENTS, JackettApi, connect

GATHER = ("indexers", "available", "server")


def torznab_url(connection: Connection, indexer: str) -> str:
    """The feed of an indexer as other programs reach it where they reach Jackett as this task does; without the key."""
    return f"{connection.inner}/api/v2.0/indexers/{indexer}/results/torznab/"


def _indexer(connection: Connection, held: Object) -> Object:
    """An indexer of the list, its categories in words that say what they are."""
    kept = ("id", "name", "description", "type", "language", "site_link", "tags", "configured")
    return {
        **{key: held.get(key) for key in kept},
        # errors of trackers quote whole addresses
        "last_error": scrub(str(held.get("last_error") or "")),
        "categories": [{"id": int(item["ID"]), "name": item["Name"]} for item in held.get("caps") or []],
        "torznab_url": torznab_url(connection, str(held["id"])),
    }


def _gathered(api: JackettApi, connection: Connection, what: str) -> Any:
    if what == "server":
        return config.shown(api.server())
    configured = {"indexers": True, "available": False}[what]
    return [_indexer(connection, held) for held in api.indexers() if bool(held.get("configured")) == configured]


def _perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    connection = Connection.from_params(params)
    api = None if planned(params, check_mode).get("app") else connect(params)
    if api is None:
        empty: dict[str, Any] = {what: {} if what == "server" else [] for what in params["gather"]}
        return {"changed": False, "version": None, **empty}
    gathered = {what: _gathered(api, connection, what) for what in params["gather"]}
    return {"changed": False, "version": str(api.server().get("app_version", "")).removeprefix("v"), **gathered}


INFO = Resource(
    "jackett_info",
    {
        **ARGUMENTS,
        "gather": {"type": "list", "elements": "str", "choices": sorted(GATHER), "default": []},
    },
    _perform,
)
