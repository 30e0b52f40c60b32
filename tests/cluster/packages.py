# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes from packages: programs of this machine, Debian root file systems and Go programs."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import tarfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from .paths import SOURCES, cache_folder, content_hash
from .progress import ClusterError, answer, run, say, step, succeeds

KIND = "sigs.k8s.io/kind@v0.33.0"
LOCAL_PATH_VERSION = "v0.0.30"
LOCAL_PATH = f"github.com/rancher/local-path-provisioner@{LOCAL_PATH_VERSION}"
KUBERNETES_VERSION = "v1.34.4"
HYPERKUBE = SOURCES / "hyperkube"

_POLICY = Path("/usr/sbin/policy-rc.d")
_root_lock = threading.Lock()


@dataclass(frozen=True)
class RootFileSystem:
    """A Debian root file system that is made once by mmdebstrap and kept as a tar file."""

    name: str
    suite: str
    packages: tuple[str, ...]
    expected: str

    @property
    def tar(self) -> Path:
        """Return the path of the tar file."""
        key = content_hash([self.suite, *self.packages, "2"])
        return cache_folder("rootfs") / f"{self.name}-{key}.tar"

    def make(self) -> Path:
        """Return the tar file; make it where it is missing."""
        with _root_lock:  # two of them at a time would only slow each other down
            if not self.tar.is_file():
                self._make()
        return self.tar

    def _make(self) -> None:
        part = self.tar.with_suffix(".part")
        with step(f"Making the Debian root file system '{self.name}'", f"{self.expected}, once"):
            run(
                [
                    "mmdebstrap",
                    "--variant=minbase",
                    f"--include={','.join(self.packages)}",
                    "--format=tar",
                    *(f"--aptopt={option}" for option in _apt_options()),
                    "--dpkgopt=path-exclude=/usr/share/man/*",
                    "--dpkgopt=path-exclude=/usr/share/doc/*",
                    "--dpkgopt=path-exclude=/usr/share/locale/*",
                    "--customize-hook=rm -rf $1/var/cache/debconf/*",
                    self.suite,
                    part,
                    debian_archive(),
                ]
            )
            part.replace(self.tar)

    def read(self, path: str) -> bytes:
        """Return the content of one file of it; folders must be named as they are, not by symbolic links."""
        with tarfile.open(self.make()) as tar:
            source = tar.extractfile(f"./{path}") if f"./{path}" in tar.getnames() else None
            if source is None:
                raise ClusterError(f"The root file system '{self.name}' has no file {path!r}; delete {self.tar}.")
            return source.read()

    def package_version(self, package: str) -> str:
        """Return the upstream version of an installed package."""
        note = self.tar.with_suffix(".versions.json")
        if not note.is_file():
            status = self.read("var/lib/dpkg/status").decode()
            note.write_text(json.dumps(installed_versions(status)), encoding="utf-8")
        return upstream_version(json.loads(note.read_text(encoding="utf-8"))[package])


def installed_versions(status: str) -> dict[str, str]:
    """Read package names and versions from the text of dpkg's status file."""
    paragraphs = (dict(re.findall(r"(?m)^([\w-]+): (.*)$", text)) for text in status.split("\n\n"))
    return {fields["Package"]: fields["Version"] for fields in paragraphs if "Version" in fields}


def upstream_version(version: str) -> str:
    """Return a Debian version without epoch, Debian revision and repacking marks: `1:5.1.0+dfsg-3` is `5.1.0`."""
    return (
        re.split(r"[+~]", version.partition(":")[2] or version)[0].rpartition("-")[0]
        or re.split(r"[+~-]", version.partition(":")[2] or version)[0]
    )


def debian_archive() -> str:
    """Return the address of the Debian archive this machine uses, as apt knows it."""
    if chosen := os.environ.get("MEDIASTACK_DEBIAN_ARCHIVE"):
        return chosen
    form = "$(ORIGIN)|$(LABEL)|$(COMPONENT)|$(RELEASE)|$(REPO_URI)"
    for refresh in (False, True):
        if refresh:
            _refresh_apt()
        targets = answer(["apt-get", "indextargets", "--format", form, "Created-By: Packages"])
        if found := archive_of(targets):
            return found
    raise ClusterError(
        "apt on this machine knows no Debian archive with component 'main', which the node images are made from; "
        "name one in MEDIASTACK_DEBIAN_ARCHIVE."
    )


def archive_of(targets: str) -> str:
    """Pick the main Debian archive from lines of `origin|label|component|release|address`."""
    for line in targets.splitlines():
        origin, label, component, release, address = line.split("|", 4)
        if (origin, label, component) == ("Debian", "Debian", "main") and "-" not in release:
            return address
    return ""


