# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the test suites: ``python -m tests.run [suite or group …]``; quick ones first, one closing line for all.

Each suite writes to a log in ``.build/logs``; the end of it is shown where the suite fails. With one suite alone, its
output is shown as it comes. A suite of pytest counts its tests, a linter counts as one. The exit status is 0 where
nothing failed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.suites import GROUPS, SUITES, Suite
from tests.summary import Count, counted
from tests.tools.venv import CACHE

REPOSITORY = Path(__file__).resolve().parents[1]
BUILD = REPOSITORY / ".build"
SHOWN_LINES = 60  # of the log of a failed suite


def environment() -> dict[str, str]:
    """What every suite runs in: our tools first, our collection found, caches outside the repository."""
    tools = Path(sys.executable).parent
    collections = BUILD / "collections"
    return {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": f"{REPOSITORY}{os.pathsep}{collections}",
        "PYTHONPYCACHEPREFIX": str(CACHE / "pycache"),
        "PYTHONUNBUFFERED": "1",
        "ANSIBLE_COLLECTIONS_PATH": str(collections),
        "ANSIBLE_HOME": str(CACHE / "ansible"),
        "ANSIBLE_NOCOLOR": "1",
        "RUFF_CACHE_DIR": str(CACHE / "ruff"),
        "MYPY_CACHE_DIR": str(CACHE / "mypy"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(CACHE / "hypothesis"),
    }


class Background:
    """The test cluster, brought up while quick suites run; suites that need it wait for it."""

    def __init__(self) -> None:
        self.log = BUILD / "logs" / "cluster-up.log"
        self.process = start([sys.executable, "-m", "tests.cluster", "up"], self.log)

    def failed(self) -> bool:
        """Wait until it is up, and tell whether it is not."""
        return self.process.wait() != 0


_running: set[subprocess.Popen[bytes]] = set()


def start(command: list[str], log: Path | None) -> subprocess.Popen[bytes]:
    """Start a command in its own process group, its output in a log, or shown where there is none."""
    with contextlib.ExitStack() as stack:
        output = stack.enter_context(open(log, "wb")) if log else None
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
        )
    _running.add(process)
    return process


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that we started, with those that it started; one that has ended leaves its own to live on."""
    if process.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def run(suite: Suite, log: Path | None, cluster: Background | None) -> Count:
    """Run one suite to its end (or its time limit) and count."""
    if suite.needs_cluster and cluster and cluster.failed():
        if log:
            log.unlink(missing_ok=True)
        say(log, f"The test cluster did not come up:\n{tail(cluster.log)}\n")
        return Count(failed=1)
    report = BUILD / "junit" / f"{suite.name}.xml"
    report.unlink(missing_ok=True)
    process = start(suite.full_command(report), log)
    try:
        status = process.wait(timeout=suite.limit)
    except subprocess.TimeoutExpired:
        stop(process)
        status = -1
        say(log, f"\nStopped: it took longer than its limit of {suite.limit} s.\n")
    finally:
        _running.discard(process)
    return counted(status, report if suite.is_pytest else None)


def say(log: Path | None, text: str) -> None:
    """Add a text to a log, or show it."""
    if log is None:
        print(text, flush=True)
        return
    with open(log, "a", encoding="utf-8") as file:
        file.write(text)


def tail(log: Path) -> str:
    """The last lines of a log."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-SHOWN_LINES:])


def run_all(suites: list[Suite], lanes: int, cluster: Background | None) -> Iterator[tuple[Suite, Count, float]]:
    """Run suites in their order, several at once, and yield each as it ends."""
    waiting: queue.SimpleQueue[Suite] = queue.SimpleQueue()
    ended: queue.SimpleQueue[tuple[Suite, Count, float]] = queue.SimpleQueue()
    for suite in suites:
        waiting.put(suite)

    def lane() -> None:
        while True:
            try:
                suite = waiting.get_nowait()
            except queue.Empty:
                return
            started = time.monotonic()
            count = run(suite, BUILD / "logs" / f"{suite.name}.log", cluster)
            ended.put((suite, count, time.monotonic() - started))

    for _ in range(lanes):
        threading.Thread(target=lane, daemon=True).start()
    for _ in suites:
        yield ended.get()


def chosen(names: list[str]) -> list[Suite]:
    """The suites that the names of suites and groups mean, each once, in their order."""
    wanted = {suite for name in names for suite in GROUPS.get(name, [name])}
    unknown = sorted(wanted - set(SUITES))
    if unknown:
        known = ", ".join([*GROUPS, *SUITES])
        raise SystemExit(f"tests.run: there is no suite or group {', '.join(unknown)}; there are: {known}.")
    return [suite for name, suite in SUITES.items() if name in wanted]


def main() -> int:
    """Run what was asked for and close with one line."""
    parser = argparse.ArgumentParser(prog="python -m tests.run", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=["fast"], help=f"suites or groups ({', '.join(GROUPS)})")
    parser.add_argument("--lanes", type=int, default=2, help="suites at once (default: 2)")
    options = parser.parse_args()
    suites = chosen(options.names)
    for folder in ("logs", "junit"):
        (BUILD / folder).mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        total = show(suites, options.lanes)
    finally:
        for process in list(_running):
            stop(process)
    skipped = f", {total.skipped} skipped" if total.skipped else ""
    print(f"{len(suites)} suites in {time.monotonic() - started:.0f} s{skipped}")
    print(f"{total.passed} passed, {total.failed} failed")
    return 1 if total.failed else 0


def show(suites: list[Suite], lanes: int) -> Count:
    """Run suites, print a line for each, and add up."""
    cluster = Background() if any(suite.needs_cluster for suite in suites) else None
    if len(suites) == 1:
        return run(suites[0], None, cluster)
    total = Count()
    for suite, count, seconds in run_all(suites, lanes, cluster):
        log = BUILD / "logs" / f"{suite.name}.log"
        mark = "FAIL" if count.failed else "ok  "
        print(f"{mark} {suite.name:<13} {count.sentence()} in {seconds:.0f} s", flush=True)
        for reason in count.reasons:
            print(f"     skipped: {reason}", flush=True)
        if count.failed:
            print(f"{tail(log)}\n     whole output: {log.relative_to(BUILD.parent)}", flush=True)
        total += count
    return total


if __name__ == "__main__":
    sys.exit(main())
