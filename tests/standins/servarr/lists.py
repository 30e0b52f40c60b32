# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Import lists and metadata: their rules, and a list's test (ImportListController, RadarrV3Proxy, MetadataFactory).

Lists of the internet are not reached: their test fails as it does without a way out.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import requests

from .answers import Body, invalid, rule, setting
from .network import TIMEOUT
from .program import Program

Values = dict[str, Any]

ENVELOPES: dict[str, Body] = {
    "radarr": {
        "enabled": False,
        "enableAuto": False,
        "monitor": "movieOnly",
        "rootFolderPath": "",
        "qualityProfileId": 0,
        "searchOnAdd": False,
        "minimumAvailability": "tba",
    },
    "sonarr": {
        "enableAutomaticAdd": False,
        "searchForMissingEpisodes": False,
        "shouldMonitor": "unknown",
        "monitorNewItems": "all",
        "rootFolderPath": "",
        "qualityProfileId": 0,
        "seriesType": "standard",
        "seasonFolder": False,
    },
}
SWITCHES = ("enabled", "enableAutomaticAdd")
TITLES = {
    "RadarrImport": "Radarr",
    "TMDbListImport": "TMDb List",
    "TraktListImport": "Trakt List",
    "PlexImport": "Plex Watchlist",
    "RadarrListImport": "Custom Lists",
    "RSSImport": "RSS List",
    "SonarrImport": "Sonarr",
    "CustomImport": "Custom List",
}
_ORDER = ("program", "tmdb", "trakt", "plex", "simkl", "other", "advanced")


def server_sets(described: Body) -> Body:
    """What a body cannot change."""
    kind = described["listType"]
    order = _ORDER.index(kind)
    return {"listType": kind, "listOrder": order, "minRefreshInterval": described["minRefreshInterval"]}


def check_resource(program: Program, item: Body) -> None:
    """Rules of the envelope, which count for lists that are off too."""
    path, profile = item["rootFolderPath"], item["qualityProfileId"]
    failures = []
    if not path.startswith("/"):
        failures.append(rule("RootFolderPath", f"Invalid Path: '{path}'", path, "PathValidator"))
    elif not any(held["path"] == path.rstrip("/") for held in program.store.all("rootfolder")):
        failures.append(rule("RootFolderPath", f"Root folder '{path}' does not exist", path))
    if profile <= 0:
        text = "'Quality Profile Id' must be greater than '0'."
        failures.append(rule("QualityProfileId", text, profile, "GreaterThanValidator"))
    elif program.store.get("qualityprofile", profile) is None:
        failures.append(rule("QualityProfileId", "Quality Profile does not exist", profile))
    if failures:
        raise invalid(*failures)


def check_settings(app: str, implementation: str, values: Values) -> list[Body]:
    """Rules of a list's settings."""
    failures = []
    if implementation in ("RadarrImport", "SonarrImport"):
        failures += _url(values, "baseUrl") + _filled(values, "apiKey")
    elif implementation == "CustomImport":
        failures += _url(values, "baseUrl")
    elif implementation == "RadarrListImport":
        failures += _url(values, "url")
    elif implementation == "RSSImport":
        failures += _url(values, "link")
    elif implementation == "TMDbListImport" and not re.fullmatch(r"[1-9][0-9]*", values["listId"] or ""):
        failures.append(setting("ListId", "'List Id' is not in the correct format.", attempted=values["listId"]))
    elif implementation == "TraktListImport":
        failures += _filled(values, "username") + _filled(values, "listname")
    if "accessToken" in values and not values["accessToken"]:
        name = "Trakt" if implementation.startswith("Trakt") else "Plex"
        failures.append(setting("AccessToken", f"Must authenticate with {name}", attempted=values["accessToken"]))
    return failures


def _url(values: Values, key: str) -> list[Body]:
    parts = urlsplit(values[key] or "")
    if parts.scheme in ("http", "https") and parts.netloc:
        return []
    name = key[0].upper() + key[1:]
    return [setting(name, "must be valid URL that starts with http(s)://", attempted=values[key])]


def _filled(values: Values, key: str) -> list[Body]:
    if values[key]:
        return []
    title = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key[0].upper() + key[1:])
    return [setting(key[0].upper() + key[1:], f"'{title}' must not be empty.", attempted=values[key])]


def test(program: Program, implementation: str, values: Values) -> list[Body]:
    """Asks another instance for all that it has; nothing else is reachable."""
    if implementation not in ("RadarrImport", "SonarrImport"):
        return [_unable("Name or service not known")]
    title = implementation.removesuffix("Import")
    url = f"{values['baseUrl'].rstrip('/')}/api/v3/{'movie' if title == 'Radarr' else 'series'}"
    try:
        with program.network.session(url) as session:
            found = session.get(url, headers={"X-Api-Key": values["apiKey"]}, timeout=TIMEOUT, allow_redirects=False)
            if found.status_code < 300:
                found.json()
    except (requests.RequestException, ValueError) as error:
        return [_unable(str(error))]
    if found.status_code == 401:
        return [setting("ApiKey", "API Key is invalid")]
    if 300 <= found.status_code < 400:
        return [setting("BaseUrl", f"{title} URL is invalid, are you missing a URL base?")]
    if found.status_code >= 400:
        return [_unable(f"HTTP request failed: [{found.status_code}] [GET] at [{url}]")]
    return []


def _unable(reason: str) -> Body:
    text = f"Unable to connect to import list: {reason}. Check the log surrounding this error for details."
    return setting("", text)


def make_metadata(program: Program, implementations: dict[str, Any]) -> None:
    """The program makes one of each kind at its start, off and with its defaults."""
    held = {item["implementation"] for item in program.store.all("metadata")}
    for name, described in implementations.items():
        if name not in held:
            values = {field["name"]: field.get("default") for field in described["fields"]}
            made = {"name": described["title"], "implementation": name, "enable": False, "tags": [], "values": values}
            program.store.insert("metadata", made)
