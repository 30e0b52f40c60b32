# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stack's credentials: given, kept or generated once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.plugin_utils.cluster import changes, secret
from ansible_collections.homelab.mediastack.plugins.plugin_utils.stack_action import StackAction
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.credentials import by_instance
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.manifests import namespace


class ActionModule(StackAction):
    """The one task whose result holds secrets, so it insists on ``no_log``."""

    data = ("credentials",)

    def work(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Writes the Secret where something is missing or given anew."""
        if not self._task.no_log:
            raise BadInput("stack_credentials returns secrets; set no_log: true on its task.")
        made = changes.ensure_namespace(self.cluster, namespace(self.stack), self.check_mode)
        held = secret.held_credentials(self.cluster, self.stack)
        data = self.credentials()
        if data != held and not self.check_mode:
            self.cluster.apply(secret.manifest(self.stack, data))
            data = self.credentials()
        return {"changed": bool(made) or data != held, "credentials": by_instance(self.stack, data)}
