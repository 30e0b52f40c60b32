# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Locks the tools (make lock): resolves group ``dev`` of pyproject.toml for all Pythons into requirements/dev.txt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .venv import LOCK, REPOSITORY

_HEAD = """\
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Exact versions of all tools, made by make lock from the group dev of pyproject.toml.
"""


def main() -> int:
    """Resolve, and write the lock file."""
    uv = Path(sys.executable).parent / "uv"
    options = ["--universal", "--python-version", "3.11", "--no-header", "--no-annotate", "--quiet", "--group", "dev"]
    resolved = subprocess.run(
        [str(uv), "pip", "compile", "pyproject.toml", *options, *sys.argv[1:]],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if resolved.returncode == 0:
        LOCK.write_text(_HEAD + resolved.stdout, encoding="utf-8")
    return resolved.returncode


if __name__ == "__main__":
    sys.exit(main())
