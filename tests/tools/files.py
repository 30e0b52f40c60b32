# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the repository: what git knows or would take, so neither caches nor links into them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def repository_files() -> list[str]:
    """Paths of all files, relative to the repository, that exist and are not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return sorted(path for path in set(listing.split("\0")) if path and (REPOSITORY / path).is_file())


def is_shell(path: str) -> bool:
    """Whether a file is a shell script, by its name or first line."""
    if path.endswith(".sh"):
        return True
    if "." in Path(path).name.lstrip("."):
        return False
    with open(REPOSITORY / path, "rb") as file:
        first = file.readline(80)
    return first.startswith(b"#!") and first.split()[-1].rsplit(b"/")[-1] in (b"sh", b"bash", b"dash")


def is_yaml(path: str) -> bool:
    """Whether a file holds YAML."""
    return path.endswith((".yml", ".yaml")) or path in (".ansible-lint", ".yamllint")


LINTERS = {
    "shell": (is_shell, ["shellcheck"]),
    "yaml": (is_yaml, ["yamllint", "--strict"]),
}


def main() -> int:
    """Run a linter over its files: ``python -m tests.tools.files shell|yaml``."""
    chosen, command = LINTERS[sys.argv[1]]
    paths = [path for path in repository_files() if chosen(path)]
    print(f"{command[0]}: {len(paths)} files", flush=True)
    return subprocess.run([*command, *paths], cwd=REPOSITORY, check=False).returncode if paths else 0


if __name__ == "__main__":
    sys.exit(main())
