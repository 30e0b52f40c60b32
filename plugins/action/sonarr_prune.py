# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In-process fast path of module sonarr_prune."""

from __future__ import annotations

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.plugin_utils.action import ResourceAction


class ActionModule(ResourceAction):
    """Runs sonarr_prune inside the controller."""

    resource = MODULES["sonarr_prune"]
