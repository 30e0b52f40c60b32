# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs for contract tests, each started once for a module, and the recorded facts they are compared with."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.standins import running

from .client import Client, JackettClient, QbittorrentClient


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Client, Client]]:
    """Radarr and Sonarr, started at the same time."""
    with ExitStack() as stack, ThreadPoolExecutor() as pool:
        starts = (running.radarr, running.sonarr)
        radarr, sonarr = pool.map(lambda start: Client(stack.enter_context(start())), starts)
        yield radarr, sonarr


@pytest.fixture(scope="module")
def radarr(both: tuple[Client, Client]) -> Client:
    return both[0]


@pytest.fixture(scope="module")
def sonarr(both: tuple[Client, Client]) -> Client:
    return both[1]


@pytest.fixture(scope="module", params=["radarr", "sonarr"])
def servarr(request: pytest.FixtureRequest) -> Client:
    """Radarr, then Sonarr: what they share."""
    client: Client = request.getfixturevalue(request.param)
    return client


@pytest.fixture(scope="module")
def jackett() -> Iterator[JackettClient]:
    with running.jackett() as app:
        yield JackettClient(app)


@pytest.fixture(scope="module")
def qbittorrent() -> Iterator[QbittorrentClient]:
    with running.qbittorrent() as app:
        yield QbittorrentClient(app)


@pytest.fixture(scope="session")
def facts() -> Callable[[str], Any]:
    """Reads a JSON file of the recorded facts; skips where they are not beside the repository."""
    place = Path(os.environ.get("MEDIASTACK_FACTS") or Path(__file__).resolve().parents[3] / "shared" / "facts")

    def read(name: str) -> Any:
        path = place / name
        if not path.is_file():
            pytest.skip(f"{path} is absent; set MEDIASTACK_FACTS to the folder of recorded facts.")
        return json.loads(path.read_text(encoding="utf-8"))

    return read
