#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_info: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_info
short_description: Read what Sonarr is and holds
version_added: 0.1.0
description:
  - Returns the version of Sonarr and what O(gather) names, with all secrets masked. It never changes anything.
options:
  gather:
    description: What to read beside the version; nothing else is asked for.
    type: list
    elements: str
    choices:
      - config
      - custom_formats
      - delay_profiles
      - download_clients
      - health
      - import_lists
      - indexers
      - metadata
      - notifications
      - quality_definitions
      - quality_profiles
      - release_profiles
      - remote_path_mappings
      - root_folders
      - tags
    default: []
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Whether anything is wrong, and which indexers there are
  homelab.mediastack.sonarr_info:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    gather: [health, indexers]
  register: sonarr
"""

RETURN = r"""
version:
  description: Version of Sonarr.
  returned: success
  type: str
  sample: 6.0.4.10291
config:
  description: All sections of the configuration by name.
  returned: where O(gather) names it
  type: dict
custom_formats:
  description: The custom formats of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
delay_profiles:
  description: The delay profiles of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
download_clients:
  description: The download clients of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
health:
  description: What Sonarr finds wrong with itself.
  returned: where O(gather) names it
  type: list
  elements: dict
import_lists:
  description: The import lists of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
indexers:
  description: The indexers of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
metadata:
  description: The metadata of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
notifications:
  description: The notifications of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
quality_definitions:
  description: The quality definitions of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
quality_profiles:
  description: The quality profiles of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
release_profiles:
  description: The release profiles of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
remote_path_mappings:
  description: The remote path mappings of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
root_folders:
  description: The root folders of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
tags:
  description: The tags of Sonarr.
  returned: where O(gather) names it
  type: list
  elements: dict
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_info"])


if __name__ == "__main__":
    main()
