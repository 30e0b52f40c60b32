# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles of Radarr and Sonarr without a program: qualities and groups, conditions, sizes, terms."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr import custom_format, qualities
from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.quality_definition import open_size, size
from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.quality_profile import decode

NAMES = ("SDTV", "DVD", "HDTV-720p", "WEBDL-720p", "WEBRip-720p", "Bluray-720p", "HDTV-1080p", "Bluray-1080p")


def single(name: str, allowed: bool = False) -> dict[str, Any]:
    quality = {"id": NAMES.index(name) + 1, "name": name}
    return {"quality": quality, "items": [], "allowed": allowed}


def group(number: int, name: str, *names: str, allowed: bool = False) -> dict[str, Any]:
    inner = [single(inside, allowed) for inside in names]
    return {"id": number, "name": name, "items": inner, "allowed": allowed}


WEB = group(1000, "WEB 720p", "WEBDL-720p", "WEBRip-720p")
ITEMS = [
    single("SDTV"),
    single("DVD"),
    single("HDTV-720p", allowed=True),
    WEB,
    single("Bluray-720p", allowed=True),
    single("HDTV-1080p"),
    single("Bluray-1080p"),
]


def leaves(items: list[dict[str, Any]]) -> list[str]:
    return [qualities.name_of(inner) for item in items for inner in qualities.members(item)]


def test_allowed_ones_are_shown_the_best_first() -> None:
    assert qualities.allowed(ITEMS) == ["Bluray-720p", "HDTV-720p"]
    assert qualities.allowed([group(1000, "WEB 720p", "WEBRip-720p", "WEBDL-720p", allowed=True)]) == [
        {"name": "WEB 720p", "qualities": ["WEBDL-720p", "WEBRip-720p"]}
    ]


def test_names_are_read_as_the_program_has_them() -> None:
    own = {"name": "Mine", "qualities": ["sdtv", "dvd"]}
    assert qualities.read(["bluray-1080P", "web 720p", own], ITEMS, []) == [
        "Bluray-1080p",
        {"name": "WEB 720p", "qualities": ["WEBDL-720p", "WEBRip-720p"]},
        {"name": "Mine", "qualities": ["DVD", "SDTV"]},
    ]


def test_a_group_of_the_program_is_known_where_the_profile_has_none() -> None:
    apart = [item for item in ITEMS if item is not WEB] + [single("WEBDL-720p"), single("WEBRip-720p")]
    assert qualities.read(["WEB 720p"], apart, [WEB]) == [
        {"name": "WEB 720p", "qualities": ["WEBDL-720p", "WEBRip-720p"]}
    ]


