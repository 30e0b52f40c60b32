# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Option state of what can be created and deleted."""

from __future__ import annotations


class ModuleDocFragment:
    """Option state of what can be created and deleted."""

    DOCUMENTATION = r"""
options:
  state:
    description: Whether the object must exist.
    type: str
    choices: [present, absent]
    default: present
"""
