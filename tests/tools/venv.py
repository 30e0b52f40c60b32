# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment with all tools: finds a fitting Python, makes the venv outside the repository, links it as .venv.

Runs with any Python 3 and its standard library: ``python3 -m tests.tools.venv``. The venv's folder is named by the
lock file and the Python, so that a change of either makes a new one and older checkouts keep theirs.
"""

from __future__ import annotations

import fcntl
import glob
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
LOCK = REPOSITORY / "requirements" / "dev.txt"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "homelab-mediastack"
COLLECTION = REPOSITORY / ".build" / "collections" / "ansible_collections" / "homelab" / "mediastack"
FITTING = ("3.13", "3.12", "3.11")
_TELL = "import sys, ssl; print('%d.%d.%d' % sys.version_info[:3], sys.base_prefix)"


class Unfit(Exception):
    """Something is missing; the text says what and how to get it."""


def candidates(version: str) -> list[str]:
    """Commands that may be a Python of this version: on PATH, and where pyenv keeps its own."""
    root = os.environ.get("PYENV_ROOT") or str(Path.home() / ".pyenv")
    on_path = [os.path.join(folder, f"python{version}") for folder in os.get_exec_path()]
    return [*on_path, *sorted(glob.glob(f"{root}/versions/{version}*/bin/python{version}"), reverse=True)]


def identity(command: str) -> str | None:
    """Version and home of a Python, None where it does not run (as a shim of pyenv without that version)."""
    if not os.access(command, os.X_OK):
        return None
    try:
        found = subprocess.run([command, "-I", "-c", _TELL], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found.stdout.strip() if found.returncode == 0 else None


def find_python() -> tuple[str, str]:
    """The newest fitting Python: its command and identity."""
    for version in FITTING:
        for command in candidates(version):
            told = identity(command)
            if told and told.startswith(f"{version}."):
                return command, told
    raise Unfit(
        f"No Python {', '.join(FITTING)} runs here; install one, on Debian: apt-get install python3 python3-venv."
    )


def has_pip(python: str) -> bool:
    """Whether this Python can make environments with pip: Debian packs that apart."""
    check = [python, "-I", "-c", "import venv, ensurepip"]
    return subprocess.run(check, capture_output=True, check=False).returncode == 0


def ensure_pip(python: str, told: str) -> None:
    """Install Debian's package for environments where it is missing."""
    if has_pip(python):
        return
    package = f"python{'.'.join(told.split('.')[:2])}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Unfit(f"{python} can't make environments; install {package}, as root: apt-get install {package}.")
    print(f"venv: installing {package}", flush=True)
    install = ["apt-get", "install", "-y", "--no-install-recommends", package]
    if subprocess.run(install, stdout=subprocess.DEVNULL, check=False).returncode:
        subprocess.run(["apt-get", "update"], stdout=subprocess.DEVNULL, check=False)
        subprocess.run(install, stdout=subprocess.DEVNULL, check=False)
    if not has_pip(python):
        raise Unfit(f"{package} could not be installed; install it, or a Python {', '.join(FITTING)} with ensurepip.")


def build(folder: Path, python: str, told: str) -> None:
    """Make the environment from scratch; a marker tells later runs that it is whole."""
    ensure_pip(python, told)
    started = time.monotonic()
    print(f"venv: installing the tools for Python {told.split()[0]}, about two minutes, once", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        subprocess.run([*install, "--requirement", str(LOCK)], check=True)
    except subprocess.CalledProcessError:
        raise Unfit("pip could not install requirements/dev.txt; see its message above.") from None
    (folder / ".complete").touch()
    print(f"venv: ready after {time.monotonic() - started:.0f} s in {folder}", flush=True)


def link(place: Path, target: Path) -> None:
    """Make ``place`` a symlink to ``target``, replacing an older one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_symlink() and os.readlink(place) == str(target):
        return
    if place.exists() and not place.is_symlink():
        raise Unfit(f"{place} is in the way; move it away, it is to be a link to {target}.")
    place.unlink(missing_ok=True)
    place.symlink_to(target)


def main() -> int:
    """Make what is missing; quick where nothing is."""
    try:
        python, told = find_python()
        name = hashlib.sha256(LOCK.read_bytes() + told.encode()).hexdigest()[:16]
        folder = CACHE / "venv" / f"{told.split('.')[0]}.{told.split('.')[1]}-{name}"
        folder.parent.mkdir(parents=True, exist_ok=True)
        with open(f"{folder}.lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once build it once
            if not (folder / ".complete").exists():
                build(folder, python, told)
        link(REPOSITORY / ".venv", folder)
        link(COLLECTION, REPOSITORY)
    except Unfit as error:
        print(f"venv: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
