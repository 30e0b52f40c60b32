# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Custom formats and their conditions (CustomFormatController, CustomFormats/Specifications; facts: servarr 7.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from . import fields, languages
from .answers import Body, Failure, answer, broken, invalid, missing, rule, setting
from .program import Program, body_of, number_of, refuse_id
from .reading import reading

KIND = "customformat"
_BASE = f"/api/v3/{KIND}"
_KINDS: dict[str, Any] = {"name": str, "includeCustomFormatWhenRenaming": bool, "specifications": list}
_REGEX = ("ReleaseTitleSpecification", "EditionSpecification", "ReleaseGroupSpecification")
_PROFILES = "qualityprofile"

_RESOLUTIONS = {
    "Unknown": 0,
    "R360p": 360,
    "R480p": 480,
    "R540p": 540,
    "R576p": 576,
    "R720p": 720,
    "R1080p": 1080,
    "R2160p": 2160,
}
_SOURCES = {
    "radarr": ("UNKNOWN", "CAM", "TELESYNC", "TELECINE", "WORKPRINT", "DVD", "TV", "WEBDL", "WEBRIP", "BLURAY"),
    "sonarr": ("Unknown", "Television", "TelevisionRaw", "Web", "WebRip", "DVD", "Bluray", "BlurayRaw"),
}
_FLAGS = {
    "radarr": {
        "G Freeleech": 1,
        "G Halfleech": 2,
        "G DoubleUpload": 4,
        "PTP Golden": 8,
        "PTP Approved": 16,
        "G Internal": 32,
        "G Scene": 128,
        "G Freeleech75": 256,
        "G Freeleech25": 512,
        "Nuked": 2048,
    },
    "sonarr": {
        "Freeleech": 1,
        "Halfleech": 2,
        "DoubleUpload": 4,
        "Internal": 8,
        "Scene": 16,
        "Freeleech75": 32,
        "Freeleech25": 64,
        "Nuked": 128,
    },
}
_MODIFIERS = {"NONE": 0, "REGIONAL": 1, "SCREENER": 2, "RAWHD": 3, "BRDISK": 4, "REMUX": 5}
_TYPES = {"Unknown": 0, "Single Episode": 1, "Multi-Episode": 2, "Season Pack": 3}


def conditions(app: str) -> dict[str, fields.Implementation]:
    """All kinds of conditions in their order, in the form of fields.json."""
    text = [{"name": "value", "value": "string", "type": "textbox"}]
    language = [
        *_choice(languages.options(app)),
        {"name": "exceptLanguage", "value": "bool", "type": "checkbox", "default": False},
    ]
    found: dict[str, list[dict[str, Any]]] = {
        "ReleaseTitle": text,
        **({"Edition": text} if app == "radarr" else {}),
        "Language": language,
        "IndexerFlag": _choice(_FLAGS[app]),
        "Source": _choice({name: number for number, name in enumerate(_SOURCES[app])}),
        "Resolution": _choice(_RESOLUTIONS),
        **({"QualityModifier": _choice(_MODIFIERS)} if app == "radarr" else {}),
        "Size": _range("double", 0.0),
        "ReleaseGroup": text,
        **({"Year": _range("int", 0)} if app == "radarr" else {"ReleaseType": _choice(_TYPES)}),
    }
    return {f"{name}Specification": {"title": _title(name), "fields": given} for name, given in found.items()}


