# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ansible-test sanity without containers: on a copy with the path that it asks for, with Python packages alone.

``ansible-test`` fetches pip's start script from one host on the internet. A short script of the same effect, made
around pip's own wheel, takes its place, so that a package index suffices.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from .files import REPOSITORY, repository_files
from .venv import CACHE

COPY = REPOSITORY / ".build" / "sanity" / "ansible_collections" / "homelab" / "mediastack"
HOME = CACHE / "ansible-test"
PIP = {"2.18": "24.2", "2.19": "24.2", "2.20": "25.2", "2.21": "25.2"}
"""The pip that each ansible-core installs into its environments."""

LEFT_OUT = (".ci/", ".gitignore", "Makefile", "tests/")
KEPT = ("tests/sanity/",)

_START_SCRIPT = """\
# Puts pip {pip} into the running Python, as the get-pip script of the same version does.
import sys

sys.path.insert(0, {wheel!r})
from pip._internal.cli.main import main

given = [item for item in sys.argv[1:] if item not in ("--no-setuptools", "--no-wheel")]
sys.exit(main(["install", "--upgrade", "--force-reinstall", *given]))
"""


def copy_collection() -> None:
    """Bring the copy up to date: files keep their times, so that unchanged ones are not checked as new."""
    wanted = {path for path in repository_files() if path.startswith(KEPT) or not path.startswith(LEFT_OUT)}
    for place in sorted(COPY.rglob("*"), reverse=True):
        inside = str(place.relative_to(COPY))
        if place.is_file() and inside not in wanted and not inside.startswith((".git/", "tests/output/")):
            place.unlink()
    for path in wanted:
        source, target = REPOSITORY / path, COPY / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != source.read_bytes():
            shutil.copy2(source, target)
    # ansible-test asks the nearest git repository for its files; ours would say that it ignores them all
    subprocess.run(["git", "init", "--quiet"], cwd=COPY, check=True)


def place_start_script() -> None:
    """Make the script that stands in for get-pip where ansible-test looks for a downloaded one."""
    pip = PIP[".".join(version("ansible-core").split(".")[:2])]
    place = HOME / ".ansible" / "test" / "cache" / f"get_pip_{pip.replace('.', '_')}.py"
    if place.exists():
        return
    wheels = CACHE / "wheels"
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), f"pip=={pip}"]
    subprocess.run(download, check=True)
    wheel = next(wheels.glob(f"pip-{pip}-*.whl"))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(_START_SCRIPT.format(pip=pip, wheel=str(wheel)), encoding="utf-8")


def environment() -> dict[str, str]:
    """The user's own, but for a home that belongs to these runs; pip's settings stay the user's."""
    settings = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    changed = {"HOME": str(HOME), "XDG_CONFIG_HOME": settings}
    dropped = ("ANSIBLE_", "PYTHON")
    return {**{name: value for name, value in os.environ.items() if not name.startswith(dropped)}, **changed}


def main() -> int:
    """Copy, then run all tests: ``python -m tests.tools.sanity [options of ansible-test sanity]``."""
    copy_collection()
    place_start_script()
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    program = str(Path(sys.executable).parent / "ansible-test")
    command = [program, "sanity", "--color", "no", "--python", python, *sys.argv[1:]]
    return subprocess.run(command, cwd=COPY, env=environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
