# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole API: one command at a time by ``POST /v1`` (source: its src/flaresolverr_service.py, sessions.py).

The site itself is not asked: its page is answered here, as soon as the proxy takes the connection.
"""

from __future__ import annotations

import json
import socket
import time
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.standins.control import Control

VERSION = "3.5.0"
USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
Body = dict[str, Any]


class Failed(Exception):
    """What the program answers with status 500 and a message."""


def application(environment: Mapping[str, str]) -> ASGIApp:
    """FlareSolverr with its environment variables."""
    version: Body = {}
    routes = Routes(environment, version)
    inner = Starlette(
        routes=[
            Route("/", routes.index),
            Route("/health", lambda request: JSONResponse({"status": "ok"})),
            Route("/v1", routes.v1, methods=["POST"]),
        ],
        exception_handlers={HTTPException: _not_here},
    )
    return Control(inner, version)


class Routes:
    """Its three addresses; sessions are browsers, so a restart forgets them."""

    def __init__(self, environment: Mapping[str, str], version: Mapping[str, str]) -> None:
        self.environment = environment
        self.known_version = version
        self.sessions: dict[str, float] = {}

    @property
    def version(self) -> str:
        """Its own, or the one that a test ordered."""
        return self.known_version.get("version", VERSION)

    def index(self, request: Request) -> Response:
        """The greeting."""
        return JSONResponse({"msg": "FlareSolverr is ready!", "version": self.version, "userAgent": USER_AGENT})

    async def v1(self, request: Request) -> Response:
        """A body of another type counts as empty, one that is no JSON ends in the error plugin."""
        is_json = request.headers.get("content-type", "").partition(";")[0] in (
            "application/json",
            "application/json-rpc",
        )
        try:
            given = (json.loads(await request.body()) or {}) if is_json else {}
        except ValueError:
            return JSONResponse({"error": "(400, 'Invalid JSON')"}, 500)
        start = time.time()
        status, body = await run_in_threadpool(self._answer, given)
        times = {"startTimestamp": int(start * 1000), "endTimestamp": int(time.time() * 1000), "version": self.version}
        return JSONResponse({**body, **times}, status)

    def _answer(self, given: Body) -> tuple[int, Body]:
        try:
            return 200, {"status": "ok", **self._command(self._with_proxy(given))}
        except Failed as error:
            return 500, {"status": "error", "message": f"Error: {error}"}

    def _with_proxy(self, given: Body) -> Body:
        """The environment's proxy where the request names none."""
        names = {"url": "PROXY_URL", "username": "PROXY_USERNAME", "password": "PROXY_PASSWORD"}
        held = {key: self.environment.get(name) for key, name in names.items()}
        if given.get("proxy") or held["url"] is None:
            return given
        return {**given, "proxy": held if held["username"] or held["password"] else {"url": held["url"]}}

    def _command(self, given: Body) -> Body:
        command = given.get("cmd")
        if command is None:
            raise Failed("Request parameter 'cmd' is mandatory.")
        if command == "sessions.create":
            return self._create(given.get("session") or str(uuid.uuid1()))
        if command == "sessions.list":
            return {"message": "", "sessions": list(self.sessions)}
        if command == "sessions.destroy":
            if self.sessions.pop(given.get("session") or "", None) is None:
                raise Failed("The session doesn't exist.")
            return {"message": "The session has been removed."}
        if command == "request.get":
            if given.get("url") is None:
                raise Failed("Request parameter 'url' is mandatory in 'request.get' command.")
            if given.get("postData") is not None:
                raise Failed("Cannot use 'postBody' when sending a GET request.")
            return self._visit(given)
        if command == "request.post":
            if given.get("postData") is None:
                raise Failed("Request parameter 'postData' is mandatory in 'request.post' command.")
            return self._visit(given)
        raise Failed(f"Request parameter 'cmd' = '{command}' is invalid.")

    def _create(self, name: str) -> Body:
        existed = name in self.sessions
        self.sessions.setdefault(name, time.time())
        return {"message": "Session already exists." if existed else "Session created successfully.", "session": name}

    def _visit(self, given: Body) -> Body:
        timeout = int(given.get("maxTimeout") or 0)
        seconds = (timeout if timeout >= 1 else 60000) / 1000
        if given.get("session"):
            self._create(given["session"])
        self._reach(given.get("proxy"), seconds)
        cookie = {"name": "cf_clearance", "value": "solved", "domain": urlsplit(given["url"]).hostname, "path": "/"}
        solution = {"url": given["url"], "status": 200, "cookies": [cookie], "userAgent": USER_AGENT}
        if not given.get("returnOnlyCookies"):
            solution |= {"headers": {}, "response": "<html><head></head><body>Solved</body></html>"}
        return {"message": "Challenge solved!", "solution": {**solution, "turnstile_token": None}}

    def _reach(self, proxy: Body | None, seconds: float) -> None:
        """The browser's connection to its proxy."""
        if not proxy or not proxy.get("url"):
            return
        parts = urlsplit(proxy["url"] if "://" in proxy["url"] else f"http://{proxy['url']}")
        try:
            socket.create_connection((parts.hostname or "", parts.port or 80), timeout=seconds).close()
        except TimeoutError:
            raise Failed(f"Error solving the challenge. Timeout after {seconds} seconds.") from None
        except OSError:
            raise Failed(
                "Error solving the challenge. Message: unknown error: net::ERR_PROXY_CONNECTION_FAILED\\n"
            ) from None


def _not_here(request: Request, error: Exception) -> Response:
    """Errors of the framework, as JSON."""
    assert isinstance(error, HTTPException)
    text = {404: f"Not found: {request.url.path!r}", 405: "Method not allowed."}
    status = error.status_code
    return JSONResponse({"error": text.get(status, error.detail), "status_code": status}, status)