def _title(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def _choice(options: dict[str, int]) -> list[dict[str, Any]]:
    return [{"name": "value", "value": "int", "type": "select", "default": 0, "options": options}]


def _range(kind: str, default: float) -> list[dict[str, Any]]:
    return [{"name": name, "value": kind, "type": "number", "default": default} for name in ("min", "max")]


def routes(program: Program) -> list[Route]:
    """All of them."""
    store, offered = program.store, conditions(program.app.name)

    def shown(held: Body) -> Body:
        return {**held, "specifications": [_shown(offered, item) for item in held["specifications"]]}

    def schema(request: Request) -> Response:
        return answer([_shown(offered, _default(name, offered[name])) | {"presets": []} for name in offered])

    async def create(request: Request) -> Response:
        given = await body_of(request, _KINDS)
        refuse_id(given)
        made = store.insert(KIND, _checked(store.all(KIND), offered, given, None))
        for profile in store.all(_PROFILES):
            formats = [{"format": made["id"], "score": 0}, *profile["formatItems"]]
            store.update(_PROFILES, profile["id"], {**profile, "formatItems": formats})
        return answer(shown(made), 201, f"{_BASE}/{made['id']}")

    async def replace(request: Request) -> Response:
        number = number_of(request)
        custom_format = _checked(store.all(KIND), offered, await body_of(request, _KINDS), number)
        if store.get(KIND, number) is None:
            raise missing()
        return answer(shown(store.update(KIND, number, custom_format)), 202, f"{_BASE}/{number}")

    def delete(numbers: Iterable[int]) -> None:
        """Profiles lose it first; the last one takes their thresholds along (QualityProfileService)."""
        for number in numbers:
            if store.get(KIND, number) is None:
                raise missing()
            for profile in store.all(_PROFILES):
                formats = [item for item in profile["formatItems"] if item["format"] != number]
                none_left = {} if formats else {"minFormatScore": 0, "cutoffFormatScore": 0, "minUpgradeFormatScore": 1}
                store.update(_PROFILES, profile["id"], {**profile, "formatItems": formats, **none_left})
            store.delete(KIND, number)

    def remove(request: Request) -> Response:
        delete([number_of(request)])
        return Response()

    async def replace_all(request: Request) -> Response:
        given = await body_of(request, {"ids": list, "includeCustomFormatWhenRenaming": bool})
        changed = []
        for number in _ids(given):
            held = store.get(KIND, number)
            if held is None:
                raise missing()
            wished = given.get("includeCustomFormatWhenRenaming")
            kept = held["includeCustomFormatWhenRenaming"] if wished is None else wished
            changed.append(shown(store.update(KIND, number, {**held, "includeCustomFormatWhenRenaming": kept})))
        return answer(changed, 202)

    async def remove_all(request: Request) -> Response:
        delete(_ids(await body_of(request, {"ids": list})))
        return answer({})

    return [
        Route(f"{_BASE}/schema", schema),
        Route(f"{_BASE}/bulk", replace_all, methods=["PUT"]),
        Route(f"{_BASE}/bulk", remove_all, methods=["DELETE"]),
        Route(f"{_BASE}/{{id:int}}", replace, methods=["PUT"]),
        Route(f"{_BASE}/{{id:int}}", remove, methods=["DELETE"]),
        *reading(program, KIND, shown),
        Route(_BASE, create, methods=["POST"]),
    ]


def _ids(given: Body) -> list[int]:
    ids: list[int] = given.get("ids") or []
    if not ids:
        raise Failure(400, {"message": "BadRequest: ids must be provided"})
    return ids


def _default(name: str, described: fields.Implementation) -> Body:
    values = {field["name"]: field.get("default") for field in described["fields"]}
    return {"name": None, "implementation": name, "negate": False, "required": False, "values": values}


def _shown(offered: dict[str, fields.Implementation], item: Body) -> Body:
    described = offered[item["implementation"]]
    return {
        "name": item["name"],
        "implementation": item["implementation"],
        "implementationName": described["title"],
        "infoLink": "https://wiki.servarr.com/settings#custom-formats-2",
        "negate": item["negate"],
        "required": item["required"],
        "fields": fields.shown(described, item["values"]),
    }


def _checked(others: list[Body], offered: dict[str, fields.Implementation], given: Body, number: int | None) -> Body:
    """What is stored of a body: rules of the resource first, then of each condition."""
    name, wished = given.get("name"), given.get("specifications")
    if not name:
        raise invalid(rule("Name", "'Name' must not be empty.", name, "NotEmptyValidator"))
    if any(held["name"] == name and held["id"] != number for held in others):
        raise invalid(rule("Name", "Must be unique.", name))
    if wished is None:
        raise broken("Value cannot be null. (Parameter 'source')")
    failures = []
    if not wished:
        failures.append(rule("", "Must contain at least one Condition", None))
    if any(not str(item.get("name") or "").strip() for item in wished):
        failures.append(rule("", "Condition name(s) cannot be empty or consist of only spaces", None))
    if failures:
        raise invalid(*failures)
    specifications = [_condition(offered, item) for item in wished]
    for item in specifications:
        violated = _violations(item)
        if violated:
            raise Failure(400, violated)
    return {
        "name": name,
        "includeCustomFormatWhenRenaming": bool(given.get("includeCustomFormatWhenRenaming")),
        "specifications": specifications,
    }


def _condition(offered: dict[str, fields.Implementation], given: Body) -> Body:
    implementation = given.get("implementation")
    if implementation not in offered:
        raise broken(f"{implementation} is not a valid specification implementation")
    if given.get("fields") is None:
        raise broken("Object reference not set to an instance of an object.")
    return {
        "name": given["name"],
        "implementation": implementation,
        "negate": bool(given.get("negate")),
        "required": bool(given.get("required")),
        "values": fields.read(offered[implementation], given["fields"], None),
    }


def _violations(item: Body) -> list[Body]:
    """The rules of one condition's validator."""
    implementation, values = item["implementation"], item["values"]
    if implementation in _REGEX:
        return _pattern(values.get("value"))
    if implementation == "SizeSpecification":
        failures = []
        if values["min"] < 0:
            failures.append(setting("Min", "'Min' must be greater than or equal to '0'.", attempted=values["min"]))
        if values["max"] <= values["min"]:
            text = f"'Max' must be greater than '{values['min']:g}'."
            failures.append(setting("Max", text, attempted=values["max"]))
        return failures
    if implementation == "YearSpecification":
        failures = []
        if values["min"] <= 0:
            failures.append(setting("Min", "'Min' must not be empty.", attempted=values["min"]))
        if values["max"] < max(values["min"], 1):
            text = f"'Max' must be greater than or equal to '{values['min']}'."
            failures.append(setting("Max", text, attempted=values["max"]))
        return failures
    if implementation in ("LanguageSpecification", "ReleaseTypeSpecification"):
        return []
    return [] if values["value"] else [setting("Value", "'Value' must not be empty.", attempted=0)]


def _pattern(value: str | None) -> list[Body]:
    """A pattern that can't be read is an exception of the setter, no violated rule."""
    if not (value or "").strip():
        return [setting("Value", "Regex Pattern must not be empty", attempted=value)]
    try:
        re.compile(str(value))
    except re.error as error:
        # .NET knows (?<name>…) besides
        if "(?<" not in str(value):
            raise broken(f"Invalid pattern '{value}' at offset {error.pos}. {error.msg}.") from None
    return []
