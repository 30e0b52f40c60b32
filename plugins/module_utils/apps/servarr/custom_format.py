# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Custom formats of Radarr and Sonarr: named sets of conditions, managed as a whole (facts: servarr 7.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import BadInput
from ...reconcile import coercions
from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change
from ...resource import STATE_ARGUMENT, Listing, Resource, Task, find, given, planned
from . import fields
from .api import Servarr, connect
from .collections import API_KEY, CollectionStore

COLLECTION = "customformat"
_OPTION = "specifications"

OPTIONS: dict[str, dict[str, Any]] = {
    **API_KEY,
    "name": {"type": "str", "required": True},
    "include_custom_format_when_renaming": {"type": "bool"},
    _OPTION: {
        "type": "list",
        "elements": "dict",
        "options": {
            "name": {"type": "str", "required": True},
            "implementation": {"type": "str", "required": True},
            "negate": {"type": "bool", "default": False},
            "required": {"type": "bool", "default": False},
            "fields": {"type": "raw", "required": True},
        },
    },
    **STATE_ARGUMENT,
}


class CustomFormatStore(CollectionStore):
    """Writes of custom formats, whose conditions have their values as a list of fields."""

    def create(self, change: Change) -> Object:
        """POST the format; the program adds it to every quality profile with a score of 0."""
        self.api.forget("qualityprofile")
        return decode(self.api.create(self.collection, encode(change.target or {}), f"create {change.title}"))

    def update(self, change: Change) -> Object:
        """PUT the whole format."""
        return decode(self.api.update(self.collection, encode(change.target or {}), f"update {change.title}"))

    def delete(self, change: Change) -> None:
        """DELETE the format; the program takes it out of every quality profile."""
        self.api.forget("qualityprofile")
        super().delete(change)


def decode(held: Object) -> Object:
    """A format with its conditions as they are compared: without what only the web pages need."""
    return {
        **held,
        _OPTION: [
            {
                **{key: condition.get(key) for key in ("name", "implementation", "negate", "required")},
                "fields": {
                    field["name"]: field["value"]
                    for field in condition.get("fields", [])
                    if field.get("value") is not None
                },
            }
            for condition in held.get(_OPTION, [])
        ],
    }


def encode(target: Object) -> Object:
    """The form that the API takes."""
    return {**target, _OPTION: [fields.encode(condition) for condition in target.get(_OPTION, [])]}


def custom_format(app: Servarr) -> Resource:
    """The module ``<app>_custom_format``."""

    def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
        return _perform(app, params, check_mode)

    return Resource(f"{app.name.lower()}_custom_format", OPTIONS, perform)


def _perform(app: Servarr, params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    present = params["state"] == "present"
    api = None if planned(params, check_mode).get("app") else connect(app, params)

    def conditions(wished: list[Mapping[str, Any]]) -> list[Object]:
        offered = {item["implementation"]: item for item in api.schema(COLLECTION)} if api else None
        return [_condition(app, condition, offered) for condition in wished]

    kind = Kind(
        "custom format",
        app.name,
        "name",
        (
            Attribute("name", ("name",)),
            Attribute("include_custom_format_when_renaming", ("includeCustomFormatWhenRenaming",)),
            Attribute(_OPTION, (_OPTION,), coerce=conditions, canonical=_sorted),
        ),
        rules=(_has_conditions,),
    )
    return Task(
        kind,
        given(params, tuple(attribute.option for attribute in kind.attributes) if present else ("name",)),
        _found(kind, api.objects(COLLECTION), params["name"]) if api else None,
        CustomFormatStore(api, COLLECTION) if api else None,
        check_mode,
        present,
        {"includeCustomFormatWhenRenaming": False},
        again=lambda: _found(kind, api.afresh(COLLECTION), params["name"]) if api else None,
    ).run(dict)


def _found(kind: Kind, formats: Listing, name: str) -> Object | None:
    held = find(kind, formats, name)
    return decode(held) if held else None


def _has_conditions(target: Object) -> str | None:
    if target.get(_OPTION):
        return None
    return f"would have no condition; set option {_OPTION} to a list of at least one."


def _sorted(conditions: list[Object]) -> list[Object]:
    """Their order means nothing to the program."""
    return sorted(conditions, key=lambda condition: (condition["name"], condition["implementation"], repr(condition)))


def _condition(app: Servarr, wished: Mapping[str, Any], offered: Mapping[str, Object] | None) -> Object:
    """A condition with all values that its implementation has, the program's defaults where the user says nothing."""
    name, implementation = wished["name"].strip(), wished["implementation"]
    if not name:
        raise ValueError("a list of conditions with a name each")
    condition = {
        "name": name,
        "implementation": implementation,
        "negate": coercions.boolean(wished["negate"]),
        "required": coercions.boolean(wished["required"]),
    }
    values = _values(wished["fields"])
    if offered is None:
        return {**condition, "fields": values}
    if implementation not in offered:
        raise BadInput(
            f"{app.name} has no custom format condition '{implementation}'; implementation in option {_OPTION} may "
            f"be: {', '.join(sorted(offered))}."
        )
    schema = offered[implementation]
    known = fields.attributes(schema)
    fields.check_names(values, known, f"{_OPTION}.fields", f"{app.name} custom format condition '{name}'")
    held = {field: value for field, value in fields.decode(schema)["fields"].items() if value is not None}
    for field, value in values.items():
        coerce = known[field].coerce
        try:
            held[field] = coerce(value) if coerce else value
        except ValueError as error:
            raise ValueError(f"for {field} of condition '{name}' {error}") from None
    return {**condition, "fields": held}


def _values(given_fields: Any) -> dict[str, Any]:
    """Values by field name; lists of name and value, as the program itself exports them, are taken too."""
    if isinstance(given_fields, Mapping):
        return dict(given_fields)
    if isinstance(given_fields, list) and all(isinstance(item, Mapping) and "name" in item for item in given_fields):
        return {item["name"]: item.get("value") for item in given_fields}
    raise ValueError("for fields a dictionary of values by field name")
