# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Languages by their numbers, which differ between the two programs (Language.cs)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .answers import Body, answer, not_found
from .program import Program, number_of

_BOTH = """Unknown, English, French, Spanish, German, Italian, Danish, Dutch, Japanese, Icelandic, Chinese, Russian,
Polish, Vietnamese, Swedish, Norwegian, Finnish, Turkish, Portuguese, Flemish, Greek, Korean, Hungarian, Hebrew,
Lithuanian, Czech"""
_RADARR = """Hindi, Romanian, Thai, Bulgarian, Portuguese (Brazil), Arabic, Ukrainian, Persian, Bengali, Slovak,
Latvian, Spanish (Latino), Catalan, Croatian, Serbian, Bosnian, Estonian, Tamil, Indonesian, Telugu, Macedonian,
Slovenian, Malayalam, Kannada, Albanian, Afrikaans, Marathi, Tagalog, Urdu, Romansh, Mongolian, Georgian"""
_SONARR = """Arabic, Hindi, Bulgarian, Malayalam, Ukrainian, Slovak, Thai, Portuguese (Brazil), Spanish (Latino),
Romanian, Latvian, Persian, Catalan, Croatian, Serbian, Bosnian, Estonian, Tamil, Indonesian, Macedonian, Slovenian"""


def _numbered(*names: str) -> dict[int, str]:
    return dict(enumerate(name.strip() for part in names for name in part.split(",")))


ORIGINAL = -2
LANGUAGES: dict[str, dict[int, str]] = {
    "radarr": {ORIGINAL: "Original", -1: "Any", **_numbered(_BOTH, _RADARR)},
    "sonarr": {ORIGINAL: "Original", **_numbered(_BOTH, _SONARR)},
}


def options(app: str) -> dict[str, int]:
    """As choices of a field: the special ones first, then by name."""
    ordered = sorted(LANGUAGES[app].items(), key=lambda item: (item[0] > 0, item[1]))
    return {name: number for number, name in ordered}


def shown(app: str, number: int) -> Body:
    """As it is inside a profile."""
    return {"id": number, "name": LANGUAGES[app][number]}


def read(given: Any) -> int | None:
    """The number of what a profile holds; null without one."""
    return int(given.get("id") or 0) if isinstance(given, dict) else None


def routes(program: Program) -> list[Route]:
    """The list."""
    app = program.app.name

    def every(request: Request) -> Response:
        return answer([{**shown(app, number), "nameLower": name.lower()} for name, number in options(app).items()])

    def one(request: Request) -> Response:
        number = number_of(request)
        if number not in LANGUAGES[app]:
            raise not_found()
        return answer({**shown(app, number), "nameLower": LANGUAGES[app][number].lower()})

    return [Route("/api/v3/language/{id:int}", one), Route("/api/v3/language", every)]
