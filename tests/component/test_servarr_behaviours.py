# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ten behaviours of every writable module of Radarr and Sonarr, against stand-ins."""

from __future__ import annotations

from typing import Any

import pytest

from tests.standins.running import Running

from . import behaviours
from .behaviours import Case, Secret
from .conftest import Checks
from .script import Played, Script

NO_SECRET = {"secret is masked": "it has no secrets", "secret changes": "it has no secrets"}
ONE_VALUE = {**NO_SECRET, "update": "it is its name only", "diff is minimal": "it is its name only"}
PROGRAMS_OWN = {"absent": "the program makes it and keeps it"}


def secret(option: str, **fields: Any) -> Secret:
    """A secret by its option, or below ``secret_fields``."""
    outer, _, inner = option.partition(".")
    first, second = "{{ secret.first }}", "{{ secret.second }}"
    return Secret(
        option,
        {outer: {inner: first} if inner else first, **fields},
        {outer: {inner: second} if inner else second, **fields},
    )


def cases(app: str, folder: str) -> list[Case]:
    """One for each module."""
    films = app == "radarr"
    lists = {"root_folder": folder, "quality_profile": "HD-1080p", "test": "never"}
    imported: dict[str, Any] = (
        {"implementation": "RadarrImport", "minimum_availability": "released", "monitor": "movieOnly"}
        if films
        else {"implementation": "SonarrImport", "should_monitor": "future", "series_type": "standard"}
    )
    return [
        Case(
            "tag",
            {"label": "patient"},
            {},
            {},
            (),
            {"label": " "},
            "option label has ' ', but allowed is",
            without=ONE_VALUE,
        ),
        Case(
            "root_folder",
            {"path": folder},
            {},
            {},
            (),
            {"path": "films"},
            "option path has 'films', but allowed is an absolute path",
            without={**ONE_VALUE, "absent": "the import list below needs it"},
        ),
        Case(
            "config",
            {"section": "host"},
            {"settings": {"proxy_enabled": True, "proxy_hostname": "localhost", "proxy_port": 8888}},
            {"settings": {"proxy_enabled": True, "proxy_hostname": "localhost", "proxy_port": 8889}},
            ("settings.proxy_port",),
            {"settings": {"proxy_porz": 1}},
            "has no setting 'proxy_porz'",
            secret("secret_settings.proxy_password"),
            first="update",
            without=PROGRAMS_OWN,
        ),
        Case(
            "download_client",
            {"name": 'A / "client" 🎬'},
            {"host": "127.0.0.1", "port": 9, "username": "me", "enable": False},
            {"priority": 3},
            ("priority",),
            {"fields": {"hots": 1}},
            "has no field 'hots'",
            secret("password"),
        ),
        Case(
            "indexer",
            {"name": "An indexer"},
            {"base_url": "http://127.0.0.1:9/", "categories": [5030], "test": "never"},
            {"seed_ratio": 1.5, "test": "never"},
            ("seed_ratio",),
            {"tags": ["nobody"]},
            "has no tag 'nobody'",
            secret("indexer_api_key"),
        ),
        Case(
            "notification",
            {"name": "A server"},
            {"host": "127.0.0.1", "port": 9, "on_download": True, "test": "never"},
            {"on_upgrade": True},
            ("on_upgrade",),
            {"fields": {"port": "many"}},
            "option fields.port has 'many', but allowed is a whole number|has port in two options",
            secret("notification_api_key"),
        ),
        Case(
            "import_list",
            {"name": "Another one's list"},
            {**lists, **imported, "fields": {"baseUrl": "http://127.0.0.1:9"}},
            {"search_on_add" if films else "search_for_missing_episodes": True},
            ("search_on_add" if films else "search_for_missing_episodes",),
            {"quality_profile": "Best"},
            "has no quality profile 'Best' for option quality_profile; it has: .*HD-1080p",
            secret("secret_fields.apiKey"),
        ),
        Case(
            "metadata",
            {"name": "Kodi (XBMC) / Emby"},
            {"enable": True},
            {"fields": {"movieImages": False} if films else {"seriesImages": False}},
            ("fields.movieImages" if films else "fields.seriesImages",),
            {"name": "Betamax"},
            "has no metadata 'Betamax', it has: .*Kodi",
            first="update",
            without={**NO_SECRET, **PROGRAMS_OWN},
        ),
        Case(
            "remote_path_mapping",
            {"host": "seedbox", "remote_path": "/far"},
            {"local_path": folder},
            {"local_path": f"{folder}/deeper"},
            ("local_path",),
            {"host": "http://seedbox"},
            "option host has 'http://seedbox', but allowed is a host name",
            without={**NO_SECRET, "omitted is untouched": "it is nothing without local_path"},
        ),
        Case(
            "quality_definition",
            {"quality": "Bluray-1080p"},
            {"title": "Disc", "min_size": 10, "preferred_size": 80, "max_size": "unlimited"},
            {"min_size": 12.5},
            ("min_size",),
            {"quality": "VHS"},
            "has no quality definition 'VHS'; option quality may be: .*Bluray-1080p, ",
            first="update",
            without={**NO_SECRET, **PROGRAMS_OWN},
        ),
        Case(
            "custom_format",
            {"name": 'x265 / "HEVC"'},
            {"specifications": [_condition("x265", "ReleaseTitleSpecification", "x265|HEVC")]},
            {"specifications": [_condition("x265", "ReleaseTitleSpecification", "x265")]},
            ("specifications",),
            {"specifications": [_condition("x265", "TitleSpecification", "x265")]},
            "has no custom format condition 'TitleSpecification'; implementation in option specifications may be: ",
            without=NO_SECRET,
        ),
        Case(
            "quality_profile",
            {"name": "Full HD 🎬"},
            {"qualities": ["Bluray-1080p", "WEB 1080p"], "upgrade_allowed": True},
            {"qualities": ["Bluray-1080p", "WEB 1080p", {"name": "Less", "qualities": ["DVD", "SDTV"]}]},
            ("qualities",),
            {"qualities": ["VHS"]},
            "option qualities has .*'VHS'.*, but allowed is each of: .*Bluray-1080p",
            without=NO_SECRET,
        ),
        Case(
            "delay_profile",
            {"tags": ["slow"]},
            {"torrent_delay": 60, "preferred_protocol": "torrent"},
            {"torrent_delay": 90},
            ("torrent_delay",),
            {"tags": ["nobody"]},
            "has no tag 'nobody' for option tags",
            without=NO_SECRET,
        ),
        Case(
            "release_profile",
            {"name": "Nothing bad"},
            {"ignored": ["CAM", "/3D/"], "tags": ["slow"]},
            {"ignored": ["CAM"]},
            ("ignored",),
            {"indexer": "nobody"},
            "has no indexer 'nobody' for option indexer",
            without=NO_SECRET,
        ),
    ]


