# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running playbooks as users do, and reading from the output what changed."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
COLLECTIONS = REPOSITORY / ".build" / "collections"

_TASK = re.compile(r"^TASK \[(?:[\w.]+ : )?(.*?)\] \**$")
_CHANGED = re.compile(r"^changed: \[[^\]]+\](?: => \(item=(.*)\))?(?: => .*)?$")
_RECAP = re.compile(r"^(\S+)\s+: ok=(\d+)\s+changed=(\d+)\s+unreachable=(\d+)\s+failed=(\d+)")


@dataclass
class Run:
    """One run of a playbook. ``changed`` names tasks and items, ``changes`` counts them by host."""

    status: int = 0
    seconds: float = 0.0
    output: str = ""
    changed: list[str] = field(default_factory=list)
    changes: dict[str, int] = field(default_factory=dict)

    @property
    def error(self) -> str:
        """What the failed task said, empty where none failed."""
        found = re.search(r"^(?:fatal|failed): .*?=> (\{.*)$", self.output, re.MULTILINE)
        if not found:
            return ""
        with contextlib.suppress(ValueError):
            return str(json.loads(found.group(1))["msg"])
        return found.group(1)


def environment(**more: str) -> dict[str, str]:
    """The user's environment, our collection found first, and plain output."""
    return {
        **os.environ,
        "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS),
        "ANSIBLE_CONFIG": str(REPOSITORY / "ansible.cfg"),
        "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_FORCE_COLOR": "0",
        "ANSIBLE_STDOUT_CALLBACK": "default",
        "ANSIBLE_CALLBACK_RESULT_FORMAT": "json",
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def command(playbook: str, inventory: str | Path, arguments: Iterable[str] = ()) -> list[str]:
    """ansible-playbook of the Python that runs this, for a playbook of ours or one by its full name."""
    program = Path(sys.executable).parent / "ansible-playbook"
    return [str(program), "-i", str(inventory), playbook, *arguments]


def started(arguments: list[str], env: Mapping[str, str]) -> subprocess.Popen[str]:
    """The running program, its output as one stream."""
    return subprocess.Popen(
        arguments,
        cwd=REPOSITORY,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(arguments: list[str], env: Mapping[str, str], log: Path | None = None) -> Run:
    """Run to the end."""
    result = Run()
    for _event in events(arguments, env, result, log):
        pass
    return result


def events(
    arguments: list[str], env: Mapping[str, str], result: Run, log: Path | None = None
) -> Iterator[tuple[str, str]]:
    """Run, fill ``result`` and yield ``("task", name)`` and ``("changed", name)`` as they come."""
    start = time.monotonic()
    lines: list[str] = []
    task = ""
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(open(log, "w", encoding="utf-8", opener=_private)) if log else None
        process = stack.enter_context(started(arguments, env))
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if file:
                file.write(line)
            if found := _TASK.match(line):
                task = found.group(1)
                yield "task", task
            elif found := _CHANGED.match(line):
                name = f"{task} ({found.group(1)})" if found.group(1) else task
                result.changed.append(name)
                yield "changed", name
            elif found := _RECAP.match(line):
                result.changes[found.group(1)] = int(found.group(3))
    result.status = process.returncode
    result.seconds = time.monotonic() - start
    result.output = "".join(lines)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
