# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Radarr and Sonarr: what a provider's body means, secrets, validation (facts: servarr 3; checklist 3 to 6, 8)."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import Any

import pytest

from .client import Body, Client, expect, failures, fields, with_fields
from .samples import category, download_client, indexer

MASK = "*" * 8


@pytest.fixture
def made(servarr: Client, request: pytest.FixtureRequest) -> Body:
    """A download client that is off, under the name of the test."""
    name = request.node.name
    body: Body = servarr.create("downloadclient", download_client(servarr, name, priority=5))
    return body


def test_secrets_are_masked_wherever_they_are_shown(servarr: Client, made: Body) -> None:
    read = servarr.get(f"downloadclient/{made['id']}")
    changed = servarr.put(f"downloadclient/{made['id']}", {**made, "priority": 3})
    for item in (made, read, changed):
        assert (fields(item)["password"], fields(item)["username"]) == (MASK, "admin")
    deluge = next(item for item in servarr.get("downloadclient/schema") if item["implementation"] == "Deluge")
    assert fields(deluge)["password"] == MASK, "also a default is masked"
    feed = servarr.create("indexer", indexer(servarr, "masked"))
    assert fields(feed)["apiKey"] == MASK


def test_an_empty_secret_is_seen_to_be_empty(servarr: Client) -> None:
    for secret in ("", None):
        item = servarr.create("downloadclient", download_client(servarr, f"empty {secret}", password=secret))
        assert not fields(item)["password"]


def test_put_and_test_put_the_stored_secret_for_the_mask(servarr: Client, made: Body) -> None:
    """Seen in the file of the state: no answer tells."""
    servarr.put(f"downloadclient/{made['id']}", {**made, "priority": 9})
    assert _stored(servarr, made["id"]) == "secret"


def test_post_keeps_the_mask_as_it_is_written(servarr: Client) -> None:
    item = servarr.create("downloadclient", download_client(servarr, "asterisks", password=MASK))
    assert _stored(servarr, item["id"]) == MASK


def _stored(client: Client, number: int) -> Any:
    file = next(client.app.config.glob("*.db"))
    with contextlib.closing(sqlite3.connect(file)) as database:
        sql = "SELECT body FROM objects WHERE kind = 'downloadclient' AND id = ?"
        (body,) = database.execute(sql, (number,)).fetchone()
    return json.loads(body)["values"]["password"]


def test_put_does_not_merge(servarr: Client, made: Body) -> None:
    """Unlisted fields fall back to the class's defaults, missing keys of the envelope to zero, off and none."""
    tag = servarr.create("tag", {"label": "unmerged"})["id"]
    full = with_fields({**made, "tags": [tag]}, port=1234, **{category(servarr): "mine"})
    servarr.put(f"downloadclient/{made['id']}", full)
    bare = {key: made[key] for key in ("name", "implementation", "configContract")}
    sent = {**bare, "fields": [], "priority": 1}
    item = servarr.put(f"downloadclient/{made['id']}", sent)
    default = "radarr" if servarr.name == "radarr" else "tv-sonarr"
    assert [fields(item)[key] for key in ("host", "port", category(servarr))] == ["localhost", 8080, default]
    assert fields(item)["password"] is None
    assert (item["removeCompletedDownloads"], item["removeFailedDownloads"], item["tags"]) == (False, False, [])


def test_a_priority_that_is_left_out_is_zero(servarr: Client, made: Body) -> None:
    """Radarr refuses it, Sonarr 4 does not look."""
    without = {key: value for key, value in made.items() if key != "priority"}
    answer = servarr.call("PUT", f"downloadclient/{made['id']}", without)
    if servarr.name == "radarr":
        assert "Priority" in failures(answer)
    else:
        assert expect(answer, 202).json()["priority"] == 0


def test_fields_of_other_names_are_ignored(servarr: Client) -> None:
    item = servarr.create("downloadclient", download_client(servarr, "typo", movieCategry="x", tvCategry="x"))
    assert not {"movieCategry", "tvCategry"} & set(fields(item))


def test_null_is_not_the_default(servarr: Client) -> None:
    """Zero, off and an empty list; only what may be null stays null."""
    client = servarr.create("downloadclient", download_client(servarr, "nulls", port=None, useSsl=None, urlBase=None))
    assert [fields(client)[key] for key in ("port", "useSsl", "urlBase")] == [0, False, None]
    nothing: Body = {"categories": None, "minimumSeeders": None, "seedCriteria.seedRatio": None}
    feed = servarr.create("indexer", indexer(servarr, "nulls", **nothing))
    assert [fields(feed)[key] for key in nothing] == [[], 0, None]


def test_numbers_and_lists_may_be_texts(servarr: Client) -> None:
    client = servarr.create("downloadclient", download_client(servarr, "texts", port="8081"))
    assert fields(client)["port"] == 8081
    texts: Body = {"categories": "5030,5040", "seedCriteria.seedRatio": "1.5"}
    feed = servarr.create("indexer", indexer(servarr, "texts", **texts))
    assert (fields(feed)["categories"], fields(feed)["seedCriteria.seedRatio"]) == ([5030, 5040], 1.5)


@pytest.mark.parametrize("wrong", [{"useSsl": "true"}, {"useSsl": 1}, {"host": 5}, {"host": True}, {"port": "x"}])
def test_switches_and_texts_of_other_types_are_exceptions(servarr: Client, wrong: Body) -> None:
    answer = expect(servarr.call("POST", "downloadclient", download_client(servarr, "types", **wrong)), 500)
    assert set(answer.json()) == {"message", "description"}


