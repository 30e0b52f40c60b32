#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module radarr_import_list: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: radarr_import_list
short_description: Manage import lists of Radarr
version_added: 0.1.0
description:
  - Creates, changes and deletes import lists, from which Radarr adds films.
  - All fields of a list go into O(fields) and O(secret_fields).
  - What a login in a browser yields (a Trakt or Plex token) has to be given as it is; no login is done here.
options:
  enabled: {type: bool, description: Whether the list is read. A new one is.}
  enable_auto: {type: bool, description: Whether films of the list are added by themselves.}
  search_on_add: {type: bool, description: Whether films are searched for when they are added.}
  monitor:
    description: What is watched of a film that is added.
    type: str
    choices: [movieOnly, movieAndCollection, none]
  minimum_availability:
    description: From when on a film that is added counts as available.
    type: str
    choices: [tba, announced, inCinemas, released]
extends_documentation_fragment:
  - homelab.mediastack.radarr
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
- name: Films of a list at TMDb
  homelab.mediastack.radarr_import_list:
    url: kube://media/radarr:80
    api_key: "{{ vault_radarr_api_key }}"
    name: Best of
    implementation: TMDbListImport
    root_folder: /movies/movies
    quality_profile: HD-1080p
    minimum_availability: released
    monitor: movieOnly
    search_on_add: true
    fields:
      listId: "10"
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none), V(create), V(update) or V(delete).
  returned: success
  type: str
  sample: update
resource:
  description:
    - The list, as Radarr holds it and in its own words.
    - In check mode, as it would be. Null where it is gone or was not there.
  returned: success
  type: dict
  sample:
    enableAuto: true
    enabled: true
    fields:
      listId: "10"
    id: 1
    implementation: TMDbListImport
    minimumAvailability: released
    monitor: movieOnly
    name: Best of
    qualityProfileId: 4
    rootFolderPath: /movies/movies
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["radarr_import_list"])


if __name__ == "__main__":
    main()
