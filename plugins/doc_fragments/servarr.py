# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that download clients, indexers and notifications of Radarr and Sonarr share."""

from __future__ import annotations


class ModuleDocFragment:
    """Options that download clients, indexers and notifications of Radarr and Sonarr share."""

    PROVIDER = r"""
options:
  name:
    description: Name of the object, unique in the program. Names that differ only in case are the same to it.
    type: str
    required: true
  tags:
    description:
      - Labels of the tags that the object has; V([]) removes all.
      - They must exist, or be named in O(planned.tags) in check mode.
    type: list
    elements: str
  fields:
    description:
      - Further fields of the implementation, by the program's own names, for which there is no option here.
      - An unknown field is refused with the list of those that exist. Choices may be given by name or number.
    type: dict
  secret_fields:
    description: Like O(fields), for fields that hold a secret. They are never shown.
    type: dict
  test:
    description:
      - What the program's own live test of the object means. It runs only when an enabled object is created or changed.
      - With V(warn), the object is saved even when the test fails, and the reason becomes a warning.
      - With V(require), a failed test fails the task, and nothing is changed.
      - With V(never), the result does not matter.
    type: str
    choices: [never, warn, require]
    default: warn
notes:
  - An option that is left out is not managed. What the program holds for it stays; a new object gets the program's own
    default.
"""

    DOWNLOAD_CLIENT = r"""
options:
  implementation:
    description:
      - Download program, as the app calls it (V(QBittorrent), V(Transmission), V(Sabnzbd) and others); case does
        not matter.
      - A new download client is V(QBittorrent) where this is left out. It can't be changed later.
    type: str
  enable:
    description: Whether the download client is used. A new one is.
    type: bool
  priority:
    description: Clients with the lowest number are used first, from V(1) to V(50).
    type: int
  remove_completed_downloads:
    description: Whether imported downloads are removed from the client's history.
    type: bool
  remove_failed_downloads:
    description: Whether failed downloads are removed from the client's history.
    type: bool
  host:
    description: Host name or address of the download program as the app reaches it, without scheme.
    type: str
  port:
    description: Port of the download program.
    type: int
  use_ssl:
    description: Whether the app speaks HTTPS to the download program.
    type: bool
  url_base:
    description: Path before the download program's own paths, such as V(/qbittorrent).
    type: str
  username:
    description: User name at the download program.
    type: str
  password:
    description: Password at the download program. See O(update_secrets).
    type: str
  category:
    description: >-
      Category that downloads get there, so that the app knows its own. The default of Radarr is V(radarr), of Sonarr
      V(tv-sonarr).
    type: str
"""

    INDEXER = r"""
options:
  implementation:
    description:
      - Kind of indexer, as the app calls it (V(Torznab), V(Newznab) and others); case does not matter.
      - A new indexer is V(Torznab) where this is left out. It can't be changed later.
    type: str
  enable_rss:
    description: Whether the app looks for new releases here at regular intervals. A new indexer is used for that.
    type: bool
  enable_automatic_search:
    description: Whether searches that the app starts by itself come here. A new indexer is used for that.
    type: bool
  enable_interactive_search:
    description: Whether searches that a person starts come here. A new indexer is used for that.
    type: bool
  priority:
    description: >-
      Of equal releases, the one from the indexer with the lowest number is taken, from V(1) to V(50). The app's own
      default is V(25).
    type: int
  download_client:
    description:
      - Name of the download client for releases of this indexer; an empty text means any.
      - It must exist, or be named in O(planned.download_clients) in check mode.
    type: str
  base_url:
    description: >-
      URL of the indexer. For Jackett, C(http://<jackett>:9117/api/v2.0/indexers/<id>/results/torznab/).
    type: str
  api_path:
    description: Path of the API below O(base_url). The app's own default is V(/api).
    type: str
  indexer_api_key:
    description: Key that the indexer asks for, such as the API key of Jackett. See O(update_secrets).
    type: str
  categories:
    description: Newznab category numbers to search in.
    type: list
    elements: int
  minimum_seeders:
    description: Releases with fewer seeders are ignored.
    type: int
  seed_ratio:
    description: Ratio after which a torrent of this indexer may stop. Without, the download client decides.
    type: float
  seed_time:
    description: Minutes after which a torrent of this indexer may stop. Without, the download client decides.
    type: int
"""

    NOTIFICATION = r"""
options:
  implementation:
    description:
      - Kind of notification, as the app calls it (V(MediaBrowser) for Jellyfin and Emby, V(Webhook), V(Discord),
        V(CustomScript) and others); case does not matter.
      - A new notification is V(MediaBrowser) where this is left out. It can't be changed later.
    type: str
  on_grab:
    description: Whether it is sent when a release was handed to a download client. Without any event it is off.
    type: bool
  on_download:
    description: Whether it is sent when a download was imported.
    type: bool
  on_upgrade:
    description: Whether it is sent when an import replaced a file. It counts only together with O(on_download).
    type: bool
  on_rename:
    description: Whether it is sent when files were renamed.
    type: bool
  on_health_issue:
    description: Whether it is sent when the app finds something wrong with itself.
    type: bool
  include_health_warnings:
    description: Whether mere warnings count for O(on_health_issue).
    type: bool
  on_health_restored:
    description: Whether it is sent when such an issue is over.
    type: bool
  on_application_update:
    description: Whether it is sent when the app was updated.
    type: bool
  on_manual_interaction_required:
    description: Whether it is sent when an import needs a person.
    type: bool
  host:
    description: Host name or address of the media server as the app reaches it, without scheme.
    type: str
  port:
    description: Port of the media server.
    type: int
  use_ssl:
    description: Whether the app speaks HTTPS to the media server.
    type: bool
  url_base:
    description: Path before the media server's own paths, such as V(/jellyfin).
    type: str
  notification_api_key:
    description: API key of the media server. See O(update_secrets). The app's own test does not find a wrong one.
    type: str
  update_library:
    description: Whether the media server is told to look at the changed files.
    type: bool
  map_from:
    description: Folder as the app sees it; what it tells the media server has O(map_to) in its place. Both or none.
    type: str
  map_to:
    description: The same folder as the media server sees it.
    type: str
"""
