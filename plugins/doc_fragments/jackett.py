# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all modules of Jackett have in common."""

from __future__ import annotations


class ModuleDocFragment:
    """What all modules of Jackett have in common."""

    DOCUMENTATION = r"""
options:
  password:
    description:
      - Admin password of Jackett, empty where it has none.
      - Jackett manages indexers and its configuration with this password only; its API key is for searching.
    type: str
    default: ''
attributes:
  action_group:
    description: >-
      Use C(group/homelab.mediastack.jackett) in C(module_defaults) to set options for all modules of Jackett.
    support: full
    membership:
      - homelab.mediastack.jackett
"""
