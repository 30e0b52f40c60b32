# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes or gives back the stack's lock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.homelab.mediastack.plugins.module_utils.resource import STATE_ARGUMENT
from ansible_collections.homelab.mediastack.plugins.plugin_utils.cluster import changes, lock
from ansible_collections.homelab.mediastack.plugins.plugin_utils.stack_action import StackAction
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.manifests import namespace


class ActionModule(StackAction):
    """Check mode takes no lock. A lock needs its namespace, so it is made here where it is missing."""

    options = STATE_ARGUMENT

    def work(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Changed only when the namespace was made."""
        made = []
        if params["state"] == "present":
            made = changes.ensure_namespace(self.cluster, namespace(self.stack), self.check_mode)
        if not self.check_mode:
            change = lock.acquire if params["state"] == "present" else lock.release
            change(self.cluster, self.stack.namespace, lock.me())
        return {"changed": bool(made), "diff": [change.as_diff() for change in made]}
