# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The base of the action plugins: where it works, what it refuses, and that no secret leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.module_utils.resource import Resource
from ansible_collections.homelab.mediastack.plugins.plugin_utils.action import ResourceAction

SECRET = "correct horse"
OPTIONS: dict[str, dict[str, Any]] = {
    "password": {"type": "str", "no_log": True},
    "count": {"type": "int", "default": 3},
}
ARGS = {"url": "http://toy", "password": SECRET}


def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    """A module that tells everything it knows."""
    if params["count"] == 0:
        raise BadInput(f"Option count is 0 with {params['password']}; use more.")
    told = {"before": {}, "after": {"password": params["password"]}}
    return {"changed": not check_mode, "resource": {"text": f"is {params['password']}!", **params}, "diff": told}


def run(args: dict[str, Any], transport: str = "local", **task: Any) -> dict[str, Any]:
    settings = {
        "become": False,
        "environment": [],
        "async_val": 0,
        "check_mode": False,
        "diff": False,
        "delegate_to": None,
    }
    made = SimpleNamespace(args=args, action="homelab.mediastack.toy", **{**settings, **task})
    connection = SimpleNamespace(transport=transport, _shell=SimpleNamespace(tmpdir=None))

    class Action(ResourceAction):
        resource = Resource("toy", OPTIONS, perform)

        def _execute_module(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
            return {"ran": "module"}

    return Action(made, connection, SimpleNamespace(), None, None, None).run(None, {})


def test_the_module_s_own_spec_is_applied() -> None:
    result = run({**ARGS, "count": "5"})
    assert result["resource"]["count"] == 5
    assert result["resource"]["timeout"] == 30


def test_check_mode_reaches_the_work() -> None:
    assert run(ARGS)["changed"]
    assert not run(ARGS, check_mode=True)["changed"]


@pytest.mark.parametrize("args", [ARGS, {**ARGS, "count": 0}, {**ARGS, "count": SECRET}, {**ARGS, SECRET: 1}])
def test_no_secret_leaves(args: dict[str, Any]) -> None:
    assert SECRET not in repr(run(args))


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ({**ARGS, "count": 0}, "Option count is 0 with"),
        ({"password": "x"}, "missing required arguments: url"),
        ({**ARGS, "colour": "red"}, "colour"),
        ({**ARGS, "count": "many"}, "count"),
    ],
)
def test_expected_trouble_is_a_failed_task_with_a_sentence(args: dict[str, Any], told: str) -> None:
    result = run(args)
    assert result["failed"]
    assert told in result["msg"]


@pytest.mark.parametrize(
    ("keyword", "task"),
    [("become", {"become": True}), ("environment", {"environment": [{"A": "b"}]}), ("async", {"async_val": 5})],
)
def test_what_would_have_no_effect_is_refused(keyword: str, task: dict[str, Any]) -> None:
    result = run(ARGS, **task)
    assert result["failed"]
    assert f"{keyword} has no effect; remove {keyword}" in result["msg"]


def test_elsewhere_the_module_runs() -> None:
    assert run(ARGS, transport="ssh", become=True) == {"ran": "module"}
