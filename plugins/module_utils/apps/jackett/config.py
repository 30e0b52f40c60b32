# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jackett's server configuration as data: one object that every save replaces whole (facts: jackett_qbittorrent B3)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from ...http.connection import Connection
from ...reconcile import coercions
from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change
from ...reconcile.secrets import MASK
from ...resource import Remembered, Resource, Task, given, planned
from .api import ARGUMENTS, JackettApi, connect

_PROXY_TYPES = {"disabled": -1, "http": 0, "socks4": 1, "socks5": 2}
_SECRET_KEYS = ("api_key", "proxy_password", "omdbkey", "password")

# option: (key of the API, argument, whether a change restarts Jackett's web host)
_SETTINGS: dict[str, tuple[str, dict[str, Any], bool]] = {
    "proxy_type": ("proxy_type", {"type": "str", "choices": list(_PROXY_TYPES)}, True),
    "proxy_url": ("proxy_url", {"type": "str"}, True),
    "proxy_port": ("proxy_port", {"type": "int"}, True),
    "proxy_username": ("proxy_username", {"type": "str"}, True),
    "proxy_password": ("proxy_password", {"type": "str", "no_log": True}, True),
    "flaresolverr_url": ("flaresolverrurl", {"type": "str"}, True),
    "flaresolverr_max_timeout": ("flaresolverr_maxtimeout", {"type": "int"}, True),
    "external": ("external", {"type": "bool"}, True),
    "local_bind_address": ("local_bind_address", {"type": "str"}, True),
    "port": ("port", {"type": "int"}, True),
    "cors": ("cors", {"type": "bool"}, True),
    "base_path_override": ("basepathoverride", {"type": "str"}, True),
    "base_url_override": ("baseurloverride", {"type": "str"}, False),
    "blackhole_dir": ("blackholedir", {"type": "str"}, False),
    "update_disabled": ("updatedisabled", {"type": "bool"}, False),
    "prerelease": ("prerelease", {"type": "bool"}, False),
    "logging": ("logging", {"type": "bool"}, False),
    "cache_enabled": ("cache_enabled", {"type": "bool"}, False),
    "cache_ttl": ("cache_ttl", {"type": "int"}, False),
    "cache_max_results_per_indexer": ("cache_max_results_per_indexer", {"type": "int"}, False),
    "omdb_key": ("omdbkey", {"type": "str", "no_log": True}, False),
    "omdb_url": ("omdburl", {"type": "str"}, False),
}
_MOVES = ("port", "base_path_override")


def _base_path(value: str) -> str:
    if value and not value.startswith("/"):
        raise ValueError("a path that starts with / (or an empty text)")
    return value.rstrip("/")


_COERCIONS = {
    "proxy_port": coercions.between(1, 65535),
    "port": coercions.between(1, 65535),
    "flaresolverr_max_timeout": coercions.between(5000),
    "cache_ttl": coercions.between(0),
    "cache_max_results_per_indexer": coercions.between(0),
    "base_path_override": _base_path,
}


def admin_hash(password: str, api_key: str) -> str:
    """The digest of the admin password that Jackett stores: SHA-512 of UTF-16LE, salted with its API key."""
    return hashlib.sha512((password + api_key).encode("utf-16-le")).hexdigest()


def _admin_password_holds(server: Object, wanted: str) -> bool:
    shown = (server.get("password") or "").casefold()
    return shown == (admin_hash(wanted, server.get("api_key") or "")[: len(shown)] if wanted and shown else "") and (
        bool(shown) == bool(wanted)
    )


KIND = Kind(
    "server configuration",
    "Jackett",
    None,
    (
        *(
            Attribute(
                option,
                (key,),
                secret=bool(argument.get("no_log")),
                words=_PROXY_TYPES if option == "proxy_type" else None,
                coerce=_COERCIONS.get(option),
            )
            for option, (key, argument, _restarts) in _SETTINGS.items()
        ),
        Attribute("admin_password", ("new_password",), secret=True, write_only=True, verify=_admin_password_holds),
    ),
)


class ServerStore:
    """Writes the server configuration, and the admin password, which has an endpoint of its own."""

    def __init__(self, api: JackettApi, warnings: list[str]) -> None:
        self.api = api
        self.warnings = warnings

    def create(self, change: Change) -> Object:
        """Never planned: the configuration always exists."""
        return self.update(change)

    def update(self, change: Change) -> Object:
        """Save the whole object, wait for the restart it causes, and read it back."""
        target = dict(change.target or {})
        password = target.pop("new_password", None)
        changed = [option for option in change.after if option != "admin_password"]
        # first, since saving may move the program to where it can't be reached from here
        if "admin_password" in change.after:
            self.api.set_admin_password(password or "")
            self.api.password = password or ""
        if changed:
            # null where text was makes the program fail half way through saving
            for key in ("omdburl", "baseurloverride"):
                target[key] = target.get(key) or ""
            moved = [option for option in _MOVES if option in changed]
            self.api.save_server(target, restarts=not moved and any(_SETTINGS[option][2] for option in changed))
            if moved:
                self.warnings.append(f"Jackett moves with its new {' and '.join(moved)}; correct option url to match.")
                return target
        return self.api.server()

    def delete(self, change: Change) -> None:
        """Never planned: a singleton stays."""


def _perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    wanted = given(params, (*_SETTINGS, "admin_password"))
    connection = Connection.from_params(params)
    warnings: list[str] = []
    api = None if planned(params, check_mode).get("app") else connect(params)
    return Task(
        KIND,
        wanted,
        api.server() if api else {},
        ServerStore(api, warnings) if api else None,
        check_mode,
        remembered=Remembered(connection, params, f"{connection.place}/server configuration"),
        warnings=warnings,
    ).run(shown)


def shown(server: Object) -> Object:
    """The configuration for a task's result: secrets masked."""
    hidden = {key: MASK if server.get(key) else server.get(key) for key in _SECRET_KEYS if key in server}
    return {key: value for key, value in {**server, **hidden}.items() if key not in ("notices", "new_password")}


CONFIG = Resource(
    "jackett_config",
    {
        **ARGUMENTS,
        **{option: argument for option, (_key, argument, _restarts) in _SETTINGS.items()},
        "admin_password": {"type": "str", "no_log": True},
    },
    _perform,
    secrets=True,
)
