# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Radarr and Sonarr: import lists and metadata (ImportListController, RadarrV3Proxy, MetadataFactory)."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from .client import Body, Client, expect, failures

MASK = "********"


def wrong(answer: requests.Response) -> set[str]:
    """The properties that a 400 is about."""
    return set(failures(answer))


@pytest.fixture
def another(servarr: Client, tmp_path: Path) -> Body:
    """A list of what the program itself has, which is the only other instance here."""
    servarr.create("rootfolder", {"path": str(tmp_path)})
    title = servarr.name.title()
    schema = next(item for item in servarr.get("importlist/schema") if item["implementation"] == f"{title}Import")
    given = {"baseUrl": servarr.app.url, "apiKey": servarr.key}
    fields = [
        {"name": field["name"], "value": given.get(field["name"], field.get("value"))} for field in schema["fields"]
    ]
    switch = "enabled" if servarr.name == "radarr" else "enableAutomaticAdd"
    body = {**schema, "name": f"list of {tmp_path.name}", "fields": fields, "qualityProfileId": 1}
    return {**body, "rootFolderPath": str(tmp_path), switch: True}


def test_a_list_asks_the_other_instance(servarr: Client, another: Body) -> None:
    servarr.app.reset_requests()
    made = servarr.create("importlist", another)
    library = "movie" if servarr.name == "radarr" else "series"
    assert f"/api/v3/{library}" in [request["path"] for request in servarr.app.requests()]
    assert (made["listType"], made["listOrder"]) == ("program", 0)
    shown = {field["name"]: field.get("value") for field in made["fields"]}
    # Sonarr forgot to mark the key as one (SonarrSettings)
    assert shown["apiKey"] == (MASK if servarr.name == "radarr" else servarr.key)


def test_a_wrong_key_or_address_fails_the_test(servarr: Client, another: Body) -> None:
    def with_field(name: str, value: str) -> Body:
        return {
            **another,
            "fields": [{**field, **({"value": value} if field["name"] == name else {})} for field in another["fields"]],
        }

    assert wrong(servarr.call("POST", "importlist/test", with_field("apiKey", "0" * 32))) == {"ApiKey"}
    assert wrong(servarr.call("POST", "importlist/test", with_field("baseUrl", "http://127.0.0.1:9"))) == {""}
    assert wrong(servarr.call("POST", "importlist/test", with_field("baseUrl", "nowhere"))) == {"BaseUrl"}


def test_rules_count_for_lists_that_are_off(servarr: Client, another: Body) -> None:
    off = {**another, "enabled": False, "enableAutomaticAdd": False}
    assert wrong(servarr.call("POST", "importlist", {**off, "rootFolderPath": "/nowhere"})) == {"RootFolderPath"}
    assert wrong(servarr.call("POST", "importlist", {**off, "qualityProfileId": 99})) == {"QualityProfileId"}
    assert wrong(servarr.call("POST", "importlist", {**off, "qualityProfileId": 0})) == {"QualityProfileId"}


def test_a_profile_that_a_list_uses_stays(servarr: Client, another: Body) -> None:
    made = servarr.create("importlist", {**another, "qualityProfileId": 2}, forceSave="true")
    expect(servarr.call("DELETE", "qualityprofile/2"), 500)
    expect(servarr.call("DELETE", f"importlist/{made['id']}"), 200)


def test_metadata_is_made_by_the_program(servarr: Client) -> None:
    held = servarr.get("metadata")
    assert [item["name"] for item in held] == sorted(item["name"] for item in held)
    assert len({item["implementation"] for item in held}) == 5
    kodi = next(item for item in held if item["implementation"] == "XbmcMetadata")
    assert (kodi["name"], kodi["enable"]) == ("Kodi (XBMC) / Emby", False)
    assert servarr.put(f"metadata/{kodi['id']}", {**kodi, "enable": True})["enable"] is True
    expect(servarr.call("PUT", "metadata/bulk", {"ids": [1]}), 404)
