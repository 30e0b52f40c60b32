# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The application: start-up, authentication, routes, and errors in the program's words (facts: servarr 1, 2)."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
import socket
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from urllib.parse import unquote_plus, urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.standins.control import Control

from . import resources
from .answers import Failure, answer, without_nulls
from .messages import ENGLISH, localised
from .program import Program
from .providers import DOWNLOAD_CLIENT, IMPORT_LIST, INDEXER, METADATA, NOTIFICATION, Controller
from .settings import ALLOWED_HOSTS, App, password_fits, password_hash

STARTING = 0.25
"""Seconds from the first request in which every path answers 503: a busy machine must not swallow them."""

Next = Callable[[Request], Awaitable[Response]]


def application(app: App, folder: Path, environment: Mapping[str, str] = os.environ) -> ASGIApp:
    """The program on its configuration folder."""
    program = Program(app, folder, environment)
    username, password = program.config.seeded_user
    if username and password and not program.store.setting("user"):
        program.store.set("user", {"username": username.lower(), "password": password_hash(password)})
    gate = Gate(program)
    inner = Starlette(
        routes=[
            Route("/ping", lambda request: answer({"status": "OK"}), methods=["GET", "HEAD"]),
            Route("/login", gate.login_page),
            Route("/login", gate.login, methods=["POST"]),
            Route("/initialize.json", gate.initialize),
            Route("/", gate.page),
            *Controller(program, DOWNLOAD_CLIENT).routes(),
            *Controller(program, INDEXER).routes(),
            *Controller(program, NOTIFICATION).routes(),
            *Controller(program, IMPORT_LIST).routes(),
            *Controller(program, METADATA).routes(),
            *resources.routes(program),
        ],
        exception_handlers={Failure: gate.failure, HTTPException: _http_exception},
    )
    inner.add_middleware(BaseHTTPMiddleware, dispatch=gate)
    return Control(inner, program.state)


class Gate:
    """What every request passes."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.ready: float | None = None
        self.sessions: set[str] = set()

    async def __call__(self, request: Request, following: Next) -> Response:
        """The name first, then key, version, URL base, start-up: the program's own order."""
        path, base = request.url.path, self.program.url_base
        if self.ready is None:
            self.ready = time.monotonic() + STARTING
        if not self._knows_host(request):
            return Response("<!DOCTYPE HTML><h2>Bad Request - Invalid Hostname</h2>", 400, media_type="text/html")
        inside = path.removeprefix(base) if base and path.startswith(f"{base}/") else path
        is_api = inside.startswith("/api")
        if is_api and not self._has_key(request):
            return Response(status_code=401)
        response = await self._answer(request, following, inside)
        if is_api:
            response.headers["X-Application-Version"] = self.program.version
        return response

    async def _answer(self, request: Request, following: Next, inside: str) -> Response:
        base, is_api = self.program.url_base, inside.startswith("/api")
        if base and inside == request.url.path:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{base}{inside}{query}", 307)
        if self.ready is None or time.monotonic() < self.ready:
            message = f"{self.program.app.title} is starting up, please try again later"
            return JSONResponse({"errorMessage": message}, 503) if is_api else PlainTextResponse(message, 503)
        request.scope["path"] = inside
        request.scope["raw_path"] = inside.encode()
        if is_api and request.method in ("POST", "PUT") and int(request.headers.get("content-length") or 0):
            kind = request.headers.get("content-type", "")
            if not kind.startswith("application/json"):
                return Response(status_code=415)
        return await following(request)

    def _knows_host(self, request: Request) -> bool:
        """The names of the machine itself are always allowed."""
        config = self.program.config
        if not self.program.filters_hosts or not config.value(ALLOWED_HOSTS["allowedHosts"]):
            return True
        allowed = re.split(r"[,;]\s*", str(config.value(ALLOWED_HOSTS["allowedHosts"])).lower())
        host = (urlsplit(f"//{request.headers.get('host', '')}").hostname or "").lower()
        own = ("localhost", "127.0.0.1", "::1", socket.gethostname().lower())
        return host in own or any(
            host == name or (name.startswith("*.") and host.endswith(name[1:])) for name in allowed
        )

    def _has_key(self, request: Request) -> bool:
        """A key in the query is the only one looked at, even where it is wrong."""
        given = request.query_params.get("apikey")
        if given is None:
            given = request.headers.get("x-api-key")
        if given is None:
            given = request.headers.get("authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(given.encode(), self.program.config.api_key.encode())

    def _may_see_pages(self, request: Request) -> bool:
        """The policy of the web pages, which the key does not satisfy."""
        if self.program.config.method in ("None", "External"):
            return True
        if request.cookies.get(self._cookie) in self.sessions:
            return True
        host = request.client.host if request.client else ""
        return self.program.config.required != "Enabled" and ipaddress.ip_address(host).is_private

    @property
    def _cookie(self) -> str:
        return f"{self.program.config.instance_name}Auth"

    def login_page(self, request: Request) -> Response:
        """The form."""
        return PlainTextResponse("<html><form method='post' action='login'></form></html>", media_type="text/html")

    async def login(self, request: Request) -> Response:
        """Always a redirect; only its target tells."""
        form = dict(pair.partition("=")[::2] for pair in (await request.body()).decode().split("&"))
        given = {key: unquote_plus(value) for key, value in form.items()}
        user = self.program.store.setting("user", {})
        fits = user and user["username"] == given.get("username", "").lower()
        base = self.program.url_base
        if not fits or not password_fits(user["password"], given.get("password", "")):
            return RedirectResponse(f"{base}/login?loginFailed=true", 302)
        session = secrets.token_urlsafe(24)
        self.sessions.add(session)
        response = RedirectResponse(f"{base}/", 302)
        response.set_cookie(self._cookie, session, httponly=True)
        return response

    def initialize(self, request: Request) -> Response:
        """Anybody may read the key where pages need no login."""
        if not self._may_see_pages(request):
            return RedirectResponse(f"{self.program.url_base}/login?returnUrl=/initialize.json", 302)
        config = self.program.config
        return answer(
            {
                "apiRoot": f"{self.program.url_base}/api/v3",
                "apiKey": config.api_key,
                "version": self.program.version,
                "urlBase": self.program.url_base,
                "instanceName": config.instance_name,
            }
        )

    def page(self, request: Request) -> Response:
        """The web page or the way to the form."""
        if not self._may_see_pages(request):
            return RedirectResponse(f"{self.program.url_base}/login?returnUrl=/", 302)
        return PlainTextResponse(f"<html><title>{self.program.app.title}</title></html>", media_type="text/html")

    def failure(self, request: Request, error: Exception) -> Response:
        """An error in the language of the web pages."""
        assert isinstance(error, Failure)
        language = self.program.store.setting("config/ui", {}).get("uiLanguage", ENGLISH)
        return JSONResponse(without_nulls(localised(error.body, language)), error.status)


def _http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404 and request.url.path.startswith("/api"):
        return JSONResponse({"message": "NotFound"}, 404)
    return Response(status_code=error.status_code)
