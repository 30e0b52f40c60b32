# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Download clients of Radarr and Sonarr as data (facts: servarr 4)."""

from __future__ import annotations

from ...reconcile.kind import Attribute
from ...resource import Resource
from .api import Servarr
from .provider import ProviderKind, resource
from .references import TAGS


def download_client(app: Servarr) -> Resource:
    """The module ``<app>_download_client``."""
    return resource(
        app,
        ProviderKind(
            title="download client",
            collection="downloadclient",
            envelope=(
                Attribute("name", ("name",)),
                Attribute("enable", ("enable",)),
                Attribute("priority", ("priority",)),
                Attribute("remove_completed_downloads", ("removeCompletedDownloads",)),
                Attribute("remove_failed_downloads", ("removeFailedDownloads",)),
                TAGS,
            ),
            typed={
                "host": "host",
                "port": "port",
                "use_ssl": "useSsl",
                "url_base": "urlBase",
                "username": "username",
                "password": "password",
                "category": app.category_field,
            },
            switches=("enable",),
            at_creation={"enable": True},
            options={
                "enable": {"type": "bool"},
                "priority": {"type": "int"},
                "remove_completed_downloads": {"type": "bool"},
                "remove_failed_downloads": {"type": "bool"},
                "host": {"type": "str"},
                "port": {"type": "int"},
                "use_ssl": {"type": "bool"},
                "url_base": {"type": "str"},
                "username": {"type": "str"},
                "password": {"type": "str", "no_log": True},
                "category": {"type": "str"},
            },
            default_implementation="QBittorrent",
            secret_options=("password",),
        ),
    )
