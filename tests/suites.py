# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The test suites as data, in the order in which they run: what shows a broken thing soonest comes first."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable


@dataclass(frozen=True)
class Suite:
    """One suite: a command of its own, or the folder of tests that pytest runs.

    ``limit`` seconds after which it is stopped and counts as failed.
    """

    name: str
    command: tuple[str, ...] = ()
    tests: str = ""
    limit: int = 300
    needs_cluster: bool = False
    options: tuple[str, ...] = ()

    @property
    def is_pytest(self) -> bool:
        """Whether pytest runs it and counts its tests."""
        return bool(self.tests)

    def full_command(self, report: Path) -> list[str]:
        """What to start; pytest writes its counts to ``report``."""
        if not self.is_pytest:
            return list(self.command)
        return [PYTHON, "-m", "pytest", self.tests, "-q", f"--junitxml={report}", *self.options]


_ALL = (
    Suite("ruff", ("ruff", "check", "--quiet", ".")),
    Suite("format", ("ruff", "format", "--check", "--quiet", ".")),
    Suite("unit", tests="tests/unit"),
    Suite("mypy", ("mypy", "plugins", "tests")),
    Suite("contract", tests="tests/contract", options=("-n2", "--dist=loadfile")),
    # long, so that it starts soon: the others pass it in the other lane
    Suite("integration", tests="tests/integration", limit=2400, needs_cluster=True),
    Suite("quality", tests="tests/quality"),
    Suite("component", tests="tests/component", limit=900),
    Suite("yamllint", (PYTHON, "-m", "tests.tools.files", "yaml")),
    Suite("shellcheck", (PYTHON, "-m", "tests.tools.files", "shell")),
    Suite("changelog", ("antsibull-changelog", "lint")),
    Suite("ansible-lint", ("ansible-lint", "--offline", "--nocolor")),
    Suite(
        "docs", ("antsibull-docs", "lint-collection-docs", "--plugin-docs", "--validate-collection-refs", "self", ".")
    ),
    Suite("sanity", (PYTHON, "-m", "tests.tools.sanity"), limit=1200),
)
SUITES = {suite.name: suite for suite in _ALL}
_FAST = ["ruff", "format", "unit", "mypy", "contract"]
_LINT = ["ruff", "format", "mypy", "quality", "yamllint", "shellcheck", "changelog", "ansible-lint", "docs", "sanity"]
GROUPS = {"fast": _FAST, "lint": _LINT, "all": list(SUITES)}
