# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The apps that component tests talk to: qBittorrent itself, stand-ins for the others; fresh for each file of tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.standins import running
from tests.standins.running import Running
from tests.tools import qbittorrents

from .script import Played


@pytest.fixture(scope="module")
def qbittorrent() -> Iterator[Running]:
    with running.qbittorrent() as app:
        yield app


@pytest.fixture(scope="module", params=qbittorrents.SUITES)
def every_qbittorrent(request: pytest.FixtureRequest) -> Iterator[Running]:
    """The qBittorrent of each Debian suite."""
    program = qbittorrents.program(request.param)
    if program is None:
        pytest.skip(f"the qBittorrent of Debian {request.param} is not unpacked; run make packages.")
    with running.qbittorrent(program=str(program)) as app:
        yield app


@pytest.fixture(scope="module")
def jackett() -> Iterator[Running]:
    with running.jackett() as app:
        yield app


@pytest.fixture(scope="module")
def radarr() -> Iterator[Running]:
    with running.radarr() as app:
        yield app


@pytest.fixture(scope="module")
def sonarr() -> Iterator[Running]:
    with running.sonarr() as app:
        yield app


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("play")


class Checks:
    """What holds for every change of every module."""

    def check_predicts(self, played: Played, name: str) -> None:
        """The check says what the run does; the second run finds nothing to do."""
        checked, run, again = (played[f"{name}: {step}"] for step in ("check", "run", "again"))
        assert not run["failed"], run["msg"]
        assert run["changed"], "the run changes something"
        assert (checked["changed"], checked["action"]) == (True, run["action"])
        assert checked["diff"] == run["diff"], "the check shows the same difference"
        assert not again["changed"], f"the second run changes {again.get('diff')}"
        assert (again["action"], "diff" in again) == ("none", False)

    def is_refused(self, played: Played, name: str, sentence: str) -> None:
        """A failed task with one sentence, without traceback."""
        result = played[name]
        assert result["failed"], f"{name} was accepted: {result}"
        assert re.search(sentence, result["msg"]), result["msg"]
        assert "Traceback (most recent call last)" not in played.output


@pytest.fixture(scope="session")
def checks() -> Checks:
    return Checks()
