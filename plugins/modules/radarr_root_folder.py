#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module radarr_root_folder: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: radarr_root_folder
short_description: Manage root folders of Radarr
version_added: 0.1.0
description:
  - Adds and removes root folders, below which Radarr keeps its movies.
  - Removing a root folder leaves its files and the movies of Radarr alone.
options:
  path:
    description:
      - Absolute path of the folder as the container of Radarr sees it. A slash at its end does not matter.
      - It must exist and Radarr must be able to write to it.
    type: str
    required: true
extends_documentation_fragment:
  - homelab.mediastack.radarr
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Radarr keeps movies in /movies
  homelab.mediastack.radarr_root_folder:
    url: kube://media/radarr:80
    api_key: "{{ vault_radarr_api_key }}"
    path: /movies

- name: Several Radarr tasks share their connection
  module_defaults:
    group/homelab.mediastack.radarr:
      url: https://radarr.example.org
      ca_path: /etc/ssl/home-ca.pem
      api_key: "{{ vault_radarr_api_key }}"
  block:
    - name: Tag for animation
      homelab.mediastack.radarr_tag:
        label: animation

    - name: Folder for animation
      homelab.mediastack.radarr_root_folder:
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
    path: /movies
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["radarr_root_folder"])


if __name__ == "__main__":
    main()
