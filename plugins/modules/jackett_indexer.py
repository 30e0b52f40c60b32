#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module jackett_indexer: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: jackett_indexer
short_description: Manage indexers of Jackett
version_added: 0.1.0
description:
  - Configures, changes and removes (unconfigures) indexers of Jackett.
  - Jackett itself logs in or searches while it saves some indexers, mainly private ones, and refuses those that fail.
options:
  id:
    description: Id of the indexer, such as V(internetarchive); it is the last part of its Torznab feed's folder.
    type: str
    required: true
  settings:
    description:
      - Settings of the indexer, by id or by the label of its page. They differ between indexers; an unknown one is
        refused with the list of those that exist.
      - Choices may be given by value or by the words of the page.
      - What is left out is not managed.
    type: dict
  secret_settings:
    description: Like O(settings), for passwords, cookies and keys. They are never shown.
    type: dict
  tags:
    description: Tags of the indexer, which searches can name; V([]) removes all.
    type: list
    elements: str
  test:
    description:
      - What Jackett's own live test means. It runs only after a change.
      - With V(never), it is not run.
      - With V(warn), the reason of a failure becomes a warning.
      - With V(require), a failure undoes the change and fails the task.
    type: str
    choices: [never, warn, require]
    default: never
extends_documentation_fragment:
  - homelab.mediastack.jackett
  - homelab.mediastack.secrets
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.radarr_indexer
  - module: homelab.mediastack.sonarr_indexer
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Jackett has the public indexers
  homelab.mediastack.jackett_indexer:
    url: kube://media/jackett:80
    password: "{{ vault_jackett_password }}"
    id: "{{ item }}"
  loop: [internetarchive, linuxtracker]

- name: A private indexer is tested before it counts
  homelab.mediastack.jackett_indexer:
    url: kube://media/jackett:80
    password: "{{ vault_jackett_password }}"
    id: privatetracker
    settings:
      username: me
    secret_settings:
      password: "{{ vault_tracker_password }}"
    tags: [private]
    test: require

- name: Several Jackett tasks share their connection
  module_defaults:
    group/homelab.mediastack.jackett:
      url: http://jackett.media.svc:9117
      password: "{{ vault_jackett_password }}"
  block:
    - name: An indexer that is no longer wanted is unconfigured
      homelab.mediastack.jackett_indexer:
        id: linuxtracker
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
    - The indexer with its settings by id, as the app holds it and in its own words.
    - Secrets are shown as V(********).
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    id: internetarchive
    settings:
      sitelink: https://archive.org/
      sortrequestedfromsite: created
      tags: []
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.jackett.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["jackett_indexer"])


if __name__ == "__main__":
    main()
