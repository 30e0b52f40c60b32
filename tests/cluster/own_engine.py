# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Docker daemon of our own, which shares nothing with another engine and changes no firewall of this machine.

Socket, data, runtime folder, bridge and cgroups are its own. It writes no firewall rules: nodes reach each other on
their bridge and this machine reaches their ports through the daemon; the nodes have no way out, and need none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from .paths import SOURCES, cache_folder, cache_root
from .progress import ClusterError, answer, run, say, step, succeeds, wait_until

NETWORK = "kind"
CAPABILITY_BITS = 41


def _key() -> str:
    return hashlib.sha256(str(cache_root()).encode()).hexdigest()[:8]


def run_folder() -> Path:
    """Return the folder of socket, pid file and runtime state; a short path, since sockets allow no long ones."""
    return Path("/run") / f"homelab-mediastack-{_key()}"


def data_folder() -> Path:
    """Return the folder of images and containers."""
    return cache_root() / "engine"


def address() -> str:
    """Return the address of the socket."""
    return f"unix://{run_folder() / 'docker.sock'}"


def bridge() -> str:
    """Return the name of the network interface that links the nodes."""
    return f"mstack-{_key()}"


def running_pid() -> int:
    """Return the process id of our daemon, 0 where it does not run."""
    try:
        pid = int((run_folder() / "docker.pid").read_text(encoding="ascii"))
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except (OSError, ValueError):
        return 0
    return pid if f"--host={address()}" in command else 0


def holds_containers() -> bool:
    """Tell whether containers are in our daemon's store, also while it does not run."""
    folder = data_folder() / "data" / "containers"
    return folder.is_dir() and any(folder.iterdir())


