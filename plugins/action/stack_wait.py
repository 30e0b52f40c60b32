# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits until the stack runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.homelab.mediastack.plugins.plugin_utils.cluster import rollout
from ansible_collections.homelab.mediastack.plugins.plugin_utils.stack_action import ONLY, StackAction


class ActionModule(StackAction):
    """In check mode there is nothing to wait for."""

    options = ONLY

    def work(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return when every app is ready."""
        if not self.check_mode:
            self.credentials()  # a crashing app's last words are shown, which may hold one
            rollout.wait(self.cluster, self.stack, self.only(params), self.stack.rollout_timeout)
        return {"changed": False}
