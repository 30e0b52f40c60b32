#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module radarr_tag: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: radarr_tag
short_description: Manage tags of Radarr
version_added: 0.1.0
description:
  - Creates and deletes tags, by which Radarr connects movies with indexers, download clients and profiles.
options:
  label:
    description: Label of the tag; letters a-z, digits and C(-); capitals are made small.
    type: str
    required: true
notes:
  - A tag that is still used can't be deleted; Radarr refuses it.
extends_documentation_fragment:
  - homelab.mediastack.radarr
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.radarr_indexer
  - module: homelab.mediastack.radarr_download_client
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Radarr has the tags that the indexers use
  homelab.mediastack.radarr_tag:
    url: kube://media/radarr:80
    api_key: "{{ vault_radarr_api_key }}"
    label: "{{ item }}"
  loop: [vpn, 4k]

- name: A tag that is no longer used is gone
  homelab.mediastack.radarr_tag:
    url: http://radarr.media.svc.cluster.local
    api_key: "{{ vault_radarr_api_key }}"
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
    run(MODULES["radarr_tag"])


if __name__ == "__main__":
    main()