@pytest.mark.parametrize(
    ("wished", "sentence"),
    [
        ([], "at least one quality"),
        ("SDTV", "at least one quality"),
        (["SDTV", "VHS"], "each of: Bluray-1080p, "),
        (["SDTV", "SDTV"], "each quality once; twice there is SDTV"),
        (["WEB 720p", "WEBDL-720p"], "twice there is WEBDL-720p"),
        ([{"name": "One", "qualities": ["SDTV"]}], "at least two qualities"),
        ([{"name": "One"}], "at least two qualities"),
        ([{"name": "One", "qualities": ["SDTV", "DVD"], "min": 1}], "a name and a list"),
    ],
)
def test_what_can_not_be_read_is_refused(wished: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        qualities.read(wished, ITEMS, [])


def test_what_is_not_wished_stays_below_in_its_order() -> None:
    arranged = qualities.arranged(ITEMS, ["Bluray-1080p", "SDTV"])
    assert [qualities.name_of(item) for item in arranged] == [
        "DVD",
        "HDTV-720p",
        "WEB 720p",
        "Bluray-720p",
        "HDTV-1080p",
        "SDTV",
        "Bluray-1080p",
    ]
    assert [item["allowed"] for item in arranged] == [False] * 5 + [True] * 2


def test_a_group_that_is_taken_apart_leaves_single_qualities() -> None:
    arranged = qualities.arranged(ITEMS, ["WEBDL-720p"])
    assert [qualities.name_of(item) for item in arranged][3] == "WEBRip-720p"
    assert not any(qualities.is_group(item) for item in arranged)


def test_groups_keep_their_ids_and_new_ones_get_free_ones() -> None:
    mine = {"name": "Mine", "qualities": ["DVD", "SDTV"]}
    web = {"name": "WEB 720p", "qualities": ["HDTV-720p", "WEBDL-720p", "WEBRip-720p"]}
    arranged = qualities.arranged(ITEMS, [mine, web])
    assert [(item["id"], qualities.name_of(item)) for item in arranged if qualities.is_group(item)] == [
        (1000, "WEB 720p"),
        (1001, "Mine"),
    ]


@st.composite
def wishes(draw: st.DrawFn) -> list[qualities.Quality]:
    """Any choice of qualities and groups, in any order."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    wished: list[qualities.Quality] = []
    while names:
        count = draw(st.integers(1, 3))
        taken, names = names[:count], names[count:]
        label = draw(st.sampled_from([f"Group {len(wished)}", "WEB 720p"]))
        is_new = label not in [qualities.named(entry) for entry in wished]
        wished += [{"name": label, "qualities": sorted(taken)}] if len(taken) > 1 and is_new else list(taken)
    random.Random(len(wished)).shuffle(wished)
    return wished


@given(wishes(), wishes())
def test_every_arrangement_is_one_that_the_programs_take(
    first: list[qualities.Quality], second: list[qualities.Quality]
) -> None:
    """Whatever was there before: each quality exactly once, groups of several with ids of their own, as wished."""
    items = qualities.arranged(qualities.arranged(ITEMS, first), second)
    assert sorted(leaves(items)) == sorted(NAMES)
    assert qualities.allowed(items) == second
    groups = [item for item in items if qualities.is_group(item)]
    assert len({item["id"] for item in groups}) == len(groups)
    assert all(len(item["items"]) > 1 and item["name"] and item["id"] >= 1000 for item in groups)
    assert all(inner["allowed"] == item["allowed"] for item in groups for inner in item["items"])


def test_profiles_are_shown_by_name() -> None:
    profile = {
        "name": "HD",
        "cutoff": 6,
        "items": ITEMS,
        "formatItems": [{"format": 3, "name": "x265", "score": -5}],
        "language": {"id": -2, "name": "Original"},
    }
    shown = decode(profile)
    assert (shown["cutoff"], shown["formatScores"], shown["language"]) == ("Bluray-720p", {"x265": -5}, "Original")


def test_a_format_goes_to_the_program_and_back() -> None:
    held = {
        "id": 1,
        "name": "x265",
        "specifications": [
            {
                "name": "x265",
                "implementation": "ReleaseTitleSpecification",
                "implementationName": "Release Title",
                "negate": False,
                "required": True,
                "fields": [{"name": "value", "value": "x265", "order": 0}, {"name": "unset"}],
            }
        ],
    }
    decoded = custom_format.decode(held)
    assert decoded["specifications"][0] == {
        "name": "x265",
        "implementation": "ReleaseTitleSpecification",
        "negate": False,
        "required": True,
        "fields": {"value": "x265"},
    }
    assert custom_format.encode(decoded)["specifications"][0]["fields"] == [{"name": "value", "value": "x265"}]


@pytest.mark.parametrize("given_size", [-1, 2001, "much", True, None])
def test_sizes_out_of_bounds_are_refused(given_size: Any) -> None:
    with pytest.raises(ValueError, match="0 to 2000"):
        size(given_size, 2000)
    with pytest.raises(ValueError, match=r"0 to 1000 .*, or unlimited"):
        open_size(given_size, 1000)


def test_sizes_in_the_form_of_the_programs() -> None:
    assert (size("12.5", 2000), open_size(0, 2000), open_size(" Unlimited ", 2000)) == (12.5, 0, None)
