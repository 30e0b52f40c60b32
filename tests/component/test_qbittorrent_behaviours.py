# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ten behaviours of every writable module of qBittorrent, on the real one of each Debian suite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standins.running import Running

from . import behaviours, torrents
from .behaviours import Case, Secret
from .conftest import Checks
from .script import Played, Script

NO_SECRET = {"secret is masked": "it has no secrets", "secret changes": "it has no secrets"}
NAME = 'films & "series", 🎬'


def cases(folder: str) -> list[Case]:
    """One for each module."""
    return [
        Case(
            "qbit_category",
            {"name": NAME},
            {"save_path": "/downloads/films"},
            {"save_path": "/downloads/other"},
            ("save_path",),
            {"name": "/films"},
            "option name has '/films', but allowed is a name without backslash",
            without=NO_SECRET,
        ),
        Case(
            "qbit_preferences",
            {},
            # the first is called add_stopped_enabled since version 5
            {"preferences": {"start_paused_enabled": True, "max_connec": 400}},
            {"preferences": {"start_paused_enabled": True, "max_connec": 300}},
            ("preferences.max_connec",),
            {"preferences": {"max_conect": 1}},
            "has no preference 'max_conect' .*nearest are .*max_connec",
            Secret(
                "secret_preferences.proxy_password",
                {"secret_preferences": {"proxy_password": "{{ secret.first }}"}},
                {"secret_preferences": {"proxy_password": "{{ secret.second }}"}},
            ),
            first="update",
            without={"absent": "the preferences always exist"},
        ),
        Case(
            "qbit_torrent",
            {"hash": torrents.file("film")[1]},
            {"torrent_file": f"{folder}/film.torrent", "stopped": True, "ratio_limit": "1.5"},
            {"ratio_limit": "2"},
            ("ratio_limit",),
            {"category": "nobody's"},
            'has no category "nobody\'s" for option category',
            without=NO_SECRET,
        ),
    ]


CASES = cases("/")


@pytest.fixture(scope="module")
def secrets() -> dict[str, str]:
    return {"first": "first-battery-staple", "second": "second-battery-staple"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    folder: Path = tmp_path_factory.mktemp("torrent")
    (folder / "film.torrent").write_bytes(torrents.file("film")[0])
    return {case.module: case for case in cases(str(folder))}


@pytest.fixture(scope="module")
def play(
    every_qbittorrent: Running,
    made: dict[str, Case],
    secrets: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Played:
    app, folder = every_qbittorrent, tmp_path_factory.mktemp("qbit-behaviours")
    defaults = {"url": app.url, "username": app.username, "password": "{{ secret.own }}", "wait": 5}
    script = Script(folder, "qbit", defaults, {**secrets, "own": app.password})
    for case in made.values():
        behaviours.write(script, case)
    for task in script.tasks:
        if "homelab.mediastack.qbit_preferences" in task:
            task["homelab.mediastack.qbit_preferences"]["state_path"] = str(folder / "state.json")
    return script.play()


@pytest.mark.parametrize(
    ("module", "behaviour"), [(case.module, behaviour) for case, behaviour in behaviours.applicable(CASES)]
)
def test_behaviour(
    play: Played, made: dict[str, Case], secrets: dict[str, str], checks: Checks, module: str, behaviour: str
) -> None:
    behaviours.check(checks, play, made[module], behaviour, secrets)
