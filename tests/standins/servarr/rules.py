# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of settings that need no peer (facts: data/servarr_fields, server_rules)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from .answers import Body, invalid, rule, setting

SYSTEM_FOLDERS = ("/bin", "/boot", "/lib", "/sbin", "/proc", "/usr/bin")
"""SystemFolders.cs; what lies in them counts as well."""
_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[?[0-9A-Fa-f:.]+\]?")
_QBITTORRENT_CATEGORY = re.compile(r"([^\\/](/?[^\\/])*)?")
_WITH_HOST = re.compile(r"/?https?://[-_a-z0-9.]+", re.IGNORECASE)
_PARAMETERS = re.compile(r"(&.+?=.+?)+")


def relation(path: str, folder: str) -> str:
    """How a path lies to a folder, in the words of the messages; empty where it is elsewhere."""
    path, folder = path.rstrip("/") or "/", folder.rstrip("/")
    if path == folder:
        return "set to"
    return "child of" if path.startswith(f"{folder}/") else ""


def check_system_folder(property_name: str, path: str) -> None:
    """Refuse the system's own folders."""
    for folder in SYSTEM_FOLDERS:
        found = relation(path, folder)
        if found:
            raise invalid(rule(property_name, f"Path '{path}' is {found} system folder {folder}", path))


def check(app: str, kind: str, implementation: str, values: dict[str, Any]) -> list[Body]:
    """Failures of an enabled provider's settings."""
    if kind == "downloadclient":
        return _download_client(implementation, values)
    if kind == "notification":
        return _notification(implementation, values)
    return _feed(app, implementation, values)


def _host(values: dict[str, Any]) -> list[Body]:
    host = values.get("host")
    if not host:
        return [setting("Host", "'Host' must not be empty.", attempted=host)]
    return [] if _HOST.fullmatch(host) else [setting("Host", "must be valid Host without http://", attempted=host)]


def _port(values: dict[str, Any]) -> list[Body]:
    port = values.get("port")
    if isinstance(port, int) and 1 <= port <= 65535:
        return []
    return [setting("Port", f"'Port' must be between 1 and 65535. You entered {port}.", attempted=port)]


def _download_client(implementation: str, values: dict[str, Any]) -> list[Body]:
    failures = _host(values) + _port(values)
    if implementation == "QBittorrent":
        for key in ("movieCategory", "tvCategory", "movieImportedCategory", "tvImportedCategory"):
            if not _QBITTORRENT_CATEGORY.fullmatch(values.get(key) or ""):
                name = key[0].upper() + key[1:]
                text = "Can not contain '\\', '//', or start/end with '/'"
                failures.append(setting(name, text, attempted=values[key]))
        if values.get("apiKey"):
            failures += [
                setting(key.title(), f"{key.title()} must be empty when using API Key.")
                for key in ("username", "password")
                if values.get(key)
            ]
    elif "movieCategory" in values or "tvCategory" in values:
        key = "movieCategory" if "movieCategory" in values else "tvCategory"
        if implementation in ("Sabnzbd", "Nzbget", "RTorrent") and not values[key]:
            failures.append(setting(key[0].upper() + key[1:], "A category is recommended", True))
    return failures


def _feed(app: str, implementation: str, values: dict[str, Any]) -> list[Body]:
    failures = []
    base = values.get("baseUrl") or ""
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        failures.append(setting("BaseUrl", "must be valid URL that starts with http(s)://", attempted=base))
    path = values.get("apiPath") or ""
    if path and not re.fullmatch(r"/?[^?#\s]*", path):
        failures.append(setting("ApiPath", "Must be a valid URL path (ie: '/api')", attempted=path))
    if values.get("additionalParameters") and not _PARAMETERS.fullmatch(values["additionalParameters"]):
        failures.append(setting("AdditionalParameters", "'Additional Parameters' is not in the correct format."))
    if not values.get("categories") and not (app == "sonarr" and values.get("animeCategories")):
        both = setting("", "Either 'Categories' or 'Anime Categories' must be provided")
        failures.append(both if app == "sonarr" else setting("Categories", "'Categories' must not be empty."))
    for name in ("SeedRatio", "SeedTime"):
        value = values.get(f"seedCriteria.s{name[1:]}")
        if value is not None and value <= 0:
            failures.append(setting(f"SeedCriteria.{name}", "Should be greater than zero", True))
    return failures


def _notification(implementation: str, values: dict[str, Any]) -> list[Body]:
    if implementation == "MediaBrowser":
        return _host(values) + _filled(values, "apiKey") + _url_base(values) + _mapping(values)
    if implementation == "PlexServer":
        return _host(values) + _port(values) + _mapping(values)
    if implementation == "CustomScript":
        return _script(values)
    return _url(values, "webHookUrl" if implementation == "Discord" else "url")


def _filled(values: dict[str, Any], key: str) -> list[Body]:
    """White space alone is nothing."""
    if (values.get(key) or "").strip():
        return []
    title = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key[0].upper() + key[1:])
    return [setting(key[0].upper() + key[1:], f"'{title}' must not be empty.", attempted=values.get(key))]


def _mapping(values: dict[str, Any]) -> list[Body]:
    """Both halves or none."""
    failures: list[Body] = []
    for key, other in (("mapFrom", "mapTo"), ("mapTo", "mapFrom")):
        if (values.get(other) or "").strip():
            failures += _filled(values, key)
    return failures


def _url_base(values: dict[str, Any]) -> list[Body]:
    base = values.get("urlBase")
    if base and _WITH_HOST.match(base):
        return [setting("UrlBase", "Must be a valid URL path (ie: '/radarr')", attempted=base)]
    return []


def _url(values: dict[str, Any], key: str) -> list[Body]:
    """Any scheme will do, but a URL of http needs a host."""
    given = values.get(key) or ""
    try:
        parts = urlsplit(given)
        port_fits = parts.port is None or parts.port >= 0
    except ValueError:
        port_fits = False
    fits = port_fits and parts.scheme and not re.search(r"\s", given)
    if fits and (parts.hostname or parts.scheme not in ("http", "https")):
        return []
    return [setting(key[0].upper() + key[1:], f"Invalid Url: '{given}'", attempted=values.get(key))]


def _script(values: dict[str, Any]) -> list[Body]:
    failures = []
    path, arguments = values.get("path") or "", values.get("arguments")
    if not path.startswith("/"):
        failures.append(setting("Path", f"Invalid Path: '{path}'", attempted=values.get("path")))
    for folder in SYSTEM_FOLDERS:
        if relation(path, folder):
            failures.append(setting("Path", f"Must not be a descendant of '{folder}'", attempted=path))
            break
    if arguments and arguments.strip():
        text = "Arguments are no longer supported for custom scripts"
        failures.append(setting("Arguments", text, attempted=arguments))
    return failures
