# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The container engine: one that answers is used as it is, else a Docker daemon of our own is started."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from . import own_engine
from .packages import install_programs
from .progress import ClusterError, answer, run, succeeds


@dataclass(frozen=True)
class Engine:
    """A container engine, reached by its command line program."""

    program: str
    owner: str
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def ours(self) -> bool:
        """Tell whether the engine was started by us and is ours to stop."""
        return self.owner == "ours"

    @property
    def kind_env(self) -> dict[str, str]:
        """Return the environment in which kind finds this engine."""
        provider = {"KIND_EXPERIMENTAL_PROVIDER": "podman"} if self.program == "podman" else {}
        return {**self.env, **provider}

    def command(
        self, *words: object, data: bytes | None = None, feed: Callable[[IO[bytes]], None] | None = None
    ) -> None:
        """Run an engine command."""
        run([self.program, *map(str, words)], env=self.env, data=data, feed=feed)

    def answer(self, *words: object) -> str:
        """Run an engine command and return what it printed."""
        return answer([self.program, *map(str, words)], env=self.env)

    def succeeds(self, *words: object, timeout: float | None = None) -> bool:
        """Tell whether an engine command ends well."""
        return succeeds([self.program, *map(str, words)], env=self.env, timeout=timeout)

    def has_image(self, tag: str) -> bool:
        """Tell whether the engine holds an image of this tag."""
        return self.succeeds("image", "inspect", tag)

    def containers(self, *filters: str) -> list[str]:
        """Return the names of containers, running or not, that pass all filters."""
        words = [word for entry in filters for word in ("--filter", entry)]
        return self.answer("ps", "--all", "--format", "{{.Names}}", *words).split()


def find() -> Engine | None:
    """Return the engine that answers: our own where it runs, else the machine's."""
    if own_engine.running_pid():
        return _own()
    for program, probe in _candidates():
        if shutil.which(program) and succeeds([program, *probe], timeout=10):
            return Engine(program, "this machine's")
    return None


def find_or_revive() -> Engine | None:
    """Return the engine that answers; our own, where it only stopped with clusters still in it, is started for that."""
    found = find()
    if found or os.geteuid() != 0 or not own_engine.holds_containers():
        return found
    own_engine.start()
    return _own()


def find_or_start() -> Engine:
    """Return an engine that answers; start one of our own where none does."""
    if found := find():
        return found
    if os.geteuid() != 0:
        raise ClusterError(
            "No container engine answers ('docker info', 'podman info') and starting one needs root; "
            "start Docker or Podman, or run this as root."
        )
    install_programs({"dockerd": "docker.io", "iptables": "iptables"})
    install_programs({"docker": "docker-cli"})  # newer Debian has it apart from docker.io
    own_engine.start()
    return _own()


def _candidates() -> Sequence[tuple[str, Sequence[str]]]:
    # `docker info` ends well even where the daemon does not answer, unless it is asked for the server's version.
    return (
        ("docker", ("version", "--format", "{{.Server.Version}}")),
        ("podman", ("info", "--format", "{{.Version.Version}}")),
    )


def _own() -> Engine:
    return Engine("docker", "ours", {"DOCKER_HOST": own_engine.address(), "DOCKER_CONTEXT": ""})
