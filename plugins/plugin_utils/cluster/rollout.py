# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting until what was applied runs, and saying in a sentence why it does not."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from ...module_utils.errors import MediastackError
from ...module_utils.http.cluster import Cluster
from ..topology.labels import OURS
from ..topology.stack import Stack

_PATIENCE = 45.0
"""Seconds that a reason to fail must last: pulls and mounts are tried again, and volumes are made on demand."""

_RESTARTS = 3
"""Restarts from which on a container counts as crashing, also in the moments in which it runs."""

_HOPELESS = ("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "CreateContainerConfigError", "CrashLoopBackOff")


class NotReady(MediastackError):
    """An app did not become ready."""


def wait(cluster: Cluster, stack: Stack, names: list[str], timeout: float) -> None:
    """Return when the pods of these instances are ready and new, and the folders' Job is done; NotReady otherwise."""
    end = time.monotonic() + timeout
    since: dict[str, float] = {}
    while True:
        waiting = _waiting(cluster, stack, names)
        if not waiting:
            return
        trouble = _trouble(cluster, stack)
        now = time.monotonic()
        since = {cause: since.get(cause, now) for cause in trouble}
        lasting = [trouble[cause] for cause, start in since.items() if now - start >= _PATIENCE]
        if lasting:
            raise NotReady(f"{lasting[0]}; correct it and run again.")
        if now >= end:
            states = "; ".join(trouble.values()) or "its pod is still starting"
            raise NotReady(
                f"{', '.join(waiting)} did not become ready within {timeout:.0f} seconds ({states}); see kubectl "
                f"describe pod -n {stack.namespace}, or raise mediastack_rollout_timeout."
            )
        time.sleep(1)


def _waiting(cluster: Cluster, stack: Stack, names: list[str]) -> list[str]:
    sets = {item["metadata"]["name"]: item for item in cluster.list("apps/v1", "StatefulSet", stack.namespace, OURS)}
    wanted = {name: stack.instances[name].object_name for name in names}
    result = [name for name, object_name in wanted.items() if not _is_ready(sets.get(object_name))]
    for job in cluster.list("batch/v1", "Job", stack.namespace, OURS):
        conditions = {item["type"]: item for item in job["status"].get("conditions") or [] if item["status"] == "True"}
        if "Failed" in conditions:
            raise NotReady(_job_failure(cluster, stack, job))
        if "Complete" not in conditions:
            result.append(f"Job {job['metadata']['name']}")
    return result


def _is_ready(item: Mapping[str, Any] | None) -> bool:
    if item is None:
        return False
    status, wanted = item.get("status") or {}, item["spec"].get("replicas", 1)
    return bool(
        status.get("observedGeneration") == item["metadata"]["generation"]
        and status.get("updateRevision") == status.get("currentRevision")
        and status.get("readyReplicas", 0) == wanted
        and status.get("replicas", 0) == wanted
    )


def _trouble(cluster: Cluster, stack: Stack) -> dict[str, str]:
    """What keeps pods from running and does not pass by itself: a sentence for each cause.

    A cause keeps its key while its words change: a pull is refused, backs off, and is refused again.
    """
    result: dict[str, str] = {}
    creating: list[str] = []
    for pod in cluster.list("v1", "Pod", stack.namespace, OURS):
        name, status = pod["metadata"]["name"], pod["status"]
        for container in (status.get("initContainerStatuses") or []) + (status.get("containerStatuses") or []):
            waiting = (container.get("state") or {}).get("waiting") or {}
            if waiting.get("reason") in _HOPELESS or container.get("restartCount", 0) >= _RESTARTS:
                result[f"{name} container"] = _failing(stack, name, container)
            elif waiting.get("reason") in ("ContainerCreating", "PodInitializing"):
                creating.append(name)
        for condition in status.get("conditions") or []:
            if condition["type"] == "PodScheduled" and condition.get("reason") == "Unschedulable":
                result[f"{name} place"] = f"Pod {stack.namespace}/{name} finds no place: {condition.get('message', '')}"
    return {**result, **_mount_failures(cluster, stack, creating)}


def _failing(stack: Stack, name: str, container: Mapping[str, Any]) -> str:
    """Reason, image, and the container's last words, which tell more than the kubelet's."""
    waiting = (container.get("state") or {}).get("waiting") or {}
    ended = (container.get("lastState") or {}).get("terminated") or {}
    lines = (ended.get("message") or waiting.get("message") or "").strip().splitlines()
    words = lines[-1] if lines else ""
    shown = words if len(words) <= 300 else f"{words[:100]} … {words[-200:]}"
    reason = waiting.get("reason") or "CrashLoopBackOff"
    return f"Pod {stack.namespace}/{name} does not run: {reason} of image {container['image']}" + (
        f": {shown}" if shown else ""
    )


def _mount_failures(cluster: Cluster, stack: Stack, pods: list[str]) -> dict[str, str]:
    if not pods:
        return {}
    newest: dict[str, dict[str, Any]] = {}
    for event in sorted(cluster.list("v1", "Event", stack.namespace), key=_time):
        newest[event["involvedObject"].get("name", "")] = event
    # An older failure is history: mounts are tried again, and then the image is pulled.
    return {
        f"{name} mount": f"Pod {stack.namespace}/{name} can't mount a volume (see mediastack_media): "
        + event.get("message", "").strip()[:300]
        for name, event in newest.items()
        if name in pods and event.get("reason") == "FailedMount"
    }


def _time(event: Mapping[str, Any]) -> str:
    return str(event.get("lastTimestamp") or event.get("eventTime") or event["metadata"].get("creationTimestamp") or "")


def _job_failure(cluster: Cluster, stack: Stack, job: Mapping[str, Any]) -> str:
    name = job["metadata"]["name"]
    messages = []
    for pod in cluster.list("v1", "Pod", stack.namespace, f"job-name={name}"):
        for container in pod["status"].get("containerStatuses") or []:
            ended = (container.get("state") or {}).get("terminated") or {}
            messages.append((ended.get("message") or ended.get("reason") or "").strip())
    reason = messages[-1] if messages else "no pod ran"
    return (
        f"Job {stack.namespace}/{name} could not make the share's folders: {reason}; "
        "correct mediastack_media or the share, delete the Job and run again."
    )
