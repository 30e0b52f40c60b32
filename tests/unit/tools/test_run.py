# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The runner: groups and suites by name, logs, time limits, one closing line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests import run
from tests.suites import GROUPS, SUITES, Suite
from tests.summary import Count


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "BUILD", tmp_path)
    for folder in ("logs", "junit"):
        (tmp_path / folder).mkdir()


def suite(name: str, code: str, limit: int = 20) -> Suite:
    return Suite(name, (sys.executable, "-c", code), limit=limit)


def test_groups_hold_suites_that_exist() -> None:
    assert {name for names in GROUPS.values() for name in names} <= set(SUITES)


def test_suites_are_chosen_once_and_in_their_order() -> None:
    assert [item.name for item in run.chosen(["mypy", "fast", "ruff"])] == [
        "ruff",
        "format",
        "unit",
        "mypy",
        "contract",
    ]
    with pytest.raises(SystemExit, match=r"no suite or group unti; there are: fast, "):
        run.chosen(["unti"])


def test_all_run_though_one_fails(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    suites = [suite("good", "print('fine')"), suite("bad", "print('broken'); raise SystemExit(3)"), suite("last", "")]
    assert run.show(suites, lanes=2) == Count(2, 1)
    shown = capsys.readouterr().out
    assert "FAIL bad" in shown
    assert "broken" in shown
    assert "fine" not in shown
    assert (tmp_path / "logs" / "good.log").read_text(encoding="utf-8") == "fine\n"


def test_a_suite_that_hangs_is_stopped(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "slow.log"
    assert run.run(suite("slow", "import time; time.sleep(60)", limit=1), log, None) == Count(failed=1)
    assert "longer than its limit of 1 s" in log.read_text(encoding="utf-8")
