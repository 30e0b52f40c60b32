# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server configuration: read in small letters, saved as a whole and step by step (facts: B3)."""

from __future__ import annotations

import os
from typing import Any

from .network import Broken
from .state import State

_NAMES = {
    "port": "Port",
    "external": "AllowExternal",
    "local_bind_address": "LocalBindAddress",
    "cors": "AllowCORS",
    "blackholedir": "BlackholeDir",
    "updatedisabled": "UpdateDisabled",
    "prerelease": "UpdatePrerelease",
    "basepathoverride": "BasePathOverride",
    "baseurloverride": "BaseUrlOverride",
    "cache_enabled": "CacheEnabled",
    "cache_ttl": "CacheTtl",
    "cache_max_results_per_indexer": "CacheMaxResultsPerIndexer",
    "flaresolverrurl": "FlareSolverrUrl",
    "flaresolverr_maxtimeout": "FlareSolverrMaxTimeout",
    "omdbkey": "OmdbApiKey",
    "omdburl": "OmdbApiUrl",
    "proxy_type": "ProxyType",
    "proxy_url": "ProxyUrl",
    "proxy_port": "ProxyPort",
    "proxy_username": "ProxyUsername",
    "proxy_password": "ProxyPassword",
}
_RESTARTS = (
    "Port",
    "AllowExternal",
    "LocalBindAddress",
    "AllowCORS",
    "BasePathOverride",
    "FlareSolverrUrl",
    "FlareSolverrMaxTimeout",
    "ProxyType",
    "ProxyUrl",
    "ProxyPort",
    "ProxyUsername",
    "ProxyPassword",
)


def shown(state: State) -> dict[str, Any]:
    """Key and passwords of others in clear, the own password as the start of its hash."""
    return {
        "notices": [],
        "api_key": state.server["APIKey"],
        "password": (state.server["AdminPassword"] or "")[:10],
        "logging": state.logging,
        "app_version": str(state.version.get("version", "v0.24.2440")),
        "can_run_netcore": False,
        **{name: state.server[held] for name, held in _NAMES.items()},
    }


def save(state: State, given: dict[str, Any]) -> bool:
    """Whether the web host has to restart. What is missing becomes the type's default; an error comes too late for
    what was saved before it."""
    server = state.server
    before = {key: server[key] for key in _RESTARTS}
    state.logging = bool(given.get("logging"))
    _steps(state, given)
    state.save_server()
    # null and empty differ here, which alone is a reason to restart
    return any(server[key] != before[key] for key in _RESTARTS)


def _steps(state: State, given: dict[str, Any]) -> None:
    server = state.server
    base = given.get("basepathoverride") or ""
    if base and not base.startswith("/"):
        raise Broken("The Base Path Override must start with a /")
    if server["BaseUrlOverride"] and given.get("baseurloverride") is None:
        raise Broken("Object reference not set to an instance of an object.")
    server["CacheEnabled"] = bool(given.get("cache_enabled"))
    server["CacheTtl"] = given.get("cache_ttl") or 0
    server["CacheMaxResultsPerIndexer"] = given.get("cache_max_results_per_indexer") or 0
    server["UpdateDisabled"] = bool(given.get("updatedisabled"))
    server["UpdatePrerelease"] = bool(given.get("prerelease"))
    state.save_server()
    if (given.get("flaresolverr_maxtimeout") or 0) < 5000:
        raise Broken("FlareSolverr Max Timeout must be greater than 5000 ms.")
    if given.get("omdbkey") != server["OmdbApiKey"] and given.get("omdburl") is None:
        raise Broken("Object reference not set to an instance of an object.")
    _check_proxy(given)
    if not 1 <= (given.get("port") or 0) <= 65535:
        raise Broken("The port you have selected is invalid, it must be between 1 and 65535.")
    if given.get("blackholedir") and not os.path.isdir(given["blackholedir"]):
        raise Broken("Blackhole directory does not exist!")
    if not str(given.get("local_bind_address") or "127.0.0.1").startswith(("127.", "localhost", "::1")):
        raise Broken("The local bind address must be a loopback address.")
    for name, held in _NAMES.items():
        if not held.startswith(("Cache", "Update")):
            server[held] = given.get(name)
    server["AllowExternal"], server["AllowCORS"] = bool(given.get("external")), bool(given.get("cors"))
    server["BasePathOverride"] = base.rstrip("/") or given.get("basepathoverride")
    server["ProxyType"] = given.get("proxy_type", 0) if given.get("proxy_url") else -1


def _check_proxy(given: dict[str, Any]) -> None:
    port = given.get("proxy_port")
    if port is not None and not 1 <= port <= 65535:
        raise Broken("The proxy port you have selected is invalid, it must be between 1 and 65535.")
