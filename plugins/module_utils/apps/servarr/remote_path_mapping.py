# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Remote path mappings of Radarr and Sonarr: what a download client calls a folder that the program calls otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import BadInput
from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import coerced
from ...resource import STATE_ARGUMENT, Listing, Resource, Task, find, given, planned
from .api import Servarr, connect
from .collections import API_KEY, CollectionStore

_COLLECTION = "remotepathmapping"


def with_slash(value: Any) -> str:
    """A folder with the slash at its end that the programs give new ones, but not changed ones (servarr 7.3)."""
    path = str(value).strip()
    if not path:
        raise ValueError("a path")
    return path.rstrip("/") + "/"


def _host(value: Any) -> str:
    host = str(value).strip().lower()
    if not host or "/" in host:
        raise ValueError("a host name or address without scheme, as the download client has it")
    return host


def _kind(app: Servarr) -> Kind:
    return Kind(
        "remote path mapping",
        app.name,
        "remote_path",
        (
            Attribute("host", ("host",), coerce=_host, canonical=str.lower),
            Attribute("remote_path", ("remotePath",), coerce=with_slash, canonical=with_slash),
            Attribute("local_path", ("localPath",), coerce=with_slash, canonical=with_slash),
        ),
    )


def remote_path_mapping(app: Servarr) -> Resource:
    """The module ``<app>_remote_path_mapping``."""
    kind = _kind(app)

    def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
        present = params["state"] == "present"
        if present and params["local_path"] is None:
            raise BadInput("Option local_path is missing; set it to the folder as the program sees it.")
        wanted = given(params, ("host", "remote_path", "local_path"))
        wanted = {option: coerced(kind.attribute(option), value, kind) for option, value in wanted.items()}
        api = None if planned(params, check_mode).get("app") else connect(app, params)

        def found(mappings: Listing) -> Object | None:
            of_host = [item for item in mappings if str(item.get("host")).lower() == wanted["host"]]
            return find(kind, of_host, wanted["remote_path"])

        return Task(
            kind,
            wanted,
            found(api.objects(_COLLECTION)) if api else None,
            CollectionStore(api, _COLLECTION) if api else None,
            check_mode,
            present,
            again=lambda: found(api.afresh(_COLLECTION)) if api else None,
        ).run(dict)

    options: dict[str, dict[str, Any]] = {
        **API_KEY,
        "host": {"type": "str", "required": True},
        "remote_path": {"type": "str", "required": True},
        "local_path": {"type": "str"},
        **STATE_ARGUMENT,
    }
    return Resource(f"{app.name.lower()}_remote_path_mapping", options, perform)
