# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of providers: what a body means, how it is stored, how it reads back (facts: servarr 3.1, 3.3)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from .answers import broken

MASK = "********"
SECRET = ("password", "apiKey")
PAIRS = "IEnumerable<KeyValuePair<string,string>>"
Values = dict[str, Any]
Implementation = dict[str, Any]


@cache
def implementations(app: str, kind: str) -> dict[str, Implementation]:
    """What the program offers for ``downloadclient``, ``indexer`` or ``notification``, by implementation."""
    data = json.loads((Path(__file__).parent / "fields.json").read_text(encoding="utf-8"))
    result: dict[str, Implementation] = data[app][kind]
    return result


def read(implementation: Implementation, given: list[dict[str, Any]], held: Values | None) -> Values:
    """Values of all fields: unlisted ones get the class default, unknown names are ignored.

    ``held`` are the stored values, which the mask stands for; without them the mask is taken as it is.
    """
    by_name = {str(item.get("name")): item.get("value") for item in given}
    result: Values = {}
    for field in implementation["fields"]:
        name = field["name"]
        if name not in by_name:
            result[name] = field.get("default")
        elif field.get("privacy") in SECRET and by_name[name] == MASK and held is not None:
            result[name] = held.get(name)
        else:
            result[name] = _coerced(field, by_name[name])
    return result


def shown(implementation: Implementation, values: Values) -> list[dict[str, Any]]:
    """The fields as the program returns them: set secrets masked."""
    return [
        {
            "order": order,
            "name": field["name"],
            "label": field["name"],
            "value": _masked(field, values.get(field["name"])),
            "type": field["type"],
            "advanced": field.get("advanced", False),
            "selectOptions": _options(field),
            "privacy": field.get("privacy", "normal"),
            "isFloat": field["value"].startswith("double"),
        }
        for order, field in enumerate(implementation["fields"])
    ]


def _masked(field: dict[str, Any], value: Any) -> Any:
    return MASK if field.get("privacy") in SECRET and value not in (None, "") else value


def _options(field: dict[str, Any]) -> list[dict[str, Any]] | None:
    if "options" not in field:
        return None
    return [{"value": value, "name": name, "order": value} for name, value in field["options"].items()]


def _coerced(field: dict[str, Any], value: Any) -> Any:
    """A value in the type of its setting; what can't be is an unhandled exception there."""
    kind = field["value"]
    if value is None:
        return {"int": 0, "double": 0.0, "bool": False, "IEnumerable<int>": [], "IEnumerable<string>": []}.get(kind)
    if kind == "bool":
        if not isinstance(value, bool):
            raise broken("The JSON value could not be converted to System.Boolean. Path: $ | LineNumber: 0.")
        return value
    if kind == "string":
        if not isinstance(value, str):
            raise broken("The JSON value could not be converted to System.String. Path: $ | LineNumber: 0.")
        return value
    if kind == PAIRS:
        return _pairs(value)
    if kind.startswith("IEnumerable"):
        items = [part for part in value.split(",") if part.strip()] if isinstance(value, str) else value
        if not isinstance(items, list):
            raise broken("The JSON value could not be converted to a list. Path: $ | LineNumber: 0.")
        return (
            [str(item) for item in items] if kind == "IEnumerable<string>" else [_number(item, int) for item in items]
        )
    return _number(value, float if kind.startswith("double") else int)


def _pairs(value: Any) -> list[dict[str, Any]]:
    """Objects of a key and a value, as headers are; a left-out half is null."""
    if not isinstance(value, list) or not all(isinstance(pair, dict) for pair in value):
        raise broken("The JSON value could not be converted to a list of pairs. Path: $ | LineNumber: 0.")
    pairs = [{name: pair.get(name) for name in ("key", "value")} for pair in value]
    if not all(half is None or isinstance(half, str) for pair in pairs for half in pair.values()):
        raise broken("The JSON value could not be converted to System.String. Path: $[0] | LineNumber: 0.")
    return pairs


def _number(value: Any, kind: type[int] | type[float]) -> float | int | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise broken("The JSON value could not be converted to a number. Path: $ | LineNumber: 0.")
    if isinstance(value, str) and not value.strip():
        return None
    try:
        return kind(value)
    except ValueError:
        raise broken("Input string was not in a correct format.") from None
