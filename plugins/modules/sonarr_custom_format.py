#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_custom_format: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_custom_format
short_description: Manage custom formats of Sonarr
version_added: 0.1.0
description:
  - Creates, changes and deletes custom formats, by which quality profiles prefer or refuse releases.
options: {}
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.servarr_profiles.custom_format
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Releases in x265
  homelab.mediastack.sonarr_custom_format:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: x265
    specifications:
      - name: x265
        implementation: ReleaseTitleSpecification
        fields:
          value: '[xh][ ._-]?265|\bHEVC\b'
      - name: Not in ultra HD
        implementation: ResolutionSpecification
        negate: true
        required: true
        fields:
          value: R2160p
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: update
resource:
  description:
    - The format, as Sonarr holds it and in its own words.
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    id: 1
    includeCustomFormatWhenRenaming: false
    name: x265
    specifications:
      - fields:
          value: '[xh][ ._-]?265|\bHEVC\b'
        implementation: ReleaseTitleSpecification
        name: x265
        negate: false
        required: false
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_custom_format"])


if __name__ == "__main__":
    main()
