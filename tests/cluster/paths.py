# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the test cluster keeps its files, and the content hashes its cached pieces are named by."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

SOURCES = Path(__file__).resolve().parent
REPOSITORY = SOURCES.parents[1]


def cache_root() -> Path:
    """Return the folder of everything that is kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).expanduser().absolute() / "homelab-mediastack"


def cache_folder(name: str) -> Path:
    """Return a folder of the cache and create it where it is missing."""
    folder = cache_root() / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def cluster_folder(cluster: str) -> Path:
    """Return the folder of one cluster: kubeconfig, media share and marks of progress."""
    return cache_root() / "clusters" / cluster


def kubeconfig(cluster: str) -> Path:
    """Return the path of a cluster's kubeconfig."""
    return cluster_folder(cluster) / "kubeconfig"


def cluster_names() -> list[str]:
    """Return the names of the clusters that were started from this cache."""
    folder = cache_root() / "clusters"
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def files_below(folder: Path) -> list[Path]:
    """Return the source files below a folder in a stable order, without what programs leave behind."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    )


def content_hash(parts: Iterable[str | bytes | Path]) -> str:
    """Return 12 hexadecimal digits that change with any of the texts or files given."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()[:12]
