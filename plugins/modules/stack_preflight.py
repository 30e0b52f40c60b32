#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action stack_preflight, which always runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: stack_preflight
short_description: Check that nobody else owns what a media stack needs
version_added: 0.1.0
description:
  - Fails where Helm, Flux or Argo CD owns an object of the stack, or a pod of somebody else mounts a claim of it.
  - Only reads.
  - The stack is what the host's variables C(mediastack_*) declare; they are checked first.
  - Always runs on the controller, whatever the connection of the host.
options: {}
extends_documentation_fragment:
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.stack_topology
  - module: homelab.mediastack.stack_apply
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Check that nobody else owns what the stack needs
  homelab.mediastack.stack_preflight:
  register: preflight

- name: Say what is still to be deployed
  ansible.builtin.debug:
    var: preflight.pending
"""

RETURN = r"""
pending:
  description: The instances that are not deployed yet.
  returned: success
  type: list
  elements: str
  sample: [radarr, sonarr]
"""
