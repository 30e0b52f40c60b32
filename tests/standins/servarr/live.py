# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live tests: really talking to the peer that is configured, and failing as it does (facts: servarr 4.1, 5.2)."""

from __future__ import annotations

import functools
import re
import socket
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass, field
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
    """What the test of a feed finds: a first page, then what Jackett's all and the capabilities say (Torznab.Test)."""
    url = (values["baseUrl"] or "").rstrip("/") + (values["apiPath"] or "").rstrip("/")
    try:
        capabilities = _capabilities(network, url, values["apiKey"])
        search, categories = _first_search(app, capabilities, values)
        if not search:
            return [setting("", "No rss feed query available. This may be an issue with the indexer or your settings.")]
        query = f"t={search}&cat={','.join(map(str, categories))}&extended=1{values['additionalParameters'] or ''}"
        page = _read(_get(network, f"{url}?{query}{_key(values['apiKey'])}&offset=0&limit=100"))
    except _FeedError as error:
        return [setting(error.property_name, str(error))]
    if not page.findall("./channel/item"):
        return [setting("", _NO_RESULTS)]
    failures = []
    if any(_ALL.search(values[key] or "") for key in ("baseUrl", "apiPath")):
        text = "Jackett's all endpoint is not supported, please add indexers individually"
        failures.append(setting("ApiPath", text, True, text))
    if app == "radarr" and not set(categories) & capabilities.categories:
        failures.append(setting("", "This indexer does not support any of the selected categories!"))
    return failures


_ALL = re.compile(r"/torznab/all|/api/v2\.0/indexers/all/results/torznab", re.IGNORECASE)
_NO_RESULTS = (
    "Query successful, but no results in the configured categories were returned from your indexer. "
    "This may be an issue with the indexer or your indexer category settings."
)


@dataclass
class _Capabilities:
    """What a feed offers; as the program takes it where they can't be read."""

    searches: set[str] = field(default_factory=lambda: {"search", "movie-search", "tv-search"})
    categories: set[int] = field(default_factory=set)


def _capabilities(network: Network, url: str, key: str | None) -> _Capabilities:
    """An error that is not about the key is only logged: the defaults are used (NewznabCapabilitiesProvider)."""
    content = _get(network, f"{url}?t=caps{_key(key)}")
    try:
        root = _read(content)
    except _FeedError as error:
        if error.fatal:
            raise
        return _Capabilities()
    items = root.findall("./categories/category") + root.findall("./categories/category/subcat")
    searches = {item.tag for item in root.findall("./searching/*") if item.get("available") == "yes"}
    return _Capabilities(searches, {int(item.get("id", "0")) for item in items})


def _first_search(app: str, capabilities: _Capabilities, values: Values) -> tuple[str, list[int]]:
    """The first page's kind and categories; neither where there is none to ask for (NewznabRequestGenerator)."""
    anime = values.get("animeCategories") or []
    chosen = list(dict.fromkeys([*(values["categories"] or []), *anime]))
    if app == "radarr":
        kinds = {"movie-search": ("movie", chosen), "search": ("search", chosen)}
    else:
        kinds = {"tv-search": ("tvsearch", chosen), "search": ("search", anime)}
    found = next((asked for name, asked in kinds.items() if name in capabilities.searches), ("", []))
    return found if found[1] else ("", [])


class _FeedError(Exception):
    """``fatal`` ones end the reading of capabilities too."""

    def __init__(self, message: str, property_name: str = "", fatal: bool = True) -> None:
        super().__init__(message)
        self.property_name = property_name
        self.fatal = fatal


def _key(key: str | None) -> str:
    return f"&apikey={key}" if key else ""


def _get(network: Network, url: str) -> bytes:
    """The content; a bad status counts before its content is looked at, and is named with the whole URL."""
    try:
        answer = network.session(url).get(url, timeout=TIMEOUT)
    except requests.Timeout as error:
        raise _FeedError(f"Unable to connect to indexer, possibly due to a timeout. {error}") from None
    except requests.RequestException as error:
        raise _FeedError(f"Unable to connect to indexer, please check your DNS settings. {error}") from None
    if answer.status_code < 400:
        return answer.content
    text = f"HTTP request failed: [{answer.status_code}:{answer.reason}] [GET] at [{url}]"
    if answer.status_code == 400 and "not support the requested query" in answer.text:
        raise _FeedError("Indexer does not support the current query.")
    if answer.status_code >= 500:
        raise _FeedError(f"Unable to connect to indexer, indexer's server is unavailable. Try again later. {text}")
    if answer.status_code in (401, 403):
        raise _FeedError(f"Unable to connect to indexer, invalid credentials. {text}")
    raise _FeedError(f"Unable to connect to indexer, check the log above the ValidationFailure. {text}")


def _read(content: bytes) -> ElementTree.Element:
    """A document that is no error (NewznabRssParser.CheckError)."""
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise _FeedError(f"Unable to connect to indexer: {error}. Check the log for details") from None
    if root.tag == "error":
        code, text = int(root.get("code", "0")), root.get("description", "")
        if 100 <= code <= 199:
            raise _FeedError("Invalid API Key", "ApiKey")
        raise _FeedError(f"Unable to connect to indexer. Torznab error detected: {text}", fatal=False)
    return root


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
            break
    call("GET", "/torrents/info", params={"category": values[word]} if values[word] else None)
    return failures


def _removes_torrents(preferences: dict[str, Any]) -> bool:
    """Limits of at least two weeks of seeding are long enough."""
    short = 0 <= preferences.get("max_seeding_time", -1) < 14 * 24 * 60
    limited = preferences.get("max_ratio_enabled") or (preferences.get("max_seeding_time_enabled") and short)
    return bool(preferences.get("max_ratio_act") in (1, 3) and limited)
