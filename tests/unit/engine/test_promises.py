# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine's promises, for whatever is wanted and whatever is there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.apply import NotTaken, apply
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.kind import Attribute, Kind
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.plan import Change, plan, view
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.secrets import MASK, NEW_MASK

from .toy import BASE, KIND, SECRETS, TAGS, WANTED, Toy, whole


def words(toy: Toy) -> dict[str, Any]:
    """What the app holds, in the words of the options."""
    held = toy.shown() or {}
    return {attribute.option: view(attribute, held, TAGS) for attribute in KIND.attributes}


@given(first=WANTED, second=WANTED)
def test_applying_twice_is_applying_once(first: dict[str, Any], second: dict[str, Any]) -> None:
    toy = Toy()
    toy.run(first)
    toy.run(second)
    held, writes = toy.shown(), toy.writes
    assert not toy.run(second).needed
    assert (toy.shown(), toy.writes) == (held, writes)


@given(first=WANTED, second=WANTED)
def test_check_says_what_the_run_does(first: dict[str, Any], second: dict[str, Any]) -> None:
    toy = Toy()
    toy.run(first)
    checked = toy.plan(second)
    assert toy.plan(second) == checked, "a check changes nothing"
    before = words(toy)
    done = toy.run(second)
    assert (checked.action, checked.before, checked.after) == (done.action, done.before, done.after)
    changed = {option for option, value in words(toy).items() if value != before[option]}
    assert changed - {"password"} == set(checked.after) - {"password"}, "the diff names all that changes, no more"


@given(first=WANTED, second=WANTED)
def test_what_is_left_out_stays(first: dict[str, Any], second: dict[str, Any]) -> None:
    toy = Toy()
    toy.run(first)
    before, password = words(toy), toy.password
    toy.run(second)
    after = words(toy)
    assert {key: after[key] for key in after if key not in second} == {
        key: before[key] for key in before if key not in second
    }
    assert toy.password == second.get("password", password)


@given(first=WANTED, second=WANTED)
def test_no_plan_shows_a_secret(first: dict[str, Any], second: dict[str, Any]) -> None:
    toy = Toy()
    changes = [toy.run(first), toy.run(second), toy.run(second, present=False)]
    texts = repr([(change.before, change.after, change.title) for change in changes])
    assert not any(wanted["password"] in texts for wanted in (first, second) if "password" in wanted)


@given(wanted=WANTED)
def test_deleting_twice_is_deleting_once(wanted: dict[str, Any]) -> None:
    toy = Toy()
    toy.run(wanted)
    assert toy.run(wanted, present=False).action == "delete"
    assert toy.run(wanted, present=False).action == "none"
    assert toy.shown() is None


@given(password=SECRETS, other=SECRETS)
def test_policies_of_secrets(password: str, other: str) -> None:
    toy = Toy()
    toy.run({"name": "one", "password": password})
    same, changed = {"name": "one", "password": password}, {"name": "one", "password": other}
    assert not toy.plan(same).needed
    assert toy.plan(changed).needed == (other != password)
    assert toy.plan(same, update="always").after == {"password": NEW_MASK}
    assert not toy.plan(changed, update="on_create").needed
    toy.remembered.clear()
    assert toy.plan(same).needed, "a secret that nobody remembers is written once"


def test_secret_is_written_where_the_app_has_none() -> None:
    toy = Toy()
    toy.run({"name": "one"})
    change = toy.run({"name": "one", "password": "correct horse"}, update="on_create")
    assert (change.before, change.after) == ({"password": ""}, {"password": NEW_MASK})
    assert toy.password == "correct horse"


def test_update_sends_the_mask_back_for_secrets_it_leaves_alone() -> None:
    toy = Toy()
    toy.run({"name": "one", "password": "correct horse"})
    change = toy.run({"name": "one", "port": 81})
    assert (change.target or {})["fields"] == {"port": 81, "folder": "/data", "password": MASK}
    assert toy.password == "correct horse"


def test_deletion_shows_what_goes_with_secrets_masked() -> None:
    toy = Toy()
    toy.run({"name": "one", "password": "correct horse", "tags": ["4k"], "mode": "fast"})
    before = toy.plan({"name": "one"}, present=False).before
    assert before == {
        "name": "one",
        "enable": False,
        "port": 80,
        "folder": "/data",
        "labels": [],
        "tags": ["4k"],
        "mode": "fast",
        "password": MASK,
    }


@pytest.mark.parametrize(
    ("wanted", "parts"),
    [
        ({"port": "many"}, ("port", "'many'", "a whole number")),
        ({"tags": ["vpn", "hdr"]}, ("tags", "'hdr'", "4k, anime, vpn")),
    ],
)
def test_refusals_name_option_value_and_what_is_allowed(wanted: dict[str, Any], parts: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as refused:
        plan(KIND, None, {"name": "one", **wanted}, base=BASE, references=TAGS)
    assert [part for part in parts if part not in str(refused.value)] == []


def test_a_refusal_does_not_show_a_secret() -> None:
    kind = Kind("thing", "Toy", "name", (Attribute("pin", ("pin",), secret=True, coerce=whole),))
    with pytest.raises(BadInput) as refused:
        plan(kind, {}, {"pin": "hunter2"})
    assert "hunter2" not in str(refused.value)


class Stubborn(Toy):
    """Keeps its port whatever is written."""

    def _write(self, change: Change) -> dict[str, Any]:
        shown = super()._write(change)
        assert self.held is not None
        self.held["fields"]["port"] = 80
        shown["fields"]["port"] = 80
        return shown


def test_a_value_that_the_app_does_not_take_fails_the_task() -> None:
    toy = Stubborn()
    wanted = {"name": "one", "port": 81}
    with pytest.raises(NotTaken, match="port: wrote 81, Toy kept 80"):
        apply(toy.plan(wanted), toy, wanted, TAGS)


def test_one_and_true_differ_and_empty_values_do_not() -> None:
    held = {"name": "one", "enable": 1, "labels": None}
    change = plan(KIND, held, {"name": "one", "enable": True, "labels": []})
    assert change.after == {"enable": True}


def test_a_rule_about_the_whole_object_speaks_only_where_something_would_be_written() -> None:
    ordered = Kind(
        "range",
        "Toy",
        None,
        (Attribute("low", ("low",)), Attribute("high", ("high",))),
        rules=(lambda target: "would be empty; raise option high." if target["low"] > target["high"] else None,),
    )
    held = {"low": 1, "high": 5}
    assert plan(ordered, held, {"low": 5}).needed
    with pytest.raises(BadInput, match="Toy range would be empty; raise option high"):
        plan(ordered, held, {"low": 6})
    assert not plan(ordered, {"low": 9, "high": 5}, {"low": 9}).needed, "what the app holds is not ours to judge"
