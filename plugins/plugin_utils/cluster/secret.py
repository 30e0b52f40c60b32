# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Secret that keeps the stack's credentials."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from ...module_utils.http.cluster import Cluster, Manifest
from ..topology import credentials
from ..topology.stack import Stack


def held_credentials(cluster: Cluster, stack: Stack) -> dict[str, str]:
    """What the Secret holds, decoded; empty where there is none."""
    found = cluster.get("v1", "Secret", credentials.SECRET, stack.namespace)
    data = (found or {}).get("data") or {}
    return {key: base64.b64decode(value).decode() for key, value in data.items()}


def planned_credentials(cluster: Cluster, stack: Stack) -> dict[str, str]:
    """What the Secret holds, with everything that is given or missing filled in."""
    return credentials.complete(stack, held_credentials(cluster, stack))


def manifest(stack: Stack, data: Mapping[str, str]) -> Manifest:
    """The Secret. It carries no label of ours: pruning must never take it."""
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": credentials.SECRET, "namespace": stack.namespace},
        "type": "Opaque",
        "data": {key: _encoded(value) for key, value in data.items()},
    }


def hidden(data: Mapping[str, str]) -> set[str]:
    """Every value that must not be shown, plain and as the API server shows it. User names may be seen."""
    values = {value for key, value in data.items() if not key.endswith(".username")}
    return values | {_encoded(value) for value in values}


def _encoded(value: str) -> str:
    return base64.b64encode(value.encode()).decode()
