# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The built collection holds what users need, and nothing that only work in the repository needs."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.tools.files import REPOSITORY, repository_files

SHIPPED = ("docs/", "inventories/", "meta/", "playbooks/", "plugins/", "roles/")
ALONE = {"CHANGELOG.rst", "LICENSE", "README.md", "requirements.txt", "changelogs/changelog.yaml"}
KEPT_BACK = ("tests/", ".", "build/", "requirements/", "Makefile", "pyproject.toml", "ansible.cfg")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files of a built collection."""
    folder = tmp_path_factory.mktemp("build")
    program = Path(sys.executable).parent / "ansible-galaxy"
    build = [str(program), "collection", "build", "--output-path", str(folder)]
    done = subprocess.run(build, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with tarfile.open(next(folder.glob("homelab-mediastack-*.tar.gz"))) as archive:
        return {member.name for member in archive.getmembers() if member.isfile()}


def test_all_that_users_need_is_in_it(shipped: set[str]) -> None:
    wanted = {path for path in repository_files() if path.startswith(SHIPPED)} | ALONE
    assert sorted(wanted - shipped) == []


def test_nothing_else_is_in_it(shipped: set[str]) -> None:
    assert sorted(path for path in shipped if path.startswith(KEPT_BACK)) == []
    assert sorted(path for path in shipped if "__pycache__" in path or path.endswith(".pyc")) == []
