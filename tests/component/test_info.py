# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the info modules read: all of it, nothing unasked for, no secret, and the same in check mode."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.standins.running import Running

from .test_properties import MODULES, Run, runner

SECRET = "list-battery-staple"


@pytest.fixture
def run(app: str, radarr: Running, sonarr: Running, tmp_path: Path) -> Run:
    own = radarr if app == "radarr" else sonarr
    return runner(own, tmp_path, {"api_key": own.api_key})


@pytest.mark.parametrize("app", ["radarr", "sonarr"])
def test_radarr_and_sonarr(app: str, run: Run, tmp_path: Path) -> None:
    run(f"{app}_root_folder", {"path": str(tmp_path)}, False)
    name = f"{app.title()}Import"
    wanted: dict[str, Any] = {
        "name": "to be read",
        "implementation": name,
        "root_folder": str(tmp_path),
        "quality_profile": "SD",
        "fields": {"baseUrl": "http://127.0.0.1:9", "rootFolderPaths": ["/a"], "profileIds": ["1", 2]},
        "secret_fields": {"apiKey": SECRET},
        "test": "never",
    }
    run(f"{app}_import_list", wanted, False)
    hook = {"name": "hook", "implementation": "Webhook", "on_grab": True, "test": "never"}
    secret = {"headers": {"Authorization": SECRET}}
    run(f"{app}_notification", {**hook, "fields": {"url": "http://127.0.0.1:9/"}, "secret_fields": secret}, False)
    discord = {"name": "discord", "implementation": "Discord", "on_grab": True, "test": "never"}
    address = {"webHookUrl": f"http://127.0.0.1:9/{SECRET}"}
    run(f"{app}_notification", {**discord, "secret_fields": address}, False)
    for name in ("hook", "discord"):
        later = run(f"{app}_notification", {"name": name, "on_upgrade": True, "test": "never"}, False)
        assert SECRET not in repr(later), "a task that does not name a secret must not show it either"
    choices = MODULES[f"{app}_info"].argument_spec["gather"]["choices"]
    read = run(f"{app}_info", {"gather": choices}, False)
    assert read == run(f"{app}_info", {"gather": choices}, True)
    assert set(read) == {"changed", "version", *choices}
    assert SECRET not in repr(read)
    held = next(item for item in read["import_lists"] if item["name"] == "to be read")
    assert (held["fields"]["apiKey"], held["fields"]["rootFolderPaths"]) == ("********", ["/a"])
    assert held["fields"]["profileIds"] == [1, 2]
    assert read["config"]["host"]["apiKey"] == "********"
    assert "HD-1080p" in [item["name"] for item in read["quality_profiles"]]
    assert set(run(f"{app}_info", {}, False)) == {"changed", "version"}
    run(f"{app}_import_list", {"name": "to be read", "state": "absent"}, False)
    run(f"{app}_root_folder", {"path": str(tmp_path), "state": "absent"}, False)


@pytest.mark.parametrize("module", [name for name in MODULES if name.endswith("_info")])
def test_an_app_that_is_still_to_be_deployed_holds_nothing(module: str, radarr: Running, tmp_path: Path) -> None:
    spec = MODULES[module].argument_spec
    login = {name: "x" for name, option in spec.items() if option.get("required") and name != "url"}
    gather = spec["gather"]["choices"]
    read = runner(radarr, tmp_path, login)(module, {"gather": gather, "planned": {"app": True}}, True)
    assert {name: value for name, value in read.items() if value} == {}
