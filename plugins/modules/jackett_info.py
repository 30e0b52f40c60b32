#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module jackett_info: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: jackett_info
short_description: Read what Jackett is and holds
version_added: 0.1.0
description:
  - Returns the version of Jackett and what O(gather) names, with all secrets masked. It never changes anything.
options:
  gather:
    description:
      - What to read beside the version; nothing else is asked for.
      - V(indexers) are those that are configured, V(available) all others.
    type: list
    elements: str
    choices: [available, indexers, server]
    default: []
extends_documentation_fragment:
  - homelab.mediastack.jackett
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Which indexers there are, and where their feeds are
  homelab.mediastack.jackett_info:
    url: kube://media/jackett:80
    password: "{{ vault_jackett_password }}"
    gather: [indexers]
  register: jackett
"""

RETURN = r"""
version:
  description: Version of Jackett.
  returned: success
  type: str
  sample: 0.24.2440.0
indexers:
  description: The indexers that are configured.
  returned: where O(gather) names it
  type: list
  elements: dict
  contains:
    id:
      description: Id, as in M(homelab.mediastack.jackett_indexer).
      type: str
    name:
      description: Name on the pages of Jackett.
      type: str
    type:
      description: V(public), V(semi-private) or V(private).
      type: str
    categories:
      description: Torznab categories, each with its C(id) and C(name).
      type: list
      elements: dict
    torznab_url:
      description: >-
        Address of the feed for other programs, without the API key. For a V(kube://) URL it has the full name of the
        service.
      type: str
    last_error:
      description: What went wrong last, empty where nothing did.
      type: str
available:
  description: The indexers that are not configured, in the same form.
  returned: where O(gather) names it
  type: list
  elements: dict
server:
  description: The server configuration, with secrets masked.
  returned: where O(gather) names it
  type: dict
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.jackett.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["jackett_info"])


if __name__ == "__main__":
    main()
