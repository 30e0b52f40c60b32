# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Indexers of Radarr and Sonarr as data (facts: servarr 5)."""

from __future__ import annotations

from typing import Any

from ...reconcile.kind import Attribute
from ...resource import Resource
from .api import SONARR, Servarr
from .provider import ProviderKind, resource
from .references import TAGS

_SWITCHES = {
    "enable_rss": "enableRss",
    "enable_automatic_search": "enableAutomaticSearch",
    "enable_interactive_search": "enableInteractiveSearch",
}
_TYPED: dict[str, tuple[str, dict[str, Any]]] = {
    "base_url": ("baseUrl", {"type": "str"}),
    "api_path": ("apiPath", {"type": "str"}),
    "indexer_api_key": ("apiKey", {"type": "str", "no_log": True}),
    "categories": ("categories", {"type": "list", "elements": "int"}),
    "minimum_seeders": ("minimumSeeders", {"type": "int"}),
    "seed_ratio": ("seedCriteria.seedRatio", {"type": "float"}),
    "seed_time": ("seedCriteria.seedTime", {"type": "int"}),
}
_ANIME: dict[str, tuple[str, dict[str, Any]]] = {
    "anime_categories": ("animeCategories", {"type": "list", "elements": "int"}),
    "season_pack_seed_time": ("seedCriteria.seasonPackSeedTime", {"type": "int"}),
}


def indexer(app: Servarr) -> Resource:
    """The module ``<app>_indexer``."""
    typed = {**_TYPED, **(_ANIME if app is SONARR else {})}
    return resource(
        app,
        ProviderKind(
            title="indexer",
            collection="indexer",
            envelope=(
                Attribute("name", ("name",)),
                *(Attribute(option, (key,)) for option, key in _SWITCHES.items()),
                Attribute("priority", ("priority",)),
                Attribute("download_client", ("downloadClientId",), reference="download client"),
                TAGS,
            ),
            typed={option: name for option, (name, _spec) in typed.items()},
            switches=tuple(_SWITCHES.values()),
            at_creation=dict.fromkeys(_SWITCHES, True),
            options={
                **{option: {"type": "bool"} for option in _SWITCHES},
                "priority": {"type": "int"},
                "download_client": {"type": "str"},
                **{option: spec for option, (_name, spec) in typed.items()},
            },
            default_implementation="Torznab",
            secret_options=("indexer_api_key",),
        ),
    )
