# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Applies the stack's Kubernetes objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.homelab.mediastack.plugins.module_utils.http.cluster import title
from ansible_collections.homelab.mediastack.plugins.plugin_utils.cluster import changes, removal, rollout
from ansible_collections.homelab.mediastack.plugins.plugin_utils.stack_action import ONLY, StackAction
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology import manifests


class ActionModule(StackAction):
    """One server-side apply of everything; the API server itself tells what changes, in check mode too."""

    options = ONLY

    def work(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Apply the foundation, wait for its folders, apply the apps, prune what is ours and not wanted any more.

        Claims are never pruned, and nothing is when limited to some apps.
        """
        only = None if params["only"] is None else frozenset(self.only(params))
        foundation = manifests.foundation(self.stack)
        apps = manifests.apps(self.stack, self.credentials(), only)
        is_new = self.cluster.get("v1", "Namespace", self.stack.namespace) is None
        made = changes.apply(self.cluster, foundation, self.check_mode, is_new)
        if not self.check_mode:
            rollout.wait(self.cluster, self.stack, [], self.stack.rollout_timeout)
        made += changes.apply(self.cluster, apps, self.check_mode, is_new)
        if only is None and not is_new:
            wanted = {title(item) for item in (*foundation, *apps)}
            held = removal.workloads(self.cluster, self.stack.namespace)
            unwanted = [item for item in held if title(item) not in wanted]
            made += changes.prune(self.cluster, unwanted, self.check_mode)
        return {
            "changed": bool(made),
            "objects": [change.title for change in made],
            "diff": [change.as_diff() for change in made],
        }
