# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.tools.qbittorrents``: qBittorrent as each Debian suite has it, unpacked beside each other.

Every suite's package is fetched with all that it needs by an apt with a state of its own, from the mirror that this
machine's apt uses, unpacked into the cache and started with its own loader and libraries: nothing is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .venv import CACHE as ALL_CACHES

CACHE = ALL_CACHES / "qbittorrent"
SUITES = ("bookworm", "trixie", "sid")
"""They had 4.5.2, 5.1.0 and 5.3.0 in November 2026; what a program says of itself counts."""

_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
_LIBRARIES = "usr/lib/x86_64-linux-gnu"
_LOADERS = ("usr/lib64/ld-linux-x86-64.so.2", "lib64/ld-linux-x86-64.so.2")


def program(suite: str) -> Path | None:
    """The start script of a suite's qBittorrent, None where it was not unpacked."""
    path = CACHE / suite / "qbittorrent-nox"
    return path if path.exists() else None


def main() -> int:
    """Unpack what is missing; without apt nothing, since tests then skip what needs it."""
    for suite in SUITES:
        if program(suite):
            continue
        reason = _reason_against()
        if reason:
            print(f"qbittorrents: {suite} has to be left out, {reason}.", file=sys.stderr)
            continue
        print(f"qbittorrents: unpacking the one of Debian {suite}, about ten seconds, once", flush=True)
        try:
            _unpack(suite)
        except subprocess.CalledProcessError as error:
            last = (error.stderr or "").strip().splitlines()[-1:]
            print(f"qbittorrents: {suite} could not be had: {' '.join(last)}", file=sys.stderr)
    return 0


def _reason_against() -> str | None:
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        return "this machine has no apt"
    if not _KEYRING.exists():
        return f"{_KEYRING} is missing (package debian-archive-keyring)"
    if not _mirror():
        return "apt knows no Debian mirror"
    return None


def _mirror() -> str | None:
    """The archive that this machine's apt uses."""
    listed = _run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages").split()
    return next((uri for uri in listed if uri.rstrip("/").endswith("/debian")), None)


def _unpack(suite: str) -> None:
    """Made whole under another name first: what is there is complete."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix=f"{suite}-") as folder:
        state, made = Path(folder) / "apt", Path(folder) / suite
        options = _private_apt(state, suite)
        _run("apt-get", *options, "update")
        _run("apt-get", *options, "-y", "--no-install-recommends", "--download-only", "install", "qbittorrent-nox")
        root = made / "root"
        root.mkdir(parents=True)
        for package in sorted((state / "archives").glob("*.deb")):
            _run("dpkg", "-x", str(package), str(root))
        # packages for a merged /usr come without the links that make it one
        for name in ("lib", "lib64"):
            if not (root / name).exists():
                (root / name).symlink_to(f"usr/{name}")
        _write_start(made, CACHE / suite)
        made.rename(CACHE / suite)


def _private_apt(state: Path, suite: str) -> list[str]:
    """An apt that knows this suite only, and that nothing is installed yet."""
    for name in ("lists/partial", "archives/partial"):
        (state / name).mkdir(parents=True)
    (state / "status").touch()
    (state / "sources.list").write_text(f"deb [signed-by={_KEYRING}] {_mirror()} {suite} main\n", encoding="utf-8")
    settings = {
        "Dir::State": state,
        "Dir::State::lists": state / "lists",
        "Dir::State::status": state / "status",
        "Dir::Cache": state,
        "Dir::Cache::archives": state / "archives",
        "Dir::Etc::sourcelist": state / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "APT::Sandbox::User": "root",
        "APT::Architecture": "amd64",
        "Acquire::Languages": "none",
        "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled": "false",
    }
    return [argument for key, value in settings.items() for argument in ("-o", f"{key}={value}")]


def _write_start(made: Path, place: Path) -> None:
    root = place / "root"
    loader = next(root / name for name in _LOADERS if (made / "root" / name).exists())
    libraries = f"{root}/{_LIBRARIES}:{root}/{_LIBRARIES}/libproxy:{root}/lib/x86_64-linux-gnu"
    qt = "qt6" if (made / "root" / _LIBRARIES / "qt6").is_dir() else "qt5"
    script = made / "qbittorrent-nox"
    script.write_text(
        f"#!/bin/sh\nexport QT_PLUGIN_PATH={root}/{_LIBRARIES}/{qt}/plugins\n"
        f'exec {loader} --library-path {libraries} {root}/usr/bin/qbittorrent-nox "$@"\n',
        encoding="utf-8",
    )
    script.chmod(0o755)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
