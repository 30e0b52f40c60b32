# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two runs at the same time: each has listed what there is, and one of them is faster."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.standins.running import Running

from . import torrents
from .test_properties import Options, Run, condition, runner

Both = Callable[[Running, Options], tuple[Run, Run]]


@pytest.fixture
def both(tmp_path: Path) -> Both:
    """Two runs with a session each: another timeout is another session."""

    def make(app: Running, login: Options) -> tuple[Run, Run]:
        return runner(app, tmp_path, login), runner(app, tmp_path, {**login, "timeout": 29})

    return make


def races(runs: tuple[Run, Run], module: str, listed: Options, wanted: Options) -> None:
    """The slower one finds what the faster one made, and has nothing to do.

    (A tag that is there already is made again without a word: the programs answer with the one that they have.)
    """
    slow, fast = runs
    slow(module, listed, True)
    assert fast(module, wanted, False)["action"] == "create"
    late = slow(module, wanted, False)
    assert (late["changed"], late["action"]) == (False, "none"), late.get("diff")


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("custom_format", {"name": "raced", "specifications": [condition("raced", False)]}),
        ("quality_profile", {"name": "raced", "qualities": ["DVD"]}),
        ("download_client", {"name": "raced", "implementation": "Transmission", "enable": False}),
    ],
)
def test_radarr(radarr: Running, both: Both, kind: str, wanted: Options) -> None:
    login = {"api_key": radarr.api_key}
    listed = {key: "other" if key == "name" else value for key, value in wanted.items()}
    races(both(radarr, login), f"radarr_{kind}", listed, wanted)


def test_categories(every_qbittorrent: Running, both: Both) -> None:
    login = {"username": every_qbittorrent.username, "password": every_qbittorrent.password}
    races(both(every_qbittorrent, login), "qbit_category", {"name": "other"}, {"name": "raced", "save_path": "/raced"})


def test_torrents(every_qbittorrent: Running, both: Both, tmp_path: Path) -> None:
    login = {"username": every_qbittorrent.username, "password": every_qbittorrent.password}
    for name in ("other", "raced"):
        (tmp_path / name).write_bytes(torrents.file(name)[0])
    listed, wanted = ({"torrent_file": str(tmp_path / name), "stopped": True} for name in ("other", "raced"))
    races(both(every_qbittorrent, login), "qbit_torrent", listed, wanted)
