# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Root folders of Radarr and Sonarr: paths, created and deleted but never changed (facts: servarr 7.1)."""

from __future__ import annotations

from typing import Any

from ...reconcile.kind import Attribute
from ...resource import Resource
from .api import Servarr
from .collections import CollectionKind, resource


def folder(value: Any) -> str:
    """An absolute path without the slash at its end, as the programs store root folders."""
    path = str(value).strip()
    if not path.startswith("/"):
        raise ValueError("an absolute path, as the program's container sees it")
    return path.rstrip("/") or "/"


def root_folder(app: Servarr) -> Resource:
    """The module ``<app>_root_folder``."""
    path = Attribute("path", ("path",), coerce=folder, canonical=lambda value: value.rstrip("/") or "/")
    options = {"path": {"type": "str", "required": True}}
    return resource(app, CollectionKind("root folder", "rootfolder", "path", (path,), options, updatable=False))
