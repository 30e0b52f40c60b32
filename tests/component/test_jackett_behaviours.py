# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ten behaviours of every writable module of Jackett, FlareSolverr, requests: against a stand-in."""

from __future__ import annotations

import pytest

from tests.standins.running import Running

from . import behaviours
from .behaviours import Case, Secret
from .conftest import Checks
from .script import Played, Script

CASES = [
    Case(
        "jackett_indexer",
        {"id": "iptorrents"},
        {"tags": ["vpn"], "settings": {"user-agent": "a browser"}},
        {"tags": ["other"]},
        ("settings.tags",),
        {"settings": {"colour": "red"}},
        "has no setting 'colour'",
        Secret(
            "secret_settings.cookie",
            {"secret_settings": {"cookie": "{{ secret.first }}"}},
            {"secret_settings": {"cookie": "{{ secret.second }}"}},
        ),
    ),
    Case(
        "jackett_config",
        {},
        {"cache_ttl": 1800, "proxy_type": "http", "proxy_url": "127.0.0.1", "proxy_port": 9},
        {"cache_ttl": 900},
        ("cache_ttl",),
        {"flaresolverr_max_timeout": 10},
        "option flaresolverr_max_timeout has 10, but allowed is 5000 or more",
        Secret("proxy_password", {"proxy_password": "{{ secret.first }}"}, {"proxy_password": "{{ secret.second }}"}),
        first="update",
        without={"absent": "the configuration always exists"},
    ),
]


@pytest.fixture(scope="module")
def secrets() -> dict[str, str]:
    return {"first": "first-battery-staple", "second": "second-battery-staple"}


@pytest.fixture(scope="module")
def play(jackett: Running, secrets: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("jackett-behaviours")
    defaults = {"url": jackett.url, "password": "{{ secret.own }}", "wait": 10}
    script = Script(folder, "jackett", defaults, {**secrets, "own": jackett.password})
    for case in CASES:
        behaviours.write(script, case)
    for task in script.tasks:
        module = next(key for key in task if "." in key)
        task[module].setdefault("state_path", str(folder / "state.json"))
    script.step("without proxy", "jackett_config", proxy_type="disabled", proxy_url="", proxy_port=8888)
    script.step("needs FlareSolverr", "jackett_indexer", id="eztv")
    check = {"check_mode": True}
    script.step("planned FlareSolverr", "jackett_indexer", task=check, id="eztv", planned={"flaresolverr": True})
    script.change("FlareSolverr", "jackett_config", flaresolverr_url="http://127.0.0.1:9")
    script.step("has FlareSolverr", "jackett_indexer", id="eztv")
    script.step("tested", "jackett_indexer", id="eztv", tags=["tested"], test="warn")
    script.step("required", "jackett_indexer", id="eztv", tags=["required"], test="require")
    script.step("what there is", "jackett_info", gather=["indexers", "available", "server"])
    script.step("in the cluster", "jackett_info", task=check, url="kube://media/jackett:80", planned={"app": True})
    return script.play()


@pytest.mark.parametrize(
    ("module", "behaviour"), [(case.module, behaviour) for case, behaviour in behaviours.applicable(CASES)]
)
def test_behaviour(play: Played, secrets: dict[str, str], checks: Checks, module: str, behaviour: str) -> None:
    case = next(case for case in CASES if case.module == module)
    behaviours.check(checks, play, case, behaviour, secrets)


def test_an_indexer_behind_cloudflare_needs_flaresolverr(play: Played, checks: Checks) -> None:
    checks.is_refused(play, "needs FlareSolverr", "'eztv' can only be searched through FlareSolverr.*flaresolverr_url")
    assert play["planned FlareSolverr"]["action"] == "create"
    checks.check_predicts(play, "FlareSolverr")
    assert play["has FlareSolverr"]["action"] == "create"


def test_a_test_that_fails_warns_or_refuses(play: Played, checks: Checks) -> None:
    assert any("Error connecting to FlareSolverr server" in warning for warning in play["tested"]["warnings"])
    checks.is_refused(play, "required", "Error connecting to FlareSolverr server")


def test_what_there_is(play: Played, jackett: Running) -> None:
    found = play["what there is"]
    held = {item["id"]: item for item in found["indexers"]}
    assert held["eztv"]["torznab_url"] == f"{jackett.url}/api/v2.0/indexers/eztv/results/torznab/"
    assert {"id": 5000, "name": "TV"} in held["eztv"]["categories"]
    assert "thepiratebay" in [item["id"] for item in found["available"]]
    assert found["server"]["flaresolverrurl"] == "http://127.0.0.1:9"
    assert found["version"].startswith("0.24.")
    assert jackett.api_key not in play.output


def test_a_loop_asks_for_the_list_once(jackett: Running, tmp_path_factory: pytest.TempPathFactory) -> None:
    """However many indexers there are; the settings of each are a request of their own."""
    ids = ["thepiratebay", "therarbg", "yts", "limetorrents", "nyaasi", "rutor"]
    defaults = {"url": jackett.url, "password": "{{ secret.own }}"}
    script = Script(tmp_path_factory.mktemp("loop"), "jackett", defaults, {"own": jackett.password})
    script.step("all", "jackett_indexer", task={"loop": ids, "check_mode": True}, id="{{ item }}")
    jackett.reset_requests()
    assert not script.play()["all"]["failed"]
    paths = [request["path"] for request in jackett.requests()]
    assert paths.count("/api/v2.0/indexers") == 1
    assert len([path for path in paths if path.endswith("/config")]) == len(ids)


def test_an_expired_cookie_is_renewed(jackett: Running, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The program forgets its keys in the middle of a play."""
    defaults = {"url": jackett.url, "password": "{{ secret.own }}"}
    script = Script(tmp_path_factory.mktemp("cookie"), "jackett", defaults, {"own": jackett.password})
    script.step("before", "jackett_indexer", id="yts")
    script.standin(jackett.url, "POST", "fault", {"path": "/api/v2.0/indexers", "status": 401, "times": 1})
    script.step("after", "jackett_indexer", id="limetorrents")
    jackett.reset_requests()
    played = script.play()
    assert (played["before"]["failed"], played["after"]["failed"]) == (False, False), played["after"]
    logins = [request for request in jackett.requests() if request["path"] == "/UI/Dashboard"]
    assert len(logins) == 3, "each task has a process and so a login of its own; one more for the refused cookie"
