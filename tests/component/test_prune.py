# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pruning through ansible-playbook: what is not named goes, what is protected stays, nothing goes by mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.standins.running import Running

from .conftest import Checks
from .script import Played, Script
from .test_properties import runner

CHANGES = ("clients", "tags", "formats", "indexers", "categories")
REFUSED = {
    "empty": "Option keep is empty, which would delete everything",
    "typing error": r"keep names 'Kept client', which Radarr does not have, so nothing was deleted; it has: .*Kept",
    "unknown kind": "value of kind must be one of: custom_format",
    "in use": r"refused to delete Radarr tag 'used' \(409\)",
}


def radarr_steps(script: Script, app: Running) -> None:
    """Clients, tags and formats, some of them made by hand."""
    own: dict[str, Any] = {"url": app.url, "api_key": "{{ secret.radarr }}"}
    client: dict[str, Any] = {"implementation": "Transmission", "enable": False, "host": "127.0.0.1", "port": 9, **own}
    for name in ("Kept", 'Gone / "away" 🎬', "By hand 1"):
        script.step(f"client {name}", "radarr_download_client", name=name, **client)
    for label in ("kept", "gone", "used"):
        script.step(f"tag {label}", "radarr_tag", label=label, **own)
    script.step("user of a tag", "radarr_download_client", name="Kept", tags=["used"], **own)
    condition = {"name": "x", "implementation": "ReleaseTitleSpecification", "fields": {"value": "x"}}
    for name in ("kept", "Kept", "gone"):
        script.step(f"format {name}", "radarr_custom_format", name=name, specifications=[condition], **own)
    script.step("typing error", "radarr_prune", kind="download_client", keep=["Kept client"], **own)
    script.step("empty", "radarr_prune", kind="download_client", keep=[], ignore=["*"], **own)
    script.step("unknown kind", "radarr_prune", kind="film", keep=["a"], **own)
    script.step("in use", "radarr_prune", kind="tag", keep=["kept", "gone"], **own)
    early = {"kind": "download_client", "keep": ["Kept", "Later"], "ignore": ["by hand*"]}
    script.step("too early", "radarr_prune", task={"check_mode": True}, **early, **own)
    script.change("clients", "radarr_prune", kind="download_client", keep=["KEPT"], ignore=["by hand*"], **own)
    script.change("tags", "radarr_prune", kind="tag", keep=["kept", "used"], **own)
    script.change("formats", "radarr_prune", kind="custom_format", keep=["kept"], **own)
    script.step("what is left", "radarr_info", gather=["download_clients", "tags", "custom_formats"], **own)


@pytest.fixture(scope="module")
def play(radarr: Running, jackett: Running, qbittorrent: Running, tmp_path_factory: pytest.TempPathFactory) -> Played:
    secrets = {"radarr": radarr.api_key, "jackett": jackett.password, "qbittorrent": qbittorrent.password}
    script = Script(tmp_path_factory.mktemp("prune"), secrets=secrets)
    radarr_steps(script, radarr)
    indexers: dict[str, Any] = {"url": jackett.url, "password": "{{ secret.jackett }}"}
    for name in ("thepiratebay", "yts", "rutor"):
        script.step(f"indexer {name}", "jackett_indexer", id=name, **indexers)
    script.change("indexers", "jackett_prune", kind="indexer", keep=["yts"], ignore=["ru*"], **indexers)
    script.step("indexers left", "jackett_info", gather=["indexers"], **indexers)
    own: dict[str, Any] = {
        "url": qbittorrent.url,
        "username": qbittorrent.username,
        "password": "{{ secret.qbittorrent }}",
    }
    for name in ("films", "films/old", "gone, too", "by hand"):
        script.step(f"category {name}", "qbit_category", name=name, **own)
    script.change("categories", "qbit_prune", kind="category", keep=["films/old"], ignore=["by*"], **own)
    script.step("categories left", "qbit_info", gather=["categories"], **own)
    planned = {"planned": {"app": True}}
    script.step(
        "planned",
        "radarr_prune",
        task={"check_mode": True},
        url="http://127.0.0.1:1",
        api_key="k",
        kind="tag",
        keep=["a"],
        **planned,
    )
    return script.play()


@pytest.mark.parametrize("name", CHANGES)
def test_checked_made_and_made_again(play: Played, checks: Checks, name: str) -> None:
    checks.check_predicts(play, name)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(play: Played, checks: Checks, name: str) -> None:
    checks.is_refused(play, name, REFUSED[name])


def test_what_is_named_or_protected_stays(play: Played) -> None:
    left = play["what is left"]
    assert [item["name"] for item in left["download_clients"]] == ["By hand 1", "Kept"]
    assert {item["label"] for item in left["tags"]} == {"kept", "used"}
    assert [item["name"] for item in left["custom_formats"]] == ["kept"], "case makes another name of a format"
    assert {item["id"] for item in play["indexers left"]["indexers"]} == {"rutor", "yts"}
    assert {"by hand", "films/old"} <= {item["name"] for item in play["categories left"]["categories"]}
    assert "gone, too" not in {item["name"] for item in play["categories left"]["categories"]}


def test_what_goes_is_shown(play: Played) -> None:
    assert play["clients: run"]["resource"] == {"removed": ['Gone / "away" 🎬']}
    assert list(play["clients: run"]["diff"]["before"]) == ['Gone / "away" 🎬']
    assert play["clients: run"]["diff"]["after"] == {}
    assert play["planned"]["resource"] == {"removed": []}
    assert any("'Later' of option keep is not there" in warning for warning in play["too early"]["warnings"])


def test_no_secret_is_printed(play: Played, radarr: Running, jackett: Running, qbittorrent: Running) -> None:
    for secret in (radarr.api_key, jackett.password, qbittorrent.password):
        assert secret not in play.output


def test_what_contains_a_category_that_stays_stays(every_qbittorrent: Running, tmp_path: Path) -> None:
    """Newer versions would delete both."""
    login = {"username": every_qbittorrent.username, "password": every_qbittorrent.password}
    run = runner(every_qbittorrent, tmp_path, login)
    for name in ("films", "films/old", "gone", "by hand"):
        run("qbit_category", {"name": name}, False)
    wanted = {"kind": "category", "keep": ["films/old"], "ignore": ["by*"]}
    for check_mode in (True, False):
        assert run("qbit_prune", wanted, check_mode)["resource"] == {"removed": ["gone"]}
    assert not run("qbit_prune", wanted, False)["changed"]
    left = run("qbit_info", {"gather": ["categories"]}, False)["categories"]
    assert {item["name"] for item in left} == {"films", "films/old", "by hand"}
