# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live tests: really talking to the peer that is configured, and failing as it does (facts: servarr 4.1, 5.2)."""

from __future__ import annotations

import functools
import socket
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from typing import Any

import requests

from .answers import Body, setting
from .network import TIMEOUT, Network

Values = dict[str, Any]


def download_client(app: str, implementation: str, values: Values, network: Network) -> list[Body]:
    """What the test of a download client finds."""
    if implementation == "QBittorrent":
        return _qbittorrent(app, values, network)
    # No such program can be here: the test ends at the connection.
    try:
        socket.create_connection((values["host"], values["port"]), timeout=5).close()
    except OSError as error:
        return [setting("Host", "Unable to connect", detail=str(error))]
    return [setting("", f"Unable to communicate with {implementation}.")]


def indexer(app: str, values: Values, network: Network) -> list[Body]:
    """What the test of a Torznab or Newznab feed finds: capabilities first, then a first page."""
    failures = []
    base, path = values["baseUrl"] or "", values["apiPath"] or ""
    if "/indexers/all/" in f"{base}{path}":
        failures.append(setting("ApiPath", "Jackett's all endpoint is not supported, add indexers individually.", True))
    url = base.rstrip("/") + path.rstrip("/")
    try:
        capabilities = _feed(network, url, {"t": "caps", "apikey": values["apiKey"]})
        categories = _searched(app, values)
        search = "movie" if app == "radarr" else "tvsearch"
        if not _can(capabilities, "movie-search" if app == "radarr" else "tv-search"):
            if not _can(capabilities, "search"):
                return [setting("", "This indexer does not support searching.")]
            search = "search"
        if app == "radarr" and not categories & _offered(capabilities):
            return [setting("Categories", "This indexer does not have any of the configured categories.")]
        wanted = ",".join(map(str, sorted(categories)))
        query = {
            "t": search,
            "cat": wanted,
            "extended": "1",
            "apikey": values["apiKey"],
        }
        page = _feed(network, url, {**query, "offset": "0", "limit": "100"})
    except _FeedError as error:
        return [setting(error.property_name, str(error))]
    if not page.findall("./channel/item"):
        failures.append(
            setting(
                "",
                "Query successful, but no results in the configured categories were returned from your indexer. "
                "This may be an issue with the indexer or your indexer category settings.",
            )
        )
    return failures


class _FeedError(Exception):
    def __init__(self, message: str, property_name: str = "") -> None:
        super().__init__(message)
        self.property_name = property_name


def _feed(network: Network, url: str, query: dict[str, Any]) -> ElementTree.Element:
    given = {key: value for key, value in query.items() if value not in (None, "")}
    try:
        answer = network.session(url).get(url, params=given, timeout=TIMEOUT)
    except requests.RequestException as error:
        raise _FeedError(f"Unable to connect to indexer, please check your settings: {error}") from None
    if answer.status_code >= 400 and not answer.text.lstrip().startswith("<"):
        # The message names the whole URL, with the key.
        raise _FeedError(f"HTTP request failed: [{answer.status_code}:{answer.reason}] [GET] at [{answer.url}]")
    try:
        root = ElementTree.fromstring(answer.content)
    except ElementTree.ParseError:
        raise _FeedError(f"Invalid XML from the indexer at [{answer.url}]") from None
    if root.tag == "error":
        code, text = int(root.get("code", "0")), root.get("description", "")
        raise _FeedError(text, "ApiKey" if 100 <= code <= 199 else "")
    return root


def _can(capabilities: ElementTree.Element, search: str) -> bool:
    found = capabilities.find(f"./searching/{search}")
    return found is not None and found.get("available") == "yes"


def _offered(capabilities: ElementTree.Element) -> set[int]:
    items = capabilities.findall("./categories/category") + capabilities.findall("./categories/category/subcat")
    return {int(item.get("id", "0")) for item in items}


def _searched(app: str, values: Values) -> set[int]:
    return set(values["categories"] or []) | (set(values.get("animeCategories") or []) if app == "sonarr" else set())


