# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of Radarr and Sonarr through ansible-playbook: stand-ins, and a real qBittorrent that they log in to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests

from tests.standins.running import Running

from .conftest import Checks
from .script import Played, Script

CHANGES = (
    "tag",
    "root folder",
    "client",
    "client's priority",
    "client's password",
    "indexer",
    "categories",
    "disabled",
)
REMOVALS = ("indexer gone", "client gone", "folder gone", "tag gone")
REFUSED = {
    "unknown tag": r"has no tag 'hdr' for option tags; it has: .*vpn.*Create it first or change tags",
    "unknown client": r"has no download client 'nobody' for option download_client; it has: .*qBittorrent",
    "unknown field": r"has no field 'hots' \(option fields\); its fields are: .*host",
    "unknown implementation": r"has no download client implementation 'Napster'; option implementation may be: .*QBitt",
    "other implementation": "is of implementation QBittorrent, which can't be changed",
    "field in two options": "has host in two options; set each field in one of them only",
    "secret among the plain": "field password is a secret; give it in option secret_fields",
    "wrong type": "option fields.sequentialOrder has 'often', but allowed is true or false",
    "required test fails": r"refused to create .* \(400\): .+",
    "wrong key": "refused the API key; set option api_key to the key of this",
    "other app": "is Radarr .*, not Sonarr|is Sonarr .*, not Radarr",
    "no app": "is not (Radarr|Sonarr)",
    "nobody there": r"refused the connection; .*Waited 0 s \(option wait\)",
    "bad folder": "option path has 'films', but allowed is an absolute path",
    "folder that is missing": r"refused to create .* root folder '/nowhere/films' \(400\): .*Path",
}


def write(script: Script, app: str, others: dict[str, Running], films: str, category: str) -> None:
    """All steps, in the order in which a user would take them."""
    qbittorrent, jackett = others["qbittorrent"], others["jackett"]
    host, port = qbittorrent.url.removeprefix("http://").split(":")
    client: dict[str, Any] = {
        "name": "qBittorrent",
        "host": host,
        "port": port,
        "username": qbittorrent.username,
        "password": "{{ secret.qbittorrent }}",
        "category": category,
        "tags": ["VPN"],
    }
    feed = f"{jackett.url}/api/v2.0/indexers/thepiratebay/results/torznab/"
    indexer: dict[str, Any] = {
        "name": "The Pirate Bay",
        "base_url": feed,
        "indexer_api_key": "{{ secret.jackett_key }}",
    }
    script.step("indexer of Jackett", "jackett_indexer", id="thepiratebay", **login(jackett))
    script.change("tag", f"{app}_tag", label="VPN")
    script.change("root folder", f"{app}_root_folder", path=f"{films}/")
    script.change("client", f"{app}_download_client", **client)
    script.change("client's priority", f"{app}_download_client", name="qBittorrent", priority=2)
    script.change(
        "client's password",
        f"{app}_download_client",
        name="qBittorrent",
        password="{{ secret.wrong }}",
        test="never",
    )
    script.step("client's password mended", f"{app}_download_client", **client)
    categories = [2000, 2040] if app == "radarr" else [5000, 5040]
    script.change("indexer", f"{app}_indexer", **indexer, categories=categories, download_client="qBittorrent")
    script.change("categories", f"{app}_indexer", name="The Pirate Bay", categories=categories[:1], download_client="")
    script.change("disabled", f"{app}_indexer", name="The Pirate Bay", enable_rss=False, seed_ratio=1.5)
    refusals(script, app, others)
    script.step(
        "down", f"{app}_download_client", name="Later", host="127.0.0.1", port=1, username="a", password="b1234567"
    )
    script.step("down: never", f"{app}_download_client", name="Never", host="127.0.0.1", port=1, test="never")
    for name in ("Later", "Never"):
        script.step(f"{name} gone", f"{app}_download_client", name=name, state="absent")
    script.change("indexer gone", f"{app}_indexer", name="The Pirate Bay", state="absent")
    script.change("client gone", f"{app}_download_client", name="qBittorrent", state="absent")
    script.change("folder gone", f"{app}_root_folder", path=films, state="absent")
    script.change("tag gone", f"{app}_tag", label="vpn", state="absent")
    planned = {"tags": ["soon"], "download_clients": ["Soon"]}
    script.step(
        "planned",
        f"{app}_indexer",
        task={"check_mode": True},
        planned=planned,
        tags=["soon"],
        **{**indexer, "download_client": "Soon"},
    )
    script.step(
        "planned app",
        f"{app}_download_client",
        task={"check_mode": True},
        **{**client, "url": "http://127.0.0.1:1", "planned": {"app": True, "tags": ["vpn"]}},
    )


