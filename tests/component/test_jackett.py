# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""jackett_config and jackett_indexer through ansible-playbook, against Jackett's stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standins.running import Running

from .conftest import Checks
from .script import Played, Script

PROXY_PASSWORD = "proxy-battery-staple"
OMDB_KEY = "omdb-battery-staple"
REFUSED = {
    "unknown indexer": r"Jackett has no indexer 'thepiratebays' \(option id\); the nearest are thepiratebay",
    "unknown setting": r"has no setting 'colour' \(option settings\); its settings are: sitelink",
    "port out of range": "option port has 70000, but allowed is 1 to 65535",
    "unknown option": r"jackett_config has no option flaresolver\. Supported parameters include: .*flaresolverr_url",
    "wrong choice": "value of proxy_type must be one of",
    "wrong password": "refused the admin password; set option password to the right one",
    "other app": "What answers at .* is not Jackett",
}


@pytest.fixture(scope="module")
def script(jackett: Running, radarr: Running, folder: Path) -> Script:
    state = str(folder / "state.json")
    connection = {"url": jackett.url, "password": "{{ secret.jackett }}", "state_path": state, "wait": 10}
    secrets = {"jackett": jackett.password, "proxy": PROXY_PASSWORD, "omdb": OMDB_KEY, "wrong": "wrong-staple"}
    made = Script(folder, "jackett", connection, secrets)
    made.change("indexer", "jackett_indexer", id="thepiratebay", tags=["VPN"])
    made.change("tags", "jackett_indexer", id="thepiratebay", tags=["other", "vpn"])
    made.change("removed", "jackett_indexer", id="thepiratebay", state="absent")
    made.change("config", "jackett_config", cache_ttl=1800, omdb_key="{{ secret.omdb }}")
    made.change("restart", "jackett_config", flaresolverr_url="http://flaresolverr:8191")
    made.change(
        "proxy",
        "jackett_config",
        proxy_type="http",
        proxy_url="gluetun",
        proxy_port=8888,
        proxy_username="me",
        proxy_password="{{ secret.proxy }}",
    )
    made.step("same password", "jackett_config", admin_password="{{ secret.jackett }}")
    made.step("absent already", "jackett_indexer", id="thepiratebay", state="absent")
    made.step("unknown and absent", "jackett_indexer", id="nosuchindexer", state="absent")
    made.step("unknown indexer", "jackett_indexer", id="thepiratebays")
    made.step("unknown setting", "jackett_indexer", id="thepiratebay", settings={"colour": "red"})
    made.step("port out of range", "jackett_config", port=70000)
    made.step("unknown option", "jackett_config", flaresolver="x")
    made.step("wrong choice", "jackett_config", proxy_type="ftp")
    made.step("wrong password", "jackett_config", password="{{ secret.wrong }}")
    made.step("other app", "jackett_config", url=radarr.url, wait=1)
    return made


@pytest.fixture(scope="module")
def play(script: Script) -> Played:
    return script.play()


@pytest.mark.parametrize("name", ["indexer", "tags", "removed", "config", "restart", "proxy"])
def test_checked_made_and_made_again(play: Played, checks: Checks, name: str) -> None:
    checks.check_predicts(play, name)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(play: Played, checks: Checks, name: str) -> None:
    checks.is_refused(play, name, REFUSED[name])


@pytest.mark.parametrize("name", ["same password", "absent already", "unknown and absent"])
def test_nothing_to_do(play: Played, name: str) -> None:
    assert play[name]["changed"] is False


def test_differences_are_minimal(play: Played) -> None:
    assert play["tags: run"]["diff"]["before"] == {"settings.tags": ["vpn"]}
    assert play["tags: run"]["diff"]["after"] == {"settings.tags": ["other", "vpn"]}
    assert play["config: run"]["diff"]["after"] == {"cache_ttl": 1800, "omdb_key": "******** (new value)"}
    assert set(play["restart: run"]["diff"]["after"]) == {"flaresolverr_url"}


def test_resource_is_what_jackett_holds(play: Played) -> None:
    assert play["tags: again"]["resource"]["settings"]["tags"] == ["other", "vpn"]
    assert play["proxy: again"]["resource"]["proxy_url"] == "gluetun"
    for secret in ("api_key", "omdbkey", "proxy_password", "password"):
        assert play["proxy: again"]["resource"][secret] == "********"


def test_no_secret_is_printed(play: Played, jackett: Running) -> None:
    for secret in (jackett.password, jackett.api_key, PROXY_PASSWORD, OMDB_KEY, "wrong-staple"):
        assert secret not in play.output
