# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Remote path mappings: made with a slash at the end, changed without (facts: servarr 7.3)."""

from __future__ import annotations

import os

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .answers import Body, answer, broken, invalid, missing, rule
from .program import Program, body_of, number_of
from .reading import reading
from .rules import check_system_folder

_KEYS = ("host", "remotePath", "localPath")
_BASE = "/api/v3/remotepathmapping"


def routes(program: Program) -> list[Route]:
    """All of them."""
    store = program.store

    async def create(request: Request) -> Response:
        """Only here both paths get a slash."""
        given = await _body(program, request)
        for key in ("remotePath", "localPath"):
            given[key] = given[key].strip().rstrip("/") + "/"
        _check_unique(store.all("remotepathmapping"), given)
        made = store.insert("remotepathmapping", given)
        return answer(made, 201, f"{_BASE}/{made['id']}")

    async def replace(request: Request) -> Response:
        number = number_of(request)
        given = await _body(program, request)
        if store.get("remotepathmapping", number) is None:
            raise missing()
        _check_unique([item for item in store.all("remotepathmapping") if item["id"] != number], given)
        return answer(store.update("remotepathmapping", number, given), 202, f"{_BASE}/{number}")

    def remove(request: Request) -> Response:
        """One that is not there is fine."""
        store.delete("remotepathmapping", number_of(request))
        return Response()

    return [
        Route(f"{_BASE}/{{id:int}}", replace, methods=["PUT"]),
        Route(f"{_BASE}/{{id:int}}", remove, methods=["DELETE"]),
        *reading(program, "remotepathmapping"),
        Route(_BASE, create, methods=["POST"]),
    ]


async def _body(program: Program, request: Request) -> Body:
    given = await body_of(request, dict.fromkeys(_KEYS, str))
    result = {key: given.get(key) or "" for key in _KEYS}
    for key in ("host", "remotePath"):
        if not result[key]:
            title = key[0].upper() + key[1:]
            raise invalid(rule(title, f"'{title}' must not be empty.", result[key], "NotEmptyValidator"))
    local = result["localPath"]
    if not local.startswith("/"):
        raise invalid(rule("LocalPath", f"Invalid Path: '{local}'", local, "PathValidator"))
    if not os.path.isdir(local):
        raise invalid(rule("LocalPath", f"Path '{local}' does not exist", local, "PathExistsValidator"))
    if program.app.name == "radarr":
        if not local.strip("/"):
            raise invalid(rule("LocalPath", "Cannot be set to '/'", local))
        check_system_folder("LocalPath", local)
    return result


def _check_unique(others: list[Body], given: Body) -> None:
    """Not a rule of the resource but an exception of the service."""
    if any((item["host"], item["remotePath"]) == (given["host"], given["remotePath"]) for item in others):
        raise broken("RemotePath already exists.")
