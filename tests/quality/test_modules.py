# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every module is whole: action plugin, documentation that equals its argument spec, action group, examples."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.jackett.modules import MODULES as JACKETT
from ansible_collections.homelab.mediastack.plugins.module_utils.apps.qbittorrent.modules import MODULES as QBITTORRENT
from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES as SERVARR
from ansible_collections.homelab.mediastack.plugins.module_utils.resource import Resource

REPOSITORY = Path(__file__).resolve().parents[2]
PLUGINS = "ansible_collections.homelab.mediastack.plugins"
RESOURCES: dict[str, Resource] = {**SERVARR, **JACKETT, **QBITTORRENT}
NAMES = sorted(RESOURCES)


@cache
def module(name: str) -> ModuleType:
    return importlib.import_module(f"{PLUGINS}.modules.{name}")


@cache
def fragment(name: str) -> dict[str, Any]:
    """The fragment of a reference such as ``homelab.mediastack.servarr.provider``."""
    _namespace, _collection, file, *section = name.split(".")
    loaded = importlib.import_module(f"{PLUGINS}.doc_fragments.{file}").ModuleDocFragment
    read: dict[str, Any] = yaml.safe_load(getattr(loaded, section[0].upper() if section else "DOCUMENTATION"))
    return read


def documentation(name: str) -> dict[str, Any]:
    """A module's documentation with its fragments merged in."""
    merged: dict[str, Any] = yaml.safe_load(module(name).DOCUMENTATION)
    for part in ("options", "attributes"):
        own = dict(merged.get(part) or {})
        for reference in merged["extends_documentation_fragment"]:
            own = {**(fragment(reference).get(part) or {}), **own}
        merged[part] = own
    return merged


def shape(option: dict[str, Any], suboptions: str) -> dict[str, Any]:
    """What must be equal in documentation and argument spec."""
    nested = option.get(suboptions) or {}
    return {
        "type": option.get("type", "str"),
        "required": option.get("required", False),
        "default": option.get("default"),
        "choices": list(option["choices"]) if option.get("choices") else None,
        "elements": option.get("elements"),
        "options": {key: shape(value, suboptions) for key, value in nested.items()},
    }


def tasks(examples: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All tasks of an example, those in blocks included."""
    return [inner for task in examples for inner in ([task] if "block" not in task else tasks(task["block"]))]


def test_every_action_has_its_documentation_and_the_other_way_round() -> None:
    modules, actions = (
        {path.stem for path in (REPOSITORY / "plugins" / folder).glob("[a-z]*.py")} for folder in ("modules", "action")
    )
    assert modules == actions
    assert {name for name in modules if not name.startswith("stack_")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_documentation_equals_argument_spec(name: str) -> None:
    described = {option: shape(value, "suboptions") for option, value in documentation(name)["options"].items()}
    accepted = {option: shape(value, "options") for option, value in RESOURCES[name].argument_spec.items()}
    assert described == accepted


@pytest.mark.parametrize("name", NAMES)
def test_action_plugin_runs_the_same_resource(name: str) -> None:
    action = importlib.import_module(f"{PLUGINS}.action.{name}")
    assert action.ActionModule.resource is RESOURCES[name]


@pytest.mark.parametrize("name", NAMES)
def test_module_is_in_the_action_group_it_documents(name: str) -> None:
    groups = yaml.safe_load((REPOSITORY / "meta" / "runtime.yml").read_text(encoding="utf-8"))["action_groups"]
    documented = documentation(name)["attributes"]["action_group"]["membership"]
    assert documented == [f"homelab.mediastack.{group}" for group, members in groups.items() if name in members]
    assert documented == [f"homelab.mediastack.{name.split('_')[0]}"]


@pytest.mark.parametrize("name", NAMES)
def test_secrets_are_hidden(name: str) -> None:
    telling = ("password", "api_key", "secret_", "omdb_key", "magnet", "torrent_url")
    for option, spec in RESOURCES[name].argument_spec.items():
        assert bool(spec.get("no_log")) == any(part in option for part in telling), option


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_tasks_of_this_collection_with_known_options(name: str) -> None:
    examples = yaml.safe_load(module(name).EXAMPLES)
    used = set()
    for task in tasks(examples):
        modules = [key for key in task if "." in key]
        assert len(modules) == 1, f"one module by its full name in: {task['name']}"
        assert modules[0].startswith("homelab.mediastack.")
        short = modules[0].rsplit(".", 1)[1]
        assert set(task[modules[0]]) <= set(RESOURCES[short].argument_spec)
        used.add(short)
    assert name in used


def test_every_action_group_is_shown_in_an_example() -> None:
    groups = yaml.safe_load((REPOSITORY / "meta" / "runtime.yml").read_text(encoding="utf-8"))["action_groups"]
    shown = "".join(module(name).EXAMPLES for name in NAMES)
    assert [group for group in groups if f"group/homelab.mediastack.{group}:" not in shown] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_result_is_documented(name: str) -> None:
    returned = set(yaml.safe_load(module(name).RETURN))
    gathered = RESOURCES[name].argument_spec.get("gather", {}).get("choices", [])
    assert returned == ({"version", *gathered} if name.endswith("_info") else {"action", "resource"})


@pytest.mark.parametrize("name", NAMES)
def test_what_it_manages_is_in_the_table(name: str) -> None:
    """Radarr and Sonarr share their rows."""
    app, _underscore, kind = name.partition("_")
    row = f"| `{kind}` |" if app in ("radarr", "sonarr") else f"| `{name}` |"
    assert row in (REPOSITORY / "docs" / "managed.md").read_text(encoding="utf-8")
