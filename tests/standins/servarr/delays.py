# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Delay profiles: the global one and those of tags, in an order (DelayProfileController, DelayProfileService)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .answers import Body, Failure, answer, invalid, missing, rule
from .program import Program, body_of, number_of, refuse_id
from .reading import reading

KIND = "delayprofile"
GLOBAL = 1
LAST = 2147483647
_BASE = f"/api/v3/{KIND}"
_PROTOCOLS = {"unknown": 0, "usenet": 1, "torrent": 2}
_KEYS: dict[str, Any] = {
    "enableUsenet": False,
    "enableTorrent": False,
    "preferredProtocol": "unknown",
    "usenetDelay": 0,
    "torrentDelay": 0,
    "bypassIfHighestQuality": False,
    "bypassIfAboveCustomFormatScore": False,
    "minimumCustomFormatScore": 0,
    "order": 0,
    "tags": [],
}
"""What a body that leaves a key out means."""


def routes(program: Program) -> list[Route]:
    """All of them; the first start makes the global profile (migration 36 and its like)."""
    store = program.store
    if not store.all(KIND):
        first = {"enableUsenet": True, "enableTorrent": True, "preferredProtocol": "usenet", "order": LAST}
        store.insert(KIND, {**_KEYS, **first, "bypassIfHighestQuality": True})

    async def create(request: Request) -> Response:
        """A new one comes last, whatever place it asks for."""
        given = await body_of(request, _BINDING)
        refuse_id(given)
        profile = _checked(store.all(KIND), given, 0)
        made = store.insert(KIND, {**profile, "order": len(store.all(KIND))})
        return answer(made, 201, f"{_BASE}/{made['id']}")

    async def replace(request: Request) -> Response:
        """The place is written as it is given."""
        number = number_of(request)
        profile = _checked(store.all(KIND), await body_of(request, _BINDING), number)
        if store.get(KIND, number) is None:
            raise missing()
        return answer(store.update(KIND, number, profile), 202, f"{_BASE}/{number}")

    def remove(request: Request) -> Response:
        number = number_of(request)
        if number == GLOBAL:
            raise Failure(405, {"message": "MethodNotAllowed: Cannot delete global delay profile"})
        if not store.delete(KIND, number):
            raise missing()
        for place, held in enumerate(_ordered(store.all(KIND)), start=1):
            if held["id"] != GLOBAL:
                store.update(KIND, held["id"], {**held, "order": place})
        return Response()

    def reorder(request: Request) -> Response:
        after = request.query_params.get("after")
        number = number_of(request)
        for held in _moved(_ordered(store.all(KIND)), number, int(after) if after else None):
            store.update(KIND, held["id"], held)
        return answer(store.all(KIND))

    return [
        Route(f"{_BASE}/reorder/{{id:int}}", reorder, methods=["PUT"]),
        Route(f"{_BASE}/{{id:int}}", replace, methods=["PUT"]),
        Route(f"{_BASE}/{{id:int}}", remove, methods=["DELETE"]),
        *reading(program, KIND),
        Route(_BASE, create, methods=["POST"]),
    ]


_BINDING: dict[str, Any] = {
    **{key: type(empty) for key, empty in _KEYS.items()},
    "preferredProtocol": (str, int),
}


def _ordered(profiles: list[Body]) -> list[Body]:
    return sorted(profiles, key=lambda held: int(held["order"]))


def _checked(others: list[Body], given: Body, number: int) -> Body:
    profile = {key: given[key] if given.get(key) is not None else empty for key, empty in _KEYS.items()}
    names = {value: name for name, value in _PROTOCOLS.items()}
    protocol = profile["preferredProtocol"]
    profile["preferredProtocol"] = names[protocol] if isinstance(protocol, int) else protocol.lower()
    profile["tags"] = sorted(set(profile["tags"]))
    failures = []
    if number == GLOBAL and profile["tags"]:
        failures.append(rule("Tags", "'Tags' must be empty.", profile["tags"], "EmptyValidator"))
    if number != GLOBAL and not profile["tags"]:
        failures.append(rule("Tags", "'Tags' must not be empty.", profile["tags"], "NotEmptyValidator"))
    if any(held["id"] != number and set(held["tags"]) & set(profile["tags"]) for held in others):
        text = "One or more tags is used in another profile"
        failures.append(rule("Tags", text, profile["tags"], "DelayProfileTagInUseValidator"))
    for key, title in (("usenetDelay", "Usenet Delay"), ("torrentDelay", "Torrent Delay")):
        if profile[key] < 0:
            text = f"'{title}' must be greater than or equal to '0'."
            failures.append(rule(title.replace(" ", ""), text, profile[key], "GreaterThanOrEqualValidator"))
    if not profile["enableUsenet"] and not profile["enableTorrent"]:
        failures.append(rule("", "Either Usenet or Torrent should be enabled", None))
    if failures:
        raise invalid(*failures)
    return profile


def _moved(profiles: list[Body], number: int, after: int | None) -> list[Body]:
    """Places after a move; the global one keeps its own (DelayProfileService.Reorder)."""
    tagged = [held for held in profiles if held["id"] != GLOBAL]
    moving = [held for held in tagged if held["id"] == number]
    rest = [held for held in tagged if held["id"] != number]
    place = next((index for index, held in enumerate(rest, start=1) if held["id"] == after), 0)
    return [{**held, "order": order} for order, held in enumerate([*rest[:place], *moving, *rest[place:]], start=1)]
