# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs site.yml on the demo inventory: ``python -m tests.demo.site [arguments of ansible-playbook]`` (make site)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests import playbook

CLUSTER = ("python3", "-m", "tests.cluster")


def inventory_environment() -> dict[str, str]:
    """What the demo inventory asks the environment for: where the cluster is and which qBittorrent it has."""
    images = json.loads(_answer("images", "--json"))
    return {
        "MEDIASTACK_DEMO_KUBECONFIG": _answer("kubeconfig"),
        "MEDIASTACK_DEMO_QBITTORRENT": images["qbittorrent"],
    }


def site(arguments: list[str]) -> list[str]:
    """The command line."""
    return playbook.command("playbooks/site.yml", "inventories/demo", arguments)


def _answer(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *CLUSTER[1:], *arguments],
        cwd=playbook.REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"The test cluster can't be asked for its {arguments[0]}; bring it up with make cluster.")
    return done.stdout.strip()


def kubectl() -> Path:
    """The kubectl of the test cluster."""
    return Path(_answer("kubeconfig")).parents[2] / "bin" / "kubectl"


if __name__ == "__main__":
    os.chdir(playbook.REPOSITORY)
    command = site(sys.argv[1:])
    os.execve(
        command[0],
        command,
        {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(playbook.COLLECTIONS), **inventory_environment()},
    )
