# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Playbooks made of tasks as data, run by the real ansible-playbook: one start for all tasks of a file."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.playbook import environment

PLUGINS = Path(__file__).parent / "plugins"
COLLECTION = "homelab.mediastack"


@dataclass
class Played:
    """What a playbook did: each task's result by its name, and all that it printed."""

    results: dict[str, dict[str, Any]]
    output: str

    def __getitem__(self, name: str) -> dict[str, Any]:
        return self.results[name]


@dataclass
class Script:
    """A play that is written step by step and run once. Secrets come from a variables file, as users keep them."""

    folder: Path
    group: str = ""
    defaults: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    tasks: list[dict[str, Any]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def step(self, name: str, module: str, /, *, task: Mapping[str, Any] | None = None, **options: Any) -> None:
        """One task of the collection (or, with a dot in its name, of another), which may fail."""
        action = module if "." in module else f"{COLLECTION}.{module}"
        self.tasks.append({"name": name, action: options, "ignore_errors": True, **(task or {})})

    def change(self, name: str, module: str, /, **options: Any) -> None:
        """A change as users meet it: checked, made, made again."""
        self.names.append(name)
        self.step(f"{name}: check", module, task={"check_mode": True}, **options)
        self.step(f"{name}: run", module, **options)
        self.step(f"{name}: again", module, **options)

    def standin(self, url: str, method: str, path: str, body: Any = None) -> None:
        """A request to a stand-in's switches."""
        options = {"url": f"{url}/__standin/{path}", "method": method, "status_code": [200, 204]}
        given = {} if body is None else {"body": body, "body_format": "json"}
        self.tasks.append({"name": f"{method} {path}", "ansible.builtin.uri": {**options, **given}})

    def play(self, *arguments: str, variables: Mapping[str, Any] | None = None) -> Played:
        """Run it with all output that Ansible can give."""
        secrets = self.folder / "secrets.yml"
        secrets.write_text(yaml.safe_dump({"secret": self.secrets}), encoding="utf-8")
        secrets.chmod(0o600)
        play = {
            "name": "Component tests",
            "hosts": "localhost",
            "connection": "local",
            "gather_facts": False,
            "vars": {"ansible_python_interpreter": sys.executable, **(variables or {})},
            "module_defaults": {f"group/{COLLECTION}.{self.group}": self.defaults} if self.group else {},
            "tasks": self.tasks,
        }
        playbook = self.folder / "playbook.yml"
        playbook.write_text(yaml.safe_dump([play], sort_keys=False), encoding="utf-8")
        return played(playbook, self.folder / "results.json", f"--extra-vars=@{secrets}", "--diff", "-vvv", *arguments)


def played(playbook: Path, record: Path, *arguments: str) -> Played:
    """Run a playbook and read what was recorded."""
    record.unlink(missing_ok=True)
    done = subprocess.run(
        [str(Path(sys.executable).parent / "ansible-playbook"), "-i", "localhost,", str(playbook), *arguments],
        env=environment(
            ANSIBLE_CALLBACK_PLUGINS=str(PLUGINS / "callback"),
            ANSIBLE_CALLBACKS_ENABLED="record",
            ANSIBLE_CONNECTION_PLUGINS=str(PLUGINS / "connection"),
            ANSIBLE_LOCALHOST_WARNING="false",
            ANSIBLE_HOME=str(playbook.parent / "ansible"),
            RECORDED_RESULTS=str(record),
        ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    assert lines, f"no task ran:\n{done.stdout}\n{done.stderr}"
    results = {item["task"].removeprefix("homelab.mediastack."): item["result"] for item in map(json.loads, lines)}
    return Played(results, done.stdout + done.stderr)
