# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags of Radarr and Sonarr: labels, created and deleted but never changed (facts: servarr 7.2)."""

from __future__ import annotations

import re
from typing import Any

from ...reconcile.kind import Attribute
from ...resource import Resource
from .api import RADARR, Servarr
from .collections import CollectionKind, resource


def radarr_label(value: Any) -> str:
    """A tag as Radarr stores it: lower case, of a-z, 0-9 and '-'."""
    label = str(value).strip().lower()
    if not re.fullmatch(r"[a-z0-9-]+", label):
        raise ValueError("letters a-z, digits and '-'")
    return label


def sonarr_label(value: Any) -> str:
    """A tag as Sonarr stores it: lower case, not empty; it has no rule for characters."""
    label = str(value).strip().lower()
    if not label:
        raise ValueError("a label that is not empty")
    return label


def tag(app: Servarr) -> Resource:
    """The module ``<app>_tag``."""
    label = Attribute("label", ("label",), coerce=radarr_label if app is RADARR else sonarr_label)
    options = {"label": {"type": "str", "required": True}}
    return resource(app, CollectionKind("tag", "tag", "label", (label,), options, updatable=False))
