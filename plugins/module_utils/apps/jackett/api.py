# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The session with a Jackett: admin login, indexers, server configuration (facts: jackett_qbittorrent B1-B3)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from ...http.client import Client, decoded
from ...http.connection import Connection
from ...http.errors import NotYet, Refused, Rejected, WrongApp
from ...reconcile.kind import Object
from ..sessions import shared

API = "/api/v2.0"
_RESTART_DELAY = 0.5  # seconds after which Jackett restarts its web host on a changed server setting
_RESTART_WATCH = 3.0  # seconds in which the restart must have begun


class JackettApi:
    """Requests to one Jackett with the admin cookie; a cookie that is not accepted any more is renewed once."""

    def __init__(self, connection: Connection, password: str) -> None:
        self.client = Client(connection, "Jackett", [password])
        # without it the cookie handler answers a missing login with a redirect to an HTML page
        self.client.session.headers["X-Requested-With"] = "XMLHttpRequest"
        self.password = password
        self.client.wait_for(self._identify)
        self._login()
        self._indexers: list[Object] | None = None
        self._settings: dict[str, list[Object]] = {}
        self._server: Object | None = None

    def indexers(self) -> list[Object]:
        """All indexers that this Jackett knows, configured or not, from one request."""
        if self._indexers is None:
            self._indexers = self._json("GET", "/indexers", list, "list the indexers")
        return self._indexers

    def settings(self, indexer: str) -> list[Object]:
        """The settings of an indexer, in the order of its page."""
        if indexer not in self._settings:
            self._settings[indexer] = self._json(
                "GET", f"/indexers/{indexer}/config", list, f"read the settings of indexer '{indexer}'"
            )
        return self._settings[indexer]

    def configure(self, indexer: str, settings: list[Object]) -> None:
        """Save settings of an indexer, which configures it; some indexers run a live search and fail with it."""
        self._settings.pop(indexer, None)
        self._indexers = None
        self._write("POST", f"/indexers/{indexer}/config", settings, f"save indexer '{indexer}'")

    def remove(self, indexer: str) -> None:
        """Unconfigure an indexer."""
        self._settings.pop(indexer, None)
        self._indexers = None
        self._write("DELETE", f"/indexers/{indexer}", None, f"remove indexer '{indexer}'")

    def test(self, indexer: str) -> str | None:
        """Run Jackett's own test of an indexer; None, or the reason of its failure."""
        try:
            self._write("POST", f"/indexers/{indexer}/test", None, f"test indexer '{indexer}'")
        except Rejected as error:
            return str(error)
        return None

    def server(self) -> Object:
        """The server configuration, API key and proxy password in clear, from one request."""
        if self._server is None:
            self._server = self._json("GET", "/server/config", dict, "read the server configuration")
        return self._server

    def save_server(self, configuration: Object, *, restarts: bool) -> None:
        """Replace the whole server configuration and wait until the web host is back where that restarts it."""
        self._server = None
        self._write("POST", "/server/config", configuration, "save the server configuration")
        if restarts:
            self._wait_for_restart()

    def set_admin_password(self, password: str) -> None:
        """Set the admin password ("" removes it); the session's cookie stays valid."""
        self._server = None
        self._write("POST", "/server/adminpassword", password, "set the admin password")

    def _wait_for_restart(self) -> None:
        # the old web host still answers for a moment; it is gone once a connection fails
        deadline = time.monotonic() + _RESTART_DELAY + _RESTART_WATCH
        while time.monotonic() < deadline:
            time.sleep(0.1)
            try:
                self.client.session.close()
                self._identify()
            except NotYet:
                break
        self.client.wait_for(self._identify)

    def _identify(self) -> None:
        answer = self.client.request("GET", "/health")
        body = decoded(answer)
        where = self.client.connection.url
        if answer.status_code in (301, 302, 307, 308):
            raise WrongApp(f"{self.client.where} redirects; add the base path to option url, or correct it.")
        if answer.status_code in (502, 504):
            raise NotYet(f"{self.client.where} answers {answer.status_code}; the program behind the proxy is not up.")
        if answer.status_code != 200 or not isinstance(body, dict) or body.get("status") != "OK":
            raise WrongApp(f"What answers at {where} is not Jackett ({answer.status_code}); correct option url.")
        # /health alone could be another program's: the login page is Jackett's own
        if self.client.request("GET", "/UI/Login").status_code not in (200, 302):
            raise WrongApp(f"What answers at {where} is not Jackett; correct option url.")

    def _login(self) -> None:
        self.client.session.cookies.clear()
        answer = self.client.request("POST", "/UI/Dashboard", data={"password": self.password})
        # success and failure are the same redirect; only the cookie tells them apart
        if answer.status_code != 302:
            raise WrongApp(
                f"What answers at {self.client.connection.url} is not Jackett ({answer.status_code}); "
                "correct option url."
            )
        if "Jackett" not in self.client.session.cookies:
            raise Refused(f"{self.client.where} refused the admin password; set option password to the right one.")

    def _request(self, method: str, path: str, body: Any) -> Any:
        answer = self.client.request(method, f"{API}{path}", json=body)
        if answer.status_code in (302, 401):
            self._login()
            answer = self.client.request(method, f"{API}{path}", json=body)
        return answer

    def _json(self, method: str, path: str, expected: type, doing: str) -> Any:
        answer = self._request(method, path, None)
        body = decoded(answer)
        if answer.status_code != 200 or not isinstance(body, expected):
            raise self._rejected(answer, doing)
        return body

    def _write(self, method: str, path: str, body: Any, doing: str) -> None:
        answer = self._request(method, path, body)
        if answer.status_code not in (200, 204):
            raise self._rejected(answer, doing)

    def _rejected(self, answer: Any, doing: str) -> Rejected:
        body = decoded(answer)
        detail = body.get("error") if isinstance(body, dict) else None
        return self.client.rejected(
            answer, doing, detail.splitlines()[0][:300] if isinstance(detail, str) and detail else None
        )


def connect(params: Mapping[str, Any]) -> JackettApi:
    """The process's session with the Jackett that module parameters name."""
    connection = Connection.from_params(params)
    password = params["password"] or ""
    return shared(lambda: JackettApi(connection, password), "jackett", connection, password)


ARGUMENTS: dict[str, dict[str, Any]] = {"password": {"type": "str", "no_log": True, "default": ""}}
