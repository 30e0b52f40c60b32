# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notifications of Radarr and Sonarr through ansible-playbook, against stand-ins that really send."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.standins.running import Running

from .conftest import Checks
from .script import Played, Script

NAME = 'Jelly/"fin" 🎬'
CHANGES = ("jellyfin", "mapping", "key", "webhook", "headers", "tagged", "off", "gone")
REFUSED = {
    "unknown field": r"has no field 'hots' \(option fields\); its fields are: .*host",
    "unknown implementation": "has no notification implementation 'Pager'; option implementation may be: .*Webhook",
    "unknown tag": r"has no tag 'hdr' for option tags",
    "unknown event": "Unsupported parameters|has no option on_sunrise",
    "secret among the plain": "field apiKey is a secret; give it in option secret_fields",
    "half a mapping": r"refused to (update|create) .*MapTo",
    "headers that are none": r"option secret_fields.headers has \*+, but allowed is a dictionary",
    "required test fails": r"refused to create .*nobody",
}


def write(script: Script, app: str, url: str) -> None:
    """All steps."""
    module = f"{app}_notification"
    host, port = url.removeprefix("http://").split(":")
    mapping = {"map_from": "/movies/movies", "map_to": "/data/media/movies"}
    jellyfin: dict[str, Any] = {"name": NAME, "host": host, "port": port, "on_download": True, "on_rename": True}
    script.change("jellyfin", module, **jellyfin, notification_api_key="{{ secret.first }}")
    script.change("mapping", module, name=NAME, **mapping)
    script.change("key", module, name=NAME, notification_api_key="{{ secret.second }}")
    script.step("always", module, name=NAME, notification_api_key="{{ secret.second }}", update_secrets="always")
    script.step("on create", module, name=NAME, notification_api_key="{{ secret.first }}", update_secrets="on_create")
    script.step("omitted", module, name=NAME)
    webhook: dict[str, Any] = {"name": "Hook", "implementation": "webhook", "on_grab": True, "test": "warn"}
    script.change("webhook", module, **webhook, fields={"url": f"{url}/hook", "method": "PUT"})
    script.change("headers", module, name="Hook", secret_fields={"headers": {"Authorization": "{{ secret.header }}"}})
    script.step("tag", f"{app}_tag", label="loud")
    script.change("tagged", module, name="Hook", tags=["LOUD"])
    script.change("off", module, name="Hook", on_grab=False)
    script.step("idle", module, name=NAME, on_manual_interaction_required=True)
    script.step("nobody there", module, **{**webhook, "name": "Nobody"}, fields={"url": "http://127.0.0.1:1/"})
    script.step("nobody gone", module, name="Nobody", state="absent")
    refusals(script, module)
    script.change("gone", module, name="Hook", state="absent")


def refusals(script: Script, module: str) -> None:
    """Everything that users get wrong."""
    script.step("unknown field", module, name=NAME, fields={"hots": "a"})
    script.step("unknown implementation", module, name="New", implementation="Pager")
    script.step("unknown tag", module, name=NAME, tags=["hdr"])
    script.step("unknown event", module, name=NAME, on_sunrise=True)
    script.step("secret among the plain", module, name=NAME, fields={"apiKey": "{{ secret.first }}"})
    script.step("half a mapping", module, name=NAME, map_to="", test="never")
    script.step("headers that are none", module, name="Hook", secret_fields={"headers": "X-A"})
    nobody: dict[str, Any] = {"implementation": "Webhook", "fields": {"url": "http://127.0.0.1:1/"}, "on_grab": True}
    script.step("required test fails", module, name="nobody", test="require", **nobody)


@pytest.fixture(scope="module", params=["radarr", "sonarr"])
def app(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def own(app: str, radarr: Running, sonarr: Running) -> Running:
    return radarr if app == "radarr" else sonarr


@pytest.fixture(scope="module")
def secrets(own: Running) -> dict[str, str]:
    return {
        "own": own.api_key,
        "first": "first-battery-staple",
        "second": "second-battery-staple",
        "header": "Bearer header-battery-staple",
    }


@pytest.fixture(scope="module")
def play(
    app: str, own: Running, jackett: Running, secrets: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Played:
    """Jackett stands for the media server: like Jellyfin it has no such path."""
    folder = tmp_path_factory.mktemp(f"{app}-notifications")
    script = Script(folder, app, {"url": own.url, "api_key": "{{ secret.own }}", "wait": 5}, secrets)
    write(script, app, jackett.url)
    for task in script.tasks:
        module = next(key for key in task if "." in key)
        if module.endswith("_notification"):
            task[module].setdefault("state_path", str(folder / "state.json"))
    return script.play()


@pytest.mark.parametrize("name", CHANGES)
def test_checked_made_and_made_again(play: Played, checks: Checks, name: str) -> None:
    checks.check_predicts(play, name)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(play: Played, checks: Checks, name: str) -> None:
    checks.is_refused(play, name, REFUSED[name])


def test_differences_are_minimal(play: Played) -> None:
    assert play["mapping: run"]["diff"]["after"].keys() == {"map_from", "map_to"}
    assert play["key: run"]["diff"]["after"] == {"notification_api_key": "******** (new value)"}
    assert play["tagged: run"]["diff"]["after"] == {"tags": ["loud"]}
    assert play["off: run"]["diff"] == {**play["off: run"]["diff"], "before": {"on_grab": True}}


def test_omitted_is_untouched(play: Played) -> None:
    held = play["omitted"]["resource"]
    assert not play["omitted"]["changed"]
    assert (held["onDownload"], held["fields"]["mapTo"], held["fields"]["apiKey"]) == (
        True,
        "/data/media/movies",
        "********",
    )


def test_policies_of_secrets(play: Played) -> None:
    assert play["always"]["changed"]
    assert not play["on create"]["changed"]


def test_an_event_that_does_nothing_is_said(play: Played) -> None:
    assert play["idle"]["changed"]
    (warning,) = play["idle"]["warnings"]
    assert "MediaBrowser does nothing for on_manual_interaction_required" in warning


def test_a_peer_that_is_down_is_a_warning_and_nothing_is_left(play: Played, own: Running) -> None:
    assert any("own test of it failed" in warning for warning in play["nobody there"]["warnings"])
    assert play["nobody there"]["resource"]["onGrab"] is True
    held = requests.get(f"{own.url}/api/v3/notification", headers={"X-Api-Key": own.api_key}, timeout=10).json()
    assert [item["name"] for item in held] == [NAME]


def test_no_secret_is_printed(play: Played, secrets: dict[str, str]) -> None:
    assert [name for name, secret in secrets.items() if secret in play.output] == []
