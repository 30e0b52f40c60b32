# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is applied to a new cluster: pod network, names, and the StorageClass `longhorn`."""

from __future__ import annotations

from . import images, node_image
from .kind import POD_NETWORK, Cluster
from .paths import SOURCES, content_hash

_MANIFESTS = SOURCES / "manifests"
_SYSTEM = (("kube-system", "deployment/coredns"), ("local-path-storage", "deployment/local-path-provisioner"))


def manifest(name: str) -> str:
    """Return a manifest with the names of this run filled in."""
    text = (_MANIFESTS / f"{name}.yaml").read_text(encoding="utf-8")
    marks = {"KUBE_IMAGE": node_image.KUBE_IMAGE, "POD_NETWORK": POD_NETWORK, "LOCAL_PATH_IMAGE": images.LOCAL_PATH}
    for mark, value in marks.items():
        text = text.replace(f"@{mark}@", value)
    return text


def manifests_hash() -> str:
    """Return the content hash of all manifests."""
    return content_hash(manifest(path.stem) for path in sorted(_MANIFESTS.glob("*.yaml")))


def apply_network(cluster: Cluster, own: bool) -> None:
    """Give pods addresses and names; a published node image brings its own network."""
    wanted = ["dns", *(["network"] if own else [])]
    cluster.kubectl("apply", "-f", "-", data="\n".join(map(manifest, wanted)).encode())


def apply_storage(cluster: Cluster, own: bool) -> None:
    """Provide the StorageClass; a published node image brings the provisioner, and a default class to set back."""
    wanted = ["storage-class", *(["storage"] if own else [])]
    cluster.kubectl("apply", "-f", "-", data="\n".join(map(manifest, wanted)).encode())
    if not own:
        note = "storageclass.kubernetes.io/is-default-class"
        cluster.kubectl("annotate", "storageclass", "standard", "--overwrite", f"{note}=false")


def wait_ready(cluster: Cluster, own: bool) -> None:
    """Wait until nodes and system programs are ready."""
    cluster.kubectl("wait", "--for=condition=Ready", "nodes", "--all", "--timeout=120s")
    network = "daemonset/node-network" if own else "daemonset/kindnet"
    for namespace, name in (("kube-system", network), *_SYSTEM):
        cluster.kubectl("--namespace", namespace, "rollout", "status", name, "--timeout=120s")
