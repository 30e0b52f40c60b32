# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all modules of Sonarr have in common."""

from __future__ import annotations


class ModuleDocFragment:
    """What all modules of Sonarr have in common."""

    DOCUMENTATION = r"""
options:
  api_key:
    description: >-
      API key of Sonarr, shown on its page Settings → General. It is sent to O(url) only and never shown.
    type: str
    required: true
attributes:
  action_group:
    description: Use C(group/homelab.mediastack.sonarr) in C(module_defaults) to set options for all modules of Sonarr.
    support: full
    membership:
      - homelab.mediastack.sonarr
"""
