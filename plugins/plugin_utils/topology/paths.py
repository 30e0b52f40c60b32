# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paths: one table from the share's folders to where each app sees them, so that no path is ever typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import join
from typing import Any

from ...module_utils.errors import BadInput
from . import catalog


@dataclass(frozen=True)
class Mount:
    """A part of the share inside a container: ``folder`` of the share (empty: all of it) is seen at ``path``."""

    volume: str
    folder: str
    path: str


def mounts(app: Mapping[str, Any], layout: str) -> tuple[Mount, ...]:
    """What an app of the catalog mounts in a layout; none for an app that has nothing to do with media."""
    wanted = app["mounts"]
    volumes = catalog.load("layouts")["layouts"][layout]
    return tuple(
        Mount(volume, data["folder"], data["mount"] or wanted[volume])
        for volume, data in volumes.items()
        if (wanted if data["mount"] else volume in wanted)
    )


def folder(name: str) -> str:
    """The folder on the share of ``movies``, ``tv`` or ``downloads``."""
    result: str = catalog.load("layouts")["folders"][name]
    return result


def inside(app_mounts: tuple[Mount, ...], share_folder: str, who: str) -> str:
    """Where a folder of the share is inside a container; the mount that holds it most closely wins."""
    holding = [mount for mount in app_mounts if _below(share_folder, mount.folder) is not None]
    if not holding:
        raise BadInput(f"{who} mounts nothing that holds the folder '{share_folder}' of the share.")
    closest = max(holding, key=lambda mount: len(mount.folder))
    return join(closest.path, _below(share_folder, closest.folder) or "").rstrip("/")


def translate_path(path: str, source: tuple[Mount, ...], target: tuple[Mount, ...], who: str) -> str:
    """A path inside one container as another container sees it; BadInput where it does not see it."""
    holding = [mount for mount in source if _below(path, mount.path) is not None]
    if not holding:
        raise BadInput(f"'{path}' is on no media volume; volumes are at {', '.join(m.path for m in source) or 'none'}.")
    closest = max(holding, key=lambda mount: len(mount.path))
    share_folder = join(closest.folder, _below(path, closest.path) or "").rstrip("/")
    return inside(target, share_folder, who)


def _below(path: str, parent: str) -> str | None:
    """The rest of a path below a parent, None where it is not below it."""
    if not parent or path == parent:
        return path if not parent else ""
    return path.removeprefix(f"{parent}/") if path.startswith(f"{parent}/") else None
