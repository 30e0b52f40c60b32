#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module sonarr_import_list: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sonarr_import_list
short_description: Manage import lists of Sonarr
version_added: 0.1.0
description:
  - Creates, changes and deletes import lists, from which Sonarr adds series.
  - All fields of a list go into O(fields) and O(secret_fields).
  - What a login in a browser yields (a Trakt or Plex token) has to be given as it is; no login is done here.
options:
  enable_automatic_add:
    description: Whether series of the list are added by themselves. A new list does that.
    type: bool
  search_for_missing_episodes: {type: bool, description: Whether episodes are searched for when a series is added.}
  should_monitor:
    description: Which episodes of a series that is added are watched.
    type: str
    choices:
      - all
      - future
      - missing
      - existing
      - firstSeason
      - lastSeason
      - pilot
      - recent
      - monitorSpecials
      - unmonitorSpecials
      - none
  monitor_new_items:
    description: Whether seasons that come later are watched.
    type: str
    choices: [all, none]
  series_type:
    description: How episodes of a series that is added are named and searched for.
    type: str
    choices: [standard, daily, anime]
  season_folder: {type: bool, description: Whether each season gets a folder.}
extends_documentation_fragment:
  - homelab.mediastack.sonarr
  - homelab.mediastack.servarr_lists.import_list
  - homelab.mediastack.servarr.provider
  - homelab.mediastack.secrets
  - homelab.mediastack.state
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Series of another Sonarr
  homelab.mediastack.sonarr_import_list:
    url: kube://media/sonarr:8989
    api_key: "{{ vault_sonarr_api_key }}"
    name: The other one
    implementation: SonarrImport
    root_folder: /tv/tv
    quality_profile: HD-1080p
    series_type: standard
    should_monitor: future
    fields:
      baseUrl: http://sonarr.example.org:8989
    secret_fields:
      apiKey: "{{ vault_sonarr_api_key }}"
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: update
resource:
  description:
    - The list, as Sonarr holds it and in its own words.
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    enableAutomaticAdd: true
    fields:
      apiKey: '********'
      baseUrl: http://sonarr.example.org:8989
    id: 1
    implementation: SonarrImport
    name: The other one
    qualityProfileId: 4
    rootFolderPath: /tv/tv
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["sonarr_import_list"])


if __name__ == "__main__":
    main()
