# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two requests that read a collection."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .answers import Body, answer, not_found
from .program import Program, number_of


def reading(program: Program, kind: str, shown: Callable[[Body], Body] = dict) -> list[Route]:
    """All objects, and one; ``shown`` is how the program shows what is stored."""

    def every(request: Request) -> Response:
        return answer([shown(held) for held in program.store.all(kind)])

    def one(request: Request) -> Response:
        held = program.store.get(kind, number_of(request))
        if held is None:
            raise not_found()
        return answer(shown(held))

    return [Route(f"/api/v3/{kind}/{{id:int}}", one), Route(f"/api/v3/{kind}", every)]
