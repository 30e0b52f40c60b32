# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong at users' homes: each ends with a sentence that names what to change, and nothing half-written."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from tests import playbook

from .conftest import DEMO, Home

ONE_APP = {name: {"enabled": False} for name in ("jackett", "qbittorrent", "sonarr")}
SMALL: dict[str, Any] = {"apps": ONE_APP, "indexers": []}
"""Only Radarr, which has no link then."""


def test_no_cluster(home: Home, tmp_path: Path) -> None:
    """A kubeconfig that is missing, and one whose cluster is gone."""
    run = home.site(kubeconfig=str(tmp_path / "none"), **SMALL)
    assert run.status and "mediastack_kubeconfig" in run.error
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        server = f"https://127.0.0.1:{unused.getsockname()[1]}"
        gone = Path(tmp_path / "gone")
        text = home.apps.kubeconfig.read_text(encoding="utf-8")
        gone.write_text(re.sub(r"server: .*", f"server: {server}", text), encoding="utf-8")
        run = home.site(kubeconfig=str(gone), **SMALL)
    assert run.status and "No cluster answers" in run.error and "mediastack_kubeconfig" in run.error
    assert "Traceback" not in run.output


def test_an_unknown_key_of_the_inventory_stops_before_anything_is_written(home: Home) -> None:
    """With the key that was meant."""
    run = home.site(apps={"radarr": {"tag": []}})
    assert run.status and "mediastack_apps.radarr.tag" in run.error and "did you mean" in run.error
    assert not home.apps.objects("namespace", f"--field-selector=metadata.name={home.namespace}")


def test_a_teardown_of_nothing_changes_nothing(home: Home) -> None:
    """It does not even make the namespace."""
    run = home.site(name="playbooks/teardown.yml", **SMALL)
    assert run.status == 0 and run.changes == {"demo": 0}, run.error
    assert not home.apps.objects("namespace", f"--field-selector=metadata.name={home.namespace}")


def test_an_object_of_helm_is_not_touched(home: Home) -> None:
    """The sentence names object and owner."""
    home.apps.kubectl("create", "namespace", home.namespace)
    home.apps.kubectl("create", "service", "clusterip", "radarr", "--tcp=80")
    home.apps.kubectl("annotate", "service", "radarr", "meta.helm.sh/release-name=media")
    for arguments in (["--check"], []):
        run = home.site(*arguments, **SMALL)
        assert run.status and f"Service {home.namespace}/radarr belongs to Helm" in run.error
    assert not home.apps.objects("statefulset") and not home.apps.objects("secret")
    home.apps.kubectl("delete", "service", "radarr")


def test_a_claim_that_another_workload_mounts_is_not_touched(home: Home) -> None:
    """Two programs on one database destroy it."""
    claim = {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": "radarr"},
        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}},
    }
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "old-radarr"},
        "spec": {
            "terminationGracePeriodSeconds": 0,
            "containers": [
                {"name": "app", "image": "docker.io/library/busybox:1.37", "command": ["sleep", "600"]},
            ],
            "volumes": [{"name": "config", "persistentVolumeClaim": {"claimName": "radarr"}}],
        },
    }
    for item in (claim, pod):
        home.apps.kubectl("apply", "-f", "-", stdin=json.dumps(item))
    run = home.site(**SMALL)
    assert run.status and "old-radarr" in run.error and "mediastack_apps.<instance>.claim.name" in run.error
    assert not home.apps.objects("statefulset") and not home.apps.objects("secret")
    home.apps.kubectl("delete", "pod", "old-radarr", "--grace-period=0", "--force")
    home.apps.kubectl("delete", "persistentvolumeclaim", "radarr")


