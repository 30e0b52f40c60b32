#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module radarr_release_profile: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: radarr_release_profile
short_description: Manage release profiles of Radarr
version_added: 0.1.0
description:
  - Creates, changes and deletes release profiles, by which releases must or must not contain terms.
options: {}
extends_documentation_fragment:
  - homelab.mediastack.radarr
  - homelab.mediastack.servarr_profiles.release_profile
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: No three-dimensional films, no camera recordings
  homelab.mediastack.radarr_release_profile:
    url: kube://media/radarr:80
    api_key: "{{ vault_radarr_api_key }}"
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
    - The profile, as Radarr holds it and in its own words.
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
    run(MODULES["radarr_release_profile"])


if __name__ == "__main__":
    main()
