# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Radarr and Sonarr: qualities, profiles, custom formats (facts: servarr 7.4 to 7.8; sources in the stand-ins)."""

from __future__ import annotations

import pytest
import requests

from tests.standins import running

from .client import Body, Client, expect, failures

TITLE: Body = {
    "name": "x265",
    "implementation": "ReleaseTitleSpecification",
    "negate": False,
    "required": True,
    "fields": [{"name": "value", "value": "x265|HEVC"}],
}


def wrong(answer: requests.Response) -> set[str]:
    """The properties that a 400 is about."""
    return set(failures(answer))


def custom_format(name: str, *specifications: Body) -> Body:
    return {"name": name, "specifications": list(specifications or (TITLE,))}


def profile(servarr: Client, name: str) -> Body:
    """A profile that allows one quality."""
    made: Body = {**servarr.get("qualityprofile/schema"), "name": name}
    first = next(item for item in made["items"] if item.get("quality", {}).get("name") == "Bluray-1080p")
    first["allowed"] = True
    return {**made, "cutoff": first["quality"]["id"]}


def test_every_quality_has_a_definition(servarr: Client) -> None:
    definitions = servarr.get("qualitydefinition")
    assert len(definitions) == (30 if servarr.name == "radarr" else 22)
    assert [item["weight"] for item in definitions] == sorted(item["weight"] for item in definitions)
    disc = next(item for item in definitions if item["quality"]["name"] == "Bluray-1080p")
    assert ("maxSize" in disc) == (servarr.name == "sonarr"), "no limit is null, and nulls are not written"
    assert servarr.get("qualitydefinition/limits")["max"] == (2000 if servarr.name == "radarr" else 1000)


def test_sizes_are_replaced_and_kept_in_order(servarr: Client) -> None:
    held = servarr.get("qualitydefinition")[3]
    path = f"qualitydefinition/{held['id']}"
    changed = servarr.put(path, {**held, "title": "Own", "minSize": 1.5, "preferredSize": 20, "maxSize": 30})
    assert (changed["title"], changed["minSize"], changed["maxSize"]) == ("Own", 1.5, 30)
    assert "maxSize" not in servarr.put(path, {key: held[key] for key in ("id", "quality", "title")})
    crossed = {**held, "minSize": 40, "preferredSize": 20, "maxSize": 30}
    assert wrong(servarr.call("PUT", path, crossed)) >= {"MinSize", "PreferredSize"}
    beyond = {**held, "minSize": 0, "preferredSize": None, "maxSize": 2001}
    assert wrong(servarr.call("PUT", path, beyond)) == {"MaxSize"}


def test_default_profiles_hold_all_qualities_in_groups(servarr: Client) -> None:
    profiles = {item["name"]: item for item in servarr.get("qualityprofile")}
    assert list(profiles) == ["Any", "SD", "HD-720p", "HD-1080p", "Ultra-HD", "HD - 720p/1080p"]
    full = profiles["HD-1080p"]
    names = [inner["quality"]["name"] for item in full["items"] for inner in (item["items"] or [item])]
    assert sorted(names) == sorted(item["quality"]["name"] for item in servarr.get("qualitydefinition"))
    web = next(item for item in full["items"] if item.get("name") == "WEB 1080p")
    assert (web["id"] >= 1000, web["allowed"], "quality" in web) == (True, True, False)
    assert {item["quality"]["name"] for item in web["items"]} == {"WEBDL-1080p", "WEBRip-1080p"}
    assert ("language" in full) == (servarr.name == "radarr")


@pytest.mark.parametrize(
    ("changes", "properties"),
    [
        ({"name": ""}, {"Name"}),
        ({"cutoff": 1}, {"Cutoff"}),
        ({"minUpgradeFormatScore": 0}, {"MinUpgradeFormatScore"}),
        ({"items": []}, {"Cutoff", "Items"}),
    ],
)
def test_rules_of_profiles(servarr: Client, changes: Body, properties: set[str]) -> None:
    body = {**profile(servarr, "Ruled"), **changes}
    assert wrong(servarr.call("POST", "qualityprofile", body)) == properties


