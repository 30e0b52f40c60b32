# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of qBittorrent, by name."""

from __future__ import annotations

from ...resource import Resource
from .category import CATEGORY
from .info import INFO
from .preferences import PREFERENCES
from .prune import PRUNE
from .torrent import TORRENT

MODULES: dict[str, Resource] = {made.name: made for made in (CATEGORY, INFO, PREFERENCES, PRUNE, TORRENT)}
