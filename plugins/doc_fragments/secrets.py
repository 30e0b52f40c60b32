# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options about secrets that an app does not show again."""

from __future__ import annotations


class ModuleDocFragment:
    """Options about secrets that an app does not show again."""

    DOCUMENTATION = r"""
options:
  update_secrets:
    description:
      - When to write a secret that the app does not show, so that it can't be compared.
      - With V(when_changed), when it differs from the value written last, of which a keyed fingerprint is kept. A
        secret without fingerprint is written once.
      - With V(always), every time; the task then always reports a change.
      - With V(on_create), only when the object is created, or when the app holds no secret at all.
    type: str
    choices: [when_changed, always, on_create]
    default: when_changed
  state_path:
    description:
      - File that keeps the fingerprints, readable by its owner only. It is made when needed.
      - By default they are kept in Secret C(mediastack-state) of the namespace of a V(kube://) URL, and for other URLs
        in C(~/.local/state/homelab.mediastack/fingerprints.json).
    type: path
"""
