#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_notification: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_notification
short_description: Manage notifications of Sonarr
version_added: 0.1.0
description:
  - Creates, changes and deletes notifications, which the pages of Sonarr call connections.
  - Options for the fields of Jellyfin and Emby are here; all others go into O(fields) and O(secret_fields).
  - An event that the implementation does nothing for is taken, with a warning.
  - The program's own test really sends a message, or runs the script. It never runs in check mode.
options:
  on_import_complete:
    description: Whether it is sent when all episodes of a release were imported.
    type: bool
  on_series_add:
    description: Whether it is sent when a series was added.
    type: bool
  on_series_delete:
    description: Whether it is sent when a series was removed.
    type: bool
  on_episode_file_delete:
    description: Whether it is sent when the file of an episode was deleted.
    type: bool
  on_episode_file_delete_for_upgrade:
    description: Whether that includes files that a better one replaces.
    type: bool
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.servarr.notification
  - homelab.mediastack.servarr.provider
  - homelab.mediastack.secrets
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Jellyfin shows what Sonarr has imported
  homelab.mediastack.sonarr_notification:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Jellyfin
    host: jellyfin.media.svc.cluster.local
    port: 80
    notification_api_key: "{{ vault_jellyfin_api_key }}"
    on_download: true
    on_upgrade: true
    on_rename: true
    on_series_delete: true
    map_from: /tv/tv
    map_to: /data/media/tv

- name: Trouble goes to a webhook
  homelab.mediastack.sonarr_notification:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Trouble
    implementation: Webhook
    on_health_issue: true
    on_manual_interaction_required: true
    fields:
      url: http://alerts.example.org/hook
      method: POST

- name: A notification is gone
  homelab.mediastack.sonarr_notification:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: Old
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
    - The notification with its C(fields) as a dictionary, as the app holds it and in its own words.
    - Secrets are shown as V(********).
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    configContract: MediaBrowserSettings
    fields:
      apiKey: "********"
      host: jellyfin.media.svc.cluster.local
      mapFrom: /tv/tv
      mapTo: /data/media/tv
      port: 80
      updateLibrary: true
    id: 1
    implementation: MediaBrowser
    name: Jellyfin
    onDownload: true
    onSeriesDelete: true
    onRename: true
    onUpgrade: true
    tags: []
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_notification"])


if __name__ == "__main__":
    main()