def refusals(script: Script, app: str, others: dict[str, Running]) -> None:
    """Everything that users get wrong."""
    client, other = f"{app}_download_client", others["other"]
    script.step("unknown tag", client, name="qBittorrent", tags=["hdr"])
    script.step("unknown client", f"{app}_indexer", name="The Pirate Bay", download_client="nobody")
    script.step("unknown field", client, name="qBittorrent", fields={"hots": "a"})
    script.step("unknown implementation", client, name="New", implementation="Napster")
    script.step("other implementation", client, name="qBittorrent", implementation="Transmission")
    script.step("field in two options", client, name="qBittorrent", host="a", fields={"host": "b"})
    script.step("secret among the plain", client, name="qBittorrent", fields={"password": "{{ secret.wrong }}"})
    script.step("wrong type", client, name="qBittorrent", fields={"sequentialOrder": "often"})
    script.step("required test fails", client, name="Required", host="127.0.0.1", port=1, test="require")
    script.step("wrong key", f"{app}_tag", label="a", api_key="{{ secret.wrong }}")
    script.step("other app", f"{app}_tag", label="a", url=other.url, api_key="{{ secret.other }}")
    script.step("no app", f"{app}_tag", label="a", url=others["qbittorrent"].url)
    script.step("nobody there", f"{app}_tag", label="a", url="http://127.0.0.1:1", wait=0)
    script.step("bad folder", f"{app}_root_folder", path="films")
    script.step("folder that is missing", f"{app}_root_folder", path="/nowhere/films")


def login(jackett: Running) -> dict[str, Any]:
    return {"url": jackett.url, "password": "{{ secret.jackett }}"}


