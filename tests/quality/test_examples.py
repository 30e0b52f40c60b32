# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of all modules run: in check mode, for apps that are still to be deployed, so without any app."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.component.script import Played, played

from .test_modules import NAMES, module, tasks

GROUPS = ("radarr", "sonarr", "jackett", "qbit")
VARIABLES = {
    f"vault_{name}": f"value-of-{name}"
    for name in (
        "jackett_api_key",
        "jackett_password",
        "jellyfin_api_key",
        "proxy_password",
        "qbittorrent_password",
        "radarr_api_key",
        "sonarr_api_key",
        "tracker_password",
    )
}


PLANNED = {
    "planned": {
        "app": True,
        "tags": ["patient", "vpn"],
        "download_clients": ["qBittorrent"],
        "quality_profiles": ["HD-1080p"],
        "categories": ["movies"],
    }
}


def example(name: str, task: dict[str, Any]) -> dict[str, Any]:
    """A task of an example with the module in its name; a block that sets defaults hides those of the play."""
    renamed = {**task, "name": f"{name}: {task['name']}"}
    if "block" not in task:
        return {**renamed, "ignore_errors": True}
    defaults = {group: {**options, **PLANNED} for group, options in task["module_defaults"].items()}
    return {**renamed, "module_defaults": defaults, "block": [example(name, inner) for inner in task["block"]]}


def play(name: str) -> dict[str, Any]:
    """A play of one module's examples."""
    return {
        "name": name,
        "hosts": "localhost",
        "connection": "local",
        "gather_facts": False,
        "vars": VARIABLES,
        "module_defaults": {f"group/homelab.mediastack.{group}": PLANNED for group in GROUPS},
        "tasks": [example(name, task) for task in yaml.safe_load(module(name).EXAMPLES)],
    }


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder: Path = tmp_path_factory.mktemp("examples")
    playbook = folder / "examples.yml"
    playbook.write_text(yaml.safe_dump([play(name) for name in NAMES], sort_keys=False), encoding="utf-8")
    return played(
        playbook, folder / "results.json", "--check", "--diff", "-e", f"ansible_python_interpreter={sys.executable}"
    )


def test_every_example_runs(run: Played) -> None:
    assert {name: result["msg"] for name, result in run.results.items() if result["failed"]} == {}
    assert len(run.results) == sum(len(tasks(yaml.safe_load(module(name).EXAMPLES))) for name in NAMES)


def test_examples_show_no_secret(run: Played) -> None:
    assert [name for name, value in VARIABLES.items() if value in run.output] == []