def test_names_are_unique_in_any_case(servarr: Client, made: Body) -> None:
    other = download_client(servarr, made["name"].upper())
    found = failures(servarr.call("POST", "downloadclient", other))
    assert list(found) == ["Name"]
    assert "isWarning" not in found["Name"]
    assert "Name" in failures(servarr.call("POST", "downloadclient/test", other)), "a test without id has the rule too"


def test_post_of_an_enabled_one_is_always_tested(servarr: Client) -> None:
    """Nobody listens on port 1: forcing does not help."""
    for force in ("false", "true"):
        body = download_client(servarr, "dead", enable=True)
        assert "Host" in failures(servarr.call("POST", "downloadclient", body, forceSave=force))
        assert "" in failures(servarr.call("POST", "indexer", indexer(servarr, "dead", enable=True), forceSave=force))


def test_the_reliable_way_is_post_off_and_forced_put(servarr: Client) -> None:
    for kind, body in (("downloadclient", download_client(servarr, "way")), ("indexer", indexer(servarr, "way"))):
        made = servarr.create(kind, {**body, "fields": [*body["fields"], {"name": "categories", "value": [2000]}]})
        wanted = {**made, "enable": True} if kind == "downloadclient" else {**made, "enableRss": True}
        assert set(failures(servarr.call("PUT", f"{kind}/{made['id']}", wanted))) & {"Host", ""}
        saved = servarr.put(f"{kind}/{made['id']}", wanted, forceSave="true")
        assert saved.get("enable") or saved.get("enableRss")
        again = servarr.put(f"{kind}/{made['id']}", saved)
        assert again == saved, "what changes nothing is neither tested nor refused"
        servarr.call("DELETE", f"{kind}/{made['id']}")


def test_what_is_off_is_not_looked_at(servarr: Client) -> None:
    body = download_client(servarr, "nonsense", host="http://no", port=99999)
    made = servarr.create("downloadclient", body)
    servarr.put(f"downloadclient/{made['id']}", {**made, "priority": 2})


def test_rules_of_settings_cannot_be_forced(servarr: Client) -> None:
    """Also on a PUT that changes nothing but was never valid."""
    made = servarr.create("downloadclient", download_client(servarr, "rules", port=99999))
    for force in ("false", "true"):
        answer = servarr.call("PUT", f"downloadclient/{made['id']}", {**made, "enable": True}, forceSave=force)
        assert failures(answer)["Port"]["isWarning"] is False


def test_warnings_can_be_forced(servarr: Client) -> None:
    settings: Body = {"categories": [5000], "seedCriteria.seedRatio": -1}
    body = indexer(servarr, "warned", **settings)
    made = servarr.create("indexer", body)
    found = failures(servarr.call("PUT", f"indexer/{made['id']}", {**made, "enableRss": True}))
    assert (list(found), found["SeedCriteria.SeedRatio"]["isWarning"]) == (["SeedCriteria.SeedRatio"], True)
    assert found["SeedCriteria.SeedRatio"]["severity"] == "error", "the severity does not tell"
    servarr.put(f"indexer/{made['id']}", {**made, "enableRss": True}, forceSave="true")
    servarr.call("DELETE", f"indexer/{made['id']}")


def test_test_looks_also_at_what_is_off(servarr: Client, made: Body) -> None:
    for force in ("false", "true"):
        answer = servarr.call("POST", "downloadclient/test", made, forceTest=force)
        assert "Host" in failures(answer)


def test_testall_lists_those_that_are_on(servarr: Client) -> None:
    assert expect(servarr.call("POST", "downloadclient/testall"), 200).json() == []
    made = servarr.create("downloadclient", download_client(servarr, "all"))
    servarr.put(f"downloadclient/{made['id']}", {**made, "enable": True}, forceSave="true")
    (entry,) = expect(servarr.call("POST", "downloadclient/testall"), 400).json()
    assert (entry["id"], entry["isValid"]) == (made["id"], False)
    assert [item["propertyName"] for item in entry["validationFailures"]] == ["Host"]
    servarr.call("DELETE", f"downloadclient/{made['id']}")


def test_an_indexer_needs_an_existing_download_client(servarr: Client, made: Body) -> None:
    body = indexer(servarr, "bound")
    assert "DownloadClientId" in failures(servarr.call("POST", "indexer", {**body, "downloadClientId": 999}))
    bound = servarr.create("indexer", {**body, "downloadClientId": made["id"]})
    assert bound["downloadClientId"] == made["id"]


def test_an_indexer_needs_categories(servarr: Client) -> None:
    nothing: Body = {"categories": [], **({"animeCategories": []} if servarr.name == "sonarr" else {})}
    found = failures(servarr.call("POST", "indexer", indexer(servarr, "no categories", enable=True, **nothing)))
    assert ("Categories" if servarr.name == "radarr" else "") in found


def test_category_words(servarr: Client) -> None:
    key = category(servarr)
    for wrong in ("/x", "x/", "a//b", "a\\b"):
        body = download_client(servarr, "words", enable=True, **{key: wrong})
        assert key[0].upper() + key[1:] in failures(servarr.call("POST", "downloadclient", body))


def test_restart_keeps_providers_and_their_secrets(servarr: Client, made: Body) -> None:
    before = servarr.get("downloadclient")
    servarr.app.restart()
    assert servarr.get("downloadclient") == before
    assert _stored(servarr, made["id"]) == "secret"
