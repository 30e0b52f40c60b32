# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels: what marks objects as ours, and what finds the pods of an instance."""

from __future__ import annotations

from .stack import Instance

MANAGED_BY = "app.kubernetes.io/managed-by"
MANAGER = "mediastack"
OURS = f"{MANAGED_BY}={MANAGER}"
STACK_LABELS = {MANAGED_BY: MANAGER, "app.kubernetes.io/part-of": "mediastack"}


def selector(instance: Instance) -> dict[str, str]:
    """Labels that select an instance's pods; they can't change during its life."""
    return {"app.kubernetes.io/name": instance.app, "mediastack/instance": instance.name}


def labels(instance: Instance) -> dict[str, str]:
    """All labels of an instance's objects."""
    return {**STACK_LABELS, **selector(instance)}
