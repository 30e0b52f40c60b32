# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Removes the stack's Kubernetes objects."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any, ClassVar

from ansible_collections.homelab.mediastack.plugins.plugin_utils.cluster import changes, lock, removal
from ansible_collections.homelab.mediastack.plugins.plugin_utils.stack_action import StackAction


class ActionModule(StackAction):
    """What holds data (claims, volumes, credentials) stays unless it is asked for."""

    options: ClassVar = {"data": {"type": "bool", "default": False}}

    def work(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Remove, then wait until the last pod is gone; holds the stack's lock meanwhile."""
        namespace = self.stack.namespace
        gone: list[changes.ObjectChange] = []
        if self.cluster.get("v1", "Namespace", namespace) is not None:
            with contextlib.nullcontext() if self.check_mode else lock.holding(self.cluster, namespace):
                unwanted = removal.held(self.cluster, namespace, data=params["data"])
                gone = changes.prune(self.cluster, unwanted, self.check_mode)
                if not self.check_mode:
                    removal.wait(self.cluster, namespace, self.stack.rollout_timeout)
        return {
            "changed": bool(gone),
            "objects": [change.title for change in gone],
            "diff": [change.as_diff() for change in gone],
        }