def test_the_lock_of_another_run(home: Home) -> None:
    """Held elsewhere it is respected, checks don't ask for it; that of a dead run here is taken over."""
    _lock(home, "elsewhere/4711")
    run = home.site("--tags", "deploy", **SMALL)
    assert run.status and "elsewhere/4711" in run.error and "kubectl delete lease" in run.error
    assert not home.apps.objects("statefulset") and not home.apps.objects("secret")
    assert _holder(home) == "elsewhere/4711"
    assert home.site("--check", **SMALL).status == 0
    _lock(home, f"{socket.gethostname()}/{_dead_process()}")


def test_a_missing_share_is_named(home: Home) -> None:
    """As soon as the kubelet says so, not after the whole time limit."""
    start = time.monotonic()
    run = home.site(media={"host_path": "/srv/media/no-such-folder"}, namespace=f"{home.namespace}-share", **SMALL)
    home.apps.kubectl("delete", "namespace", f"{home.namespace}-share", "--wait=false")
    for volume in ("jellyfin-videos", "qbitt-temp"):
        home.apps.kubectl("delete", "persistentvolume", f"{home.namespace}-share-{volume}", "--wait=false")
    assert run.status and "mediastack_media" in run.error and "can't mount a volume" in run.error
    assert time.monotonic() - start < 150


def test_an_interrupted_run_completes_when_repeated(home: Home) -> None:
    """Killed while it waits for the apps; afterwards everything is there, and a third run changes nothing."""
    command = playbook.command("playbooks/site.yml", DEMO, home.arguments(**SMALL))
    with playbook.started(command, home.environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "Wait until every app is ready" in line:
                os.kill(process.pid, signal.SIGKILL)
                break
    run = home.site(**SMALL)
    assert run.status == 0, run.error
    assert "Root folders of Radarr (radarr: /movies/movies)" in run.changed
    again = home.site(**SMALL)
    assert again.changes == {"demo": 0}, again.changed


def test_an_image_that_does_not_exist_is_named(home: Home) -> None:
    """With pod and image, long before the time limit; then the right one repairs it."""
    nowhere = {"image": {"repository": "localhost:1/no-such-image"}}
    run = home.site(apps={**ONE_APP, "radarr": nowhere}, indexers=[])
    assert run.status and "no-such-image" in run.error
    repaired = home.site(**SMALL)
    assert repaired.status == 0, repaired.error


def test_a_missing_library_folder_is_named(home: Home) -> None:
    """By Radarr itself, which does not take a root folder that is not there."""
    radarr = {"root_folders": ["/movies/gone"]}
    run = home.site(apps={**ONE_APP, "radarr": radarr}, indexers=[])
    assert run.status and "/movies/gone" in run.error


@pytest.mark.parametrize("role", ["radarr"])
def test_a_role_works_alone(home: Home, role: str, tmp_path: Path) -> None:
    """It deploys its app and configures it; here both are done already."""
    play = [
        {
            "name": "One role",
            "hosts": "stacks",
            "gather_facts": False,
            "tasks": [{"name": "Role", "ansible.builtin.include_role": {"name": f"homelab.mediastack.{role}"}}],
        }
    ]
    file = tmp_path / "play.yml"
    file.write_text(json.dumps(play), encoding="utf-8")
    run = home.site(name=str(file), **SMALL)
    assert run.status == 0, run.error
    assert run.changes == {"demo": 0}, run.changed


def _lock(home: Home, holder: str) -> None:
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime())
    lease = {
        "apiVersion": "coordination.k8s.io/v1",
        "kind": "Lease",
        "metadata": {"name": "mediastack"},
        "spec": {"holderIdentity": holder, "leaseDurationSeconds": 1800, "renewTime": now},
    }
    home.apps.kubectl("apply", "-f", "-", stdin=json.dumps(lease))


def _holder(home: Home) -> str:
    (lease,) = home.apps.objects("lease")
    return str(lease["spec"]["holderIdentity"])


def _dead_process() -> int:
    process = os.fork()
    if process == 0:
        os._exit(0)
    os.waitpid(process, 0)
    return process
