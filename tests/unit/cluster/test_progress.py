# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs run to their end, and their failures are sentences."""

from __future__ import annotations

import time
from typing import IO

import pytest

from tests.cluster import progress
from tests.cluster.progress import ClusterError, answer, run, step, stop_children, succeeds, wait_until


def test_answer_and_input() -> None:
    assert answer(["cat"], data=b" text\n") == "text"


def test_feed_is_streamed() -> None:
    def feed(pipe: IO[bytes]) -> None:
        for _ in range(100):
            pipe.write(b"x" * 10_000)

    assert answer(["wc", "-c"], feed=feed) == "1000000"


def test_feed_to_a_program_that_ends_early() -> None:
    with pytest.raises(ClusterError, match="failed with code 3: no"):
        run(["sh", "-c", "echo no >&2; exit 3"], feed=lambda pipe: [pipe.write(b"x" * 100_000) for _ in range(9)][:0])


def test_failure_tells_the_last_words() -> None:
    with pytest.raises(ClusterError, match=r"failed with code 7: first / last$"):
        run(["sh", "-c", "echo first >&2; echo >&2; echo last >&2; exit 7"])


def test_missing_program() -> None:
    with pytest.raises(ClusterError, match="'no-such-program' is not installed"):
        run(["no-such-program"])
    assert not succeeds(["no-such-program"])


def test_timeout_ends_the_program() -> None:
    start = time.monotonic()
    with pytest.raises(ClusterError, match="did not end within 0 seconds"):
        run(["sleep", "30"], timeout=0.2)
    assert time.monotonic() - start < 5


def test_step_says_name_expectation_and_duration(capsys: pytest.CaptureFixture[str]) -> None:
    with step("Building it", "2 s"):
        pass
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.splitlines() == ["Building it (about 2 s) …", "  building it: done in 0 s"]


def test_failed_step_claims_no_end(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ClusterError), step("Building it"):
        raise ClusterError("no")
    assert "done" not in capsys.readouterr().err


def test_wait_until() -> None:
    answers = iter([False, False, True])
    assert wait_until(lambda: next(answers), 5, 0)
    assert not wait_until(lambda: False, 0, 0)


def test_stop_children_without_any() -> None:
    stop_children()
    assert not progress._children
