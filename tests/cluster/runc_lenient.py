# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A container runtime for machines whose own bounding set lacks a capability.

It is runc, but what cannot be granted is left out of the request instead of failing the container. It is installed
as a program of its own, so it imports nothing of this package.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sys
from typing import Any

NAMES = """
CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE
NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN
SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE
MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE
"""


def lacking() -> set[str]:
    """Return the capabilities that nothing on this machine can get."""
    with open("/proc/self/status", encoding="ascii") as status:
        bounding = next(int(line.split()[1], 16) for line in status if line.startswith("CapBnd:"))
    return {f"CAP_{name}" for bit, name in enumerate(NAMES.split()) if not bounding >> bit & 1}


def soften(process: dict[str, Any], without: set[str]) -> None:
    """Leave out of a process description what needs a capability that is lacking."""
    capabilities = process.get("capabilities") or {}
    for kind, names in capabilities.items():
        capabilities[kind] = [name for name in names or [] if name not in without]
    if "CAP_SYS_RESOURCE" in without:
        process.pop("rlimits", None)
        if process.get("oomScoreAdj", 0) < 0:
            process["oomScoreAdj"] = 0


def soften_file(path: str, inner: str | None) -> None:
    """Rewrite the description runc is about to read."""
    with open(path, encoding="utf-8") as source:
        description = json.load(source)
    process = description.get(inner) if inner else description
    if process:
        soften(process, lacking())
        with open(path, "w", encoding="utf-8") as target:
            json.dump(description, target)


def main(arguments: list[str]) -> None:
    """Soften what the arguments name, then become runc."""
    for option, value in itertools.pairwise(arguments):
        if option in ("--bundle", "-b"):
            soften_file(os.path.join(value, "config.json"), "process")
        elif option in ("--process", "-p"):
            soften_file(value, None)
    runc = shutil.which("runc", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin:/sbin") or "runc"
    os.execv(runc, [runc, *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
