# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""First process of the app images: prepares a container the way the LinuxServer images do, then becomes the program.

PUID, PGID and UMASK count when the container starts as root; a pod that starts as a user of its own stays that user.
The published images have a longer start, of which the stack relies on just this. It lies alone in the images as
`start.py`, so it imports nothing of this package.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

CONFIG = Path("/config")
QBITTORRENT_FIRST = """\
[LegalNotice]
Accepted=true

[BitTorrent]
Session\\DefaultSavePath=/downloads/
Session\\Port=6881
Session\\TempPath=/downloads/incomplete/

[Preferences]
Connection\\UPnP=false
WebUI\\Address=*
WebUI\\ServerDomains=*
"""
# Tests must not talk to anybody: these hold whatever the configuration says.
QBITTORRENT_QUIET = {
    "BitTorrent": {"Session\\DHTEnabled": "false", "Session\\LSDEnabled": "false", "Session\\PeXEnabled": "false"},
    "LegalNotice": {"Accepted": "true"},
    "Network": {"PortForwardingEnabled": "false"},
}


def main(program: str) -> None:
    """Prepare the container and become the program."""
    os.umask(int(os.environ.get("UMASK") or "022", 8))
    user, group = int(os.environ.get("PUID") or 911), int(os.environ.get("PGID") or 911)
    as_root = os.geteuid() == 0
    environment = {**os.environ, "HOME": str(CONFIG), "XDG_CONFIG_HOME": str(CONFIG), "XDG_DATA_HOME": str(CONFIG)}
    if as_root:
        CONFIG.mkdir(exist_ok=True)
        give(CONFIG, user, group)
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)
    command = command_of(program, environment)
    os.execvpe(command[0], command, environment)


def command_of(program: str, environment: Mapping[str, str]) -> list[str]:
    """Return the command line of a program, its configuration made where it needs one."""
    if program == "qbittorrent":
        seed_qbittorrent(CONFIG / "qBittorrent" / "qBittorrent.conf")
        port = environment.get("WEBUI_PORT") or "8080"
        torrenting = environment.get("TORRENTING_PORT")
        return ["qbittorrent-nox", f"--webui-port={port}", *([f"--torrenting-port={torrenting}"] if torrenting else [])]
    if program in ("jackett", "flaresolverr"):
        return ["python3", "-m", f"tests.standins.{program}"]
    return ["python3", "-m", "tests.standins.servarr", "--app", program]


def seed_qbittorrent(path: Path) -> None:
    """Write the first configuration where there is none, and keep the program from looking for peers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8") if path.exists() else QBITTORRENT_FIRST
    for section, values in QBITTORRENT_QUIET.items():
        for key, value in values.items():
            text = with_setting(text, section, key, value)
    path.write_text(text, encoding="utf-8")


def with_setting(text: str, section: str, key: str, value: str) -> str:
    """Return an INI text in which a setting of a section has a value."""
    lines, inside, heading = [], False, f"[{section}]"
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == heading
        if not (inside and line.partition("=")[0].strip() == key):
            lines.append(line)
    if heading not in lines:
        lines += ["", heading]
    lines.insert(lines.index(heading) + 1, f"{key}={value}")
    return "\n".join(lines).strip("\n") + "\n"


def give(folder: Path, user: int, group: int) -> None:
    """Give a folder and what is in it to a user, as far as it belongs to another."""
    for path in (folder, *folder.rglob("*")):
        status = path.lstat()
        if (status.st_uid, status.st_gid) != (user, group):
            os.lchown(path, user, group)


if __name__ == "__main__":
    main(sys.argv[1])
