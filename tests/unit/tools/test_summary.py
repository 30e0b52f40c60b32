# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counting of suites: a run that broke off never counts as a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.summary import Count, counted

REPORT = """<testsuites><testsuite>
<testcase name="a"/>
<testcase name="b"><failure message="x"/></testcase>
<testcase name="c"><error message="x"/></testcase>
<testcase name="d"><skipped message="no facts here"/></testcase>
<testcase name="e"><skipped message="no facts here"/></testcase>
</testsuite></testsuites>"""
GOOD = '<testsuites><testsuite><testcase name="a"/></testsuite></testsuites>'


def report(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "report.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reports_are_counted_with_reasons_once(tmp_path: Path) -> None:
    assert counted(1, report(tmp_path, REPORT)) == Count(1, 2, 2, ("no facts here",))


@pytest.mark.parametrize(
    ("status", "text", "count"),
    [(0, GOOD, Count(1)), (2, GOOD, Count(1, 1)), (5, "<testsuites/>", Count(0, 1)), (0, None, Count(0, 1))],
)
def test_a_bad_ending_counts_as_failed(tmp_path: Path, status: int, text: str | None, count: Count) -> None:
    path = tmp_path / "absent.xml" if text is None else report(tmp_path, text)
    assert counted(status, path) == count


def test_linters_count_as_one() -> None:
    assert (counted(0, None), counted(3, None)) == (Count(1), Count(0, 1))


def test_sums_and_sentence() -> None:
    total = Count(2, 0, 1, ("a",)) + Count(3, 1, 1, ("a", "b"))
    assert total == Count(5, 1, 2, ("a", "b"))
    assert total.sentence() == "5 passed, 1 failed, 2 skipped"
    assert Count(1).sentence() == "1 passed, 0 failed"
