# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of a Jackett indexer: a list of typed items in the API, attributes for us (facts: B2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from ...errors import BadInput
from ...reconcile import coercions
from ...reconcile.kind import Attribute, Object
from ...reconcile.secrets import MASK

_KEPT_PASSWORD = "|||%%PREVJACKPASSWD%%|||"
"""What Jackett shows for a saved password, and takes as "leave it"."""

_SHOWN_ONLY = ("displayinfo", "displayimage", "hiddendata")
_SECRET_NAME = re.compile(
    r"pass(word|key|phrase)?|cookie|api.?key|rss.?key|token|secret|\bpin\b|2fa|\botp\b", re.IGNORECASE
)


def decode(indexer: str, items: list[Object]) -> Object:
    """The items as one object ``{"id": …, "settings": {setting id: value}}``."""
    values = {item["id"]: _held(item) for item in items if item.get("type") not in _SHOWN_ONLY}
    return {"id": indexer, "settings": values}


def changed_items(before: Mapping[str, Any], after: Mapping[str, Any], items: list[Object]) -> list[Object]:
    """What has to be posted: missing items keep their value, so only those that change."""
    return [
        _item(item, after[item["id"]])
        for item in items
        if item["id"] in after and after[item["id"]] != before.get(item["id"])
    ]


def all_items(values: Mapping[str, Any], items: list[Object]) -> list[Object]:
    """Every value, to put a working indexer back after a failed change."""
    return [_item(item, values[item["id"]]) for item in items if item["id"] in values]


def attributes(items: list[Object]) -> dict[str, Attribute]:
    """An attribute for each setting, by its id."""
    return {item["id"]: _attribute(item) for item in items if item.get("type") not in _SHOWN_ONLY}


def is_secret(item: Mapping[str, Any]) -> bool:
    """Whether a setting holds a secret. Jackett masks few of them, so the name has to tell."""
    return item.get("type") == "password" or bool(_SECRET_NAME.search(f"{item['id']} {item.get('name', '')}"))


def resolve_names(given: Mapping[str, Any], items: list[Object], option: str, indexer: str) -> dict[str, Any]:
    """Settings by id; users may write the label of the page instead. BadInput lists what there is."""
    offered = [item for item in items if item.get("type") not in _SHOWN_ONLY]
    by_name = {str(item.get("name", "")).casefold(): item["id"] for item in offered}
    by_name.update({item["id"].casefold(): item["id"] for item in offered})
    result: dict[str, Any] = {}
    for name, value in given.items():
        setting = by_name.get(str(name).casefold())
        if setting is None:
            raise BadInput(
                f"Jackett indexer '{indexer}' has no setting '{name}' (option {option}); "
                f"its settings are: {', '.join(item['id'] for item in offered)}."
            )
        result[setting] = value
    return result


def _held(item: Mapping[str, Any]) -> Any:
    if item.get("type") == "inputcheckbox":
        return list(item.get("values") or [])
    value = item.get("value")
    if item.get("type") == "inputtags":
        return _tags(value or "", item)
    return MASK if value == _KEPT_PASSWORD else value


def _item(item: Mapping[str, Any], value: Any) -> Object:
    if item.get("type") == "inputcheckbox":
        return {"id": item["id"], "values": value}
    if item.get("type") == "inputtags":
        return {"id": item["id"], "value": ",".join(value)}
    return {"id": item["id"], "value": _KEPT_PASSWORD if value == MASK else value}


def _attribute(item: Mapping[str, Any]) -> Attribute:
    kind = item.get("type")
    coerce: Callable[[Any], Any]
    if item["id"] == "sitelink":
        coerce = _site_link
    elif kind == "inputbool":
        coerce = coercions.boolean
    elif kind == "inputselect":
        coerce = partial(_choice, options=item.get("options") or {})
    elif kind == "inputcheckbox":
        coerce = partial(_choices, options=item.get("options") or {})
    elif kind == "inputtags":
        coerce = partial(_tags, item=item)
    else:
        coerce = coercions.text
    return Attribute(
        f"settings.{item['id']}",
        ("settings", item["id"]),
        secret=is_secret(item),
        coerce=coerce,
        unordered=kind in ("inputcheckbox", "inputtags"),
    )


def _site_link(given: Any) -> str:
    link = coercions.text(given)
    parts = urlsplit(link)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError("an http or https URL")
    return link.rstrip("/") + "/"


def _choice(given: Any, options: Mapping[str, str]) -> str:
    wished = coercions.text(given)
    if wished in options:
        return wished
    for value, label in options.items():
        if wished.casefold() == str(label).casefold():
            return value
    raise ValueError("one of " + ", ".join(f"{value!r} ({label})" for value, label in options.items()))


def _choices(given: Any, options: Mapping[str, str]) -> list[str]:
    return [_choice(one, options) for one in _as_list(given)]


def _tags(given: Any, item: Mapping[str, Any]) -> list[str]:
    delimiters = item.get("delimiters") or r"[^A-Za-z0-9\-._~]+"
    text = given if isinstance(given, str) else ",".join(map(str, _as_list(given)))
    return sorted({tag.lower() for tag in re.split(delimiters, text) if tag})


def _as_list(given: Any) -> list[Any]:
    if isinstance(given, (list, tuple)):
        return list(given)
    if isinstance(given, str):
        return [one.strip() for one in given.split(",") if one.strip()]
    raise ValueError("a list")
