# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that import lists and metadata of Radarr and Sonarr share."""

from __future__ import annotations


class ModuleDocFragment:
    """Options that import lists and metadata of Radarr and Sonarr share."""

    IMPORT_LIST = r"""
options:
  implementation:
    description:
      - Kind of list, as the app calls it; case does not matter. A wrong one is refused with all that there are.
      - Needed for a new list. It can't be changed later.
    type: str
  root_folder:
    description: Root folder that what is added gets. The app has to have it as one. Needed for a new list.
    type: str
  quality_profile:
    description:
      - Name of the quality profile that what is added gets. Needed for a new list.
      - It must exist, or be named in O(planned.quality_profiles) in check mode.
    type: str
"""

    METADATA = r"""
options:
  implementation:
    description:
      - Kind of metadata, as the app calls it, such as V(XbmcMetadata); case does not matter.
      - Needed only where the app does not have it under O(name); it makes one of each itself.
    type: str
  enable:
    description: Whether the files are written.
    type: bool
"""
