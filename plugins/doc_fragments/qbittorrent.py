# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all modules of qBittorrent have in common."""

from __future__ import annotations


class ModuleDocFragment:
    """What all modules of qBittorrent have in common."""

    DOCUMENTATION = r"""
options:
  username:
    description: User name of qBittorrent's web page.
    type: str
    default: admin
  password:
    description: >-
      Password of that user. There is one login attempt and no second one: after five failures qBittorrent bans the
      address.
    type: str
    required: true
attributes:
  action_group:
    description: >-
      Use C(group/homelab.mediastack.qbit) in C(module_defaults) to set options for all modules of qBittorrent.
    support: full
    membership:
      - homelab.mediastack.qbit
"""