def test_each_quality_is_in_a_profile_once(servarr: Client) -> None:
    body = profile(servarr, "Twice")
    assert wrong(servarr.call("POST", "qualityprofile", {**body, "items": body["items"][1:]})) == {"Items"}
    twice = {**body, "items": [*body["items"], body["items"][0]]}
    assert wrong(servarr.call("POST", "qualityprofile", twice)) == {"Items"}


def test_groups_have_names_and_several_qualities(servarr: Client) -> None:
    body = profile(servarr, "Groups")
    group = next(item for item in body["items"] if item.get("name"))
    rest = [item for item in body["items"] if item is not group]
    nameless = {**body, "items": [*rest, {**group, "name": ""}]}
    assert wrong(servarr.call("POST", "qualityprofile", nameless)) == {"Items"}
    alone = {**body, "items": [*rest, {**group, "items": group["items"][:1]}, group["items"][1]]}
    assert wrong(servarr.call("POST", "qualityprofile", alone)) == {"Items"}


def test_a_name_that_is_taken_is_a_conflict_of_the_database(servarr: Client) -> None:
    expect(servarr.call("POST", "qualityprofile", profile(servarr, "HD-1080p")), 409)
    made = servarr.create("qualityprofile", profile(servarr, "Own"))
    expect(servarr.call("PUT", f"qualityprofile/{made['id']}", {**made, "name": "SD"}), 409)
    expect(servarr.call("DELETE", f"qualityprofile/{made['id']}"), 200)
    expect(servarr.call("GET", f"qualityprofile/{made['id']}"), 404)


def test_formats_are_in_every_profile(servarr: Client) -> None:
    """A new one with a score of 0; one that a body leaves out is refused."""
    made = servarr.create("customformat", custom_format("everywhere"))
    held = servarr.get("qualityprofile")[0]
    assert held["formatItems"][0] == {"format": made["id"], "name": "everywhere", "score": 0}
    scored = servarr.put(f"qualityprofile/{held['id']}", {**held, "formatItems": [{"format": made["id"], "score": 5}]})
    assert scored["formatItems"][0]["score"] == 5
    without = {**held, "formatItems": []}
    assert wrong(servarr.call("PUT", f"qualityprofile/{held['id']}", without)) == {"FormatItems"}
    unreachable = {**scored, "minFormatScore": 6}
    assert wrong(servarr.call("PUT", f"qualityprofile/{held['id']}", unreachable)) == {""}
    nothing = {key: value for key, value in held.items() if key != "formatItems"}
    expect(servarr.call("PUT", f"qualityprofile/{held['id']}", nothing), 500)
    servarr.put(f"qualityprofile/{held['id']}", {**scored, "minFormatScore": 5})
    expect(servarr.call("DELETE", f"customformat/{made['id']}"), 200)
    left = servarr.get(f"qualityprofile/{held['id']}")
    assert (left["formatItems"], left["minFormatScore"]) == ([], 0)


def test_formats_and_their_conditions(servarr: Client) -> None:
    made = servarr.create("customformat", custom_format("hevc"))
    condition = made["specifications"][0]
    assert (condition["implementationName"], condition["required"]) == ("Release Title", True)
    assert condition["fields"][0]["value"] == "x265|HEVC"
    assert wrong(servarr.call("POST", "customformat", custom_format("hevc"))) == {"Name"}
    assert servarr.create("customformat", custom_format("HEVC"))["id"] != made["id"], "case makes another name"
    assert wrong(servarr.call("POST", "customformat", {"name": "none", "specifications": []})) == {""}
    nameless = custom_format("nameless", {**TITLE, "name": " "})
    assert wrong(servarr.call("POST", "customformat", nameless)) == {""}
    expect(servarr.call("POST", "customformat", custom_format("odd", {**TITLE, "implementation": "Odd"})), 500)
    empty = custom_format("empty", {**TITLE, "fields": [{"name": "value", "value": ""}]})
    assert wrong(servarr.call("POST", "customformat", empty)) == {"Value"}
    broken = custom_format("broken", {**TITLE, "fields": [{"name": "value", "value": "("}]})
    expect(servarr.call("POST", "customformat", broken), 500)
    sizes = {**TITLE, "implementation": "SizeSpecification", "fields": [{"name": "min", "value": 5}]}
    assert wrong(servarr.call("POST", "customformat", custom_format("sizes", sizes))) == {"Max"}
    for item in servarr.get("customformat"):
        servarr.call("DELETE", f"customformat/{item['id']}")


