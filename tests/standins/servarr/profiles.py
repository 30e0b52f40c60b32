# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quality profiles (QualityProfileController, QualityProfileService, QualityItemsValidator; facts: servarr 7.4)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from . import languages
from .answers import Body, answer, broken, conflict, invalid, missing, rule
from .program import Program, body_of, number_of, refuse_id
from .qualities import HIGHEST, QUALITIES, check_sizes, weights
from .reading import reading

KIND = "qualityprofile"
_BASE = f"/api/v3/{KIND}"
_SD = ("SDTV", "DVD", "WEBDL-480p", "WEBRip-480p", "Bluray-480p", "Bluray-576p")
_720P = ("HDTV-720p", "WEBDL-720p", "WEBRip-720p", "Bluray-720p")
_1080P = ("HDTV-1080p", "WEBDL-1080p", "WEBRip-1080p", "Bluray-1080p")
_2160P = ("HDTV-2160p", "WEBDL-2160p", "WEBRip-2160p", "Bluray-2160p")
_ANY = ("WORKPRINT", "CAM", "TELESYNC", "TELECINE", "DVDSCR", "REGIONAL", "DVD-R", "Remux-1080p", *_SD, *_720P)

DEFAULTS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "radarr": (
        ("Any", "Bluray-480p", (*_ANY, *_1080P, *_2160P, "Remux-2160p", "BR-DISK")),
        ("SD", "Bluray-480p", ("WORKPRINT", "CAM", "TELESYNC", "TELECINE", "DVDSCR", "REGIONAL", *_SD)),
        ("HD-720p", "Bluray-720p", _720P),
        ("HD-1080p", "Bluray-1080p", (*_1080P, "Remux-1080p")),
        ("Ultra-HD", "Remux-2160p", (*_2160P, "Remux-2160p")),
        ("HD - 720p/1080p", "Bluray-720p", (*_720P, *_1080P, "Remux-1080p")),
    ),
    "sonarr": (
        ("Any", "SDTV", (*_SD, *_720P, *_1080P)),
        ("SD", "SDTV", _SD),
        ("HD-720p", "HDTV-720p", _720P),
        ("HD-1080p", "HDTV-1080p", _1080P),
        ("Ultra-HD", "HDTV-2160p", _2160P),
        ("HD - 720p/1080p", "HDTV-720p", (*_720P, *_1080P)),
    ),
}
"""Name, cutoff and allowed qualities of what is there after the first start."""

_KINDS: dict[str, Any] = {
    "name": str,
    "upgradeAllowed": bool,
    "cutoff": int,
    "items": list,
    "minFormatScore": int,
    "cutoffFormatScore": int,
    "minUpgradeFormatScore": int,
    "formatItems": list,
}


def default(program: Program, name: str, cutoff: str, allowed: tuple[str, ...]) -> Body:
    """A profile of all qualities, in groups where the program has some."""
    app = program.app.name
    weight = weights(app)
    number, items, end = 1000, [], next(item.id for item in QUALITIES[app] if item.name == cutoff)
    for _weight, group in groupby(QUALITIES[app], key=lambda quality: weight[quality.id]):
        members = [
            {"quality": quality.shown(app), "items": [], "allowed": quality.name in allowed, **_sizes(program, quality)}
            for quality in group
        ]
        if len(members) == 1:
            items += members
            continue
        is_allowed = any(member["allowed"] for member in members)
        inner = [{**member, "allowed": is_allowed} for member in members]
        title = next(quality.group for quality in QUALITIES[app] if quality.id == members[0]["quality"]["id"])
        items.append({"id": number, "name": title, "items": inner, "allowed": is_allowed})
        if any(member["quality"]["id"] == end for member in members):
            end = number
        number += 1
    formats = [{"format": held["id"], "score": 0} for held in program.store.all("customformat")]
    language = {"language": languages.ORIGINAL} if app == "radarr" else {}
    return {
        "name": name,
        "upgradeAllowed": False,
        "cutoff": end,
        "items": items,
        "minFormatScore": 0,
        "cutoffFormatScore": 0,
        "minUpgradeFormatScore": 1,
        "formatItems": formats,
        **language,
    }


def _sizes(program: Program, quality: Any) -> Body:
    if not program.is_sonarr_5:
        return {}
    return dict(zip(("minSize", "preferredSize", "maxSize"), quality.sizes, strict=True))


def routes(program: Program) -> list[Route]:
    """All of them, and the language list that only profiles need."""
    app, store = program.app.name, program.store
    if not store.all(KIND):
        for name, cutoff, allowed in DEFAULTS[app]:
            store.insert(KIND, default(program, name, cutoff, allowed))

    def shown(held: Body) -> Body:
        titles = {item["id"]: item["name"] for item in store.all("customformat")}
        formats = [
            {"format": item["format"], "name": titles[item["format"]], "score": item["score"]}
            for item in held["formatItems"]
        ]
        language = {"language": languages.shown(app, held["language"])} if held.get("language") is not None else {}
        return {**held, "formatItems": formats, **language}

    def schema(request: Request) -> Response:
        """A profile without a name that allows nothing."""
        return answer(shown(default(program, "", "Unknown", ())))

    async def create(request: Request) -> Response:
        given = await body_of(request, _KINDS)
        refuse_id(given)
        made = store.insert(KIND, _checked(program, given, None))
        return answer(shown(made), 201, f"{_BASE}/{made['id']}")

    async def replace(request: Request) -> Response:
        number = number_of(request)
        profile = _checked(program, await body_of(request, _KINDS), number)
        if store.get(KIND, number) is None:
            raise missing()
        return answer(shown(store.update(KIND, number, profile)), 202, f"{_BASE}/{number}")

    def remove(request: Request) -> Response:
        """One in use is an exception that nobody translates."""
        number = number_of(request)
        held = store.get(KIND, number)
        if held is None:
            raise missing()
        if any(item.get("qualityProfileId") == number for item in store.all("importlist")):
            raise broken(f"QualityProfile [{held['name']}] is in use.")
        store.delete(KIND, number)
        return Response()

    return [
        Route(f"{_BASE}/schema", schema),
        Route(f"{_BASE}/{{id:int}}", replace, methods=["PUT"]),
        Route(f"{_BASE}/{{id:int}}", remove, methods=["DELETE"]),
        *reading(program, KIND, shown),
        Route(_BASE, create, methods=["POST"]),
        *languages.routes(program),
    ]


