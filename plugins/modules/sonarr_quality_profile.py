#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_quality_profile: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_quality_profile
short_description: Manage quality profiles of Sonarr
version_added: 0.1.0
description:
  - Creates, changes and deletes quality profiles, with qualities, groups and custom formats by name.
options: {}
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.servarr_profiles.quality_profile
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Full HD, from the web or better
  homelab.mediastack.sonarr_quality_profile:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Full HD
    upgrade_allowed: true
    cutoff: Bluray-1080p
    qualities:
      - Bluray-1080p
      - WEB 1080p
      - name: The rest
        qualities: [HDTV-1080p, Bluray-720p]
    format_scores:
      x265: -100
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
    cutoff: Bluray-1080p
    cutoffFormatScore: 0
    formatScores:
      x265: -100
    id: 7
    minFormatScore: 0
    minUpgradeFormatScore: 1
    name: Full HD
    qualities: [Bluray-1080p]
    upgradeAllowed: true
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_quality_profile"])


if __name__ == "__main__":
    main()
