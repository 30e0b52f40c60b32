# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies that contract tests send: written as a person would, not read from the schema."""

from __future__ import annotations

from typing import Any

from .client import Body, Client


def download_client(client: Client, name: str, enable: bool = False, **settings: Any) -> Body:
    """A qBittorrent that is off and nowhere, unless it is said otherwise."""
    given: Body = {"host": "127.0.0.1", "port": 1, "username": "admin", "password": "secret", **settings}
    return {
        "name": name,
        "implementation": "QBittorrent",
        "configContract": "QBittorrentSettings",
        "enable": enable,
        "priority": 1,
        "removeCompletedDownloads": True,
        "removeFailedDownloads": True,
        "tags": [],
        "fields": [{"name": key, "value": value} for key, value in given.items()],
    }


def indexer(client: Client, name: str, enable: bool = False, **settings: Any) -> Body:
    """A Torznab feed that is off and nowhere, unless it is said otherwise."""
    given: Body = {"baseUrl": "http://127.0.0.1:1/", "apiPath": "/api", "apiKey": "secret", **settings}
    return {
        "name": name,
        "implementation": "Torznab",
        "configContract": "TorznabSettings",
        "enableRss": enable,
        "enableAutomaticSearch": enable,
        "enableInteractiveSearch": enable,
        "priority": 25,
        "downloadClientId": 0,
        "tags": [],
        "fields": [{"name": key, "value": value} for key, value in given.items()],
    }


def category(client: Client) -> str:
    """The field of a download client's category."""
    return "movieCategory" if client.name == "radarr" else "tvCategory"