def _checked(program: Program, given: Body, number: int | None) -> Body:
    """What is stored of a body; the rules in the program's order, all failures at once."""
    store, app = program.store, program.app.name
    if given.get("items") is None or given.get("formatItems") is None:
        raise broken("Value cannot be null. (Parameter 'source')")
    items = [_item(program, item) for item in given["items"]]
    failures = [*_scalars(given, items), *_items(app, items)]
    formats = [{"format": item.get("format") or 0, "score": item.get("score") or 0} for item in given["formatItems"]]
    known = {held["id"] for held in store.all("customformat")}
    if known - {item["format"] for item in formats}:
        text = (
            "All Custom Formats and no extra ones need to be present inside your Profile! Try refreshing your browser."
        )
        failures.append(rule("FormatItems", text, given["formatItems"]))
    least = given.get("minFormatScore") or 0
    scores = [item["score"] for item in formats]
    if sum(score for score in scores if score > 0) < least:
        if not scores:
            raise broken("Sequence contains no elements")
        if max(scores) < least:
            failures.append(rule("", "Minimum Custom Format Score can never be satisfied", None))
    if failures:
        raise invalid(*failures)
    if any(held["name"] == given["name"] and held["id"] != number for held in store.all(KIND)):
        raise conflict("constraint failed\nUNIQUE constraint failed: QualityProfiles.Name")
    language = {"language": languages.read(given.get("language"))} if app == "radarr" else {}
    return {
        "name": given["name"],
        "upgradeAllowed": bool(given.get("upgradeAllowed")),
        "cutoff": given.get("cutoff") or 0,
        "items": items,
        "minFormatScore": least,
        "cutoffFormatScore": given.get("cutoffFormatScore") or 0,
        "minUpgradeFormatScore": given.get("minUpgradeFormatScore") or 0,
        "formatItems": [item for item in formats if item["format"] in known],
        **language,
    }


def _item(program: Program, given: Body) -> Body:
    """An item of a body, its quality as the program knows it by its id."""
    quality = given.get("quality")
    known = {item.id: item.shown(program.app.name) for item in QUALITIES[program.app.name]}
    if quality is not None and quality.get("id", 0) not in known:
        raise broken("ID does not match a known quality (Parameter 'id')")
    sizes = {key: given.get(key) for key in ("minSize", "maxSize", "preferredSize")}
    if program.is_sonarr_5:
        check_sizes(given, HIGHEST[program.app.name])
    return {
        **({"id": given["id"]} if given.get("id") else {}),
        "name": given.get("name"),
        "quality": known[quality.get("id", 0)] if quality is not None else None,
        "items": [_item(program, item) for item in given.get("items") or []],
        "allowed": bool(given.get("allowed")),
        **(sizes if program.is_sonarr_5 else {}),
    }


def _scalars(given: Body, items: list[Body]) -> list[Body]:
    failures = []
    if not given.get("name"):
        failures.append(rule("Name", "'Name' must not be empty.", given.get("name"), "NotEmptyValidator"))
    if (given.get("minUpgradeFormatScore") or 0) < 1:
        text = "'Min Upgrade Format Score' must be greater than or equal to '1'."
        failures.append(
            rule("MinUpgradeFormatScore", text, given.get("minUpgradeFormatScore") or 0, "GreaterThanOrEqualValidator")
        )
    cutoff = given.get("cutoff") or 0
    found = [item for item in items if (item["quality"]["id"] if item["quality"] else item.get("id", 0)) == cutoff]
    if len(found) != 1 or not found[0]["allowed"]:
        failures.append(rule("Cutoff", "Cutoff must be an allowed quality or group", cutoff, "ValidCutoffValidator"))
    return failures


def _items(app: str, items: list[Body]) -> list[Body]:
    """Every rule about the list that is broken, in the program's order."""
    ids = [item["id"] for item in items if item.get("id")]
    single = [inner for item in items for inner in (item["items"] if item.get("id") else [item])]
    if not all(inner["quality"] for inner in single):
        # a group without an id as well: the rule about it passes on to one that can't bear it
        raise broken("Object reference not set to an instance of an object.")
    used = [inner["quality"]["id"] for inner in single]
    broken_rules = (
        ("'Items' must not be empty.", not items),
        ("Must contain at least one allowed quality", not any(item["allowed"] for item in items)),
        ("Individual qualities should not be named", any(item["name"] and item["quality"] for item in items)),
        ("Groups must contain multiple qualities", any(item["name"] and len(item["items"]) <= 1 for item in items)),
        ("Groups must have a unique ID", len(set(ids)) != len(ids)),
        ("Qualities can only be used once", len(set(used)) != len(used)),
        ("Must contain all qualities", bool({quality.id for quality in QUALITIES[app]} - set(used))),
        ("Groups must have a name", any(not item["quality"] and not item["name"] for item in items)),
    )
    return [rule("Items", text, None) for text, is_broken in broken_rules if is_broken]
