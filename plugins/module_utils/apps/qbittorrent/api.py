# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The session with a qBittorrent: one login attempt, forms, and a logout (facts: jackett_qbittorrent A1-A4)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from multiprocessing import util
from typing import Any

from ...errors import MediastackError
from ...http.client import Client, decoded
from ...http.connection import Connection
from ...http.errors import NotYet, Refused, Unreachable, WrongApp
from ...reconcile.kind import Object
from ..sessions import shared

ARGUMENTS: dict[str, dict[str, Any]] = {
    "username": {"type": "str", "default": "admin"},
    "password": {"type": "str", "required": True, "no_log": True},
}


class QbittorrentApi:
    """Requests below ``/api/v2`` with a session cookie.

    There is one login attempt and never a second with the same password: after five failures the program bans the
    address. ``proven`` tells whether the login really checked the password (a bypass accepts any).
    """

    def __init__(self, connection: Connection, username: str, password: str) -> None:
        self.client = Client(connection, "qBittorrent", [password])
        self.username = username
        self.password = password
        self.proven = False
        self._refused: MediastackError | None = None
        self._categories: dict[str, Object] | None = None
        self._preferences: Object | None = None
        self._torrents: dict[str, Object] | None = None
        self._web_api: tuple[int, ...] | None = None

    def log_in(self) -> None:
        """Log in unless this session is; raises what the first attempt raised."""
        if self._refused is not None:
            raise self._refused
        if self.client.session.cookies or self.proven:
            return
        try:
            self.client.wait_for(self._login)
        except (Refused, WrongApp, Unreachable) as error:
            self._refused = error
            raise
        # newer versions keep 15 sessions and drop the oldest, which may be Radarr's
        util.Finalize(self, _log_out, args=(self.client,), exitpriority=1)

    def categories(self) -> dict[str, Object]:
        """All categories by name, from one request."""
        if self._categories is None:
            self._categories = self._get("/torrents/categories", "list the categories")
        return self._categories

    def write_category(self, action: str, form: Mapping[str, str], doing: str) -> None:
        """``createCategory``, ``editCategory`` or ``removeCategories`` with form fields."""
        self._categories = None
        self._post(f"/torrents/{action}", form, doing)

    def preferences(self) -> Object:
        """All preferences, passwords in clear (but the web page's, which is never shown)."""
        if self._preferences is None:
            self._preferences = self._get("/app/preferences", "read the preferences")
        return self._preferences

    def set_preferences(self, changed: Mapping[str, Any], doing: str) -> None:
        """Set some preferences. The program answers 200 to nearly everything: read back what it took."""
        self._preferences = None
        self._post("/app/setPreferences", {"json": json.dumps(dict(changed))}, doing)

    @property
    def version(self) -> str:
        """The program's version, such as ``5.1.0``."""
        return str(self._text("/app/version", "read the version")).removeprefix("v")

    @property
    def web_api(self) -> tuple[int, ...]:
        """The version of the API, such as ``(2, 11, 4)``, from one request."""
        if self._web_api is None:
            text = self._text("/app/webapiVersion", "read the version of the API")
            self._web_api = tuple(int(part) for part in text.split("."))
        return self._web_api

    def torrents(self) -> list[Object]:
        """All torrents, from one request."""
        return list({id(item): item for item in self._known().values()}.values())

    def torrent(self, info_hash: str) -> Object | None:
        """A torrent by either of its hashes, from the one request for all."""
        return self._known().get(info_hash)

    def torrent_now(self, info_hash: str) -> Object | None:
        """A torrent as it is at this moment."""
        self._torrents = None
        return self._known().get(info_hash)

    def _known(self) -> dict[str, Object]:
        if self._torrents is None:
            listed = self._get("/torrents/info", "list the torrents", list)
            keys = ("hash", "infohash_v1", "infohash_v2")
            self._torrents = {item[key]: item for item in listed for key in keys if item.get(key)}
        return self._torrents

    def add_torrent(self, form: Mapping[str, str], name: str, source: str | bytes, doing: str) -> None:
        """Add a torrent from a URL or magnet (``urls``) or from a file's content (``torrents``)."""
        self._torrents = self._categories = None
        if isinstance(source, bytes):
            answer = self._request("POST", "/torrents/add", form, {name: ("torrent", source)})
        else:
            answer = self._request("POST", "/torrents/add", {**form, name: source})
        if not 200 <= answer.status_code < 300 or answer.text.strip() == "Fails.":
            raise self.client.rejected(answer, doing)

    def write_torrent(self, action: str, form: Mapping[str, str], doing: str) -> None:
        """A request about torrents. ``stop`` and ``start`` are called otherwise before qBittorrent 5."""
        if self.web_api < (2, 11):
            action = {"stop": "pause", "start": "resume"}.get(action, action)
        self._torrents = None
        self._post(f"/torrents/{action}", form, doing)

    def _get(self, path: str, doing: str, expected: type = dict) -> Any:
        answer = self._request("GET", path, None)
        body = decoded(answer)
        if answer.status_code != 200 or not isinstance(body, expected):
            raise self.client.rejected(answer, doing)
        return body

    def _text(self, path: str, doing: str) -> str:
        answer = self._request("GET", path, None)
        if answer.status_code != 200:
            raise self.client.rejected(answer, doing)
        return str(answer.text).strip()

    def _post(self, path: str, form: Mapping[str, str], doing: str) -> None:
        answer = self._request("POST", path, form)
        if not 200 <= answer.status_code < 300:
            raise self.client.rejected(answer, doing)

    def _request(self, method: str, path: str, form: Mapping[str, str] | None, files: Any = None) -> Any:
        self.log_in()
        answer = self.client.request(method, f"/api/v2{path}", data=form, files=files)
        if answer.status_code == 403:  # the session has expired, or was dropped for a newer one
            self.client.session.cookies.clear()
            self.proven = False
            self.log_in()
            answer = self.client.request(method, f"/api/v2{path}", data=form, files=files)
        return answer

    def _login(self) -> None:
        client = self.client
        answer = client.request(
            "POST", "/api/v2/auth/login", data={"username": self.username, "password": self.password}
        )
        text = answer.text.strip()
        if answer.status_code == 204 or (answer.status_code == 200 and text == "Ok."):
            self.proven = bool(client.session.cookies)
            return
        if answer.status_code in (502, 504):
            raise NotYet(f"{client.where} answers {answer.status_code}; the program behind the proxy is not up.")
        if answer.status_code == 403:
            raise Refused(
                f"{client.where} has banned this address after too many failed logins; wait until the ban ends "
                "(an hour by default) or restart qBittorrent, then correct options username and password."
            )
        if answer.status_code == 401 or (answer.status_code == 200 and text == "Fails."):
            self._explain_401(answer.status_code)
            raise Refused(
                f"{client.where} refused the login of '{self.username}'; correct options username and password."
            )
        raise WrongApp(
            f"What answers at {client.connection.url} is not qBittorrent ({answer.status_code}); correct option url."
        )

    def _explain_401(self, status: int) -> None:
        """A 401 also means that the Host header was rejected; then the page itself answers 401 as well."""
        page = self.client.request("GET", "/")
        if page.status_code == 401 and status == 401:
            raise Unreachable(
                f"{self.client.where} rejects the host name of option url; a port in it must be the one that "
                "qBittorrent listens on, and web_ui_domain_list must allow the name."
            )
        if page.status_code == 200 and "qbittorrent" not in page.text.lower():
            raise WrongApp(f"What answers at {self.client.connection.url} is not qBittorrent; correct option url.")


def _log_out(client: Client) -> None:
    try:
        if client.session.cookies:
            client.session.request("POST", f"{client.connection.base}/api/v2/auth/logout", timeout=2)
    except Exception:  # the process is ending, and the session ends by itself in an hour
        pass


def connect(params: Mapping[str, Any]) -> QbittorrentApi:
    """The process's session with the qBittorrent that module parameters name."""
    connection = Connection.from_params(params)
    username, password = params["username"], params["password"]
    api = shared(lambda: QbittorrentApi(connection, username, password), "qbittorrent", connection, username, password)
    api.log_in()
    return api
