#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action stack_remove, which always runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: stack_remove
short_description: Remove the Kubernetes objects of a media stack
version_added: 0.1.0
description:
  - Removes workloads, Services and their Secrets, and waits until the last pod is gone.
  - Holds the stack's lock meanwhile; a namespace that does not exist has nothing to remove.
  - Claims and credentials stay unless O(data=true). What lies on the media share is never removed.
  - The stack is what the host's variables C(mediastack_*) declare; they are checked first.
  - Always runs on the controller, whatever the connection of the host.
options:
  data:
    description: Whether the claims of the apps, the volumes of the share and the credentials go too.
    type: bool
    default: false
extends_documentation_fragment:
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.stack_apply
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Remove the stack and keep its data
  homelab.mediastack.stack_remove:
"""

RETURN = r"""
objects:
  description: The Kubernetes objects that changed, or would in check mode.
  returned: success
  type: list
  elements: str
  sample: [StatefulSet media/radarr]
"""
