# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that the tests need and pip can't give: installed where that is possible, else named in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = {"qbittorrent-nox": "qbittorrent-nox"}
"""Debian package by program."""


def main() -> int:
    """Install what is missing."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if not missing:
        return 0
    names = " ".join(missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"packages: {names} is missing; install it, on Debian as root: apt-get install {names}.", file=sys.stderr)
        return 1
    print(f"packages: installing {names}, about half a minute, once", flush=True)
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if subprocess.run(install, capture_output=True, check=False).returncode:
        subprocess.run(["apt-get", "update"], capture_output=True, check=False)
        subprocess.run(install, stdout=subprocess.DEVNULL, check=False)
    if all(map(shutil.which, PROGRAMS)):
        return 0
    print(f"packages: {names} could not be installed; see the message of apt-get above.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
