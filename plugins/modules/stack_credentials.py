#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action stack_credentials, which always runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: stack_credentials
short_description: Read or complete the credentials of a media stack
version_added: 0.1.0
description:
  - Credentials are given in C(mediastack_credentials), else kept in the Secret C(mediastack-credentials),
    else generated once and stored there.
  - Insists on C(no_log), because its result holds them. In check mode nothing is stored.
  - The stack is what the host's variables C(mediastack_*) declare; they are checked first.
  - Always runs on the controller, whatever the connection of the host.
options: {}
extends_documentation_fragment:
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.stack_apply
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Complete the credentials
  homelab.mediastack.stack_credentials:
  register: credentials
  no_log: true
"""

RETURN = r"""
credentials:
  description: Credentials by instance and name.
  returned: success
  type: dict
  sample:
    radarr: {username: admin}
"""
