# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that profiles, formats and qualities of Radarr and Sonarr share."""

from __future__ import annotations


class ModuleDocFragment:
    """Options that profiles, formats and qualities of Radarr and Sonarr share."""

    QUALITY_DEFINITION = r"""
options:
  quality:
    description: Name of the quality, as the app has it, such as V(Bluray-1080p). An unknown one is refused.
    type: str
    required: true
  title:
    description: What the app's pages and file names call the quality.
    type: str
  min_size:
    description: Smallest size of a release in megabytes for each minute, up to V(2000) in Radarr and V(1000) in Sonarr.
    type: raw
  preferred_size:
    description: Size that releases should come near to, in megabytes for each minute, or V(unlimited).
    type: raw
  max_size:
    description: Largest size of a release in megabytes for each minute, or V(unlimited).
    type: raw
notes:
  - An option that is left out is not managed.
  - The app makes the definitions itself, one for each quality; they can be changed only.
"""

    QUALITY_PROFILE = r"""
options:
  name:
    description: Name of the profile, unique in the app.
    type: str
    required: true
  upgrade_allowed:
    description: Whether better releases replace a file until O(cutoff) and O(cutoff_format_score) are reached.
    type: bool
  cutoff:
    description:
      - Quality or group after which nothing better is looked for. It must be among O(qualities).
      - The first of O(qualities) where a new profile leaves this out.
    type: str
  qualities:
    description:
      - What the profile allows, the best first as in the app's pages, and nothing else.
      - Each is the name of a quality, of a group that the app has itself (V(WEB 1080p)), or a group of one's own as a
        dictionary with C(name) and C(qualities), a list of at least two names. Qualities of a group count as equal.
    type: list
    elements: raw
  format_scores:
    description: Scores by the name of a custom format. Formats that are not named keep their score.
    type: dict
  reset_unmatched_scores:
    description: Whether formats that O(format_scores) does not name get a score of 0.
    type: bool
    default: false
  min_format_score:
    description: Score that a release needs to be taken at all.
    type: int
  cutoff_format_score:
    description: Score after which nothing better is looked for.
    type: int
  min_upgrade_format_score:
    description: By how much the score of a better release must be higher, V(1) or more.
    type: int
notes:
  - An option that is left out is not managed.
  - Custom formats must exist, or be named in O(planned.custom_formats) in check mode.
  - The app refuses to delete a profile that is in use.
"""

    CUSTOM_FORMAT = r"""
options:
  name:
    description: Name of the format, unique in the app. Names that differ only in case are two formats to it.
    type: str
    required: true
  include_custom_format_when_renaming:
    description: Whether the name can become part of file names.
    type: bool
  specifications:
    description:
      - The conditions of the format, all of them; others are removed. Their order does not matter.
      - The form is that of the app's own export and of published collections of formats.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the condition.
        type: str
        required: true
      implementation:
        description: Kind of condition, as the app calls it, such as V(ReleaseTitleSpecification).
        type: str
        required: true
      negate:
        description: Whether the condition holds where it does not match.
        type: bool
        default: false
      required:
        description: Whether it must hold even when another one of its kind does.
        type: bool
        default: false
      fields:
        description:
          - Values by the program's own field names, mostly one called C(value); or a list of C(name) and C(value).
          - Choices (languages, sources, resolutions) may be given by name or number. Others get the app's default.
        type: raw
        required: true
notes:
  - An option that is left out is not managed.
  - A new format has a score of 0 in every quality profile. Deleting one takes it out of all of them.
"""

    DELAY_PROFILE = r"""
options:
  tags:
    description:
      - Labels of the tags that the profile is for. Together they name it; an empty list is the global profile.
      - They must exist, or be named in O(planned.tags) in check mode. A tag can be in one profile only.
    type: list
    elements: str
    default: []
  enable_usenet:
    description: Whether releases from Usenet are taken. One of the two protocols must be.
    type: bool
  enable_torrent:
    description: Whether torrents are taken.
    type: bool
  preferred_protocol:
    description: Which of the two comes first.
    type: str
    choices: [usenet, torrent]
  usenet_delay:
    description: Minutes to wait for a better release from Usenet.
    type: int
  torrent_delay:
    description: Minutes to wait for a better torrent.
    type: int
  bypass_if_highest_quality:
    description: Whether a release of the best quality is taken at once.
    type: bool
  bypass_if_above_custom_format_score:
    description: Whether a release with O(minimum_custom_format_score) is taken at once.
    type: bool
  minimum_custom_format_score:
    description: Score for O(bypass_if_above_custom_format_score).
    type: int
  order:
    description: >-
      Place of the profile, V(1) for the first; the first that fits counts. A new one comes last, the global one always
      does.
    type: int
notes:
  - An option that is left out is not managed. A new profile starts as the app's pages start one.
"""

    RELEASE_PROFILE = r"""
options:
  name:
    description: Name of the profile. The app itself does not need names to be unique; here one names one profile.
    type: str
    required: true
  enabled:
    description: Whether the profile counts. A new one does.
    type: bool
  required:
    description: Terms of which a release must contain at least one; regular expressions stand between slashes.
    type: list
    elements: str
  ignored:
    description: Terms of which a release must contain none.
    type: list
    elements: str
  indexer:
    description:
      - Name of the only indexer that the profile is for; an empty text means any.
      - It must exist, or be named in O(planned.indexers) in check mode.
    type: str
  tags:
    description:
      - Labels of the tags that the profile is for; V([]) means all.
      - They must exist, or be named in O(planned.tags) in check mode.
    type: list
    elements: str
notes:
  - An option that is left out is not managed.
"""
