# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of the state an earlier run left, kind's configuration, and the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.cluster import __main__ as command_line
from tests.cluster import addons, bring_up, images, kind
from tests.cluster.engine import Engine
from tests.cluster.kind import Cluster, configuration
from tests.cluster.paths import cluster_folder, cluster_names, content_hash, kubeconfig
from tests.cluster.progress import ClusterError


class Pretended(Cluster):
    """A cluster whose nodes are a list."""

    def __init__(self, nodes: list[str], running: list[str], healthy: bool, restartable: bool = False) -> None:
        super().__init__("c", Engine("none", "x"))
        object.__setattr__(self, "state", {"nodes": nodes, "running": running})
        object.__setattr__(self, "healthy", healthy)
        object.__setattr__(self, "restartable", restartable)
        object.__setattr__(self, "done", [])
        cluster_folder("c").mkdir(parents=True, exist_ok=True)

    @property
    def nodes(self) -> list[str]:
        return self.state["nodes"]

    @property
    def running_nodes(self) -> list[str]:
        return self.state["running"]

    def __getattr__(self, name: str) -> Any:
        return self.__dict__[name]

    def answers(self) -> bool:
        return bool(self.healthy)

    def restart(self) -> bool:
        self.done.append("restart")
        return bool(self.restartable)

    def delete(self) -> None:
        self.done.append("delete")


def test_no_cluster_is_created() -> None:
    assert not bring_up._usable(Pretended([], [], False), None)


def test_half_made_cluster_is_made_anew() -> None:
    cluster = Pretended(["n"], ["n"], True)
    assert not bring_up._usable(cluster, None)
    assert cluster.done == ["delete"]


def test_healthy_cluster_is_kept() -> None:
    cluster = Pretended(["n"], ["n"], True)
    cluster.remember(nodes=1, image="i")
    assert bring_up._usable(cluster, 1)
    assert cluster.done == []


def test_stopped_cluster_is_started_again() -> None:
    cluster = Pretended(["n"], [], True, restartable=True)
    cluster.remember(nodes=1, image="i")
    assert bring_up._usable(cluster, None)
    assert cluster.done == ["restart"]


def test_cluster_beyond_repair_is_made_anew() -> None:
    cluster = Pretended(["n"], ["n"], False)
    cluster.remember(nodes=1, image="i")
    assert not bring_up._usable(cluster, None)
    assert cluster.done == ["restart", "delete"]


def test_another_number_of_nodes_is_refused() -> None:
    cluster = Pretended(["n"], ["n"], True)
    cluster.remember(nodes=1, image="i")
    with pytest.raises(ClusterError, match=r"exists with 1 nodes, not 3; .* down --name c"):
        bring_up._usable(cluster, 3)
    assert cluster.done == []


def test_what_is_remembered_adds_up() -> None:
    cluster = Pretended([], [], False)
    cluster.remember(nodes=1)
    cluster.remember(image="i")
    assert cluster.made() == {"nodes": 1, "image": "i"}
    cluster.mark.write_text("{broken", encoding="utf-8")
    assert cluster.made() == {}


def test_every_node_sees_the_media_share() -> None:
    found = configuration(3, "/media", own_network=True)
    assert [node["role"] for node in found["nodes"]] == ["control-plane", "worker", "worker"]
    for node in found["nodes"]:
        assert node["extraMounts"] == [{"hostPath": "/media", "containerPath": kind.MEDIA}]
    assert found["networking"]["disableDefaultCNI"] is True
    assert configuration(1, "/media", own_network=False)["networking"]["disableDefaultCNI"] is False


@pytest.mark.parametrize("nodes", [0, 2, 4, -1])
def test_other_numbers_of_nodes_are_refused(nodes: int) -> None:
    with pytest.raises(ClusterError, match=f"of {nodes} nodes is not possible; choose --nodes 1 or --nodes 3"):
        configuration(nodes, "", own_network=True)


@pytest.mark.parametrize("name", ["network", "storage", "storage-class", "dns"])
def test_no_mark_is_left_in_manifests(name: str) -> None:
    assert not re.search(r"@[A-Z_]+@", addons.manifest(name))


def test_manifests_name_images_that_are_in_the_nodes() -> None:
    assert images.LOCAL_PATH in addons.manifest("storage")
    assert images.BUSYBOX in addons.manifest("storage")


def test_only_changed_images_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.cluster.archive import Image

    engine, image = Engine("none", "x"), Image("a:1", [])
    monkeypatch.setattr(images, "in_node", lambda _engine, _node: {"a:1": image.digest})
    monkeypatch.setattr(images, "write_archive", lambda *_arguments, **_options: pytest.fail("loaded"))
    images.load(engine, ["n"], [image])


def test_content_hash_sees_where_parts_end() -> None:
    assert content_hash(["ab", "c"]) != content_hash(["a", "bc"])
    assert content_hash(["ab"]) == content_hash([b"ab"])


@pytest.fixture
def failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return a function that runs a command line which must fail, and returns what it says."""
    monkeypatch.setattr(command_line, "_leave", lambda code: codes.append(code))
    codes: list[int] = []

    def run(*words: str) -> str:
        command_line.main(words)
        assert codes == [1]
        return capsys.readouterr().err

    return run


def test_bad_number_of_nodes_is_one_sentence(failure: Callable[..., str]) -> None:
    said = failure("up", "--nodes", "2")
    assert said == "ERROR: A test cluster of 2 nodes is not possible; choose --nodes 1 or --nodes 3.\n"


def test_bad_name_is_one_sentence(failure: Callable[..., str]) -> None:
    assert "'Bad/Name' can't be a cluster's name" in failure("status", "--name", "Bad/Name")


def test_no_go_is_one_sentence(
    failure: Callable[..., str], program: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bring_up, "find_or_start", lambda: pytest.fail("started an engine"))
    assert "Go is not installed" in failure("up")


def test_kubeconfig_of_no_cluster(failure: Callable[..., str]) -> None:
    assert "There is no cluster 'none'" in failure("kubeconfig", "--name", "none")


def test_images_before_the_first_run(failure: Callable[..., str]) -> None:
    assert "run 'python3 -m tests.cluster up' first" in failure("images", "--json")


def test_kubeconfig_and_images_are_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    kubeconfig("c").parent.mkdir(parents=True)
    kubeconfig("c").touch()
    assert command_line.main(["kubeconfig", "--name", "c"]) == 0
    assert capsys.readouterr().out == f"{kubeconfig('c')}\n"
    assert cluster_names() == ["c"]
    monkeypatch.setattr(images, "qbittorrent_version", lambda: "5.1.0")
    assert command_line.main(["images", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["qbittorrent"] == "5.1.0"
    assert found["images"]["qbittorrent"] == "lscr.io/linuxserver/qbittorrent:5.1.0"
