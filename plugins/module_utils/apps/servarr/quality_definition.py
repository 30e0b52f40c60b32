# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quality definitions of Radarr and Sonarr: one for each quality, made by the program (facts: servarr 7.8)."""

from __future__ import annotations

from functools import partial
from typing import Any

from ...reconcile import coercions
from ...reconcile.kind import Attribute, Object
from ...resource import Resource
from .api import SONARR, Servarr
from .collections import CollectionKind, resource

UNLIMITED = "unlimited"
_HIGHEST = {"Radarr": 2000, "Sonarr": 1000}
"""Limits of the programs in megabytes for each minute (QualityDefinitionLimits)."""
_SIZES = ("min_size", "preferred_size", "max_size")


def size(value: Any, highest: int) -> float:
    """Megabytes for each minute."""
    try:
        megabytes = coercions.number(value)
    except ValueError:
        megabytes = -1
    if not 0 <= megabytes <= highest:
        raise ValueError(f"0 to {highest} (megabytes for each minute)")
    return megabytes


def open_size(value: Any, highest: int) -> float | None:
    """The same, or no limit, which the programs hold as null."""
    if str(value).strip().lower() == UNLIMITED:
        return None
    try:
        return size(value, highest)
    except ValueError as error:
        raise ValueError(f"{error}, or {UNLIMITED}") from None


def _in_order(definition: Object) -> str | None:
    lowest, preferred, highest = (definition.get(key) for key in ("minSize", "preferredSize", "maxSize"))
    held = [value for value in (lowest, preferred, highest) if value is not None]
    if held == sorted(held):
        return None
    return (
        f"would have min_size {lowest}, preferred_size {preferred} and max_size {highest}; "
        "each must be at least as large as the one before, change one of these options."
    )


def quality_definition(app: Servarr) -> Resource:
    """The module ``<app>_quality_definition``."""
    highest = _HIGHEST[app.name]
    moved = ((5,), "Sonarr holds sizes in its quality profiles from version 5 on; leave it out")
    return resource(
        app,
        CollectionKind(
            title="quality definition",
            collection="qualitydefinition",
            identity="quality",
            attributes=(
                Attribute("quality", ("quality", "name")),
                Attribute("title", ("title",)),
                Attribute("min_size", ("minSize",), coerce=partial(size, highest=highest)),
                Attribute("preferred_size", ("preferredSize",), coerce=partial(open_size, highest=highest)),
                Attribute("max_size", ("maxSize",), coerce=partial(open_size, highest=highest)),
            ),
            options={
                "quality": {"type": "str", "required": True},
                "title": {"type": "str"},
                **{option: {"type": "raw"} for option in _SIZES},
            },
            base=None,
            rules=(_in_order,),
            until=dict.fromkeys(_SIZES, moved) if app is SONARR else {},
        ),
    )
