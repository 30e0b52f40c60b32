# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notifications of Radarr and Sonarr (their pages say "connections") as data (facts: servarr 6)."""

from __future__ import annotations

from typing import Any

from ...reconcile.kind import Attribute
from ...resource import Resource
from .api import RADARR, Servarr
from .fields import snake
from .provider import ProviderKind, resource
from .references import TAGS

_EVERYBODY = ("onGrab", "onDownload", "onUpgrade", "onRename")
_FILMS = ("onMovieAdded", "onMovieDelete", "onMovieFileDelete", "onMovieFileDeleteForUpgrade")
_SERIES = (
    "onImportComplete",
    "onSeriesAdd",
    "onSeriesDelete",
    "onEpisodeFileDelete",
    "onEpisodeFileDeleteForUpgrade",
)
_HEALTH = ("onHealthIssue", "onHealthRestored", "onApplicationUpdate", "onManualInteractionRequired")
_MORE = "includeHealthWarnings"
"""No event: it widens onHealthIssue."""

_TYPED: dict[str, tuple[str, dict[str, Any]]] = {
    "host": ("host", {"type": "str"}),
    "port": ("port", {"type": "int"}),
    "use_ssl": ("useSsl", {"type": "bool"}),
    "url_base": ("urlBase", {"type": "str"}),
    "notification_api_key": ("apiKey", {"type": "str", "no_log": True}),
    "update_library": ("updateLibrary", {"type": "bool"}),
    "map_from": ("mapFrom", {"type": "str"}),
    "map_to": ("mapTo", {"type": "str"}),
}


def notification(app: Servarr) -> Resource:
    """The module ``<app>_notification``."""
    events = (*_EVERYBODY, *(_FILMS if app is RADARR else _SERIES), *_HEALTH)
    return resource(
        app,
        ProviderKind(
            title="notification",
            collection="notification",
            envelope=(
                Attribute("name", ("name",)),
                *(Attribute(snake(key), (key,)) for key in (*events, _MORE)),
                TAGS,
            ),
            typed={option: name for option, (name, _spec) in _TYPED.items()},
            switches=events,
            at_creation={},
            options={
                **{snake(key): {"type": "bool"} for key in (*events, _MORE)},
                **{option: spec for option, (_name, spec) in _TYPED.items()},
            },
            default_implementation="MediaBrowser",
            secret_options=("notification_api_key",),
        ),
    )
