#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_quality_definition: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_quality_definition
short_description: Manage quality definitions of Sonarr
version_added: 0.1.0
description:
  - Sets the sizes and titles of the qualities that Sonarr knows.
options: {}
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.servarr_profiles.quality_definition
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: No oversized series in full HD
  homelab.mediastack.sonarr_quality_definition:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    quality: Bluray-1080p
    min_size: 25
    preferred_size: 90
    max_size: unlimited
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: update
resource:
  description:
    - The definition, as Sonarr holds it and in its own words.
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    id: 8
    maxSize: null
    minSize: 25.0
    preferredSize: 90.0
    quality:
      id: 7
      name: Bluray-1080p
    title: Bluray-1080p
    weight: 15
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_quality_definition"])


if __name__ == "__main__":
    main()
