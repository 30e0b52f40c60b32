#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_indexer: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_indexer
short_description: Manage indexers of Sonarr
version_added: 0.1.0
description:
  - Creates, changes and deletes indexers of Sonarr.
  - Options for the fields of Torznab and similar indexers are here; all others go into O(fields) and O(secret_fields).
options:
  anime_categories:
    description: Newznab category numbers to search anime in.
    type: list
    elements: int
  season_pack_seed_time:
    description: Minutes after which a torrent of a whole season may stop. Without, the download client decides.
    type: int
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.servarr.indexer
  - homelab.mediastack.servarr.provider
  - homelab.mediastack.secrets
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.jackett_indexer
  - module: homelab.mediastack.sonarr_download_client
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Sonarr searches Internet Archive through Jackett
  homelab.mediastack.sonarr_indexer:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Internet Archive
    base_url: http://jackett.media.svc.cluster.local/api/v2.0/indexers/internetarchive/results/torznab/
    indexer_api_key: "{{ vault_jackett_api_key }}"
    categories: [5000, 5030, 5040]
    minimum_seeders: 2
    seed_ratio: 1.5

- name: One indexer is for people only, and its downloads go to one client
  homelab.mediastack.sonarr_indexer:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Linux Tracker
    base_url: http://jackett.media.svc.cluster.local/api/v2.0/indexers/linuxtracker/results/torznab/
    indexer_api_key: "{{ vault_jackett_api_key }}"
    enable_rss: false
    enable_automatic_search: false
    download_client: qBittorrent
    tags: [vpn]
    test: require

- name: An indexer is gone
  homelab.mediastack.sonarr_indexer:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Old Tracker
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
    - The indexer with its C(fields) as a dictionary, as the app holds it and in its own words.
    - Secrets are shown as V(********).
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    configContract: TorznabSettings
    downloadClientId: 0
    enableAutomaticSearch: true
    enableInteractiveSearch: true
    enableRss: true
    fields:
      apiKey: "********"
      apiPath: /api
      baseUrl: http://jackett.media.svc.cluster.local/api/v2.0/indexers/internetarchive/results/torznab/
      categories: [5000, 5030, 5040]
      minimumSeeders: 2
    id: 1
    implementation: Torznab
    name: Internet Archive
    priority: 25
    protocol: torrent
    tags: []
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_indexer"])


if __name__ == "__main__":
    main()