def test_conditions_differ_between_the_programs(radarr: Client, sonarr: Client) -> None:
    films, series = ({item["implementation"] for item in app.get("customformat/schema")} for app in (radarr, sonarr))
    assert films - series == {"EditionSpecification", "QualityModifierSpecification", "YearSpecification"}
    assert series - films == {"ReleaseTypeSpecification"}


def test_languages_have_other_numbers(radarr: Client, sonarr: Client) -> None:
    films, series = ({item["name"]: item["id"] for item in app.get("language")} for app in (radarr, sonarr))
    assert (films["Hindi"], series["Hindi"]) == (26, 27)
    assert ("Any" in films, "Any" in series) == (True, False)


def test_delay_profiles_are_those_of_tags_and_the_global_one(servarr: Client) -> None:
    whole = servarr.get("delayprofile/1")
    assert (whole["tags"], whole["order"]) == ([], 2147483647)
    expect(servarr.call("DELETE", "delayprofile/1"), 405)
    tags = [servarr.create("tag", {"label": f"delay-{number}"})["id"] for number in range(3)]
    one, two, three = (servarr.create("delayprofile", {**whole, "id": 0, "tags": [tag]}) for tag in tags)
    assert [item["order"] for item in (one, two, three)] == [1, 2, 3]
    assert wrong(servarr.call("POST", "delayprofile", {**whole, "id": 0, "tags": tags[:1]})) == {"Tags"}
    assert wrong(servarr.call("PUT", "delayprofile/1", {**whole, "tags": tags[:1]})) == {"Tags"}
    neither = {**one, "enableUsenet": False, "enableTorrent": False, "torrentDelay": -1}
    assert wrong(servarr.call("PUT", f"delayprofile/{one['id']}", neither)) == {"", "TorrentDelay"}
    moved = expect(servarr.call("PUT", f"delayprofile/reorder/{three['id']}", after=one["id"]), 200).json()
    assert {item["id"]: item["order"] for item in moved} == {
        1: 2147483647,
        one["id"]: 1,
        three["id"]: 2,
        two["id"]: 3,
    }
    expect(servarr.call("DELETE", f"tag/{tags[0]}"), 409)
    expect(servarr.call("DELETE", f"delayprofile/{one['id']}"), 200)
    assert servarr.get(f"delayprofile/{three['id']}")["order"] == 1


def test_release_profiles_want_a_term(servarr: Client) -> None:
    made = servarr.create("releaseprofile", {"name": "terms", "enabled": True, "required": "x264, x265"})
    assert (made["required"], made["ignored"], made["indexerId"]) == (["x264", "x265"], [], 0)
    assert servarr.create("releaseprofile", {"name": "terms", "ignored": ["CAM"]})["id"] != made["id"]
    assert wrong(servarr.call("POST", "releaseprofile", {"name": "none", "enabled": True})) == {"Required"}
    blank = {"name": "blank", "enabled": True, "ignored": ["CAM", " "]}
    assert wrong(servarr.call("POST", "releaseprofile", blank)) == {"Ignored"}
    nowhere = {"name": "nowhere", "enabled": True, "ignored": ["CAM"], "indexerId": 99}
    assert wrong(servarr.call("POST", "releaseprofile", nowhere)) == {"IndexerId"}


def test_sonarr_5_has_sizes_in_profiles_and_more_in_release_profiles() -> None:
    with running.sonarr() as app:
        app.fault(version="5.0.0.100")
        sonarr = Client(app)
        assert not {"minSize", "maxSize"} & set(sonarr.get("qualitydefinition")[0])
        made = sonarr.create("releaseprofile", {"name": "new", "airDateRestriction": True, "airDateGracePeriod": -1})
        assert (made["airDateRestriction"], made["airDateGracePeriod"], made["excludedTags"]) == (True, -1, [])
