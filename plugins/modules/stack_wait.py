#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the action stack_wait, which always runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: stack_wait
short_description: Wait until every app of a media stack is ready
version_added: 0.1.0
description:
  - Ends with a sentence that says why where an app can't become ready, as soon as that is clear.
  - In check mode there is nothing to wait for.
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
  - module: homelab.mediastack.stack_apply
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Wait until every app is ready
  homelab.mediastack.stack_wait:
"""

RETURN = r"""
{}
"""
