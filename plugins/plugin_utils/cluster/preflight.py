# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before the first write: who else owns an object or mounts a claim of ours, and which apps are not there yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...module_utils.errors import MediastackError
from ...module_utils.http.cluster import Cluster, Manifest, title
from ..topology import storage
from ..topology.labels import MANAGED_BY, MANAGER
from ..topology.stack import Stack

_LABELS = {
    "helm.toolkit.fluxcd.io/name": "Flux",
    "kustomize.toolkit.fluxcd.io/name": "Flux",
    "argocd.argoproj.io/instance": "Argo CD",
}
_ANNOTATIONS = {"meta.helm.sh/release-name": "Helm", "argocd.argoproj.io/tracking-id": "Argo CD"}
_MANAGERS = {
    "helm": "Helm",
    "helm-controller": "Flux",
    "kustomize-controller": "Flux",
    "argocd-controller": "Argo CD",
    "argocd-application-controller": "Argo CD",
}


class OtherOwner(MediastackError):
    """Somebody else has what the stack wants; nothing was written."""


def check(cluster: Cluster, stack: Stack, objects: Iterable[Manifest]) -> list[str]:
    """The instances that are not deployed yet; OtherOwner for what somebody else holds.

    A namespace may be anybody's, so only what lies in it is looked at, and the stack's volumes.
    """
    namespace = cluster.get("v1", "Namespace", stack.namespace)
    held = _held(cluster, stack, objects, namespace is not None)
    for item in held.values():
        owner = tool_of(item)
        if owner:
            raise OtherOwner(
                f"{title(item)} belongs to {owner}, which would undo every change; remove it there first, or set "
                "another name (mediastack_apps.<instance>.name) or mediastack_namespace."
            )
    if namespace is not None:
        _check_claims(cluster, stack)
    return [
        name
        for name, instance in stack.instances.items()
        if f"StatefulSet {stack.namespace}/{instance.object_name}" not in held
    ]


def tool_of(item: Mapping[str, Any]) -> str | None:
    """The tool that deploys an object, None for one that a person made, or we."""
    metadata = item["metadata"]
    labels, annotations = metadata.get("labels") or {}, metadata.get("annotations") or {}
    if labels.get(MANAGED_BY) == "Helm":
        return "Helm"
    found = [tool for key, tool in _LABELS.items() if key in labels]
    found += [tool for key, tool in _ANNOTATIONS.items() if key in annotations]
    found += [
        _MANAGERS[entry["manager"]]
        for entry in metadata.get("managedFields") or []
        if entry.get("manager") in _MANAGERS
    ]
    return found[0] if found else None


def _held(cluster: Cluster, stack: Stack, objects: Iterable[Manifest], in_namespace: bool) -> dict[str, dict[str, Any]]:
    """What exists of the wanted objects: one list request for each kind."""
    wanted = {title(item): item for item in objects if item["kind"] != "Namespace"}
    result: dict[str, dict[str, Any]] = {}
    kinds = {(item["apiVersion"], item["kind"], item["metadata"].get("namespace")) for item in wanted.values()}
    for api_version, kind, namespace in sorted(kinds, key=str):
        if namespace and not in_namespace:
            continue
        for item in cluster.list(api_version, kind, namespace):
            found = {"apiVersion": api_version, "kind": kind, **item}
            if title(found) in wanted:
                result[title(found)] = found
    return result


def _check_claims(cluster: Cluster, stack: Stack) -> None:
    """Two programs on one database destroy it, so a claim that a pod of somebody else mounts is refused."""
    wanted = set(storage.claim_names(stack))
    for pod in cluster.list("v1", "Pod", stack.namespace):
        labels = pod["metadata"].get("labels") or {}
        if labels.get(MANAGED_BY) == MANAGER or pod["status"].get("phase") in ("Succeeded", "Failed"):
            continue
        mounted = {
            volume["persistentVolumeClaim"]["claimName"]
            for volume in pod["spec"].get("volumes") or []
            if volume.get("persistentVolumeClaim")
        }
        for claim in sorted(wanted & mounted):
            raise OtherOwner(
                f"Claim {stack.namespace}/{claim} is mounted by {_workload(pod)}, which is not of this stack; scale it "
                "to zero first, or set another claim (mediastack_apps.<instance>.claim.name, mediastack_media)."
            )


def _workload(pod: Mapping[str, Any]) -> str:
    owners = pod["metadata"].get("ownerReferences") or []
    owner = f" of {owners[0]['kind']} {owners[0]['name']}" if owners else ""
    return f"pod {pod['metadata']['name']}{owner}"
