#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_metadata: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_metadata
short_description: Manage metadata of Sonarr
version_added: 0.1.0
description:
  - Switches on and off which files Sonarr writes beside series for media servers, and of which kind.
  - All fields of a kind go into O(fields).
options: {}
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.servarr_lists.metadata
  - homelab.mediastack.servarr.provider
  - homelab.mediastack.secrets
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Information and pictures for Kodi, Jellyfin and Emby
  homelab.mediastack.sonarr_metadata:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Kodi (XBMC) / Emby
    enable: true
    fields:
      seriesMetadata: true
      episodeMetadata: true
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: update
resource:
  description:
    - The metadata, as Sonarr holds it and in its own words.
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    enable: true
    fields:
      episodeMetadata: true
      seriesMetadata: true
    id: 1
    implementation: XbmcMetadata
    name: Kodi (XBMC) / Emby
    tags: []
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_metadata"])


if __name__ == "__main__":
    main()
