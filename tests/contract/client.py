# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small HTTP clients for contract tests: they hide nothing, follow no redirect and keep no state but a cookie."""

from __future__ import annotations

import json
from typing import Any

import requests

from tests.standins.running import Running

Body = dict[str, Any]


class Client:
    """Radarr or Sonarr with its key."""

    def __init__(self, app: Running) -> None:
        self.app = app
        self.name = "sonarr" if "sonarr" in app.command else "radarr"
        self.key = app.api_key

    def raw(self, method: str, path: str, **given: Any) -> requests.Response:
        """A request as it is given, without a key."""
        given.setdefault("timeout", 30)
        return requests.request(method, f"{self.app.url}{path}", allow_redirects=False, **given)

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> requests.Response:
        """A request to the API below /api/v3, with the key."""
        given: Body = {"headers": {"X-Api-Key": self.key}, "params": query}
        if body is not None:
            given["json"] = body
        return self.raw(method, f"/api/v3/{path}", **given)

    def get(self, path: str) -> Any:
        """The JSON of a GET that succeeds."""
        return expect(self.call("GET", path), 200).json()

    def create(self, path: str, body: Body, **query: Any) -> Any:
        """The JSON of a POST that succeeds."""
        return expect(self.call("POST", path, body, **query), 201).json()

    def put(self, path: str, body: Body, **query: Any) -> Any:
        """The JSON of a PUT that succeeds."""
        return expect(self.call("PUT", path, body, **query), 202).json()

    def text(self, method: str, path: str, text: str) -> requests.Response:
        """A body that is said to be JSON."""
        headers = {"X-Api-Key": self.key, "Content-Type": "application/json"}
        return self.raw(method, f"/api/v3/{path}", headers=headers, data=text)


class JackettClient:
    """Jackett as its administrator."""

    def __init__(self, app: Running) -> None:
        self.app = app
        self.session = requests.Session()
        self.login(app.password)

    def raw(self, method: str, path: str, **given: Any) -> requests.Response:
        """A request without the cookie."""
        return requests.request(method, f"{self.app.url}{path}", allow_redirects=False, timeout=30, **given)

    def login(self, password: str) -> None:
        """Keep the cookie of a login."""
        data = {"password": password}
        self.session.post(f"{self.app.url}/UI/Dashboard", data=data, allow_redirects=False, timeout=30)

    def call(self, method: str, path: str, **given: Any) -> requests.Response:
        """A request below /api/v2.0 with the cookie."""
        url = f"{self.app.url}/api/v2.0/{path}"
        return self.session.request(method, url, allow_redirects=False, timeout=30, **given)

    def get(self, path: str) -> Any:
        """The JSON of a GET that succeeds."""
        return expect(self.call("GET", path), 200).json()

    def values(self, indexer: str) -> Body:
        """The settings of an indexer by their ids."""
        return {item["id"]: item.get("value") for item in self.get(f"indexers/{indexer}/config")}

    def configure(self, indexer: str, **values: Any) -> requests.Response:
        """Save settings of an indexer."""
        items = [{"id": name, "value": value} for name, value in values.items()]
        return self.call("POST", f"indexers/{indexer}/config", json=items)

    def configured(self) -> set[str]:
        """The ids of the configured indexers."""
        return {item["id"] for item in self.get("indexers?configured=true")}

    def feed(self, indexer: str, function: str = "search", **query: Any) -> requests.Response:
        """A request to a feed, with the key unless it is given."""
        params = {"t": function, "apikey": self.app.api_key, **query}
        return self.raw("GET", f"/api/v2.0/indexers/{indexer}/results/torznab/api", params=params)


class QbittorrentClient:
    """qBittorrent as its administrator."""

    def __init__(self, app: Running) -> None:
        self.app = app
        self.cookie = self.login(app.username, app.password).headers["Set-Cookie"].partition(";")[0]

    def raw(self, method: str, path: str, **given: Any) -> requests.Response:
        """A request without the cookie."""
        return requests.request(method, f"{self.app.url}{path}", allow_redirects=False, timeout=30, **given)

    def login(self, username: str, password: str, **given: Any) -> requests.Response:
        """A login without a cookie."""
        return self.raw("POST", "/api/v2/auth/login", data={"username": username, "password": password}, **given)

    def call(self, method: str, path: str, **given: Any) -> requests.Response:
        """A request below /api/v2 with the cookie."""
        return self.raw(method, f"/api/v2/{path}", headers={"Cookie": self.cookie}, **given)

    def preferences(self) -> Body:
        """All of them."""
        found: Body = expect(self.call("GET", "app/preferences"), 200).json()
        return found

    def prefer(self, **values: Any) -> None:
        """Set some."""
        expect(self.call("POST", "app/setPreferences", data={"json": json.dumps(values)}), 200)

    def categories(self) -> dict[str, Body]:
        """By name."""
        found: dict[str, Body] = expect(self.call("GET", "torrents/categories"), 200).json()
        return found


def expect(answer: requests.Response, status: int) -> requests.Response:
    """The answer, which must have this status."""
    assert answer.status_code == status, f"{answer.request.method} {answer.url}: {answer.status_code} {answer.text}"
    return answer


def fields(item: Body) -> Body:
    """The fields of a provider by name; absent values are null."""
    return {field["name"]: field.get("value") for field in item["fields"]}


def with_fields(item: Body, **values: Any) -> Body:
    """A provider with other values of some fields."""
    return {**item, "fields": [{"name": name, "value": value} for name, value in {**fields(item), **values}.items()]}


def failures(answer: requests.Response) -> dict[str, Body]:
    """The list of a 400 by property."""
    return {item["propertyName"]: item for item in expect(answer, 400).json()}
