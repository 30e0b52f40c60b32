# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be pruned in Radarr and Sonarr: every collection whose objects one name tells apart."""

from __future__ import annotations

from typing import Any

from ...prune import Prunable, prune
from ...resource import Resource
from .api import Servarr, ServarrApi, connect
from .collections import API_KEY
from .info import COLLECTIONS

_KINDS: dict[str, tuple[str, str, bool]] = {
    "custom_format": ("custom_formats", "name", False),
    "download_client": ("download_clients", "name", True),
    "import_list": ("import_lists", "name", True),
    "indexer": ("indexers", "name", True),
    "notification": ("notifications", "name", True),
    "quality_profile": ("quality_profiles", "name", False),
    "release_profile": ("release_profiles", "name", False),
    "root_folder": ("root_folders", "path", False),
    "tag": ("tags", "label", True),
}
"""What module ``info`` calls it, the key of the name, and whether case does not matter."""


def servarr_prune(app: Servarr) -> Resource:
    """The module ``<app>_prune``."""
    return prune(
        app.name.lower(),
        app.name,
        API_KEY,
        {kind: _prunable(app, kind, *described) for kind, described in _KINDS.items()},
        lambda params: connect(app, params),
    )


def _prunable(app: Servarr, kind: str, gathered: str, key: str, ignore_case: bool) -> Prunable:
    collection, shown = COLLECTIONS[gathered]

    def held(api: ServarrApi) -> dict[str, Any]:
        return {item[key]: shown(item) for item in api.objects(collection)}

    def delete(api: ServarrApi, name: str) -> None:
        # several may have the name, where the program does not need it to be unique
        for item in [item for item in api.objects(collection) if item[key] == name]:
            api.delete(collection, item, f"delete {app.name} {kind.replace('_', ' ')} '{name}'")

    return Prunable(held, delete, ignore_case)