def start() -> None:
    """Start the daemon and wait until it answers."""
    folder, data = run_folder(), data_folder()
    for path in (folder, data):
        path.mkdir(mode=0o711, parents=True, exist_ok=True)
    for leftover in ("docker.pid", "docker.sock"):
        (folder / leftover).unlink(missing_ok=True)
    log = data / "dockerd.log"
    with step("Starting a container engine of our own", "5 s"), log.open("wb") as output:
        process = subprocess.Popen(
            _arguments(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            env={**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"},
        )
        env = {"DOCKER_HOST": address(), "DOCKER_CONTEXT": ""}
        if not wait_until(lambda: process.poll() is not None or succeeds(["docker", "version"], env=env), 60):
            process.terminate()
        if process.poll() is not None:
            raise ClusterError(f"The container engine did not start; its log is {log} and ends: {_end_of(log)}")
        if not succeeds(["docker", "network", "inspect", NETWORK], env=env):
            options = {"name": bridge(), "enable_ip_masquerade": "false"}
            words = [
                word for key, value in options.items() for word in ("-o", f"com.docker.network.bridge.{key}={value}")
            ]
            run(["docker", "network", "create", "--driver", "bridge", *words, NETWORK], env=env)


def stop() -> None:
    """Stop the daemon and take away its processes, mounts, network interface and cgroups; its images stay."""
    pid = running_pid()
    if pid:
        env = {"DOCKER_HOST": address(), "DOCKER_CONTEXT": ""}
        for container in answer(["docker", "ps", "--all", "--quiet"], env=env).split():
            run(["docker", "rm", "--force", "--volumes", container], env=env)
        run(["docker", "network", "rm", NETWORK], env=env, check=False)
        os.kill(pid, signal.SIGTERM)
        if not wait_until(lambda: not Path(f"/proc/{pid}").exists() or _is_zombie(pid), 30):
            raise ClusterError(f"The container engine (process {pid}) did not end within 30 seconds; end it by hand.")
    for process in processes():
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    for mount in reversed(mounts()):
        run(["umount", "--lazy", mount], check=False)
    if interface():
        run(["ip", "link", "delete", bridge()])
    for top in _cgroups():
        for folder in (*sorted((path for path in top.rglob("*") if path.is_dir()), reverse=True), top):
            with contextlib.suppress(OSError):
                folder.rmdir()
    shutil.rmtree(run_folder(), ignore_errors=True)


def processes() -> list[int]:
    """Return the processes of our daemon, itself included: engine programs whose command lines name our folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            program = (entry / "comm").read_text(encoding="utf-8").strip()
            if program.startswith(("dockerd", "containerd")) and _names_us((entry / "cmdline").read_bytes()):
                found.append(int(entry.name))
    return sorted(found)


def mounts() -> list[str]:
    """Return the mounts below our folders in the order they were made."""
    lines = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    below = (f"{run_folder()}/", f"{data_folder()}/")
    return [point for line in lines if (point := line.split()[1]).startswith(below)]


def interface() -> bool:
    """Tell whether our bridge exists."""
    return Path("/sys/class/net", bridge()).exists()


def leftovers() -> list[str]:
    """Name everything of ours that is on this machine outside the cache."""
    return [
        *(f"process {pid}" for pid in processes()),
        *(f"mount {point}" for point in mounts()),
        *([f"network interface {bridge()}"] if interface() else []),
        *(f"cgroup {folder}" for folder in _cgroups()),
        *(f"firewall rule {rule}" for rule in _firewall_rules()),
        *([f"folder {run_folder()}"] if run_folder().exists() else []),
    ]


def _arguments() -> list[str]:
    folder = run_folder()
    configuration = data_folder() / "daemon.json"
    settings: dict[str, object] = {
        "default-cgroupns-mode": "private",
        "exec-opts": ["native.cgroupdriver=cgroupfs"],
        "log-driver": "json-file",
        "log-opts": {"max-size": "10m", "max-file": "2"},
    }
    if lacking := lacking_capabilities():
        say(f"  this machine's bounding set lacks {len(lacking)} capability; containers get what there is")
        settings |= {"runtimes": {"lenient": {"path": str(_lenient_runtime())}}, "default-runtime": "lenient"}
    configuration.write_text(json.dumps(settings), encoding="utf-8")
    return [
        "dockerd",
        f"--config-file={configuration}",
        f"--host={address()}",
        f"--data-root={data_folder() / 'data'}",
        f"--exec-root={folder / 'exec'}",
        f"--pidfile={folder / 'docker.pid'}",
        f"--cgroup-parent=/homelab-mediastack-{_key()}",
        "--bridge=none",
        "--iptables=false",
        "--ip6tables=false",
        "--ip-forward=false",
        "--ip-masq=false",
        "--oom-score-adjust=0",
    ]


def lacking_capabilities() -> list[int]:
    """Return the numbers of the capabilities that no process of this machine can get."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    bounding = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("CapBnd:"))
    return [bit for bit in range(CAPABILITY_BITS) if not bounding >> bit & 1]


def _lenient_runtime() -> Path:
    """Return the runtime that leaves out what this machine lacks, started by the very Python that runs this."""
    script = cache_folder("bin") / "runc-lenient"
    source = (SOURCES / "runc_lenient.py").read_text(encoding="utf-8")
    script.write_text(f"#!{Path(sys.executable).resolve()} -IS\n{source}", encoding="utf-8")
    script.chmod(0o755)
    return script


def _cgroups() -> list[Path]:
    """Return our cgroup folders, one for each hierarchy."""
    name = f"homelab-mediastack-{_key()}"
    return [path for form in (name, f"*/{name}") for path in Path("/sys/fs/cgroup").glob(form)]


def _firewall_rules() -> list[str]:
    """Return firewall rules that name our bridge. We write none; another program of this machine might."""
    if os.geteuid() != 0 or not succeeds(["iptables-save"]):
        return []
    return [line for line in answer(["iptables-save"]).splitlines() if bridge() in line]


def _names_us(command_line: bytes) -> bool:
    return str(run_folder()).encode() in command_line


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _end_of(log: Path) -> str:
    return " / ".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-3:])
