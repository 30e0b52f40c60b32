#!/usr/bin/python
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Module jackett_config: documentation, and the path for tasks whose connection is not local."""

from __future__ import annotations

DOCUMENTATION = r"""
module: jackett_config
short_description: Manage the server configuration of Jackett
version_added: 0.1.0
description:
  - Changes settings of Jackett's server page and its admin password.
  - An option that is left out is not managed; an empty text empties a setting.
options:
  admin_password:
    description:
      - Admin password that Jackett must have; an empty text removes it.
      - Jackett shows the start of a digest of it, which tells whether it differs. A change is carried out with
        O(password), the one that holds until then.
    type: str
  proxy_type:
    description: Kind of the proxy through which Jackett reaches the sites.
    type: str
    choices: [disabled, http, socks4, socks5]
  proxy_url:
    description: Host name or address of the proxy. An empty one sets O(proxy_type) to V(disabled).
    type: str
  proxy_port:
    description: Port of the proxy, from V(1) to V(65535).
    type: int
  proxy_username:
    description: User name at the proxy.
    type: str
  proxy_password:
    description: Password at the proxy.
    type: str
  flaresolverr_url:
    description: URL of FlareSolverr, such as V(http://flaresolverr:8191).
    type: str
  flaresolverr_max_timeout:
    description: Milliseconds that FlareSolverr has for one page, at least V(5000).
    type: int
  external:
    description: Whether Jackett listens on all addresses, as it must in a container, or on the loopback address only.
    type: bool
  local_bind_address:
    description: Loopback address to listen on where O(external=false).
    type: str
  port:
    description: Port that Jackett listens on, from V(1) to V(65535). Correct O(url) after a change.
    type: int
  cors:
    description: Whether pages of other origins may use the API.
    type: bool
  base_path_override:
    description: Path that all URLs of Jackett start with, such as V(/jackett). Correct O(url) after a change.
    type: str
  base_url_override:
    description: Start of the download links in search results, where clients reach Jackett by another address.
    type: str
  blackhole_dir:
    description: Existing folder of Jackett's container for torrents that are saved there.
    type: str
  update_disabled:
    description: Whether Jackett leaves updating itself alone, as it should in a container.
    type: bool
  prerelease:
    description: Whether updates include versions that are not released yet.
    type: bool
  logging:
    description: Whether Jackett logs more. It forgets this setting when it restarts.
    type: bool
  cache_enabled:
    description: Whether results of searches are kept for a while.
    type: bool
  cache_ttl:
    description: Seconds for which results are kept.
    type: int
  cache_max_results_per_indexer:
    description: Number of results that are kept for each indexer.
    type: int
  omdb_key:
    description: API key for the Open Movie Database, with which titles are found for IMDb numbers.
    type: str
  omdb_url:
    description: Address of that database, where another one than the usual is used.
    type: str
notes:
  - Jackett restarts its web server on a change of the proxy, FlareSolverr or listening settings. The module waits for
    that, unless O(port) or O(base_path_override) moves it.
extends_documentation_fragment:
  - homelab.mediastack.jackett
  - homelab.mediastack.secrets
  - homelab.mediastack.connection
  - homelab.mediastack.attributes
seealso:
  - module: homelab.mediastack.jackett_indexer
author:
  - homelab.mediastack contributors (@homelab-mediastack)
"""

EXAMPLES = r"""
- name: Jackett uses FlareSolverr and keeps results for half an hour
  homelab.mediastack.jackett_config:
    url: kube://media/jackett:80
    password: "{{ vault_jackett_password }}"
    flaresolverr_url: http://flaresolverr:8191
    cache_enabled: true
    cache_ttl: 1800

- name: Jackett reaches the sites through Gluetun's proxy
  homelab.mediastack.jackett_config:
    url: kube://media/jackett:80
    password: "{{ vault_jackett_password }}"
    proxy_type: http
    proxy_url: gluetun
    proxy_port: 8888

- name: A new Jackett gets its admin password
  homelab.mediastack.jackett_config:
    url: http://jackett.media.svc:9117
    admin_password: "{{ vault_jackett_password }}"
"""

RETURN = r"""
action:
  description: What was done, or would be done in check mode; V(none) or V(update).
  returned: success
  type: str
  sample: update
resource:
  description:
    - The server configuration, as the app holds it and in its own words.
    - Secrets are shown as V(********).
    - In check mode, as it would be.
  returned: success
  type: dict
  sample:
    api_key: "********"
    basepathoverride: ""
    cache_enabled: true
    cache_ttl: 1800
    external: true
    flaresolverrurl: http://flaresolverr:8191
    port: 9117
    proxy_type: -1
"""

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.jackett.modules import MODULES
from ansible_collections.homelab.mediastack.plugins.module_utils.module import run


def main() -> None:
    """Run the module."""
    run(MODULES["jackett_config"])


if __name__ == "__main__":
    main()
