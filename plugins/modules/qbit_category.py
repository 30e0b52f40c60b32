#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module qbit_category: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: qbit_category
short_description: Manage categories of qBittorrent
version_added: 0.1.0
description:
  - Creates, changes and deletes categories of qBittorrent.
  - Deleting a category leaves its torrents without category and their files where they are.
options:
  name:
    description: >-
      Name of the category; C(/) separates subcategories, so it stands neither at the start nor at the end, nor twice.
      A backslash is not allowed.
    type: str
    required: true
  save_path:
    description:
      - Folder for torrents of the category, as the container of qBittorrent sees it. A path that is not absolute is
        below the general folder; an empty one means the general folder with the name of the category.
      - By default qBittorrent uses it only for torrents with automatic management; see the preferences
        C(auto_tmm_enabled) and C(use_category_paths_in_manual_mode).
    type: str
  download_path_mode:
    description:
      - Whether unfinished torrents of the category have a folder of their own.
      - With V(inherit), as the preferences say; with V(disabled), no; with V(enabled), yes, O(download_path).
      - With O(download_path) given, V(enabled) where this is left out.
    type: str
    choices: [inherit, disabled, enabled]
  download_path:
    description: Folder for unfinished torrents of the category.
    type: str
extends_documentation_fragment:
  - homelab.mediastack.qbittorrent
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.qbit_preferences
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Downloads of Radarr and Sonarr have folders of their own
  homelab.mediastack.qbit_category:
    url: kube://media/qbittorrent:80
    password: "{{ vault_qbittorrent_password }}"
    name: "{{ item }}"
    save_path: /downloads/{{ item }}
  loop: [movies, tv]

- name: Unfinished downloads of one category go to the fast disk
  homelab.mediastack.qbit_category:
    url: http://qbittorrent.media.svc:8080
    username: admin
    password: "{{ vault_qbittorrent_password }}"
    name: movies/4k
    save_path: /downloads/movies/4k
    download_path: /fast/incomplete
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: create
resource:
  description:
    - The category, as the app holds it and in its own words.
    - Secrets are shown as V(********).
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    download_path: ""
    download_path_mode: inherit
    name: movies
    save_path: /downloads/movies
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.qbittorrent.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["qbit_category"])


if __name__ == "__main__":
    main()
