# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The application: the administrator's cookie, indexers, server configuration, feeds (facts: B1-B5)."""

from __future__ import annotations

import asyncio
import hmac
import json
import threading
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.standins.control import Control

from . import server, torznab
from .catalogue import CATEGORIES, INDEXERS
from .network import Broken, Refused
from .state import State

RESTART_AFTER = 0.5
"""Seconds that the answer waits where the web host then restarts."""

Next = Callable[[Request], Awaitable[Response]]


def application(state: State) -> ASGIApp:
    """Jackett on its configuration folder."""
    routes = Routes(state)
    api = "/api/v2.0"
    inner = Starlette(
        routes=[
            Route("/health", lambda request: JSONResponse({"status": "OK"})),
            Route("/", lambda request: RedirectResponse("/UI/Dashboard", 301)),
            Route("/UI/Login", routes.login_page),
            Route("/UI/TestCookie", routes.test_cookie),
            Route("/UI/Dashboard", routes.login, methods=["POST"]),
            Route("/UI/Dashboard", lambda request: Response("<html>Jackett</html>", media_type="text/html")),
            Route(f"{api}/indexers", routes.indexers),
            Route(f"{api}/indexers/{{id}}/config", routes.form),
            Route(f"{api}/indexers/{{id}}/config", routes.configure, methods=["POST"]),
            Route(f"{api}/indexers/{{id}}/test", routes.test, methods=["POST"]),
            Route(f"{api}/indexers/{{id}}/results", lambda request: torznab.results(state, request)),
            Route(f"{api}/indexers/{{id}}/results/torznab", lambda request: torznab.feed(state, request)),
            Route(f"{api}/indexers/{{id}}/results/torznab/{{rest:path}}", lambda request: torznab.feed(state, request)),
            Route("/torznab/{id}", lambda request: torznab.feed(state, request)),
            Route("/torznab/{id}/{rest:path}", lambda request: torznab.feed(state, request)),
            Route(f"{api}/indexers/{{id}}", routes.remove, methods=["DELETE"]),
            Route(f"{api}/server/config", lambda request: JSONResponse(server.shown(state))),
            Route(f"{api}/server/config", routes.save_server, methods=["POST"]),
            Route(f"{api}/server/shutdown", routes.shut_down, methods=["POST"]),
            Route(f"{api}/server/adminpassword", routes.admin_password, methods=["POST"]),
        ],
        exception_handlers={Broken: _broken},
    )
    inner.add_middleware(BaseHTTPMiddleware, dispatch=routes.gate)
    return Control(inner, state.version)


