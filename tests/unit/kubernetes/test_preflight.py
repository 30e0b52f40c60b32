# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose objects these are, before the first write."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.plugin_utils.cluster import preflight
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology import credentials
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.manifests import manifests
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.resolve import resolve
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.stack import Stack

from .conftest import FakeCluster

OWNERS: dict[str, dict[str, Any]] = {
    "Helm": {"annotations": {"meta.helm.sh/release-name": "media"}},
    "Helm by label": {"labels": {"app.kubernetes.io/managed-by": "Helm"}},
    "Flux": {"labels": {"kustomize.toolkit.fluxcd.io/name": "apps"}},
    "Flux by manager": {"managedFields": [{"manager": "kustomize-controller"}]},
    "Flux's Helm": {"labels": {"helm.toolkit.fluxcd.io/name": "radarr"}},
    "Argo CD": {"annotations": {"argocd.argoproj.io/tracking-id": "media:apps/StatefulSet:media/radarr"}},
    "Argo CD by manager": {"managedFields": [{"manager": "argocd-controller"}]},
}


@pytest.fixture
def stack() -> Stack:
    """The smallest."""
    return resolve({"mediastack_media": {"host_path": "/srv/media"}})


def check(cluster: FakeCluster, stack: Stack) -> list[str]:
    """The check as the action makes it."""
    return preflight.check(cluster, stack, manifests(stack, credentials.complete(stack, {})))  # type: ignore[arg-type]


def test_an_empty_cluster_is_all_pending(cluster: FakeCluster, stack: Stack) -> None:
    """Every instance is to be deployed."""
    assert check(cluster, stack) == list(stack.instances)


def test_what_is_deployed_is_not_pending(cluster: FakeCluster, stack: Stack) -> None:
    """By its StatefulSet."""
    cluster.put("Namespace", "media", None)
    cluster.put("StatefulSet", "qbitt")
    assert "qbittorrent" not in check(cluster, stack)


@pytest.mark.parametrize(("owner", "metadata"), OWNERS.items(), ids=OWNERS)
@pytest.mark.parametrize(("kind", "name"), [("StatefulSet", "radarr"), ("Service", "qbitt"), ("Secret", "jackett")])
def test_what_a_tool_owns_is_refused(
    cluster: FakeCluster, stack: Stack, owner: str, metadata: dict[str, Any], kind: str, name: str
) -> None:
    """With the object's and the tool's name."""
    cluster.put("Namespace", "media", None)
    cluster.put(kind, name, metadata=metadata)
    tool = "Argo CD" if owner.startswith("Argo") else owner.split()[0].removesuffix("'s")
    with pytest.raises(preflight.OtherOwner, match=f"{kind} media/{name} belongs to {tool}"):
        check(cluster, stack)


def test_what_a_person_made_is_taken_over(cluster: FakeCluster, stack: Stack) -> None:
    """kubectl owns nothing."""
    cluster.put("Namespace", "media", None)
    cluster.put("Service", "radarr", metadata={"managedFields": [{"manager": "kubectl-client-side-apply"}]})
    check(cluster, stack)


def test_objects_of_others_with_other_names_do_not_matter(cluster: FakeCluster, stack: Stack) -> None:
    """A namespace may be shared."""
    cluster.put("Namespace", "media", None)
    cluster.put("Service", "plex", metadata=OWNERS["Helm"])
    check(cluster, stack)


@pytest.mark.parametrize("claim", ["radarr", "jellyfin-videos"])
def test_a_claim_that_somebody_else_mounts_is_refused(cluster: FakeCluster, stack: Stack, claim: str) -> None:
    """With the workload's name."""
    cluster.put("Namespace", "media", None)
    pod = cluster.put(
        "Pod",
        "old-7d9f",
        metadata={"ownerReferences": [{"kind": "ReplicaSet", "name": "old"}]},
        spec={"volumes": [{"name": "config", "persistentVolumeClaim": {"claimName": claim}}]},
        status={"phase": "Running"},
    )
    with pytest.raises(preflight.OtherOwner, match=f"media/{claim} is mounted by pod old-7d9f of ReplicaSet old"):
        check(cluster, stack)
    pod["status"]["phase"] = "Succeeded"
    check(cluster, stack)
