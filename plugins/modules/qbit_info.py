#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module qbit_info: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: qbit_info
short_description: Read what qBittorrent is and holds
version_added: 0.1.0
description:
  - Returns the version of qBittorrent and what O(gather) names, with all secrets masked. It never changes anything.
options:
  gather:
    description: What to read beside the version; nothing else is asked for.
    type: list
    elements: str
    choices: [categories, preferences, torrents]
    default: []
extends_documentation_fragment:
  - homelab.mediastack.qbittorrent
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Which torrents there are
  homelab.mediastack.qbit_info:
    url: kube://media/qbittorrent:80
    password: "{{ vault_qbittorrent_password }}"
    gather: [torrents]
  register: qbittorrent
"""

RETURN = r"""
version:
  description: Version of qBittorrent.
  returned: success
  type: str
  sample: 5.1.0
categories:
  description: The categories of qBittorrent.
  returned: where O(gather) names it
  type: list
  elements: dict
preferences:
  description: The preferences by name, with secrets masked.
  returned: where O(gather) names it
  type: dict
torrents:
  description: The torrents, in the words of M(homelab.mediastack.qbit_torrent).
  returned: where O(gather) names it
  type: list
  elements: dict
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.qbittorrent.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["qbit_info"])


if __name__ == "__main__":
    main()
