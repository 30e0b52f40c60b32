# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ``fields`` of a provider: a list of named values in the API, attributes with types from the schema for us."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ...errors import BadInput
from ...reconcile import coercions
from ...reconcile.kind import Attribute, Object
from ...reconcile.secrets import MASK

SECRET_PRIVACY = ("password", "apiKey")
"""Values of a field's ``privacy`` that the programs mask (facts: servarr 3.3)."""
_TELLING = re.compile(r"api_?key|password|secret|token|webhookurl", re.IGNORECASE)
"""Names of secrets that they forgot to mask, such as the key of a list of another Sonarr (SonarrSettings)."""


def snake(name: str) -> str:
    """A name of the API, ``copyUsingHardlinks``, as users write it: ``copy_using_hardlinks``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def decode(provider: Object) -> Object:
    """A provider with its fields as ``{name: value}``; a value that the API leaves out is null."""
    return {**provider, "fields": {field["name"]: field.get("value") for field in provider.get("fields", [])}}


def encode(provider: Object) -> Object:
    """The form that the API takes. Nulls are sent, since a field that is left out gets the program's default."""
    values = provider.get("fields", {})
    return {**provider, "fields": [{"name": name, "value": value} for name, value in values.items()]}


def defaults(schema: Object) -> Object:
    """What a new provider of an implementation starts from.

    Masked defaults are dropped: posted, the eight asterisks would be stored literally (facts: servarr 3.3).
    """
    start = decode(schema)
    start["fields"] = {name: value for name, value in start["fields"].items() if value not in (MASK, None)}
    for key in ("id", "name", "presets", "infoLink", "message"):
        start.pop(key, None)
    start["tags"] = []
    return start


def attributes(described: Object, prefix: str = "fields.") -> dict[str, Attribute]:
    """An attribute for each field that a provider (or schema) describes, by the program's own field name."""
    return {field["name"]: _attribute(field, prefix) for field in described.get("fields", [])}


def check_names(given: Mapping[str, Any], known: Mapping[str, Attribute], option: str, what: str) -> None:
    """BadInput for a field that the program does not have: it would ignore it without a word."""
    unknown = sorted(name for name in given if name not in known)
    if unknown:
        raise BadInput(
            f"{what} has no field {', '.join(map(repr, unknown))} (option {option}); "
            f"its fields are: {', '.join(sorted(known))}."
        )


def _attribute(field: Mapping[str, Any], prefix: str) -> Attribute:
    name = field["name"]
    coerce, is_set = _coercion(field)
    return Attribute(
        option=f"{prefix}{name}",
        path=("fields", name),
        secret=_is_secret(field),
        coerce=coerce,
        unordered=is_set,
    )


def _is_secret(field: Mapping[str, Any]) -> bool:
    # headers of a webhook are where its login stands
    if field.get("privacy") in SECRET_PRIVACY or field.get("type") == "keyValueList":
        return True
    return field.get("type") in ("textbox", "password") and bool(_TELLING.search(field["name"]))


def _coercion(field: Mapping[str, Any]) -> tuple[Callable[[Any], Any], bool]:
    kind, value = field.get("type"), field.get("value")
    words = {str(item["name"]): item["value"] for item in field.get("selectOptions") or []}
    if kind == "checkbox" or isinstance(value, bool):
        return coercions.boolean, False
    if kind == "keyValueList":
        return _pairs, False
    if isinstance(value, list) or kind in ("tag", "tagSelect"):
        return lambda given: _list(given, words, value or [], kind), True
    if kind == "select":
        return lambda given: _select(given, words), False
    if kind == "number" and field.get("isFloat"):
        return coercions.number, False
    if kind == "number" or isinstance(value, int):
        return coercions.integer, False
    if isinstance(value, float):
        return coercions.number, False
    return coercions.text, False


def _select(given: Any, words: Mapping[str, Any]) -> Any:
    if not words:
        return given
    if given in words.values() and not isinstance(given, bool):
        return given
    for word, value in words.items():
        if word.casefold() == str(given).casefold():
            return value
    if str(given).lstrip("-").isdigit() and int(given) in words.values():
        return int(given)
    raise ValueError("one of " + ", ".join(f"{word} ({value})" for word, value in words.items()))


def _list(given: Any, words: Mapping[str, Any], held: list[Any], kind: str | None) -> list[Any]:
    if isinstance(given, str):
        given = [item.strip() for item in given.split(",") if item.strip()]
    if not isinstance(given, (list, tuple, set)):
        raise ValueError("a list")
    if words:
        return [_select(item, words) for item in given]
    if held and isinstance(held[0], int):
        return [coercions.integer(item) for item in given]
    if kind == "select" and not held:
        # choices that the program asks a peer for: numbers of its profiles, or paths of its folders
        return [int(item) if str(item).lstrip("-").isdigit() else coercions.text(item) for item in given]
    return [coercions.text(item) for item in given]


def _pairs(given: Any) -> list[dict[str, str]]:
    """Named values (headers of a webhook), as a dictionary or as the programs have them."""
    if isinstance(given, Mapping):
        return [{"key": str(key), "value": coercions.text(value)} for key, value in given.items()]
    if isinstance(given, list) and all(isinstance(item, Mapping) and set(item) == {"key", "value"} for item in given):
        return [{"key": str(item["key"]), "value": coercions.text(item["value"])} for item in given]
    raise ValueError("a dictionary, or a list of dictionaries with key and value")


def readable(provider: Object, known: Mapping[str, Attribute]) -> Object:
    """A decoded provider for a task's result: secrets masked, without what only the program's own pages need."""
    left_out = ("infoLink", "presets", "message", "implementationName")
    secret = {name for name, attribute in known.items() if attribute.secret}
    held = {name: value for name, value in provider.get("fields", {}).items() if value is not None}
    values = {name: MASK if name in secret and value else value for name, value in held.items()}
    return {**{key: value for key, value in provider.items() if key not in left_out}, "fields": values}
