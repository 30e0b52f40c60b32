# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing a cluster up: what is missing is made, what is there is kept, whatever state the last run left."""

from __future__ import annotations

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from . import addons, images, node_image, packages
from .engine import Engine, find_or_start
from .kind import Cluster, configuration
from .paths import kubeconfig
from .progress import ClusterError, say, step


class Parts:
    """What a cluster is made of, prepared side by side: Go programs in one lane, Debian file systems in another."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.pool = pool

    def prepare(self, engine: Engine) -> str:
        """Prepare everything and return the tag of the node image."""
        kind = self.pool.submit(packages.kind)
        image = node_image.at_hand(engine) or node_image.pull(engine)
        if not image:
            image = self._build(engine, kind)
        elif node_image.is_built(image):
            self._storage(self._hyperkube(kind)).result()
        kind.result()
        images.APPS.make()
        return image

    def _build(self, engine: Engine, kind: Future[Path]) -> str:
        if missing := packages.missing_for_build():
            raise ClusterError(
                f"No image registry answers and the node image can't be built without {' and '.join(missing)}; "
                "install what is missing or connect to a registry."
            )
        hyperkube = self._hyperkube(kind)
        storage = self._storage(hyperkube)
        roots = self.pool.submit(lambda: node_image.NODE.make() and node_image.CONTROL_PLANE.make())
        self.pool.submit(lambda: roots.result() and images.APPS.make())
        image = node_image.build(engine, hyperkube, roots)
        storage.result()
        return image

    def _hyperkube(self, after: Future[Path]) -> Future[Path]:
        return self.pool.submit(lambda: after.result() and packages.hyperkube())

    def _storage(self, after: Future[Path]) -> Future[Path]:
        def make() -> Path:
            after.result()
            return packages.go_install(packages.LOCAL_PATH, "local-path-provisioner")

        return self.pool.submit(make)


def up(name: str, nodes: int | None) -> None:
    """Bring the cluster up; of one that is up already only what changed is renewed."""
    configuration(nodes or 1, "", own_network=True)
    if not shutil.which("go"):
        raise ClusterError("Go is not installed, and kind is built with it; install Go 1.24 or newer.")
    engine = find_or_start()
    cluster = Cluster(name, engine)
    if not _usable(cluster, nodes):
        _create(cluster, nodes or 1)
    made = cluster.made()
    own = node_image.is_built(made["image"])
    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(lambda: images.load(engine, cluster.nodes, images.all_images(with_storage=own)))
        applied = made.get("manifests") == addons.manifests_hash()
        if not applied:
            addons.apply_network(cluster, own)
        loading.result()
    if not applied or not all(cluster.readiness().values()):
        addons.apply_storage(cluster, own)
        with step("Waiting until the cluster is ready", "15 s"):
            addons.wait_ready(cluster, own)
        cluster.remember(manifests=addons.manifests_hash())
    say(f"The cluster '{name}' is ready; KUBECONFIG={kubeconfig(name)}")


def _usable(cluster: Cluster, nodes: int | None) -> bool:
    """Tell whether the cluster is there and answers; what an interrupted run left is cleared away."""
    existing, made = cluster.nodes, cluster.made()
    if not existing:
        return False
    if not made:
        say(f"An earlier run was interrupted while it created '{cluster.name}'; it is made anew.")
        cluster.delete()
        return False
    if nodes and nodes != made["nodes"]:
        raise ClusterError(
            f"The cluster '{cluster.name}' exists with {made['nodes']} nodes, not {nodes}; "
            f"take it down first ('python3 -m tests.cluster down --name {cluster.name}') or choose another --name."
        )
    if len(existing) == made["nodes"]:
        if cluster.running_nodes == existing and cluster.answers():
            return True
        if cluster.restart():
            return True
    say(f"The cluster '{cluster.name}' does not answer any more; it is made anew.")
    cluster.delete()
    return False


def _create(cluster: Cluster, nodes: int) -> None:
    pool = ThreadPoolExecutor(6)
    try:
        image = Parts(pool).prepare(cluster.engine)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    cluster.delete()
    cluster.create(image, nodes)
