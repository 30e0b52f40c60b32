#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_delay_profile: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_delay_profile
short_description: Manage delay profiles of Sonarr
version_added: 0.1.0
description:
  - Creates, changes and deletes delay profiles, which make Sonarr wait for better releases.
options: {}
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.servarr_profiles.delay_profile
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Torrents only, at once
  homelab.mediastack.sonarr_delay_profile:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    enable_usenet: false
    preferred_protocol: torrent
    torrent_delay: 0

- name: What is tagged patient waits a day for something better
  homelab.mediastack.sonarr_delay_profile:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    tags: [patient]
    torrent_delay: 1440
    bypass_if_highest_quality: true
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: update
resource:
  description:
    - The profile, as Sonarr holds it and in its own words.
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    bypassIfAboveCustomFormatScore: false
    bypassIfHighestQuality: true
    enableTorrent: true
    enableUsenet: true
    id: 2
    minimumCustomFormatScore: 0
    order: 1
    preferredProtocol: usenet
    tags: [3]
    torrentDelay: 1440
    usenetDelay: 0
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_delay_profile"])


if __name__ == "__main__":
    main()
