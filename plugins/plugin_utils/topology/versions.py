# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions that go together, read from image tags; a pair that does not work is refused before any deployment."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...module_utils.errors import BadInput
from . import catalog
from .stack import Instance


def check(instances: Iterable[Instance]) -> None:
    """BadInput for the first pair of enabled instances that does not go together."""
    held = list(instances)
    for rule in catalog.load("compatibility"):
        for one in held:
            if one.app != rule["app"] or not _at_least(one.tag, rule["version"]):
                continue
            for other in held:
                needed = rule["needs"].get(other.app)
                if needed and not _at_least(other.tag, needed):
                    raise BadInput(
                        f"{one.title} {one.tag} needs {other.title} {needed} or newer, but {other.name} is "
                        f"{other.tag}; change mediastack_apps.{other.name}.image.tag or "
                        f"mediastack_apps.{one.name}.image.tag."
                    )


def _at_least(tag: str, version: str) -> bool:
    """Whether a tag's version is that one or newer; a tag without a version (a branch) counts as newer."""
    found = re.search(r"\d+(\.\d+)+", tag)
    return not found or _numbers(found.group()) >= _numbers(version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
