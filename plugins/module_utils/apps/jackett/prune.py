# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be pruned in Jackett: the indexers that are configured."""

from __future__ import annotations

from typing import Any

from ...prune import Prunable, prune
from .api import ARGUMENTS, JackettApi, connect


def _held(api: JackettApi) -> dict[str, Any]:
    kept = ("id", "name", "type", "tags")
    return {item["id"]: {key: item.get(key) for key in kept} for item in api.indexers() if item.get("configured")}


PRUNE = prune(
    "jackett", "Jackett", ARGUMENTS, {"indexer": Prunable(_held, lambda api, name: api.remove(name))}, connect
)
