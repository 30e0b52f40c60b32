# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One kind cluster: creating it, its nodes, and talking to it."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import packages
from .engine import Engine
from .node_image import is_built
from .paths import cache_folder, cache_root, cluster_folder, kubeconfig
from .progress import ClusterError, answer, run, step, succeeds, wait_until

POD_NETWORK = "10.244.0.0/16"
MEDIA = "/srv/media"


@dataclass(frozen=True)
class Cluster:
    """A kind cluster by name, in an engine."""

    name: str
    engine: Engine

    @property
    def nodes(self) -> list[str]:
        """Return its nodes, running or not."""
        return sorted(self.engine.containers(f"label=io.x-k8s.kind.cluster={self.name}"))

    @property
    def running_nodes(self) -> list[str]:
        """Return its running nodes."""
        return sorted(self.engine.containers(f"label=io.x-k8s.kind.cluster={self.name}", "status=running"))

    @property
    def mark(self) -> Path:
        """Return the file that is there once the cluster is complete; it says how it was made."""
        return cluster_folder(self.name) / "cluster.json"

    def made(self) -> dict[str, Any]:
        """Return how the cluster was made; nothing where it is not complete."""
        try:
            return dict(json.loads(self.mark.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    def remember(self, **facts: object) -> None:
        """Add to what is known about how the cluster was made."""
        part = self.mark.with_suffix(".part")
        part.write_text(json.dumps({**self.made(), **facts}, indent=2), encoding="utf-8")
        part.replace(self.mark)

    def create(self, image: str, nodes: int) -> None:
        """Create the cluster; of a half-made one nothing is kept."""
        folder = cluster_folder(self.name)
        media = folder / "media"
        media.mkdir(parents=True, exist_ok=True)
        media.chmod(0o777)
        own_network = is_built(image)
        _note_network(self.engine)
        with step(f"Creating the cluster '{self.name}'", "20 s" if nodes == 1 else "40 s"):
            run(
                [
                    *(packages.kind(), "create", "cluster", "--name", self.name, "--image", image),
                    *("--kubeconfig", kubeconfig(self.name), "--config", "-", "--quiet"),
                ],
                env=self.engine.kind_env,
                data=json.dumps(configuration(nodes, str(media), own_network)).encode(),
            )
            kubeconfig(self.name).chmod(0o600)
            self._provide_kubectl()
        self.remember(nodes=nodes, image=image, engine=self.engine.owner)

    def delete(self) -> None:
        """Delete the cluster with its media share; nothing happens where it is not there."""
        folder = cluster_folder(self.name)
        if self.nodes:
            with step(f"Deleting the cluster '{self.name}'", "5 s"):
                run(
                    [packages.kind(), "delete", "cluster", "--name", self.name, "--kubeconfig", kubeconfig(self.name)],
                    env=self.engine.kind_env,
                )
        shutil.rmtree(folder, ignore_errors=True)

    def restart(self) -> bool:
        """Start nodes that were stopped; tell whether the cluster answers again."""
        with step(f"Starting the nodes of '{self.name}' again", "20 s"):
            self.engine.command("start", *self.nodes)
            return wait_until(self.answers, 90, 1)

    def answers(self) -> bool:
        """Tell whether the API server is ready."""
        return succeeds(self._kubectl("get", "--raw", "/readyz", "--request-timeout=3s"))

    def kubectl(self, *words: str, data: bytes | None = None) -> str:
        """Run kubectl on this cluster and return what it printed."""
        return answer(self._kubectl(*words), data=data)

    def readiness(self) -> dict[str, bool]:
        """Return for each node whether it is ready."""
        form = '{range .items[*]}{.metadata.name}={.status.conditions[?(@.type=="Ready")].status} {end}'
        pairs = self.kubectl("get", "nodes", "-o", f"jsonpath={form}", "--request-timeout=5s").split()
        return {name: state == "True" for name, _, state in (pair.partition("=") for pair in pairs)}

    def _kubectl(self, *words: str) -> list[str | Path]:
        return [kubectl_path(), "--kubeconfig", kubeconfig(self.name), *words]

    def _provide_kubectl(self) -> None:
        """Make `kubectl` of the nodes' own version available in the cache's bin folder."""
        target, part = kubectl_path(), cache_folder("build") / "kubectl"
        part.unlink(missing_ok=True)
        program = cache_folder("bin") / f"hyperkube-{packages.hyperkube_hash()}"
        if program.is_file():
            part.symlink_to(program)
        else:
            self.engine.command("cp", "--follow-link", f"{self.name}-control-plane:/usr/bin/kubectl", part)
        os.replace(part, target)


def _network_note() -> Path:
    return cache_root() / "clusters" / ".network"


def _note_network(engine: Engine) -> None:
    """Remember whether kind's network of the engine is there because of us."""
    if not engine.ours and not engine.succeeds("network", "inspect", "kind"):
        _network_note().touch()


def remove_network(engine: Engine) -> None:
    """Remove kind's network where it is there because of us and nothing uses it any more."""
    if _network_note().exists():
        engine.succeeds("network", "rm", "kind")
        _network_note().unlink()


def kubectl_path() -> Path:
    """Return the path of kubectl."""
    return cache_folder("bin") / "kubectl"


def configuration(nodes: int, media: str, own_network: bool) -> dict[str, Any]:
    """Return kind's configuration of a cluster: every node sees the media share in the place of an NFS mount."""
    if nodes not in (1, 3):
        raise ClusterError(f"A test cluster of {nodes} nodes is not possible; choose --nodes 1 or --nodes 3.")
    mount = {"hostPath": media, "containerPath": MEDIA}
    return {
        "kind": "Cluster",
        "apiVersion": "kind.x-k8s.io/v1alpha4",
        "networking": {
            "apiServerAddress": "127.0.0.1",
            "podSubnet": POD_NETWORK,
            "disableDefaultCNI": own_network,
        },
        "nodes": [{"role": "worker" if number else "control-plane", "extraMounts": [mount]} for number in range(nodes)],
    }
