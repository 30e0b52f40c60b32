#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_root_folder: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_root_folder
short_description: Manage root folders of Sonarr
version_added: 0.1.0
description:
  - Adds and removes root folders, below which Sonarr keeps its series.
  - Removing a root folder leaves its files and the series of Sonarr alone.
options:
  path:
    description:
      - Absolute path of the folder as the container of Sonarr sees it. A slash at its end does not matter.
      - It must exist and Sonarr must be able to write to it.
    type: str
    required: true
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Sonarr keeps series in /series
  homelab.mediastack.sonarr_root_folder:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    path: /series

- name: Several Sonarr tasks share their connection
  module_defaults:
    group/homelab.mediastack.sonarr:
      url: https://sonarr.example.org
      ca_path: /etc/ssl/home-ca.pem
      api_key: "{{ vault_sonarr_api_key }}"
  block:
    - name: Tag for animation
      homelab.mediastack.sonarr_tag:
        label: animation

    - name: Folder for animation
      homelab.mediastack.sonarr_root_folder:
        path: /animation
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: create
resource:
  description:
    - The root folder, as the app holds it and in its own words.
    - Secrets are shown as V(********).
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    accessible: true
    freeSpace: 812345678848
    id: 1
    path: /series
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_root_folder"])


if __name__ == "__main__":
    main()
