# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sections and remote path mappings of Radarr and Sonarr through ansible-playbook, against stand-ins."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.standins.running import Running

from .conftest import Checks
from .script import Played, Script

CHANGES = (
    "rename",
    "naming formats",
    "media",
    "clients",
    "indexers",
    "pages",
    "proxy",
    "login",
    "password",
    "mapping",
    "mapping moved",
    "mapping gone",
)
REFUSED = {
    "unknown setting": r"has no setting 'rename_film' \(option settings\); (the nearest are|it has): .*rename_",
    "wrong type": "option settings.copy_using_hardlinks has 'often', but allowed is true or false",
    "secret among the plain": "Setting proxy_password is a secret; give it in option secret_settings",
    "key": "Setting api_key .* can't be set: the program ignores it here",
    "never shown": "Setting trust_cgnat_ip_addresses .* can't be set: the program never shows",
    "both": "proxy_password is in both settings and secret_settings",
    "against a rule": r"refused to save .* media management configuration \(400\): MinimumFreeSpace",
    "empty means default": "did not take what was written .*chmod_folder: wrote '', .* kept '755'",
    "unknown section": "value of section must be one of: host, naming",
    "folder that is missing": r"refused to create .* remote path mapping '/far/' \(400\): LocalPath",
    "no local path": "Option local_path is missing",
    "host with scheme": "option host has 'http://qbitt', but allowed is a host name",
}


def write(script: Script, app: str, local: str) -> None:
    """All steps; the last of a section is what the tests look at."""
    module, mapping = f"{app}_config", f"{app}_remote_path_mapping"
    films = app == "radarr"
    rename = "rename_movies" if films else "renameEpisodes"
    script.change("rename", module, section="naming", settings={rename: True, "colon_replacement_format": "dash"})
    folder = {"movieFolderFormat": "{Movie Title}"} if films else {"season_folder_format": "Season {season:00}"}
    script.change("naming formats", module, section="naming", settings=folder)
    media = {"copy_using_hardlinks": False, "minimum_free_space_when_importing": "500"}
    script.change("media", module, section="media_management", settings=media)
    script.change("clients", module, section="download_client", settings={"auto_redownload_failed": False})
    script.change("indexers", module, section="indexer", settings={"rss_sync_interval": 60, "minimum_age": 5})
    script.change("pages", module, section="ui", settings={"theme": "dark"})
    proxy = {"proxy_enabled": True, "proxy_hostname": "localhost", "proxy_port": 8888, "proxy_username": "me"}
    secret = {"proxy_password": "{{ secret.proxy }}"}
    script.change("proxy", module, section="host", settings=proxy, secret_settings=secret)
    login = {"authentication_method": "forms", "username": "Admin"}
    password = {"password": "{{ secret.password }}"}
    script.change("login", module, section="host", settings=login, secret_settings=password)
    changed = {"password": "{{ secret.new_password }}"}
    script.change("password", module, section="host", secret_settings=changed)
    script.step("always", module, section="host", secret_settings=changed, update_secrets="always")
    script.step("on create", module, section="host", secret_settings=password, update_secrets="on_create")
    script.step("omitted", module, section="media_management")
    script.change("mapping", mapping, host="Seedbox", remote_path="/far", local_path=local)
    script.change("mapping moved", mapping, host="seedbox", remote_path="/far/", local_path=f'{local}/in "it" 🎬/')
    script.step("other host", mapping, host="other", remote_path="/far", local_path=local)
    script.change("mapping gone", mapping, host="seedbox", remote_path="/far", state="absent")
    refusals(script, module, mapping)
    planned = {"app": True}
    script.step(
        "planned",
        module,
        task={"check_mode": True},
        url="http://127.0.0.1:1",
        section="naming",
        settings={rename: True},
        planned=planned,
    )


