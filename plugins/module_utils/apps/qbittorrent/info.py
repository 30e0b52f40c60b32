# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a qBittorrent is and holds: only read, with secrets masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...resource import Resource, planned
from . import category, preferences, torrent
from .api import ARGUMENTS, QbittorrentApi, connect

GATHER: dict[str, tuple[Any, Callable[[QbittorrentApi], Any]]] = {
    "categories": ([], lambda api: [category.decode(name, held) for name, held in api.categories().items()]),
    "preferences": ({}, lambda api: preferences.shown(api.preferences())),
    "torrents": ([], lambda api: [torrent.decode(held) for held in api.torrents()]),
}
"""What can be gathered: how it is when there is none, and how it is read."""


def _perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    api = None if planned(params, check_mode).get("app") else connect(params)
    gathered = {what: GATHER[what][1](api) if api else GATHER[what][0] for what in params["gather"]}
    return {"changed": False, "version": api.version if api else None, **gathered}


INFO = Resource(
    "qbit_info",
    {
        **ARGUMENTS,
        "gather": {"type": "list", "elements": "str", "choices": sorted(GATHER), "default": []},
    },
    _perform,
)
