# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which engine is taken, and what is asked of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cluster import engine, node_image, own_engine
from tests.cluster.engine import Engine
from tests.cluster.progress import ClusterError

Program = Callable[[str, str], None]


def test_an_engine_that_answers_is_used(program: Program) -> None:
    program("docker", "exit 0")
    found = engine.find()
    assert found == Engine("docker", "this machine's")
    assert not found.ours and found.kind_env == {}


def test_podman_comes_after_a_docker_that_does_not_answer(program: Program) -> None:
    program("docker", "echo 'Cannot connect' >&2; exit 1")
    program("podman", "exit 0")
    found = engine.find()
    assert found is not None and found.program == "podman"
    assert found.kind_env == {"KIND_EXPERIMENTAL_PROVIDER": "podman"}


def test_no_engine_and_not_root(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("docker", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(ClusterError, match=r"No container engine answers .* run this as root"):
        engine.find_or_start()


def test_containers_pass_filters(program: Program, tmp_path: Path) -> None:
    program("docker", f'echo "$@" >{tmp_path}/words; echo one; echo two')
    assert Engine("docker", "x").containers("label=a=b", "status=running") == ["one", "two"]
    words = (tmp_path / "words").read_text(encoding="utf-8")
    assert words.strip() == "ps --all --format {{.Names}} --filter label=a=b --filter status=running"


def test_engine_of_our_own_is_apart_from_others(cache: Path) -> None:
    assert own_engine.data_folder() == cache / "engine"
    assert len(own_engine.bridge()) <= 15  # longer names no kernel takes
    assert len(own_engine.address()) < 100
    assert own_engine.running_pid() == 0
    assert own_engine.leftovers() == []


def test_pid_file_of_another_process_is_not_believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(own_engine, "run_folder", lambda: tmp_path)
    (tmp_path / "docker.pid").write_text(str(os.getpid()), encoding="ascii")
    assert own_engine.running_pid() == 0


@pytest.mark.parametrize(("script", "expected"), [("exit 1", ""), ("exit 0", node_image.PUBLISHED)])
def test_node_image_is_pulled_where_a_registry_answers(
    program: Program, monkeypatch: pytest.MonkeyPatch, script: str, expected: str
) -> None:
    monkeypatch.delenv(node_image.CHOICE, raising=False)
    program("docker", script)
    assert node_image.pull(Engine("docker", "x")) == expected


def test_no_registry_is_asked_when_told_to_build(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(node_image.CHOICE, "build")
    program("docker", "exit 0")
    assert node_image.pull(Engine("docker", "x")) == ""


def test_node_image_of_the_users_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(node_image.CHOICE, "registry.example/node:v1")
    assert node_image.at_hand(Engine("no-such-program", "x")) == "registry.example/node:v1"


def test_kept_node_image_is_loaded_into_an_engine_that_lost_it(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(node_image.CHOICE, "build")
    script = f'case $1 in load) echo "$3" >{tmp_path}/loaded;; image) [ -e {tmp_path}/loaded ];; esac'
    program("docker", script)
    assert node_image.at_hand(Engine("docker", "x")) == ""
    node_image.saved_tar().write_bytes(b"")
    assert node_image.at_hand(Engine("docker", "x")) == node_image.built_tag()
    assert (tmp_path / "loaded").read_text(encoding="utf-8").strip() == str(node_image.saved_tar())


def test_only_our_own_node_image_needs_our_network() -> None:
    assert node_image.is_built(node_image.built_tag())
    assert not node_image.is_built(node_image.PUBLISHED)


@pytest.mark.parametrize(("container", "expected"), [(False, None), (True, "ours")])
def test_stopped_engine_is_revived_only_for_the_clusters_in_it(
    program: Program, monkeypatch: pytest.MonkeyPatch, container: bool, expected: str | None
) -> None:
    program("docker", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(own_engine, "start", lambda: None)
    if container:
        (own_engine.data_folder() / "data" / "containers" / "1a2b").mkdir(parents=True)
    found = engine.find_or_revive()
    assert (found.owner if found else None) == expected
