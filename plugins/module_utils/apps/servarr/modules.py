# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of Radarr and Sonarr, by name."""

from __future__ import annotations

from ...resource import Resource
from .api import RADARR, SONARR
from .collections import root_folder, tag
from .config import config
from .download_client import download_client
from .indexer import indexer
from .notification import notification
from .remote_path_mapping import remote_path_mapping

MODULES: dict[str, Resource] = {
    made.name: made
    for app in (RADARR, SONARR)
    for made in (
        tag(app),
        root_folder(app),
        download_client(app),
        indexer(app),
        notification(app),
        remote_path_mapping(app),
        config(app),
    )
}
