# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Radarr and Sonarr: codes, nulls and the shapes of errors (facts: servarr 2; checklist 2, 7, 13)."""

from __future__ import annotations

from .client import Client, expect, failures
from .samples import download_client, indexer


def test_codes_of_a_life(servarr: Client) -> None:
    """201 and Location, 202 and Location, 200 with {}."""
    answer = expect(servarr.call("POST", "downloadclient", download_client(servarr, "life")), 201)
    made = answer.json()
    assert answer.headers["Location"].endswith(f"/api/v3/downloadclient/{made['id']}")
    changed = expect(servarr.call("PUT", f"downloadclient/{made['id']}", {**made, "priority": 7}), 202)
    assert changed.headers["Location"].endswith(f"/api/v3/downloadclient/{made['id']}")
    assert changed.json() == servarr.get(f"downloadclient/{made['id']}")
    for _ in range(2):
        gone = expect(servarr.call("DELETE", f"downloadclient/{made['id']}"), 200)
        assert gone.json() == {}


def test_deleting_a_tag_or_a_root_folder_answers_nothing(servarr: Client) -> None:
    tag = servarr.create("tag", {"label": "short-lived"})
    assert expect(servarr.call("DELETE", f"tag/{tag['id']}"), 200).content == b""
    path = servarr.app.config / "library"
    path.mkdir()
    folder = servarr.create("rootfolder", {"path": str(path)})
    for _ in range(2):
        assert expect(servarr.call("DELETE", f"rootfolder/{folder['id']}"), 200).content == b""


def test_schema_has_no_ids_and_nulls_are_left_out(servarr: Client) -> None:
    for kind in ("downloadclient", "indexer"):
        for item in servarr.get(f"{kind}/schema"):
            assert "id" not in item
            assert None not in item.values()
            assert all(None not in field.values() for field in item["fields"])
    torrent = next(item for item in servarr.get("downloadclient/schema") if item["implementation"] == "QBittorrent")
    without = {field["name"] for field in torrent["fields"] if "value" not in field}
    assert {"urlBase", "username", "password"} <= without


def test_what_is_missing_is_a_404_of_two_shapes(servarr: Client) -> None:
    for path in ("downloadclient/999", "indexer/999", "tag/999", "rootfolder/999", "remotepathmapping/999"):
        problem = expect(servarr.call("GET", path), 404).json()
        assert (problem["status"], problem["title"]) == (404, "Not Found")
    body = download_client(servarr, "none")
    assert expect(servarr.call("PUT", "downloadclient/999", body), 404).json()["title"] == "Not Found"
    tag = servarr.call("PUT", "tag/999", {"label": "none"})
    assert set(expect(tag, 404).json()) == {"message", "description"}
    expect(servarr.call("GET", "nothing-of-this-name"), 404)


def test_other_types_of_bodies_are_415(servarr: Client) -> None:
    headers = {"X-Api-Key": servarr.key, "Content-Type": "text/plain"}
    expect(servarr.raw("POST", "/api/v3/tag", headers=headers, data="{}"), 415)


def test_a_violated_rule_is_a_list_without_is_warning(servarr: Client) -> None:
    found = failures(servarr.call("POST", "downloadclient", {**download_client(servarr, "x"), "name": ""}))
    assert "isWarning" not in found["Name"]
    assert {"attemptedValue", "severity", "errorCode", "formattedMessagePlaceholderValues"} <= set(found["Name"])


def test_a_failed_setting_is_a_list_with_is_warning(servarr: Client) -> None:
    body = download_client(servarr, "x", enable=True, host="http://no")
    found = failures(servarr.call("POST", "downloadclient", body))
    assert (found["Host"]["isWarning"], found["Host"]["severity"]) == (False, "error")
    assert "detailedDescription" not in found["Host"]


def test_json_of_wrong_types_is_a_problem_object(servarr: Client) -> None:
    wrong = {"priority": "x", "name": 1, "tags": "x", "fields": {}, "enable": "yes"}
    for key, value in wrong.items():
        body = {**download_client(servarr, "x"), key: value}
        problem = expect(servarr.call("POST", "downloadclient", body), 400).json()
        assert (problem["status"], list(problem["errors"])) == (400, [f"$.{key}"]), key
    problem = expect(servarr.text("POST", "tag", "{not json"), 400).json()
    assert list(problem["errors"]) == ["$"]


def test_keys_count_in_any_case_and_commas_may_trail(servarr: Client) -> None:
    made = expect(servarr.text("POST", "tag", '{"LABEL": "any,}case",}'), 400 if servarr.name == "radarr" else 201)
    assert isinstance(made.json(), list if servarr.name == "radarr" else dict)
    made = expect(servarr.text("POST", "tag", '{"Label": "anycase",\n}'), 201)
    assert made.json()["label"] == "anycase"


def test_exceptions_are_500_with_a_stack(servarr: Client) -> None:
    body = download_client(servarr, "x")
    for wrong in ({"id": 7}, {"implementation": "Nope"}, {"configContract": "NopeSettings"}):
        broken = expect(servarr.call("POST", "downloadclient", {**body, **wrong}), 500).json()
        assert set(broken) == {"message", "description"}
        assert "\n   at " in broken["description"]


def test_bulk_needs_ids_and_changes_several(servarr: Client) -> None:
    assert "ids must be provided" in expect(servarr.call("PUT", "indexer/bulk", {}), 400).json()["message"]
    ids = [servarr.create("indexer", indexer(servarr, name))["id"] for name in ("bulk-1", "bulk-2")]
    tag = servarr.create("tag", {"label": "bulk"})["id"]
    changed = servarr.put("indexer/bulk", {"ids": ids, "tags": [tag], "applyTags": "add", "priority": 9})
    assert [(item["id"], item["tags"], item["priority"]) for item in changed] == [(number, [tag], 9) for number in ids]
    changed = servarr.put("indexer/bulk", {"ids": ids, "tags": [tag], "applyTags": "remove"})
    assert [item["tags"] for item in changed] == [[], []]
    assert expect(servarr.call("DELETE", "indexer/bulk", {"ids": ids}), 200).json() == {}
    assert not set(ids) & {item["id"] for item in servarr.get("indexer")}


def test_messages_are_in_the_language_of_the_pages(servarr: Client) -> None:
    body = download_client(servarr, "x", enable=True, host="")
    english = failures(servarr.call("POST", "downloadclient", body))["Host"]
    ui = servarr.get("config/ui")
    servarr.put("config/ui/1", {**ui, "uiLanguage": 4})
    german = failures(servarr.call("POST", "downloadclient", body))["Host"]
    servarr.put("config/ui/1", ui)
    assert german["errorMessage"] != english["errorMessage"]
    assert {**german, "errorMessage": ""} == {**english, "errorMessage": ""}
