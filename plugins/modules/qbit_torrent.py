#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module qbit_torrent: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: qbit_torrent
short_description: Manage torrents of qBittorrent
version_added: 0.1.0
description:
  - Adds torrents from a file, a magnet link or a URL, changes their settings, and removes them with or without files.
  - A torrent is known by its info-hash, read from O(torrent_file) or O(magnet); for O(torrent_url) O(hash) says it.
options:
  hash:
    description:
      - Info-hash of the torrent, 40 hexadecimal digits, or 64 for one of version 2 only.
      - Needed with O(torrent_url), and where none of the three sources is given.
    type: str
  torrent_file:
    description: Torrent file, on the host where the task runs.
    type: path
  magnet:
    description: Magnet link. It may hold a key of a tracker, so it is never shown.
    type: str
  torrent_url:
    description: URL from which qBittorrent fetches the torrent file. It may hold a key, so it is never shown.
    type: str
  category:
    description:
      - Category of the torrent; an empty text means none.
      - It must exist, or be named in O(planned.categories) in check mode.
    type: str
  tags:
    description: Tags of the torrent, all of them; others are taken from it. Unknown ones are made.
    type: list
    elements: str
  save_path:
    description: Folder of its files, as the container of qBittorrent sees it. They are moved when it changes.
    type: str
  auto_tmm:
    description: Whether the category decides about the folder (automatic torrent management); not with O(save_path).
    type: bool
  stopped:
    description:
      - Whether the torrent is stopped, called paused before qBittorrent 5.
      - Left out, a new one does as the preferences say, and one that reached its limits is left stopped.
    type: bool
  ratio_limit:
    description: Ratio at which the torrent has seeded enough, V(none), or V(global) for that of the preferences.
    type: str
  seeding_time_limit:
    description: Minutes of seeding after which it is enough, V(none) or V(global).
    type: str
  inactive_seeding_time_limit:
    description: Minutes of seeding to nobody after which it is enough, V(none) or V(global). From qBittorrent 4.6 on.
    type: str
  download_limit:
    description: Bytes for each second that it may download, V(0) for any.
    type: int
  upload_limit:
    description: Bytes for each second that it may upload, V(0) for any.
    type: int
  sequential_download:
    description: Whether its pieces are downloaded in their order.
    type: bool
  first_last_piece_priority:
    description: Whether the first and the last piece of each file come first.
    type: bool
  delete_files:
    description: Whether O(state=absent) deletes the files too.
    type: bool
    default: false
extends_documentation_fragment:
  - homelab.mediastack.qbittorrent
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: A free film is downloaded and seeded twice over
  homelab.mediastack.qbit_torrent:
    url: kube://media/qbittorrent:80
    password: "{{ vault_qbittorrent_password }}"
    magnet: magnet:?xt=urn:btih:dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c&dn=film
    category: movies
    ratio_limit: 2

- name: It is gone, with its files
  homelab.mediastack.qbit_torrent:
    url: kube://media/qbittorrent:80
    password: "{{ vault_qbittorrent_password }}"
    hash: dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c
    state: absent
    delete_files: true
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: create
resource:
  description:
    - The torrent, in the words of the options, which are the same for all versions of qBittorrent.
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    auto_tmm: false
    category: movies
    download_limit: 0
    hash: dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c
    name: film
    ratio_limit: 2.0
    save_path: /downloads
    seeding_time_limit: -2
    state: downloading
    stopped: false
    tags: []
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.qbittorrent.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["qbit_torrent"])


if __name__ == "__main__":
    main()
