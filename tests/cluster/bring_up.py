# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing a cluster up: what is missing is made, what is there is kept, whatever state the last run left."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

from . import addons, images, node_image, packages
from .engine import Engine, find_or_start
from .kind import Cluster, configuration
from .packages import RootFileSystem
from .paths import kubeconfig
from .progress import ClusterError, say, step


class Parts:
    """What a cluster is made of, prepared side by side: Go programs in one lane, Debian file systems in another."""

    def __init__(self, pool: ThreadPoolExecutor, engine: Engine) -> None:
        self.pool = pool
        self.engine = engine

    def prepare(self) -> str:
        """Prepare everything and return the tag of the node image."""
        kind = self.pool.submit(packages.kind)
        image = node_image.at_hand(self.engine) or node_image.pull(self.engine)
        if image and not node_image.is_built(image):
            _results(kind, self._file_systems(images.APPS))
            return image
        if not image:
            _require_builders()
        hyperkube = self._after(kind, packages.hyperkube)
        storage = self._after(hyperkube, lambda: packages.go_install(packages.LOCAL_PATH, "local-path-provisioner"))
        if image:
            _results(storage, self._file_systems(images.APPS))
            return image
        node = self._file_systems(node_image.NODE, node_image.CONTROL_PLANE)
        apps = self._after(node, images.APPS.make)
        _results(hyperkube, node)
        build = self.pool.submit(node_image.build, self.engine, hyperkube.result())
        _results(build, storage, apps)
        return build.result()

    def _file_systems(self, *systems: RootFileSystem) -> Future[list[Path]]:
        if not all(system.tar.is_file() for system in (*systems, images.APPS)):
            packages.install_programs({"mmdebstrap": "mmdebstrap"})
        return self.pool.submit(lambda: [system.make() for system in systems])

    def _after(self, earlier: Future[Any], work: Callable[[], Path]) -> Future[Path]:
        def wait_and_work() -> Path:
            earlier.result()
            return work()

        return self.pool.submit(wait_and_work)


def _results(*futures: Future[Any]) -> None:
    """Wait for all of them, or for the first that fails."""
    for future in wait(futures, return_when=FIRST_EXCEPTION).done:
        future.result()


def _require_builders() -> None:
    if missing := packages.missing_for_build():
        raise ClusterError(
            f"No image registry answers and the node image can't be built without {' and '.join(missing)}; "
            "install what is missing or connect to a registry."
        )


def up(name: str, nodes: int | None) -> None:
    """Bring the cluster up; of one that is up already only what changed is renewed."""
    configuration(nodes or 1, "", own_network=True)
    if not shutil.which("go"):
        raise ClusterError("Go is not installed, and kind is built with it; install Go 1.24 or newer.")
    engine = find_or_start()
    cluster = Cluster(name, engine)
    if not _usable(cluster, nodes):
        _create(cluster, nodes or 1)
    elif not images.APPS.tar.is_file():
        packages.install_programs({"mmdebstrap": "mmdebstrap"})
        images.APPS.make()
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
        image = Parts(pool, cluster.engine).prepare()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    cluster.delete()
    cluster.create(image, nodes)
