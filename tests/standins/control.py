# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What only tests may do with a stand-in: order faults and read the log of requests, below a path no program has."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATH = "/__standin/"


class Dropped(Exception):
    """The connection ends in the middle of an answer."""


@dataclass
class Fault:
    """What happens to the next ``times`` requests whose path and query match.

    ``delay`` seconds before the answer, ``status`` with ``body`` instead of it, the connection dropped after
    ``drop_after`` bytes of it, or the program's ``version`` said to be another.
    """

    path: str = ".*"
    query: str = ""
    method: str | None = None
    times: int = 1
    delay: float = 0.0
    status: int | None = None
    body: str = ""
    drop_after: int | None = None

    def matches(self, method: str, path: str, query: str) -> bool:
        """Whether it is meant for this request."""
        fits = re.search(self.path, path) and re.search(self.query, query)
        return self.times > 0 and self.method in (None, method) and bool(fits)


class Control:
    """Middleware around a stand-in's application."""

    def __init__(self, app: ASGIApp, state: dict[str, Any]) -> None:
        self.app = app
        self.state = state
        self.faults: list[Fault] = []
        self.requests: list[dict[str, Any]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Faults and the log first, then the program."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method, path = scope["method"], scope["path"]
        if path.startswith(PATH):
            await self._order(method, path.removeprefix(PATH), receive, send)
            return
        query = scope["query_string"].decode()
        self.requests.append({"method": method, "path": path, "query": query})
        fault = next((item for item in self.faults if item.matches(method, path, query)), None)
        if fault is None:
            await self.app(scope, receive, send)
            return
        fault.times -= 1
        await asyncio.sleep(fault.delay)
        if fault.status is not None:
            await _answer(send, fault.status, fault.body.encode())
        elif fault.drop_after is not None:
            await self.app(scope, receive, _dropping(send, fault.drop_after))
        else:
            await self.app(scope, receive, send)

    async def _order(self, method: str, what: str, receive: Receive, send: Send) -> None:
        if what == "requests" and method == "GET":
            await _answer(send, 200, json.dumps(self.requests).encode())
            return
        if what == "requests" and method == "DELETE":
            self.requests.clear()
        elif what == "fault" and method == "POST":
            given = json.loads(await _body(receive) or b"{}")
            if "version" in given:
                self.state["version"] = given.pop("version")
            if given:
                self.faults.append(Fault(**given))
        elif what == "reset" and method == "POST":
            self.faults.clear()
            self.state.pop("version", None)
        else:
            await _answer(send, 404, b"")
            return
        await _answer(send, 200, b"{}")


def _dropping(send: Send, after: int) -> Send:
    left = after

    async def dropping(message: Message) -> None:
        nonlocal left
        if message["type"] == "http.response.body":
            body = message.get("body", b"")[:left]
            left -= len(body)
            await send({"type": "http.response.body", "body": body, "more_body": True})
            if left <= 0:
                raise Dropped
        else:
            await send(message)

    return dropping


async def _body(receive: Receive) -> bytes:
    result = b""
    while True:
        message = await receive()
        result += message.get("body", b"")
        if not message.get("more_body"):
            return result


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