def _condition(name: str, implementation: str, value: Any) -> dict[str, Any]:
    return {"name": name, "implementation": implementation, "fields": {"value": value}}


CASES = cases("radarr", "/")
MODULES = [case.module for case in CASES]


@pytest.fixture(scope="module", params=["radarr", "sonarr"])
def app(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def secrets() -> dict[str, str]:
    return {"first": "first-battery-staple", "second": "second-battery-staple"}


@pytest.fixture(scope="module")
def made(app: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    folder = tmp_path_factory.mktemp(f"{app}-behaviours")
    (folder / "deeper").mkdir()
    return {case.module: _of(app, case) for case in cases(app, str(folder))}


def _of(app: str, case: Case) -> Case:
    return Case(**{**vars(case), "module": f"{app}_{case.module}"})


@pytest.fixture(scope="module")
def play(
    app: str,
    made: dict[str, Case],
    secrets: dict[str, str],
    radarr: Running,
    sonarr: Running,
    tmp_path_factory: pytest.TempPathFactory,
) -> Played:
    own = radarr if app == "radarr" else sonarr
    folder = tmp_path_factory.mktemp(f"{app}-behaviours-play")
    secrets = {**secrets, "own": own.api_key}
    script = Script(folder, app, {"url": own.url, "api_key": "{{ secret.own }}", "wait": 5}, secrets)
    script.step("a tag of the cases", f"{app}_tag", label="slow")
    for case in made.values():
        behaviours.write(script, case)
    for task in script.tasks:
        module = next(key for key in task if "." in key)
        if case_has_secrets(made, module):
            task[module].setdefault("state_path", str(folder / "state.json"))
    return script.play()


def case_has_secrets(made: dict[str, Case], module: str) -> bool:
    return any(case.secret for case in made.values() if module.endswith(case.module))


@pytest.mark.parametrize(
    ("module", "behaviour"), [(case.module, behaviour) for case, behaviour in behaviours.applicable(CASES)]
)
def test_behaviour(
    play: Played, made: dict[str, Case], secrets: dict[str, str], checks: Checks, module: str, behaviour: str
) -> None:
    behaviours.check(checks, play, made[module], behaviour, secrets)
