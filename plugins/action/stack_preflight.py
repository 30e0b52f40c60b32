# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses what belongs to somebody else, before the first write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.homelab.mediastack.plugins.plugin_utils.cluster import preflight
from ansible_collections.homelab.mediastack.plugins.plugin_utils.stack_action import StackAction
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.manifests import manifests


class ActionModule(StackAction):
    """Only reads."""

    data = ("pending",)

    def work(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The instances that are still to be deployed."""
        objects = manifests(self.stack, self.credentials())
        return {"changed": False, "pending": preflight.check(self.cluster, self.stack, objects)}
