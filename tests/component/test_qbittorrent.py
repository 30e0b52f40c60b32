# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""qbit_category and qbit_preferences through ansible-playbook, against qBittorrent itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standins.running import Running

from .conftest import Checks
from .script import Played, Script

PROXY_PASSWORD = "proxy-battery-staple"
REFUSED = {
    "unknown preference": "has no preference 'savepath' .*nearest are .*save_path",
    "wrong type": "preferences.listen_port has 'many', but allowed is a whole number",
    "secret among the plain": "proxy_password is a secret; give it in option secret_preferences",
    "category with a slash at its end": "option name has 'films/', but allowed is a name without backslash",
    "missing option": "missing required arguments: name",
    "unknown option": r"qbit_category has no option savepath\. Supported parameters include: .*save_path",
}


@pytest.fixture(scope="module")
def script(every_qbittorrent: Running, folder: Path) -> Script:
    defaults = {
        "url": every_qbittorrent.url,
        "username": every_qbittorrent.username,
        "password": "{{ secret.qbittorrent }}",
        "state_path": str(folder / "state.json"),
        "wait": 5,
    }
    secrets = {"qbittorrent": every_qbittorrent.password, "proxy": PROXY_PASSWORD, "wrong": "wrong-battery-staple"}
    connection = {key: value for key, value in defaults.items() if key != "state_path"}
    made = Script(folder, "qbit", connection, secrets)
    state = defaults["state_path"]
    made.change("category", "qbit_category", name="films", save_path="/downloads/films/")
    made.change("folder", "qbit_category", name="films", download_path="/fast")
    made.change("inherited", "qbit_category", name="films", download_path_mode="inherit", download_path="")
    made.change("gone", "qbit_category", name="films", state="absent")
    made.change(
        "preferences",
        "qbit_preferences",
        state_path=state,
        preferences={"up_limit": 1000, "max_ratio_enabled": True, "max_ratio": 1.5, "save_path": "/films/"},
        secret_preferences={"proxy_password": "{{ secret.proxy }}"},
    )
    made.step("same password", "qbit_preferences", state_path=state, web_ui_password="{{ secret.qbittorrent }}")
    made.step("nothing asked", "qbit_preferences", state_path=state)
    made.step("unknown preference", "qbit_preferences", preferences={"savepath": "/a"})
    made.step("wrong type", "qbit_preferences", preferences={"listen_port": "many"})
    made.step("secret among the plain", "qbit_preferences", preferences={"proxy_password": "{{ secret.proxy }}"})
    made.step("category with a slash at its end", "qbit_category", name="films/")
    made.step("missing option", "qbit_category")
    made.step("unknown option", "qbit_category", name="films", savepath="/a")
    return made


@pytest.fixture(scope="module")
def play(script: Script) -> Played:
    return script.play()


@pytest.mark.parametrize("name", ["category", "folder", "inherited", "gone", "preferences"])
def test_checked_made_and_made_again(play: Played, checks: Checks, name: str) -> None:
    checks.check_predicts(play, name)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(play: Played, checks: Checks, name: str) -> None:
    checks.is_refused(play, name, REFUSED[name])


def test_differences_are_minimal(play: Played) -> None:
    assert play["category: run"]["diff"]["after"] == {"name": "films", "save_path": "/downloads/films"}
    assert play["folder: run"]["diff"]["before"] == {"download_path": "", "download_path_mode": "inherit"}
    after = play["preferences: run"]["diff"]["after"]
    assert after["preferences.up_limit"] == 1024
    assert after["preferences.save_path"] == "/films"


def test_resource_is_what_qbittorrent_holds(play: Played) -> None:
    assert play["folder: again"]["resource"]["download_path"] == "/fast"
    assert play["gone: run"]["resource"] is None
    assert play["preferences: again"]["resource"]["max_ratio"] == 1.5
    assert play["preferences: again"]["resource"]["proxy_password"] == "********"


def test_the_password_that_logs_in_is_not_written(play: Played) -> None:
    assert not play["same password"]["changed"]
    assert not play["nothing asked"]["changed"]


def test_no_secret_is_printed(play: Played, every_qbittorrent: Running) -> None:
    assert every_qbittorrent.password not in play.output
    assert PROXY_PASSWORD not in play.output


def test_wrong_password_is_tried_once(every_qbittorrent: Running, folder: Path, checks: Checks) -> None:
    """A play of its own: the session of the other one is logged in."""
    made = Script(folder, "qbit", {"url": every_qbittorrent.url, "wait": 1}, {"wrong": "wrong-battery-staple"})
    made.step("wrong password", "qbit_category", name="{{ item }}", password="{{ secret.wrong }}")
    made.tasks[-1]["loop"] = ["a", "b", "c", "d", "e", "f", "g"]
    played = made.play()
    items = played["wrong password"]["results"]
    assert len(items) == 7
    assert {item["msg"] for item in items} == {
        f"qBittorrent at {every_qbittorrent.url} refused the login of 'admin'; correct options username and password."
    }, "seven items would have banned this address, had each logged in"
    assert "wrong-battery-staple" not in played.output
