# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Import lists of Radarr and Sonarr as data: lists elsewhere, whose films or series are added (facts: servarr 7)."""

from __future__ import annotations

from typing import Any

from ...reconcile.kind import Attribute
from ...resource import Resource
from .api import RADARR, Servarr
from .fields import snake
from .provider import ProviderKind, resource
from .references import TAGS
from .root_folder import folder

_SWITCH: dict[str, Any] = {"type": "bool"}


def _one_of(*words: str) -> dict[str, Any]:
    return {"type": "str", "choices": list(words)}


_FILMS: dict[str, dict[str, Any]] = {
    "enabled": _SWITCH,
    "enableAuto": _SWITCH,
    "searchOnAdd": _SWITCH,
    "monitor": _one_of("movieOnly", "movieAndCollection", "none"),
    "minimumAvailability": _one_of("tba", "announced", "inCinemas", "released"),
}
_SERIES: dict[str, dict[str, Any]] = {
    "enableAutomaticAdd": _SWITCH,
    "searchForMissingEpisodes": _SWITCH,
    "shouldMonitor": _one_of(
        "all",
        "future",
        "missing",
        "existing",
        "firstSeason",
        "lastSeason",
        "pilot",
        "recent",
        "monitorSpecials",
        "unmonitorSpecials",
        "none",
    ),
    "monitorNewItems": _one_of("all", "none"),
    "seriesType": _one_of("standard", "daily", "anime"),
    "seasonFolder": _SWITCH,
}
"""What each program's envelope holds (ImportListResource), in its own words."""
_NEW: dict[str, dict[str, Any]] = {
    "Radarr": {"enabled": True, "minimum_availability": "released"},
    "Sonarr": {"enable_automatic_add": True, "should_monitor": "all", "season_folder": True},
}
"""What the web pages start a new list with (importLists.js)."""


def import_list(app: Servarr) -> Resource:
    """The module ``<app>_import_list``."""
    own = _FILMS if app is RADARR else _SERIES
    switch = next(iter(own))
    return resource(
        app,
        ProviderKind(
            title="import list",
            collection="importlist",
            envelope=(
                Attribute("name", ("name",)),
                *(Attribute(snake(key), (key,)) for key in own),
                Attribute("root_folder", ("rootFolderPath",), coerce=folder, canonical=folder),
                Attribute("quality_profile", ("qualityProfileId",), reference="quality profile"),
                TAGS,
            ),
            typed={},
            switches=(switch,),
            at_creation=_NEW[app.name],
            options={
                **{snake(key): spec for key, spec in own.items()},
                "root_folder": {"type": "str"},
                "quality_profile": {"type": "str"},
            },
            default_implementation=None,
        ),
    )
