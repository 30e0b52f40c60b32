#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action stack_topology, which always runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: stack_topology
short_description: Work out a media stack from its variables
version_added: 0.1.0
description:
  - Lays the variables over the catalog and returns what is deployed, linked and configured, without any secret.
  - Reads nothing but the variables, so it needs no cluster.
  - The stack is what the host's variables C(mediastack_*) declare; they are checked first.
  - Always runs on the controller, whatever the connection of the host.
options: {}
extends_documentation_fragment:
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.stack_preflight
  - module: homelab.mediastack.stack_apply
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Work out the stack
  homelab.mediastack.stack_topology:
  register: stack

- name: Show the links
  ansible.builtin.debug:
    var: stack.topology.links
"""

RETURN = r"""
topology:
  description:
    - The stack.
    - C(instances) by name with their addresses, C(links), and C(resources), a list of options for every module.
  returned: success
  type: dict
  sample:
    namespace: media
    instances:
      radarr: {app: radarr, title: Radarr, url: "kube://media/radarr:80"}
    links:
      - {source: radarr, target: qbittorrent, kind: download_client}
"""