def _qbittorrent(app: str, values: Values, network: Network) -> list[Body]:
    scheme = "https" if values["useSsl"] else "http"
    path = f"/{values['urlBase'].strip('/')}" if values.get("urlBase") else ""
    base = f"{scheme}://{values['host']}:{values['port']}{path}/api/v2"
    session = network.session(base)
    try:
        failure = _login(session, base, values)
        if failure:
            return [failure]
        version = session.get(f"{base}/app/webapiVersion", timeout=TIMEOUT)
        if version.status_code == 403:
            return [_refused()]
        version.raise_for_status()
        if tuple(int(part) for part in version.text.split(".")[:2]) < (1, 5):
            return [setting("Host", "Old Version of qBittorrent detected.")]
        return _qbittorrent_settings(app, values, functools.partial(_call, session, base))
    except (requests.RequestException, ValueError) as error:
        return [setting("Host", "Unable to connect to qBittorrent", detail=str(error))]


def _login(session: requests.Session, base: str, values: Values) -> Body | None:
    """Answered by 200 with a word before 5.2, by 204 or 401 since."""
    if values.get("apiKey"):
        session.headers["Authorization"] = f"Bearer {values['apiKey']}"
        return None
    if not values["username"] or not values["password"]:
        return None  # no attempt: works only where qBittorrent lets this address in
    login = {"username": values["username"], "password": values["password"]}
    answer = session.post(f"{base}/auth/login", data=login, timeout=TIMEOUT)
    if answer.status_code == 204 or (answer.status_code == 200 and answer.text == "Ok."):
        return None
    if answer.status_code in (401, 403) or (answer.status_code == 200 and answer.text == "Fails."):
        return _refused()
    answer.raise_for_status()
    return setting("Host", "Unable to connect to qBittorrent", detail=f"unexpected answer {answer.status_code}")


def _refused() -> Body:
    return setting("Username", "Authentication Failure", detail="Please verify your username and password.")


def _call(session: requests.Session, base: str, method: str, path: str, **given: Any) -> Any:
    answer = session.request(method, f"{base}{path}", timeout=TIMEOUT, **given)
    answer.raise_for_status()
    return answer.json() if answer.text else None


def _qbittorrent_settings(app: str, values: Values, call: Callable[..., Any]) -> list[Body]:
    """Missing categories are made, without a folder; limits that remove torrents are an error."""
    word = "movieCategory" if app == "radarr" else "tvCategory"
    name = word[0].upper() + word[1:]
    failures: list[Body] = []
    if not values[word]:
        detail = f"{app.title()} will not attempt to import completed downloads without a category."
        failures.append(setting(name, "Category is recommended", True, detail))
    preferences = call("GET", "/app/preferences")
    if not failures and _removes_torrents(preferences):
        text = "qBittorrent is configured to remove torrents when they reach their Share Ratio Limit"
        detail = f"{app.title()} will be unable to perform Completed Download Handling as configured."
        return [setting("", text, detail=detail)]
    for key in (word, word.replace("Category", "ImportedCategory")):
        wished = values.get(key)
        if not wished or wished in call("GET", "/torrents/categories"):
            continue
        call("POST", "/torrents/createCategory", data={"category": wished})
        if wished not in call("GET", "/torrents/categories"):
            failures.append(setting(key[0].upper() + key[1:], "Configuration of label failed"))
    kind = "Movie" if app == "radarr" else "Tv"
    for key in (f"recent{kind}Priority", f"older{kind}Priority"):
        if values.get(key) == 1 and not preferences.get("queueing_enabled"):
            failures.append(setting(key[0].upper() + key[1:], "Queueing Not Enabled"))
    call("GET", "/torrents/info")
    return failures


def _removes_torrents(preferences: dict[str, Any]) -> bool:
    """Limits of at least two weeks of seeding are long enough."""
    short = 0 <= preferences.get("max_seeding_time", -1) < 14 * 24 * 60
    limited = preferences.get("max_ratio_enabled") or (preferences.get("max_seeding_time_enabled") and short)
    return bool(preferences.get("max_ratio_act") in (1, 3) and limited)
