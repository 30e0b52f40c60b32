# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trouble that the modules of Radarr and Sonarr survive: pinned settings, odd names, other ids, versions, hundreds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.standins import running
from tests.standins.running import Running

from .conftest import Checks
from .script import Played, Script

ODD = "Films / \"4K\" 'best' 🎬 ünïcode"


@pytest.fixture(scope="module")
def pinned() -> Iterator[Running]:
    """Settings that the environment beats."""
    with running.radarr(RADARR__APP__INSTANCENAME="Radarr 4K") as app:
        yield app


@pytest.fixture(scope="module")
def sonarr_5() -> Iterator[Running]:
    """The version that moved sizes into profiles."""
    with running.sonarr() as app:
        app.fault(version="5.0.0.100")
        yield app


def versions(script: Script, four: Running, five: Running) -> None:
    """What one version has and the other lacks."""
    for name, app in (("four", four), ("five", five)):
        own: dict[str, Any] = {"url": app.url, "api_key": f"{{{{ secret.{name} }}}}"}
        terms: dict[str, Any] = {"name": "early", "ignored": ["CAM"], "air_date_restriction": True}
        script.step(f"{name}: air date", "sonarr_release_profile", **terms, **own)
        script.step(f"{name}: size", "sonarr_quality_definition", quality="DVD", max_size=190, **own)
        script.step(f"{name}: title", "sonarr_quality_definition", quality="DVD", title="Disc", **own)
        script.step(
            f"{name}: profile",
            "sonarr_quality_profile",
            name="HD-1080p",
            qualities=["DVD", "SDTV"],
            cutoff="DVD",
            **own,
        )


def write(script: Script, pinned: Running) -> None:
    """All steps."""
    other: dict[str, Any] = {"url": pinned.url, "api_key": "{{ secret.pinned }}", "section": "host"}
    script.step("pinned", "radarr_config", **other, settings={"instance_name": "Radarr Two"})
    script.step("free", "radarr_config", **other, settings={"log_size_limit": 5})
    client: dict[str, Any] = {"implementation": "Transmission", "host": "127.0.0.1", "port": 9, "enable": False}
    script.change("odd", "radarr_download_client", name=ODD, **client)
    script.change("odd changed", "radarr_download_client", name=ODD, priority=7)
    script.change("odd gone", "radarr_download_client", name=ODD, state="absent")
    script.change("odd back", "radarr_download_client", name=ODD, **client)


@pytest.fixture(scope="module")
def play(
    radarr: Running, sonarr: Running, pinned: Running, sonarr_5: Running, tmp_path_factory: pytest.TempPathFactory
) -> Played:
    folder = tmp_path_factory.mktemp("servarr-trouble")
    keys = {"own": radarr, "pinned": pinned, "four": sonarr, "five": sonarr_5}
    secrets = {name: app.api_key for name, app in keys.items()}
    script = Script(folder, "radarr", {"url": radarr.url, "api_key": "{{ secret.own }}", "wait": 5}, secrets)
    write(script, pinned)
    versions(script, sonarr, sonarr_5)
    return script.play()


def test_a_setting_that_the_environment_pins_is_named_with_its_variable(play: Played, checks: Checks) -> None:
    checks.is_refused(play, "pinned", "settings.instance_name: an environment .* RADARR__APP__INSTANCENAME")
    assert play["free"]["changed"], play["free"]


@pytest.mark.parametrize("name", ["odd", "odd changed", "odd gone", "odd back"])
def test_names_may_hold_anything(play: Played, checks: Checks, name: str) -> None:
    checks.check_predicts(play, name)


def test_ids_are_not_what_we_go_by(play: Played, radarr: Running) -> None:
    assert play["odd: run"]["resource"]["id"] != play["odd back: run"]["resource"]["id"]
    held = requests.get(f"{radarr.url}/api/v3/downloadclient", headers={"X-Api-Key": radarr.api_key}, timeout=10).json()
    assert [item["name"] for item in held].count(ODD) == 1


def test_what_a_version_lacks_is_refused_and_not_ignored(play: Played, checks: Checks) -> None:
    checks.is_refused(play, "four: air date", "has no such setting as option air_date_restriction, which came with 5")
    checks.is_refused(play, "five: size", "no longer takes option max_size: Sonarr holds sizes in its quality profiles")
    for name in ("five: air date", "four: size", "four: title", "five: title", "four: profile", "five: profile"):
        assert not play[name]["failed"], play[name]["msg"]


def test_a_hundred_indexers_are_listed_once(radarr: Running, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Made in one loop, and found unchanged in the next run, with one request for all."""
    defaults = {"url": radarr.url, "api_key": "{{ secret.own }}"}
    script = Script(tmp_path_factory.mktemp("hundred"), "radarr", defaults, {"own": radarr.api_key})
    options: dict[str, Any] = {"base_url": "http://127.0.0.1:9/{{ item }}/", "categories": [2000], "test": "never"}
    loop = {"loop": "{{ range(100) | list }}"}
    script.step("hundred", "radarr_indexer", task=loop, name="Indexer / {{ item }}", **options)
    assert all(item["action"] == "create" for item in script.play()["hundred"]["results"])
    radarr.reset_requests()
    assert all(item["action"] == "none" for item in script.play()["hundred"]["results"])
    asked = [(request["method"], request["path"]) for request in radarr.requests()]
    assert asked == [("GET", "/api/v3/system/status"), ("GET", "/api/v3/indexer")]
