#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_tag: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_tag
short_description: Manage tags of Sonarr
version_added: 0.1.0
description:
  - Creates and deletes tags, by which Sonarr connects series with indexers, download clients and profiles.
options:
  label:
    description: Label of the tag; not empty; capitals are made small.
    type: str
    required: true
notes:
  - A tag that is still used can't be deleted; Sonarr refuses it.
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.sonarr_indexer
  - module: homelab.mediastack.sonarr_download_client
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Sonarr has the tags that the indexers use
  homelab.mediastack.sonarr_tag:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    label: "{{ item }}"
  loop: [vpn, 4k]

- name: A tag that is no longer used is gone
  homelab.mediastack.sonarr_tag:
    url: http://sonarr.media.svc.cluster.local:8989
    api_key: "{{ vault_sonarr_api_key }}"
    label: old
    state: absent
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: create
resource:
  description:
    - The tag, as the app holds it and in its own words.
    - Secrets are shown as V(********).
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    id: 3
    label: vpn
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_tag"])


if __name__ == "__main__":
    main()
