# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stack's lock: a Lease, so that two runs don't write at once. A dead run on the same machine does not hold it."""

from __future__ import annotations

import contextlib
import datetime
import os
import socket
from collections.abc import Iterator

from ...module_utils.errors import MediastackError
from ...module_utils.http.cluster import Cluster, Refused

NAME = "mediastack"
DURATION = 1800
"""Seconds until a lock that nobody released counts as forgotten."""


class Locked(MediastackError):
    """Another run is at work."""


def me() -> str:
    """This run: the process that forked the task's worker, on this machine."""
    return f"{socket.gethostname()}/{os.getppid()}"


def acquire(cluster: Cluster, namespace: str, holder: str) -> None:
    """Take or renew the lock; Locked while another living run holds it."""
    for _attempt in range(3):
        held = cluster.get("coordination.k8s.io/v1", "Lease", NAME, namespace)
        try:
            if held is None:
                cluster.create(_lease(namespace, holder))
                return
            owner = (held.get("spec") or {}).get("holderIdentity")
            if owner and owner != holder and not _is_dead(owner) and not _is_over(held["spec"]):
                raise Locked(
                    f"Run {owner} is at work on this stack since {held['spec'].get('renewTime', 'some time')}; wait "
                    f"for it, or, if it is gone, remove its lock: kubectl delete lease {NAME} -n {namespace}."
                )
            cluster.replace({**held, "spec": _lease(namespace, holder)["spec"]})
            return
        except Refused as error:
            if error.status != 409:
                raise
    raise Locked("Other runs keep taking the lock of this stack; run again when they are done.")


def release(cluster: Cluster, namespace: str, holder: str) -> None:
    """Give the lock back, if it is ours."""
    held = cluster.get("coordination.k8s.io/v1", "Lease", NAME, namespace)
    if held is not None and (held.get("spec") or {}).get("holderIdentity") == holder:
        cluster.delete({"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", **held})


@contextlib.contextmanager
def holding(cluster: Cluster, namespace: str) -> Iterator[None]:
    """Hold the lock for one piece of work."""
    acquire(cluster, namespace, me())
    try:
        yield
    finally:
        release(cluster, namespace, me())


def _lease(namespace: str, holder: str) -> dict:
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return {
        "apiVersion": "coordination.k8s.io/v1",
        "kind": "Lease",
        "metadata": {"name": NAME, "namespace": namespace},
        "spec": {
            "holderIdentity": holder,
            "leaseDurationSeconds": DURATION,
            "acquireTime": now,
            "renewTime": now,
        },
    }


def _is_dead(owner: str) -> bool:
    host, _slash, process = owner.rpartition("/")
    return host == socket.gethostname() and process.isdigit() and not os.path.exists(f"/proc/{process}")


def _is_over(spec: dict) -> bool:
    try:
        renewed = datetime.datetime.fromisoformat(spec["renewTime"])
    except (KeyError, ValueError):
        return True
    return datetime.datetime.now(datetime.UTC) - renewed > datetime.timedelta(
        seconds=spec.get("leaseDurationSeconds", 0)
    )
