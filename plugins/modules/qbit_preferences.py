#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module qbit_preferences: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: qbit_preferences
short_description: Manage preferences of qBittorrent
version_added: 0.1.0
description:
  - Changes preferences of qBittorrent, by the names of its API (C(app/preferences)). What is not named is not managed.
  - An unknown name is refused, with the nearest ones; which there are depends on the version.
options:
  preferences:
    description:
      - Preferences and their values, of the type that qBittorrent shows.
      - Rates such as V(dl_limit) are bytes a second, rounded up to whole KiB as qBittorrent does.
      - C(bypass_auth_subnet_whitelist) may be a list.
    type: dict
  secret_preferences:
    description: Like O(preferences), for passwords such as C(proxy_password). They are never shown.
    type: dict
  web_ui_password:
    description:
      - Password that the user of the web page must have. qBittorrent never shows it.
      - It is not written when the login with O(password) has proved that it holds already. Otherwise see
        O(update_secrets).
    type: str
extends_documentation_fragment:
  - homelab.mediastack.qbittorrent
  - homelab.mediastack.secrets
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.qbit_category
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Torrents stop at their ratio and are left to Radarr and Sonarr
  homelab.mediastack.qbit_preferences:
    url: kube://media/qbittorrent:80
    password: "{{ vault_qbittorrent_password }}"
    preferences:
      save_path: /downloads
      auto_tmm_enabled: true
      max_ratio_enabled: true
      max_ratio: 1.5
      max_ratio_act: 0
      up_limit: 1048576

- name: The cluster's own addresses need no login
  homelab.mediastack.qbit_preferences:
    url: kube://media/qbittorrent:80
    password: "{{ vault_qbittorrent_password }}"
    preferences:
      bypass_auth_subnet_whitelist_enabled: true
      bypass_auth_subnet_whitelist:
        - 10.42.0.0/16

- name: Several qBittorrent tasks share their connection
  module_defaults:
    group/homelab.mediastack.qbit:
      url: http://qbittorrent.media.svc:8080
      password: "{{ vault_qbittorrent_password }}"
  block:
    - name: A category for films
      homelab.mediastack.qbit_category:
        name: movies

    - name: No announcement of the client's name
      homelab.mediastack.qbit_preferences:
        preferences:
          anonymous_mode: true
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none) or V(update).
  returned: success
  type: str
  sample: update
resource:
  description:
    - All preferences, as the app holds it and in its own words.
    - Secrets are shown as V(********).
    - In check mode, as it would be.
  returned: success
  type: dict
  sample:
    auto_tmm_enabled: true
    max_ratio: 1.5
    save_path: /downloads
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.qbittorrent.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["qbit_preferences"])


if __name__ == "__main__":
    main()
