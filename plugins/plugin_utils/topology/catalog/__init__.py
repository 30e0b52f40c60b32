# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalog: what is known of every app before a user says anything, as data files, one for each app."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> Any:
    """The content of a data file, such as ``links`` or ``apps/radarr``."""
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


@cache
def app_names() -> tuple[str, ...]:
    """Every app of the catalog."""
    return tuple(sorted(path.stem for path in (FOLDER / "apps").glob("*.yml")))


def app(name: str) -> dict[str, Any]:
    """One app of the catalog."""
    result: dict[str, Any] = load(f"apps/{name}")
    return result