class Routes:
    """What the pages call."""

    def __init__(self, state: State) -> None:
        self.state = state

    async def gate(self, request: Request, following: Next) -> Response:
        """The base path, then the cookie; the API key opens only feeds."""
        base = (self.state.server["BasePathOverride"] or "").rstrip("/")
        path = request.url.path
        if base:
            if not path.startswith(f"{base}/"):
                return Response(status_code=404)
            path = path.removeprefix(base)
            request.scope["path"] = path
        needs = path.startswith(("/api/v2.0/", "/UI/Dashboard")) and not _by_key(path)
        if needs and not (path == "/UI/Dashboard" and request.method == "POST") and not self._signed_in(request):
            wanted = f"{path}?{request.url.query}" if request.url.query else path
            target = f"{request.base_url.scheme}://{request.base_url.netloc}{base}/UI/Login?ReturnUrl="
            target += quote(base + wanted, safe="")
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return Response(status_code=401, headers={"Location": target})
            return RedirectResponse(target, 302)
        return await following(request)

    def _cookie(self) -> str:
        return hmac.new(self.state.cookie_key.encode(), b"Jackett", "sha256").hexdigest()

    def _signed_in(self, request: Request) -> bool:
        return hmac.compare_digest(request.cookies.get("Jackett", ""), self._cookie())

    async def login(self, request: Request) -> Response:
        """Always the same redirect; only the cookie tells."""
        given = parse_qs((await request.body()).decode(), keep_blank_values=True).get("password", [""])[0]
        response = RedirectResponse("Dashboard", 302)
        if self.state.accepts(given):
            response.set_cookie("Jackett", self._cookie(), max_age=14 * 86400, httponly=True, samesite="lax")
        return response

    def login_page(self, request: Request) -> Response:
        """A browser's way without a password goes over a cookie of its own."""
        if request.query_params.get("cookiesChecked") != "1":
            response = RedirectResponse("TestCookie", 302)
            response.set_cookie("TestCookie", "1")
            return response
        if self.state.server["AdminPassword"]:
            return Response("<html>Login</html>", media_type="text/html")
        response = RedirectResponse("Dashboard", 302)
        response.set_cookie("Jackett", self._cookie(), httponly=True)
        return response

    def test_cookie(self, request: Request) -> Response:
        """Without cookies there is no way in."""
        if "TestCookie" not in request.cookies:
            return Response("Cookies required", 400)
        return RedirectResponse("Login?cookiesChecked=1", 302)

    def indexers(self, request: Request) -> Response:
        """All, or with the very word true those that are configured."""
        only = request.query_params.get("configured", "").lower() == "true"
        shown = [self._indexer(name) for name in INDEXERS if not only or name in self.state.configured]
        return JSONResponse(sorted(shown, key=lambda item: str(item["name"]).lower()))

    def _indexer(self, name: str) -> dict[str, Any]:
        definition = INDEXERS[name]
        form = self.state.form(name)
        return {
            "id": name,
            "name": definition.name,
            "description": f"{definition.name} is a {definition.kind} tracker",
            "type": definition.kind,
            "configured": name in self.state.configured,
            "site_link": form[0]["value"],
            "alternativesitelinks": list(definition.links),
            "language": definition.language,
            "tags": [tag for tag in str(form[-1]["value"] or "").split(",") if tag],
            "last_error": self.state.errors.get(name, ""),
            "potatoenabled": 2000 in definition.categories,
            "caps": [{"ID": str(number), "Name": CATEGORIES[number]} for number in definition.categories],
        }

    def form(self, request: Request) -> Response:
        """The settings; secrets mostly in clear."""
        return JSONResponse(self.state.shown(request.path_params["id"]))

    async def configure(self, request: Request) -> Response:
        """Save; a body that is no list unconfigures the indexer too."""
        if not request.headers.get("content-type", "").startswith("application/json"):
            return Response(status_code=415)
        name = request.path_params["id"]
        try:
            given = json.loads(await request.body())
        except ValueError:
            given = None
        await run_in_threadpool(self.state.configure, name, given)
        self.state.errors.pop(name, None)
        return Response(status_code=204)

    def remove(self, request: Request) -> Response:
        """Unconfigure."""
        self.state.remove(request.path_params["id"])
        return Response()

    def test(self, request: Request) -> Response:
        """A live search."""
        name = request.path_params["id"]
        try:
            self.state.search(self.state.definition(name))
        except Broken as error:
            self.state.errors[name] = str(error)
            raise
        self.state.errors.pop(name, None)
        return Response(status_code=204)

    async def save_server(self, request: Request) -> Response:
        """The whole configuration; what concerns the web host restarts it."""
        try:
            given = json.loads(await request.body())
            if not isinstance(given, dict):
                raise ValueError
        except ValueError:
            return _not_json()
        if server.save(self.state, given):
            await asyncio.sleep(RESTART_AFTER)
            self.state.restarting = True
            self.state.restart()
        return JSONResponse(self.state.server)

    def shut_down(self, request: Request) -> Response:
        """By the API key; the process ends."""
        if request.query_params.get("apikey") != self.state.server["APIKey"]:
            return Response(status_code=401)
        threading.Timer(RESTART_AFTER, self.state.restart).start()
        return JSONResponse({"ShuttingDown": True})

    async def admin_password(self, request: Request) -> Response:
        """A bare JSON text; an empty one removes it."""
        try:
            password = json.loads(await request.body())
        except ValueError:
            return _not_json()
        if not isinstance(password, str):
            return _not_json()
        self.state.server["AdminPassword"] = self.state.hashed(password) if password else None
        self.state.save_server()
        return Response(status_code=204)


def _by_key(path: str) -> bool:
    """What the API key opens instead of the cookie."""
    return "/results" in path or path == "/api/v2.0/server/shutdown"


def _not_json() -> Response:
    body = {"title": "One or more validation errors occurred.", "status": 400, "errors": {"": ["invalid"]}}
    return JSONResponse(body, 400, media_type="application/problem+json")


def _broken(request: Request, error: Exception) -> Response:
    """A refused login brings the whole form, secrets in clear."""
    config = {"config": error.form} if isinstance(error, Refused) else {}
    body = {**config, "result": "error", "error": str(error), "stacktrace": "   at Jackett.Standin.Handle()"}
    return JSONResponse(body, 500)
