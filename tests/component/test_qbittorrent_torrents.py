# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Torrents through ansible-playbook, on the real qBittorrent of each Debian suite. Nothing has a tracker or peers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.standins.running import Running

from . import torrents
from .conftest import Checks
from .script import Played, Script

PASSKEY = "passkey-battery-staple"
MAGNET_HASH = "dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c"
CHANGES = (
    "version 2",
    "both versions",
    "by url",
    "version 2 gone",
    "both gone",
    "added",
    "category",
    "limits",
    "tags",
    "folder",
    "switches",
    "started",
    "managed",
    "magnet",
    "gone",
    "all gone",
)
REFUSED = {
    "unknown category": r"has no category 'music' for option category; it has: .*films",
    "no source": r"has no torrent 0{40}; set option torrent_file, magnet or torrent_url to add it",
    "no hash": "Option hash is missing",
    "bad hash": "option hash is not an info-hash of 40 or 64 hexadecimal digits",
    "bad magnet": "option magnet is not a magnet link with an info-hash",
    "bad file": "option torrent_file is not a torrent file",
    "no file": r"can't be read \(No such file or directory\); correct option torrent_file",
    "two torrents": "The options name different torrents",
    "bad limit": "option ratio_limit has 'much', but allowed is",
    "both folders": "leave out option save_path or auto_tmm",
    "two sources": "parameters are mutually exclusive",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("torrents")
    (folder / "film.torrent").write_bytes(torrents.file('A "film" / part 🎬')[0])
    (folder / "second.torrent").write_bytes(torrents.second_file(torrents.second_info("second")))
    (folder / "hybrid.torrent").write_bytes(torrents.second_file(torrents.hybrid_info("hybrid")))
    (folder / "url.torrent").write_bytes(torrents.file("by url")[0])
    (folder / "text.torrent").write_bytes(b"no torrent")
    return folder


@pytest.fixture(scope="module")
def address(files: Path) -> Iterator[str]:
    """Where the program fetches torrent files, on loopback."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(files))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def play(every_qbittorrent: Running, files: Path, address: str, tmp_path_factory: pytest.TempPathFactory) -> Played:
    app = every_qbittorrent
    folder = tmp_path_factory.mktemp("qbit-torrents")
    defaults = {"url": app.url, "username": app.username, "password": "{{ secret.own }}", "wait": 5}
    magnet = f"magnet:?xt=urn:btih:{MAGNET_HASH}&tr=http://127.0.0.1:9/{PASSKEY}"
    script = Script(folder, "qbit", defaults, {"own": app.password, "magnet": magnet})
    number = torrents.file('A "film" / part 🎬')[1]
    file: dict[str, Any] = {"torrent_file": str(files / "film.torrent")}
    script.step("films", "qbit_category", name="films", save_path=f"{app.config}/films")
    script.change("added", "qbit_torrent", **file, stopped=True, tags=["new"], save_path=f"{app.config}/one/")
    script.step("by its hash", "qbit_torrent", hash=number.upper())
    script.change("category", "qbit_torrent", **file, category="films")
    script.change("limits", "qbit_torrent", hash=number, ratio_limit=1.5, seeding_time_limit="none", upload_limit=10240)
    script.change("tags", "qbit_torrent", hash=number, tags=["seen", "film"])
    script.change("folder", "qbit_torrent", hash=number, save_path=f"{app.config}/two")
    script.change("switches", "qbit_torrent", hash=number, sequential_download=True, first_last_piece_priority=True)
    script.change("started", "qbit_torrent", hash=number, stopped=False)
    script.step("omitted", "qbit_torrent", hash=number)
    script.change("managed", "qbit_torrent", hash=number, auto_tmm=True)
    script.change(
        "magnet", "qbit_torrent", magnet="{{ secret.magnet }}", stopped=True, category="films", ratio_limit="2"
    )
    for name, file_name in (("version 2", "second"), ("both versions", "hybrid")):
        script.change(name, "qbit_torrent", torrent_file=str(files / f"{file_name}.torrent"), stopped=True)
    fetched = {"torrent_url": f"{address}/url.torrent?key={PASSKEY}", "hash": torrents.file("by url")[1]}
    script.change("by url", "qbit_torrent", **fetched, stopped=True, category="films")
    second, both = (str(files / f"{name}.torrent") for name in ("second", "hybrid"))
    script.change("version 2 gone", "qbit_torrent", torrent_file=second, state="absent", delete_files=True)
    script.change("both gone", "qbit_torrent", torrent_file=both, state="absent")
    script.step("what there is", "qbit_info", gather=["torrents", "categories", "preferences"])
    script.step("unknown category", "qbit_torrent", **file, category="music")
    script.step("no source", "qbit_torrent", hash="0" * 40)
    script.step("no hash", "qbit_torrent", category="films")
    script.step("bad hash", "qbit_torrent", hash="abc")
    script.step("bad magnet", "qbit_torrent", magnet="magnet:?dn=film")
    script.step("bad file", "qbit_torrent", torrent_file=str(files / "text.torrent"))
    script.step("no file", "qbit_torrent", torrent_file="/nowhere/film.torrent")
    script.step("two torrents", "qbit_torrent", **file, hash="0" * 40)
    script.step("bad limit", "qbit_torrent", hash=number, ratio_limit="much")
    script.step("both folders", "qbit_torrent", hash=number, auto_tmm=True, save_path="/a")
    script.step("two sources", "qbit_torrent", **file, magnet="{{ secret.magnet }}")
    script.step("inactive", "qbit_torrent", hash=number, inactive_seeding_time_limit=60)
    script.change("gone", "qbit_torrent", hash=number, state="absent")
    script.change("all gone", "qbit_torrent", magnet="{{ secret.magnet }}", state="absent", delete_files=True)
    planned: dict[str, Any] = {"planned": {"app": True, "categories": ["films"]}}
    check = {"check_mode": True}
    script.step("planned", "qbit_torrent", task=check, **file, category="films", **planned)
    return script.play()


@pytest.mark.parametrize("name", CHANGES)
def test_checked_made_and_made_again(play: Played, checks: Checks, name: str) -> None:
    checks.check_predicts(play, name)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(play: Played, checks: Checks, name: str) -> None:
    checks.is_refused(play, name, REFUSED[name])


def test_differences_are_minimal(play: Played) -> None:
    assert play["category: run"]["diff"] == {
        "before": {"category": ""},
        "after": {"category": "films"},
        "before_header": play["category: run"]["diff"]["before_header"],
        "after_header": play["category: run"]["diff"]["after_header"],
    }
    assert play["tags: run"]["diff"]["before"] == {"tags": ["new"]}
    assert set(play["limits: run"]["diff"]["after"]) == {"ratio_limit", "seeding_time_limit", "upload_limit"}


def test_settings_are_what_qbittorrent_holds(play: Played) -> None:
    number = torrents.file('A "film" / part 🎬')[1]
    held = next(item for item in play["what there is"]["torrents"] if item["hash"] == number)
    assert (held["category"], held["tags"], held["ratio_limit"]) == ("films", ["film", "seen"], 1.5)
    assert (held["upload_limit"], held["sequential_download"], held["auto_tmm"]) == (10240, True, True)
    assert held["save_path"].endswith("/films")
    assert not play["by its hash"]["changed"]
    assert not play["omitted"]["changed"]
    assert play["planned"]["action"] == "create"


def test_what_a_version_lacks_is_refused(play: Played, checks: Checks) -> None:
    if play["what there is"]["version"].startswith("4.5"):
        checks.is_refused(play, "inactive", "has no inactive_seeding_time_limit, which came with 4.6")
    else:
        assert play["inactive"]["changed"], play["inactive"]


def test_no_secret_is_printed(play: Played, every_qbittorrent: Running) -> None:
    assert PASSKEY not in play.output
    assert every_qbittorrent.password not in play.output
