# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of Jackett, by name."""

from __future__ import annotations

from ...resource import Resource
from .config import CONFIG
from .indexer import INDEXER
from .info import INFO
from .prune import PRUNE

MODULES: dict[str, Resource] = {made.name: made for made in (CONFIG, INDEXER, INFO, PRUNE)}
