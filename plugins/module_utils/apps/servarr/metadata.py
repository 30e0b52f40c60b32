# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metadata of Radarr and Sonarr as data: files that they write beside films and episodes for media servers.

The program makes one of each implementation at its start (MetadataFactory.InitializeProviders).
"""

from __future__ import annotations

from ...reconcile.kind import Attribute
from ...resource import Resource
from .api import Servarr
from .provider import ProviderKind, resource
from .references import TAGS


def metadata(app: Servarr) -> Resource:
    """The module ``<app>_metadata``."""
    return resource(
        app,
        ProviderKind(
            title="metadata",
            collection="metadata",
            envelope=(Attribute("name", ("name",)), Attribute("enable", ("enable",)), TAGS),
            typed={},
            switches=("enable",),
            at_creation={"enable": True},
            options={"enable": {"type": "bool"}},
            default_implementation=None,
        ),
    )
