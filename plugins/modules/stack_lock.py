#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action stack_lock, which always runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: stack_lock
short_description: Take or release the lock of a media stack
version_added: 0.1.0
description:
  - The lock is a Lease in the stack's namespace, so that two runs do not write at once.
  - A lock whose run died on the same machine is taken over; one that nobody renewed for half an hour is forgotten.
  - Makes the namespace where it is missing. In check mode no lock is taken.
  - The stack is what the host's variables C(mediastack_*) declare; they are checked first.
  - Always runs on the controller, whatever the connection of the host.
options:
  state:
    description: V(present) takes the lock, V(absent) gives it back.
    type: str
    choices: [present, absent]
    default: present
extends_documentation_fragment:
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.stack_apply
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Take the stack's lock
  homelab.mediastack.stack_lock:

- name: Release the stack's lock
  homelab.mediastack.stack_lock:
    state: absent
"""

RETURN = r"""
{}
"""
