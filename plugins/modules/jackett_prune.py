#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module jackett_prune: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: jackett_prune
short_description: Delete what is not named in Jackett
version_added: 0.1.0
description:
  - Unconfigures every indexer of Jackett that O(keep) does not name and O(ignore) does not protect.
  - Nothing else of this collection deletes what a task does not name.
options:
  kind:
    description: What to look at.
    type: str
    required: true
    choices:
      - indexer
extends_documentation_fragment:
  - homelab.mediastack.jackett
  - homelab.mediastack.prune
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: No other indexers than these
  homelab.mediastack.jackett_prune:
    url: kube://media/jackett:80
    password: "{{ vault_jackett_password }}"
    kind: indexer
    keep: [thepiratebay, limetorrents]
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none) or V(delete).
  returned: success
  type: str
  sample: delete
resource:
  description: What was deleted, or would be.
  returned: success
  type: dict
  contains:
    removed:
      description: Names of what is gone.
      type: list
      elements: str
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.jackett.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["jackett_prune"])


if __name__ == "__main__":
    main()
