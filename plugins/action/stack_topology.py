# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stack of a host: what is deployed, linked and configured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.homelab.mediastack.plugins.plugin_utils.stack_action import StackAction
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology import resources


class ActionModule(StackAction):
    """Resolves and validates; reads nothing but the variables."""

    data = ("topology",)

    def work(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The stack without any secret."""
        return {"changed": False, "topology": resources.view(self.stack)}