def install_programs(wanted: Mapping[str, str]) -> None:
    """Install the Debian packages of the programs this machine lacks: a table from program to package."""
    missing = sorted({package for program, package in wanted.items() if not shutil.which(program, path=_path())})
    if not missing:
        return
    named = ", ".join(missing)
    if not shutil.which("apt-get"):
        raise ClusterError(f"This machine has no apt-get to install {named} with; install them by other means.")
    if os.geteuid() != 0:
        raise ClusterError(f"Installing {named} needs root; install them, or run this as root.")
    with step(f"Installing {named}", "20 s"), _uninterrupted(), _services_kept_stopped():
        command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
        env = {"DEBIAN_FRONTEND": "noninteractive"}
        if not succeeds(command, env=env):
            _refresh_apt()
            run(command, env=env)


def _refresh_apt() -> None:
    run(["apt-get", "update"], env={"DEBIAN_FRONTEND": "noninteractive"})


def _path() -> str:
    return os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


@contextlib.contextmanager
def _services_kept_stopped() -> Iterator[None]:
    """Keep package scripts from starting services, where no policy of the machine's owner does it already."""
    ours = not _POLICY.exists()
    if ours:
        _POLICY.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
        _POLICY.chmod(0o755)
    try:
        yield
    finally:
        if ours:
            _POLICY.unlink()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put an interruption off until packages are installed: half-installed ones would be in everybody's way."""
    came: list[int] = []

    def put_off(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        say("  ends after the installation …")

    before = {number: signal.signal(number, put_off) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        raise KeyboardInterrupt


def _apt_options() -> Iterator[str]:
    """Yield this machine's apt settings that decide whether the archive can be reached and is believed."""
    wanted = re.compile(r"^Acquire::(https?::(Proxy|CAInfo)\S*|Check-Valid-Until|Check-Date) \"[^\"]+\";$")
    for line in answer(["apt-config", "dump"]).splitlines():
        if wanted.match(line):
            yield line


def go_install(module: str, program: str) -> Path:
    """Return a Go program of a released module; build it where it is missing."""
    target = cache_folder("bin") / f"{program}-{module.rpartition('@')[2]}"
    if not target.is_file():
        expected = {"kind": "40 s"}.get(program, "2 minutes")
        with step(f"Building {program}", f"{expected}, once"):
            folder = cache_folder("build")
            run(
                [_go(), "install", "-trimpath", "-ldflags=-s -w", module],
                env={"GOBIN": str(folder), "CGO_ENABLED": "0", "GOWORK": "off"},
                cwd=folder,
            )
            (folder / program).replace(target)
    return target


def module_folder(module: str) -> Path:
    """Return the folder of a Go module's sources in Go's own cache."""
    found = json.loads(answer([_go(), "mod", "download", "-json", module], cwd=cache_folder("build")))
    return Path(found["Dir"])


def kind() -> Path:
    """Return kind in the version these tests are made for."""
    return go_install(KIND, "kind")


def hyperkube_hash() -> str:
    """Return the content hash of the Kubernetes programs' sources."""
    return content_hash([KUBERNETES_VERSION, *(HYPERKUBE / name for name in sorted(os.listdir(HYPERKUBE)))])


def hyperkube() -> Path:
    """Return the one program that is all of Kubernetes; build it where it is missing."""
    target = cache_folder("bin") / f"hyperkube-{hyperkube_hash()}"
    if target.is_file():
        return target
    part = cache_folder("build") / "hyperkube"
    major, minor, _ = KUBERNETES_VERSION.lstrip("v").split(".")
    version = "-X k8s.io/component-base/version.git"
    flags = f"-s -w {version}Version={KUBERNETES_VERSION} {version}Major={major} {version}Minor={minor}"
    with step("Building the Kubernetes programs", "6 to 9 minutes, once"):
        run(
            [_go(), "build", "-trimpath", "-tags=providerless", f"-ldflags={flags}", "-o", part, "."],
            env={"CGO_ENABLED": "0", "GOWORK": "off", "GOFLAGS": "-mod=readonly"},
            cwd=HYPERKUBE,
        )
        part.replace(target)
    return target


def architecture() -> str:
    """Return the processor architecture in the words of Go and Debian."""
    machine = os.uname().machine
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)


def missing_for_build() -> Sequence[str]:
    """Name what building the node image needs and this machine lacks for good."""
    lacking = [] if shutil.which("go") else ["Go (the program 'go', 1.24 or newer)"]
    return lacking if shutil.which("apt-get") else [*lacking, "apt (a Debian machine)"]


def _go() -> str:
    found = shutil.which("go")
    if not found:
        raise ClusterError("Go is not installed, and kind is built with it; install Go 1.24 or newer.")
    return found
