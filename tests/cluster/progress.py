# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running programs and telling the user what takes how long."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

_children: set[subprocess.Popen[bytes]] = set()
_children_lock = threading.Lock()


class ClusterError(Exception):
    """Expected trouble, said in one sentence."""


def say(text: str) -> None:
    """Print one line of progress to stderr; stdout is kept for results."""
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(text: str, expected: str = "") -> Iterator[None]:
    """Say what begins and how long it should take, and how long it took when it ends well."""
    say(f"{text}{f' (about {expected})' if expected else ''} …")
    start = time.monotonic()
    yield
    say(f"  {text[0].lower()}{text[1:]}: done in {time.monotonic() - start:.0f} s")


def run(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    data: bytes | None = None,
    feed: Callable[[IO[bytes]], None] | None = None,
    timeout: float | None = None,
    check: bool = True,
) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end and return its output; a failure becomes a sentence with the program's last words.

    `data` is its input; `feed` writes the input bit by bit where it is too long to be held in memory.
    """
    words = [str(word) for word in command]
    environment = {**os.environ, **env} if env is not None else None
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE if data is not None or feed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=cwd,
            start_new_session=True,
        )
    except FileNotFoundError:
        raise ClusterError(f"The program {words[0]!r} is not installed; install it and try again.") from None
    with _children_lock:
        _children.add(process)
    try:
        if feed and process.stdin:
            writer = threading.Thread(target=_feed, args=(feed, process.stdin))
            writer.start()
            process.stdin = None
        output, errors = process.communicate(data, timeout)
    except subprocess.TimeoutExpired:
        _kill(process)
        process.communicate()
        raise ClusterError(f"'{_shown(words)}' did not end within {timeout:.0f} seconds.") from None
    finally:
        with _children_lock:
            _children.discard(process)
    if check and process.returncode:
        raise ClusterError(f"'{_shown(words)}' failed with code {process.returncode}: {_last_words(errors or output)}")
    return subprocess.CompletedProcess(words, process.returncode, output, errors)


def answer(command: Sequence[str | Path], **options: object) -> str:
    """Run a program and return what it printed."""
    return run(command, **options).stdout.decode(errors="replace").strip()  # type: ignore[arg-type]


def succeeds(command: Sequence[str | Path], **options: object) -> bool:
    """Tell whether a program exists and ends well."""
    try:
        return run(command, check=False, **options).returncode == 0  # type: ignore[arg-type]
    except ClusterError:
        return False


def stop_children() -> None:
    """End the programs that are still running, for a run that is given up."""
    with _children_lock:
        for process in _children:
            _kill(process)


def wait_until(condition: Callable[[], bool], seconds: float, pause: float = 0.3) -> bool:
    """Ask again and again until a condition holds; tell whether it did in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def _feed(feed: Callable[[IO[bytes]], None], pipe: IO[bytes]) -> None:
    # A program that ends early closes the pipe; its exit code tells the story better than the broken pipe.
    with contextlib.suppress(BrokenPipeError), pipe:
        feed(pipe)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, 15)


def _shown(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= 120 else f"{text[:117]}..."


def _last_words(errors: bytes) -> str:
    lines = [line.strip() for line in errors.decode(errors="replace").splitlines() if line.strip()]
    return " / ".join(lines[-4:])[-600:] or "it printed nothing"
