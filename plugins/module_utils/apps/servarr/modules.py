# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of Radarr and Sonarr, by name."""

from __future__ import annotations

from ...resource import Resource
from .api import RADARR, SONARR
from .config import config
from .custom_format import custom_format
from .delay_profile import delay_profile
from .download_client import download_client
from .import_list import import_list
from .indexer import indexer
from .info import info
from .metadata import metadata
from .notification import notification
from .prune import servarr_prune
from .quality_definition import quality_definition
from .quality_profile import quality_profile
from .release_profile import release_profile
from .remote_path_mapping import remote_path_mapping
from .root_folder import root_folder
from .tag import tag

MODULES: dict[str, Resource] = {
    made.name: made
    for app in (RADARR, SONARR)
    for made in (
        config(app),
        custom_format(app),
        delay_profile(app),
        download_client(app),
        import_list(app),
        indexer(app),
        info(app),
        metadata(app),
        notification(app),
        servarr_prune(app),
        quality_definition(app),
        quality_profile(app),
        release_profile(app),
        remote_path_mapping(app),
        root_folder(app),
        tag(app),
    )
}
