# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all modules share around the engine: finding one object by name, what a check may assume."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.kind import Attribute, Kind
from ansible_collections.homelab.mediastack.plugins.module_utils.resource import find, given, planned

KIND = Kind("thing", "Toy", "name", (Attribute("name", ("name",)),), ignore_case=True)
EXACT = Kind("thing", "Toy", "name", (Attribute("name", ("name",)),))
HELD: list[dict[str, Any]] = [{"name": "One"}, {"name": "two"}, {"name": "TWO"}, {"name": "three"}, {"name": "three"}]


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [(KIND, "one", HELD[0]), (EXACT, "one", None), (KIND, "TWO", HELD[2]), (KIND, "four", None)],
)
def test_an_exact_name_wins_and_case_counts_where_the_app_says_so(kind: Kind, name: str, found: Any) -> None:
    assert find(kind, HELD, name) is found


@pytest.mark.parametrize(("kind", "name"), [(KIND, "three"), (EXACT, "three"), (KIND, "Two")])
def test_several_of_one_name_are_refused(kind: Kind, name: str) -> None:
    with pytest.raises(BadInput, match=r"exists 2 times; delete or rename all but one in Toy, option name must name"):
        find(kind, HELD, name)


def test_only_a_check_may_assume() -> None:
    params = {"planned": {"app": True}}
    assert planned(params, check_mode=True) == {"app": True}
    assert planned(params, check_mode=False) == {}
    assert planned({"planned": None}, check_mode=True) == {}


def test_what_was_not_given_is_not_wanted() -> None:
    assert given({"a": 0, "b": None, "c": ""}, ("a", "b", "c", "d")) == {"a": 0, "c": ""}
