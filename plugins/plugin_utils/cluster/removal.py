# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is ours in a namespace: what a stack no longer wants, and what teardown takes."""

from __future__ import annotations

import time
from typing import Any

from ...module_utils.errors import MediastackError
from ...module_utils.http.cluster import Cluster
from ...module_utils.state.cluster import CREDENTIALS_SECRET, STATE_SECRET
from ..topology.labels import OURS

WORKLOADS = (("apps/v1", "StatefulSet"), ("batch/v1", "Job"), ("v1", "Service"), ("v1", "Secret"))
"""Kinds that can be made again from the variables and the credentials."""


def workloads(cluster: Cluster, namespace: str) -> list[dict[str, Any]]:
    """Our objects that hold no data."""
    return [item for api_version, kind in WORKLOADS for item in _ours(cluster, api_version, kind, namespace)]


def held(cluster: Cluster, namespace: str, data: bool) -> list[dict[str, Any]]:
    """Our objects in the order in which they go; with ``data`` also claims, their volumes and the credentials.

    What lies on the media share is never removed: its volumes are kept by the server.
    """
    result = workloads(cluster, namespace)
    if data:
        claims = _ours(cluster, "v1", "PersistentVolumeClaim", namespace)
        names = {item["metadata"]["name"] for item in claims}
        volumes = [
            item
            for item in _ours(cluster, "v1", "PersistentVolume", None)
            if (item["spec"].get("claimRef") or {}).get("namespace") == namespace
            and item["spec"]["claimRef"].get("name") in names
        ]
        secrets = (cluster.get("v1", "Secret", name, namespace) for name in (CREDENTIALS_SECRET, STATE_SECRET))
        result += [*claims, *volumes, *(item for item in secrets if item)]
    return result


def wait(cluster: Cluster, namespace: str, timeout: float) -> None:
    """Return when no pod of ours is left."""
    end = time.monotonic() + timeout
    while pods := _ours(cluster, "v1", "Pod", namespace):
        if time.monotonic() >= end:
            names = ", ".join(pod["metadata"]["name"] for pod in pods)
            raise MediastackError(
                f"Pods {names} in {namespace} did not end within {timeout:.0f} seconds; see kubectl describe pod."
            )
        time.sleep(1)


def _ours(cluster: Cluster, api_version: str, kind: str, namespace: str | None) -> list[dict[str, Any]]:
    return [
        {"apiVersion": api_version, "kind": kind, **item} for item in cluster.list(api_version, kind, namespace, OURS)
    ]
