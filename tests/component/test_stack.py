# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stack's actions as far as they need no cluster."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests import playbook
from tests.playbook import Run


def topology(folder: Path, **variables: Any) -> Run:
    """One play that works the stack out and shows it."""
    play = {
        "hosts": "localhost",
        "gather_facts": False,
        "vars": {
            "ansible_python_interpreter": sys.executable,
            "mediastack_media": {"host_path": "/srv/media"},
            **{f"mediastack_{name}": value for name, value in variables.items()},
        },
        "tasks": [
            {"homelab.mediastack.stack_topology": {}, "register": "stack"},
            {"ansible.builtin.debug": {"msg": "radarr is at {{ stack.topology.instances.radarr.url }}"}},
        ],
    }
    file = folder / "play.yml"
    file.write_text(json.dumps([play]), encoding="utf-8")
    return playbook.run(playbook.command(str(file), "localhost,", ["-c", "local", "-vvv"]), playbook.environment())


def test_a_login_that_is_a_word_of_the_stack_breaks_no_address(tmp_path: Path) -> None:
    """Neither a user name nor a careless password is cut out of what later tasks work with."""
    run = topology(tmp_path, credentials={"radarr": {"username": "radarr", "password": "media"}})
    assert run.status == 0, run.error
    assert "radarr is at kube://media/radarr:80" in run.output


def test_a_refusal_shows_no_credential(tmp_path: Path) -> None:
    """Also where it stands beside what is refused."""
    run = topology(tmp_path, credentials={"radarr": {"password": "hunter-two-two", "token": "hunter-two-two"}})
    assert run.status and "mediastack_credentials.radarr.token" in run.output
    assert "hunter-two-two" not in run.output