def refusals(script: Script, module: str, mapping: str) -> None:
    """Everything that users get wrong."""
    media: dict[str, Any] = {"section": "media_management"}
    script.step("unknown setting", module, section="naming", settings={"rename_film": True})
    script.step("wrong type", module, **media, settings={"copy_using_hardlinks": "often"})
    script.step("secret among the plain", module, section="host", settings={"proxy_password": "{{ secret.proxy }}"})
    script.step("key", module, section="host", secret_settings={"api_key": "{{ secret.proxy }}"})
    script.step("never shown", module, section="host", settings={"trust_cgnat_ip_addresses": True})
    both = {"proxy_password": "{{ secret.proxy }}"}
    script.step("both", module, section="host", settings=both, secret_settings=both)
    script.step("against a rule", module, **media, settings={"minimum_free_space_when_importing": 5})
    script.step("empty means default", module, **media, settings={"chmod_folder": ""})
    script.step("unknown section", module, section="general")
    script.step("folder that is missing", mapping, host="a", remote_path="/far", local_path="/nowhere/far")
    script.step("no local path", mapping, host="a", remote_path="/far")
    script.step("host with scheme", mapping, host="http://qbitt", remote_path="/far", local_path="/")


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
        "proxy": "proxy-battery-staple",
        "password": "first-battery-staple",
        "new_password": "second-battery-staple",
    }


@pytest.fixture(scope="module")
def play(app: str, own: Running, secrets: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp(f"{app}-config")
    (folder / 'in "it" 🎬').mkdir()
    script = Script(folder, app, {"url": own.url, "api_key": "{{ secret.own }}", "wait": 5}, secrets)
    write(script, app, str(folder))
    for task in script.tasks:
        module = next(key for key in task if "." in key)
        if module.endswith("_config"):
            task[module].setdefault("state_path", str(folder / "state.json"))
    return script.play()


@pytest.mark.parametrize("name", CHANGES)
def test_checked_made_and_made_again(play: Played, checks: Checks, name: str) -> None:
    checks.check_predicts(play, name)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(play: Played, checks: Checks, name: str) -> None:
    checks.is_refused(play, name, REFUSED[name])


def test_differences_are_minimal(play: Played, app: str) -> None:
    rename = "settings.rename_movies" if app == "radarr" else "settings.rename_episodes"
    before = "delete" if app == "radarr" else "smart"
    assert play["rename: run"]["diff"]["before"] == {rename: False, "settings.colon_replacement_format": before}
    assert play["rename: run"]["diff"]["after"] == {rename: True, "settings.colon_replacement_format": "dash"}
    assert play["media: run"]["diff"]["after"] == {
        "settings.copy_using_hardlinks": False,
        "settings.minimum_free_space_when_importing": 500,
    }
    assert play["password: run"]["diff"]["after"] == {"secret_settings.password": "******** (new value)"}
    assert play["mapping moved: run"]["diff"]["after"].keys() == {"local_path"}


def test_omitted_is_untouched(play: Played) -> None:
    assert not play["omitted"]["changed"]
    assert play["omitted"]["resource"]["copyUsingHardlinks"] is False
    assert play["omitted"]["resource"]["extraFileExtensions"] == "srt"
    assert play["login: run"]["resource"]["proxyHostname"] == "localhost"


def test_the_password_is_the_last_that_was_written(
    play: Played, own: Running, app: str, secrets: dict[str, str]
) -> None:
    """A section that is written for something else sends the hash back, which keeps it."""
    assert play["always"]["changed"]
    assert not play["on create"]["changed"]
    answers = {
        name: requests.post(
            f"{own.url}/login",
            data={"username": "admin", "password": secrets[name]},
            allow_redirects=False,
            timeout=10,
        ).headers["Location"]
        for name in ("password", "new_password")
    }
    assert "loginFailed" in answers["password"]
    assert "loginFailed" not in answers["new_password"]


def test_what_waits_for_a_restart_is_said(play: Played) -> None:
    assert any("authentication_method takes effect after" in warning for warning in play["login: run"]["warnings"])
    assert "warnings" not in play["proxy: run"]


def test_mappings_of_other_hosts_stay(play: Played, own: Running) -> None:
    held = requests.get(f"{own.url}/api/v3/remotepathmapping", headers={"X-Api-Key": own.api_key}, timeout=10).json()
    assert [item["host"] for item in held] == ["other"]


def test_planned_app_is_checked_without_it(play: Played) -> None:
    assert play["planned"]["changed"]


def test_no_secret_is_printed(play: Played, secrets: dict[str, str]) -> None:
    assert [name for name, secret in secrets.items() if secret in play.output] == []