@pytest.fixture(scope="module", params=["radarr", "sonarr"])
def app(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def others(app: str, radarr: Running, sonarr: Running, jackett: Running, qbittorrent: Running) -> dict[str, Running]:
    own, other = (radarr, sonarr) if app == "radarr" else (sonarr, radarr)
    return {"own": own, "other": other, "jackett": jackett, "qbittorrent": qbittorrent}


@pytest.fixture(scope="module")
def secrets(others: dict[str, Running]) -> dict[str, str]:
    return {
        "own": others["own"].api_key,
        "other": others["other"].api_key,
        "jackett": others["jackett"].password,
        "jackett_key": others["jackett"].api_key,
        "qbittorrent": others["qbittorrent"].password,
        "wrong": "wrong-battery-staple",
    }


@pytest.fixture(scope="module")
def play(
    app: str, others: dict[str, Running], secrets: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Played:
    folder = tmp_path_factory.mktemp(app)
    films = folder / "films"
    films.mkdir()
    defaults = {"url": others["own"].url, "api_key": "{{ secret.own }}", "wait": 5}
    script = Script(folder, app, defaults, secrets)
    write(script, app, others, str(films), f"component-{app}")
    for task in script.tasks:
        module = next(key for key in task if "." in key)
        if module.endswith(("_client", "_indexer")):
            task[module].setdefault("state_path", str(folder / "state.json"))
    return script.play()


@pytest.mark.parametrize("name", [*CHANGES, *REMOVALS])
def test_checked_made_and_made_again(play: Played, checks: Checks, name: str) -> None:
    checks.check_predicts(play, name)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(play: Played, checks: Checks, name: str) -> None:
    checks.is_refused(play, name, REFUSED[name])


def test_differences_are_minimal(play: Played) -> None:
    assert play["client's priority: run"]["diff"]["before"] == {"priority": 1}
    assert play["client's priority: run"]["diff"]["after"] == {"priority": 2}
    assert play["client's password: run"]["diff"]["after"] == {"password": "******** (new value)"}
    assert play["disabled: run"]["diff"]["after"] == {"enable_rss": False, "seed_ratio": 1.5}
    assert play["categories: run"]["diff"]["before"]["download_client"] == "qBittorrent"


def test_resource_is_what_the_app_holds(play: Played, app: str) -> None:
    held = play["client: again"]["resource"]
    assert held["fields"]["movieCategory" if app == "radarr" else "tvCategory"] == f"component-{app}"
    assert held["fields"]["password"] == "********"
    assert held["enable"] is True
    assert play["tag: again"]["resource"]["label"] == "vpn"
    assert play["client gone: run"]["resource"] is None


def test_a_peer_that_is_down_is_a_warning_or_nothing(play: Played) -> None:
    assert play["down"]["changed"]
    assert any(
        "was saved, but" in warning and "own test of it failed" in warning for warning in play["down"]["warnings"]
    )
    assert play["down"]["resource"]["enable"] is True, "it is switched on all the same"
    assert play["down: never"]["changed"]
    assert "warnings" not in play["down: never"]


def test_nothing_half_made_is_left(play: Played, others: dict[str, Running]) -> None:
    own = others["own"]
    held = requests.get(f"{own.url}/api/v3/downloadclient", headers={"X-Api-Key": own.api_key}, timeout=10).json()
    assert held == []


def test_what_is_planned_counts_in_a_check(play: Played) -> None:
    assert play["planned"]["diff"]["after"]["download_client"] == "Soon"
    assert play["planned app"]["diff"]["after"]["tags"] == ["vpn"]


def test_no_secret_is_printed(play: Played, secrets: dict[str, str]) -> None:
    assert [name for name, secret in secrets.items() if secret in play.output] == []


def test_app_that_starts_is_waited_for(
    app: str, others: dict[str, Running], secrets: dict[str, str], tmp_path: Path
) -> None:
    """And the module itself, as on another host, does the same as the action plugin."""
    own = others["own"]
    script = Script(tmp_path, app, {"url": own.url, "api_key": "{{ secret.own }}", "wait": 20}, secrets)
    script.standin(own.url, "POST", "fault", {"status": 503, "times": 3})
    script.step("starting", f"{app}_tag", label="starting")
    elsewhere = {"vars": {"ansible_connection": "elsewhere"}}
    script.step("elsewhere: check", f"{app}_tag", task={**elsewhere, "check_mode": True}, label="elsewhere")
    script.step("elsewhere", f"{app}_tag", task=elsewhere, label="elsewhere")
    script.step("here", f"{app}_tag", label="elsewhere")
    script.step("elsewhere: refused", f"{app}_tag", task=elsewhere, label="a", api_key="{{ secret.wrong }}")
    played = script.play()
    assert played["starting"]["changed"]
    assert (played["elsewhere: check"]["changed"], played["elsewhere"]["changed"]) == (True, True)
    assert played["elsewhere"]["resource"] == played["here"]["resource"]
    assert not played["here"]["changed"]
    assert "refused the API key" in played["elsewhere: refused"]["msg"]
    assert [name for name, secret in secrets.items() if secret in played.output] == []


@pytest.mark.parametrize("calls", [50])
def test_a_loop_lists_once(
    app: str, others: dict[str, Running], secrets: dict[str, str], tmp_path: Path, calls: int
) -> None:
    own = others["own"]
    script = Script(tmp_path, app, {"url": own.url, "api_key": "{{ secret.own }}"}, secrets)
    script.step(
        "loop", f"{app}_tag", task={"loop": [f"t{n}" for n in range(calls)], "check_mode": True}, label="{{ item }}"
    )
    own.reset_requests()
    played = script.play()
    assert len(played["loop"]["results"]) == calls
    assert len(own.requests()) == 2, "one to see who answers, one for the list"
