# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Release profiles: terms that releases must and must not have (ReleaseProfileController; facts: servarr 7.6)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .answers import Body, Failure, answer, invalid, missing, rule
from .program import Program, body_of, number_of, refuse_id
from .reading import reading

KIND = "releaseprofile"
_BASE = f"/api/v3/{KIND}"
_NEWER: dict[str, Any] = {"airDateRestriction": False, "airDateGracePeriod": 0, "excludedTags": []}
"""What Sonarr 5 adds."""
_BINDING: dict[str, Any] = {
    "name": str,
    "enabled": bool,
    "indexerId": int,
    "tags": list,
    "airDateRestriction": bool,
    "airDateGracePeriod": int,
    "excludedTags": list,
}


def routes(program: Program) -> list[Route]:
    """All of them."""
    store = program.store

    def shown(held: Body) -> Body:
        return {**(_NEWER if program.is_sonarr_5 else {}), **held}

    async def create(request: Request) -> Response:
        """Names need not be unique."""
        given = await body_of(request, _BINDING)
        refuse_id(given)
        made = store.insert(KIND, _checked(program, given))
        return answer(shown(made), 201, f"{_BASE}/{made['id']}")

    async def replace(request: Request) -> Response:
        number = number_of(request)
        profile = _checked(program, await body_of(request, _BINDING))
        if store.get(KIND, number) is None:
            raise missing()
        return answer(shown(store.update(KIND, number, profile)), 202, f"{_BASE}/{number}")

    def remove(request: Request) -> Response:
        if not store.delete(KIND, number_of(request)):
            raise missing()
        return Response()

    return [
        Route(f"{_BASE}/{{id:int}}", replace, methods=["PUT"]),
        Route(f"{_BASE}/{{id:int}}", remove, methods=["DELETE"]),
        *reading(program, KIND, shown),
        Route(_BASE, create, methods=["POST"]),
    ]


def _checked(program: Program, given: Body) -> Body:
    profile: Body = {
        "name": given.get("name"),
        "enabled": bool(given.get("enabled")),
        "required": _terms(given.get("required"), "required"),
        "ignored": _terms(given.get("ignored"), "ignored"),
        "indexerId": given.get("indexerId") or 0,
        "tags": sorted(set(given.get("tags") or [])),
    }
    if program.is_sonarr_5:
        profile |= {key: given[key] if given.get(key) is not None else empty for key, empty in _NEWER.items()}
    failures = []
    if not profile["required"] and not profile["ignored"] and not profile.get("airDateRestriction"):
        failures.append(rule("Required", "'Must contain' or 'Must not contain' is required", None))
    for key, words in (("required", "Must contain"), ("ignored", "Must not contain")):
        if any(not term.strip() for term in profile[key]):
            text = f"'{words}' should not contain whitespaces or an empty string"
            failures.append(rule(key.title(), text, None))
    wished = profile["indexerId"]
    if profile["enabled"] and wished and program.store.get("indexer", wished) is None:
        failures.append(rule("IndexerId", "Indexer does not exist", None))
    both = set(profile["tags"]) & set(profile.get("excludedTags", []))
    if both:
        failures.append(rule("ExcludedTags", f"'{both}' cannot be in both 'Tags' and 'Excluded Tags'", None))
    if failures:
        raise invalid(*failures)
    return profile


def _terms(given: Any, title: str) -> list[str]:
    """A list, or a text with commas between."""
    if given is None:
        return []
    if isinstance(given, str):
        return [term.strip() for term in given.split(",") if term.strip()]
    if not isinstance(given, list):
        raise Failure(400, {"message": f"BadRequest: Invalid field {title}, should be string or string array"})
    return [str(term) for term in given]
