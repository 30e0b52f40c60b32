#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action stack_apply, which always runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: stack_apply
short_description: Apply the Kubernetes objects of a media stack
version_added: 0.1.0
description:
  - One server-side apply of everything; the API server itself tells what changes, in check mode too.
  - In check mode a namespace that does not exist is planned as all new.
  - Objects of the stack that are not wanted any more are removed, but never claims and volumes, which hold data.
  - The diff holds only what differs, and no value of a Secret.
  - The stack is what the host's variables C(mediastack_*) declare; they are checked first.
  - Always runs on the controller, whatever the connection of the host.
options:
  only:
    description: Apps of the catalog to limit the work to; the whole stack when omitted.
    type: list
    elements: str
extends_documentation_fragment:
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.stack_wait
  - module: homelab.mediastack.stack_remove
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Apply the Kubernetes objects
  homelab.mediastack.stack_apply:
"""

RETURN = r"""
objects:
  description: The Kubernetes objects that changed, or would in check mode.
  returned: success
  type: list
  elements: str
  sample: [StatefulSet media/radarr]
"""
