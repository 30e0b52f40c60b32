# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of the modules that delete what nobody names."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of the modules that delete what nobody names."""

    DOCUMENTATION = r"""
options:
  keep:
    description:
      - Names of what stays. An empty list is refused.
      - One that is not there is refused too, since it is a typing error or the rest of a run that failed; in check mode
        it is a warning, since an earlier task of the run may be what makes it.
    type: list
    elements: str
    required: true
  ignore:
    description: >-
      Patterns of names that stay though O(keep) does not have them, such as those that people made by hand;
      C(*) and C(?) match anything, case does not matter.
    type: list
    elements: str
    default: []
"""
