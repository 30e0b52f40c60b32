#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module radarr_remote_path_mapping: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: radarr_remote_path_mapping
short_description: Manage remote path mappings of Radarr
version_added: 0.1.0
description:
  - Says where Radarr finds a folder that a download client knows by another path.
  - Not needed where both see the folder at the same path, as in the stack of this collection.
  - Paths have a slash at their end, whether it is written or not.
options:
  host:
    description: Host of the download client exactly as its own settings in Radarr have it; case does not matter.
    type: str
    required: true
  remote_path:
    description: Folder as the download client sees it. Together with O(host) it names the mapping.
    type: str
    required: true
  local_path:
    description:
      - The same folder as the container of Radarr sees it. It must exist.
      - Needed where O(state=present).
    type: str
extends_documentation_fragment:
  - homelab.mediastack.radarr
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: What the seedbox calls /done lies in /downloads
  homelab.mediastack.radarr_remote_path_mapping:
    url: kube://media/radarr:80
    api_key: "{{ vault_radarr_api_key }}"
    host: seedbox.example.org
    remote_path: /done/
    local_path: /downloads/
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: create
resource:
  description:
    - The mapping, as Radarr holds it and in its own words.
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    host: seedbox.example.org
    id: 1
    localPath: /downloads/
    remotePath: /done/
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["radarr_remote_path_mapping"])


if __name__ == "__main__":
    main()
