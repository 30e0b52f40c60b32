# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stack of its own for each module of tests, in its own namespace and folder of the share."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import playbook
from tests.apps import Apps
from tests.demo.site import inventory_environment, kubectl
from tests.playbook import Run

DEMO = playbook.REPOSITORY / "inventories" / "demo"


@dataclass(frozen=True)
class Home:
    """One stack: its inventory (the demo's, in another namespace) and its apps."""

    namespace: str
    folder: Path
    environment: dict[str, str]
    apps: Apps
    share: Path

    def arguments(self, *arguments: str, **variables: Any) -> list[str]:
        """Arguments of ansible-playbook: what differs from the demo goes through a file, as secrets must."""
        given = {
            "mediastack_namespace": self.namespace,
            "mediastack_media": {"host_path": f"/srv/media/{self.namespace}"},
            **{f"mediastack_{name}": value for name, value in variables.items()},
        }
        file = self.folder / "variables.json"
        file.write_text(json.dumps(given), encoding="utf-8")
        return ["-e", f"@{file}", *arguments]

    def site(self, *arguments: str, name: str = "playbooks/site.yml", **variables: Any) -> Run:
        """One run of site.yml."""
        command = playbook.command(name, DEMO, self.arguments(*arguments, **variables))
        return playbook.run(command, self.environment)


@pytest.fixture(scope="session")
def cluster_environment() -> dict[str, str]:
    """How playbooks find the cluster."""
    return playbook.environment(**inventory_environment())


@pytest.fixture(scope="module")
def home(
    request: pytest.FixtureRequest, cluster_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Home]:
    """A fresh namespace, removed afterwards."""
    namespace = request.module.__name__.rpartition(".")[2].replace("_", "-")
    kubeconfig = Path(cluster_environment["MEDIASTACK_DEMO_KUBECONFIG"])
    apps = Apps(kubeconfig, namespace, kubectl())
    share = kubeconfig.parent / "media" / namespace
    _remove(apps, share)
    share.mkdir(parents=True)
    yield Home(namespace, tmp_path_factory.mktemp(namespace), cluster_environment, apps, share)
    if not os.environ.get("MEDIASTACK_KEEP"):
        _remove(apps, share)


def _remove(apps: Apps, share: Path) -> None:
    apps.kubectl("delete", "namespace", apps.namespace, "--ignore-not-found", "--wait", "--timeout=120s")
    for volume in apps.objects("persistentvolume", "-l", "app.kubernetes.io/managed-by=mediastack"):
        if volume["spec"]["claimRef"]["namespace"] == apps.namespace:
            apps.kubectl("delete", "persistentvolume", volume["metadata"]["name"], "--ignore-not-found")
    shutil.rmtree(share, ignore_errors=True)
