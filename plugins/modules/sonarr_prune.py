#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_prune: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_prune
short_description: Delete what is not named in Sonarr
version_added: 0.1.0
description:
  - Deletes every object of a kind in Sonarr that O(keep) does not name and O(ignore) does not protect.
  - What is in use, such as a tag, is refused by Sonarr itself.
  - Nothing else of this collection deletes what a task does not name.
options:
  kind:
    description: What to look at.
    type: str
    required: true
    choices:
      - custom_format
      - download_client
      - import_list
      - indexer
      - notification
      - quality_profile
      - release_profile
      - root_folder
      - tag
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.prune
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: No other indexers than these, and those that somebody tries out
  homelab.mediastack.sonarr_prune:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    kind: indexer
    keep: [The Pirate Bay, LimeTorrents]
    ignore: ['try *']
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

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_prune"])


if __name__ == "__main__":
    main()
