# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server configuration: read in small letters, saved as a whole and step by step (facts: B3)."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

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
_FLARESOLVERR = ("flaresolverrurl", "flaresolverr_maxtimeout")
_PROXY = ("proxy_type", "proxy_url", "proxy_port", "proxy_username", "proxy_password")
_LISTENING = ("port", "external", "local_bind_address")


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


def save(state: State, given: Mapping[str, Any]) -> bool:
    """Whether the web host has to restart (ServerConfigurationController.UpdateConfig).

    What is missing becomes the type's default. Each step saves what it has; an error comes too late for those before.
    """
    wished = {**_EMPTY, **{key: value for key, value in given.items() if key in _NAMES and value is not None}}
    _base_path(wished)
    _base_url(state, wished)
    restart = _differs(state, wished, "basepathoverride", "cors")
    _first(state, wished)
    restart |= _flaresolverr(state, wished)
    _omdb(state, wished)
    restart |= _proxy(state, wished)
    restart |= _listening(state, wished)
    _black_hole(state, wished)
    # of all settings this one lies in memory only
    state.logging = bool(given.get("logging")) and not restart
    return restart


_EMPTY: dict[str, Any] = {
    **dict.fromkeys(_NAMES),
    **dict.fromkeys(("external", "cors", "updatedisabled", "prerelease", "cache_enabled"), False),
    **dict.fromkeys(("port", "cache_ttl", "cache_max_results_per_indexer", "flaresolverr_maxtimeout", "proxy_type"), 0),
}


def _differs(state: State, wished: Mapping[str, Any], *names: str) -> bool:
    """Null and empty do."""
    return any(wished[name] != state.server[_NAMES[name]] for name in names)


def _keep(state: State, wished: Mapping[str, Any], *names: str) -> None:
    state.server.update({_NAMES[name]: wished[name] for name in names})
    state.save_server()


def _base_path(wished: dict[str, Any]) -> None:
    path = wished["basepathoverride"]
    if path and path.rstrip("/") and not path.startswith("/"):
        raise Broken("The Base Path Override must start with a /")


def _base_url(state: State, wished: dict[str, Any]) -> None:
    if not _differs(state, wished, "baseurloverride"):
        return
    if wished["baseurloverride"] is None:
        raise _null()
    wished["baseurloverride"] = wished["baseurloverride"].rstrip("/").strip()
    if wished["baseurloverride"]:
        _check_url(wished["baseurloverride"], "Base URL Override is invalid. Example: http://jackett:9117")
    _keep(state, wished, "baseurloverride")


def _first(state: State, wished: dict[str, Any]) -> None:
    if wished["basepathoverride"] is not None:
        wished["basepathoverride"] = wished["basepathoverride"].rstrip("/")
    caching = ("cache_enabled", "cache_ttl", "cache_max_results_per_indexer")
    _keep(state, wished, "cors", "updatedisabled", "prerelease", "basepathoverride", *caching)


def _flaresolverr(state: State, wished: dict[str, Any]) -> bool:
    if not _differs(state, wished, *_FLARESOLVERR):
        return False
    wished["flaresolverrurl"] = (wished["flaresolverrurl"] or "").strip() and wished["flaresolverrurl"]
    if wished["flaresolverrurl"]:
        _check_url(wished["flaresolverrurl"], "FlareSolverr API URL is invalid. Example: http://127.0.0.1:8191")
    if wished["flaresolverr_maxtimeout"] < 5000:
        raise Broken("FlareSolverr Max Timeout must be greater than 5000 ms.")
    _keep(state, wished, *_FLARESOLVERR)
    return True


def _omdb(state: State, wished: dict[str, Any]) -> None:
    if not _differs(state, wished, "omdbkey", "omdburl"):
        return
    # the key is set in memory before the missing address is noticed
    state.server["OmdbApiKey"] = wished["omdbkey"]
    if wished["omdburl"] is None:
        raise _null()
    wished["omdburl"] = wished["omdburl"].rstrip("/")
    _keep(state, wished, "omdbkey", "omdburl")


def _proxy(state: State, wished: dict[str, Any]) -> bool:
    if not _differs(state, wished, *_PROXY):
        return False
    if wished["proxy_port"] is not None and not 1 <= wished["proxy_port"] <= 65535:
        raise _bad_port()
    if not (wished["proxy_url"] or "").strip():
        wished["proxy_type"] = -1
    _keep(state, wished, *_PROXY)
    return True


def _listening(state: State, wished: dict[str, Any]) -> bool:
    if not _differs(state, wished, *_LISTENING):
        return False
    if not 1 <= wished["port"] <= 65535:
        raise _bad_port()
    address = wished["local_bind_address"]
    if not (address or "").strip():
        raise Broken("You need to provide a local bind address.")
    try:
        if not ipaddress.ip_address(address).is_loopback:
            raise Broken("The local address you selected is not a loopback one.")
    except ValueError:
        raise Broken("An invalid IP address was specified.") from None
    _keep(state, wished, *_LISTENING)
    return True


def _black_hole(state: State, wished: dict[str, Any]) -> None:
    if not _differs(state, wished, "blackholedir"):
        return
    if wished["blackholedir"] and not os.path.isdir(wished["blackholedir"]):
        raise Broken("Blackhole directory does not exist")
    _keep(state, wished, "blackholedir")


def _check_url(url: str, message: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or any(letter.isspace() for letter in url):
        raise Broken(message)


def _bad_port() -> Broken:
    return Broken("The port you have selected is invalid, it must be between 1 and 65535.")


def _null() -> Broken:
    return Broken("Object reference not set to an instance of an object.")
