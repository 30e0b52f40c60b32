# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten behaviours that every writable module shows, as one table of cases and one set of checks.

create, no change, update of one field, absent, check = run, diff minimal, secret masked everywhere, secret change,
omitted = untouched, unknown value refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .conftest import Checks
from .script import Played, Script

MASK = "********"
NEW = "******** (new value)"


@dataclass(frozen=True)
class Secret:
    """A secret of a case: the options that set it, by the names of two secrets of the script."""

    option: str
    first: Mapping[str, Any]
    second: Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One module's objects.

    ``identity`` names the object, ``create`` makes it, ``update`` changes exactly the options ``changes``,
    ``unknown`` is refused with ``sentence``. ``first`` is what creating reports: ``update`` where the program makes
    the objects itself. ``without`` gives the reason for each behaviour that the module can't have.
    """

    module: str
    identity: Mapping[str, Any]
    create: Mapping[str, Any]
    update: Mapping[str, Any]
    changes: tuple[str, ...]
    unknown: Mapping[str, Any]
    sentence: str
    secret: Secret | None = None
    first: str = "create"
    without: Mapping[str, str] = field(default_factory=dict)

    def step(self, behaviour: str) -> str:
        """The name of a step."""
        return f"{self.module} {behaviour}"


BEHAVIOURS = (
    "create",
    "no change",
    "update",
    "absent",
    "check is run",
    "diff is minimal",
    "secret is masked",
    "secret changes",
    "omitted is untouched",
    "unknown is refused",
)


def applicable(cases: Iterable[Case]) -> list[tuple[Case, str]]:
    """Every behaviour of every case but those that a case gives a reason against."""
    return [(case, behaviour) for case in cases for behaviour in BEHAVIOURS if behaviour not in case.without]


def write(script: Script, case: Case) -> None:
    """All steps of a case."""
    first = case.secret.first if case.secret else {}
    whole = {**case.identity, **case.create, **first}
    script.change(case.step("create"), case.module, **whole)
    if "update" not in case.without:
        whole = {**whole, **case.update}
        script.change(case.step("update"), case.module, **whole)
    if case.secret:
        whole = {**whole, **case.secret.second}
        script.change(case.step("secret"), case.module, **whole)
    script.step(case.step("omitted"), case.module, **case.identity)
    script.step(case.step("unknown"), case.module, **{**whole, **case.unknown})
    if "absent" not in case.without:
        script.change(case.step("absent"), case.module, **case.identity, state="absent")


def check(checks: Checks, play: Played, case: Case, behaviour: str, secrets: Mapping[str, str]) -> None:
    """One behaviour of one case."""
    if behaviour == "create":
        checks.check_predicts(play, case.step("create"))
        assert play[f"{case.step('create')}: run"]["action"] == case.first
    elif behaviour == "no change":
        again = play[f"{case.step('create')}: again"]
        assert (again["changed"], again["action"], "diff" in again) == (False, "none", False)
    elif behaviour == "update":
        checks.check_predicts(play, case.step("update"))
        assert play[f"{case.step('update')}: run"]["action"] == "update"
    elif behaviour == "absent":
        checks.check_predicts(play, case.step("absent"))
        gone = play[f"{case.step('absent')}: run"]
        assert (gone["action"], gone["resource"]) == ("delete", None)
    elif behaviour == "check is run":
        for name in ("create", *(name for name in ("update", "absent") if name not in case.without)):
            checked, run = (play[f"{case.step(name)}: {step}"] for step in ("check", "run"))
            assert (checked["action"], checked["diff"]) == (run["action"], run["diff"])
    elif behaviour == "diff is minimal":
        diff = play[f"{case.step('update')}: run"]["diff"]
        assert set(diff["before"]) == set(diff["after"]) == set(case.changes)
    elif behaviour == "secret is masked":
        assert [name for name, value in secrets.items() if value in play.output] == []
        assert case.secret and play[f"{case.step('create')}: run"]["diff"]["after"][case.secret.option] == NEW
        assert MASK in repr(play[f"{case.step('update')}: run"]["resource"])
    elif behaviour == "secret changes":
        checks.check_predicts(play, case.step("secret"))
        assert case.secret and play[f"{case.step('secret')}: run"]["diff"]["after"] == {case.secret.option: NEW}
    elif behaviour == "omitted is untouched":
        omitted = play[case.step("omitted")]
        assert not omitted["failed"], omitted["msg"]
        assert not omitted["changed"], omitted.get("diff")
    else:
        checks.is_refused(play, case.step("unknown"), case.sentence)
