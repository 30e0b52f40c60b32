#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module radarr_config: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: radarr_config
short_description: Manage the settings of Radarr
version_added: 0.1.0
description:
  - Sets values in one section of the settings of Radarr. What is not named stays as it is.
  - The program replaces a section whole; the module reads it, lays the wanted values over it and writes it back.
options:
  section:
    description: Section of the settings, as the settings pages of Radarr have them.
    type: str
    required: true
    choices: [host, naming, media_management, download_client, indexer, ui]
  settings:
    description:
      - Values by the program's own names in snake_case, such as C(copy_using_hardlinks) for C(copyUsingHardlinks).
      - A name that this version of Radarr does not have is refused with the nearest that it has.
      - The API key can't be set here; Radarr takes it from its environment or its file.
      - A value that an environment variable of Radarr pins is not taken, and the task fails with both values.
    type: dict
  secret_settings:
    description:
      - Like O(settings), for C(password), C(proxy_password) and C(ssl_cert_password). They are never shown.
      - Radarr shows only a hash of its password, so a fingerprint tells whether it changed. See O(update_secrets).
    type: dict
notes:
  - Address, port, URL base, certificate, instance name and authentication of section V(host) take effect after Radarr
    has restarted; a warning says so.
  - An empty text for C(chmod_folder), C(extra_file_extensions), C(download_client_working_folders) or C(backup_folder)
    means the default to Radarr, and is refused after the write since Radarr keeps another value.
extends_documentation_fragment:
  - homelab.mediastack.radarr
  - homelab.mediastack.secrets
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Radarr renames films
  homelab.mediastack.radarr_config:
    url: kube://media/radarr:80
    api_key: "{{ vault_radarr_api_key }}"
    section: naming
    settings:
      rename_movies: true
      replace_illegal_characters: true

- name: Radarr goes to the internet through a proxy
  homelab.mediastack.radarr_config:
    url: kube://media/radarr:80
    api_key: "{{ vault_radarr_api_key }}"
    section: host
    settings:
      proxy_enabled: true
      proxy_type: http
      proxy_hostname: localhost
      proxy_port: 8888
      proxy_bypass_filter: "*.svc.cluster.local"
      proxy_bypass_local_addresses: true
    secret_settings:
      proxy_password: "{{ vault_proxy_password }}"
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none) or V(update).
  returned: success
  type: str
  sample: update
resource:
  description:
    - The section, as Radarr holds it and in its own words.
    - Secrets are shown as V(********).
    - In check mode, as it would be.
  returned: success
  type: dict
  sample:
    id: 1
    renameMovies: true
    replaceIllegalCharacters: true
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["radarr_config"])


if __name__ == "__main__":
    main()
