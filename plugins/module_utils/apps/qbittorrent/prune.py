# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be pruned in qBittorrent: categories. Torrents are what it works with, not how it is set up."""

from __future__ import annotations

from typing import Any

from ...prune import Prunable, prune
from .api import ARGUMENTS, QbittorrentApi, connect
from .category import decode


def _held(api: QbittorrentApi) -> dict[str, Any]:
    return {name: decode(name, held) for name, held in api.categories().items()}


def _delete(api: QbittorrentApi, name: str) -> None:
    api.write_category("removeCategories", {"categories": name}, f"delete qBittorrent category '{name}'")


PRUNE = prune("qbit", "qBittorrent", ARGUMENTS, {"category": Prunable(_held, _delete, separator="/")}, connect)
