#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_release_profile: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_release_profile
short_description: Manage release profiles of Sonarr
version_added: 0.1.0
description:
  - Creates, changes and deletes release profiles, by which releases must or must not contain terms.
options:
  air_date_restriction:
    description: Whether releases before an episode was on air are refused. From Sonarr 5 on.
    type: bool
  air_date_grace_period:
    description: Days by which a release may be earlier than that. From Sonarr 5 on.
    type: int
  excluded_tags:
    description: Labels of tags that the profile is not for. From Sonarr 5 on.
    type: list
    elements: str
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.servarr_profiles.release_profile
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: No three-dimensional series, no camera recordings
  homelab.mediastack.sonarr_release_profile:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Nothing bad
    ignored: ['/\b3D\b/', CAM, TELESYNC]
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
    enabled: true
    id: 1
    ignored: ['/\b3D\b/', CAM, TELESYNC]
    indexerId: 0
    name: Nothing bad
    required: []
    tags: []
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_release_profile"])


if __name__ == "__main__":
    main()
