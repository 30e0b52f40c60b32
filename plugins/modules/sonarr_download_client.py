#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_download_client: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_download_client
short_description: Manage download clients of Sonarr
version_added: 0.1.0
description:
  - Creates, changes and deletes download clients of Sonarr.
  - Options for the fields of qBittorrent and similar programs are here; all others go into O(fields) and
    O(secret_fields).
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.servarr.download_client
  - homelab.mediastack.servarr.provider
  - homelab.mediastack.secrets
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.sonarr_indexer
  - module: homelab.mediastack.qbit_category
    description: The category should exist in qBittorrent, with its folder.
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Sonarr downloads with qBittorrent
  homelab.mediastack.sonarr_download_client:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: qBittorrent
    host: qbittorrent
    port: 8080
    username: admin
    password: "{{ vault_qbittorrent_password }}"
    category: tv
    fields:
      sequentialOrder: true

- name: Sonarr also downloads with Transmission, whether that runs yet or not
  homelab.mediastack.sonarr_download_client:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Transmission
    implementation: Transmission
    host: transmission.example.org
    port: 9091
    priority: 2
    test: never

- name: The old download client is gone
  homelab.mediastack.sonarr_download_client:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Deluge
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
    - The download client with its C(fields) as a dictionary, as the app holds it and in its own words.
    - Secrets are shown as V(********).
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    configContract: QBittorrentSettings
    enable: true
    fields:
      host: qbittorrent
      tvCategory: tv
      password: "********"
      port: 8080
      username: admin
    id: 1
    implementation: QBittorrent
    name: qBittorrent
    priority: 1
    protocol: torrent
    removeCompletedDownloads: true
    removeFailedDownloads: true
    tags: []
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_download_client"])


if __name__ == "__main__":
    main()
