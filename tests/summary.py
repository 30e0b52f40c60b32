# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counting: what the suites passed, failed and skipped, and the one sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True)
class Count:
    """Tests by what became of them; ``reasons`` says why some were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: tuple[str, ...] = ()

    def __add__(self, other: Count) -> Count:
        return Count(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            tuple(dict.fromkeys(self.reasons + other.reasons)),
        )

    def sentence(self) -> str:
        """``12 passed, 0 failed``, and what was skipped where anything was."""
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")


def counted(status: int, report: Path | None) -> Count:
    """The count of a suite that ended with an exit status: from pytest's report, else the suite as one."""
    if report is None:
        return Count(failed=1) if status else Count(passed=1)
    if not report.exists():
        return Count(failed=1)
    count = in_report(report)
    # a run that broke off, or found no tests, must not pass for a good one
    return count if count.failed or not status else count + Count(failed=1)


def in_report(report: Path) -> Count:
    """The count in a JUnit report."""
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    skips = [found for case in cases if case not in failed and (found := case.find("skipped")) is not None]
    reasons = tuple(dict.fromkeys(found.get("message") or "without a reason" for found in skips))
    return Count(len(cases) - len(failed) - len(skips), len(failed), len(skips), reasons)
