# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Radarr and Sonarr: key, start-up, URL base, who may read the key (facts: servarr 1; checklist 1, 12)."""

from __future__ import annotations

import time

import pytest
import requests

from tests.standins import running

from .client import Client, expect


def test_wrong_and_missing_keys_are_answered_by_an_empty_401(servarr: Client) -> None:
    for headers in ({}, {"X-Api-Key": "wrong"}, {"X-Api-Key": servarr.key.upper()}, {"X-Api-Key": ""}):
        answer = expect(servarr.raw("GET", "/api/v3/tag", headers=headers), 401)
        assert answer.content == b""


def test_the_key_is_taken_from_header_bearer_and_query(servarr: Client) -> None:
    for headers in ({"X-Api-Key": servarr.key}, {"Authorization": f"Bearer {servarr.key}"}):
        expect(servarr.raw("GET", "/api/v3/tag", headers=headers), 200)
    expect(servarr.raw("GET", "/api/v3/tag", headers={"Authorization": servarr.key}), 200)
    expect(servarr.raw("GET", f"/api/v3/tag?apikey={servarr.key}"), 200)


@pytest.mark.parametrize("query", ["apikey=wrong", "apikey="])
def test_a_key_in_the_query_is_the_only_one_looked_at(servarr: Client, query: str) -> None:
    expect(servarr.raw("GET", f"/api/v3/tag?{query}", headers={"X-Api-Key": servarr.key}), 401)


def test_every_answer_names_the_version(servarr: Client) -> None:
    answer = servarr.call("GET", "system/status")
    assert answer.headers["X-Application-Version"] == answer.json()["version"]
    assert servarr.call("GET", "nothing").headers["X-Application-Version"] == answer.json()["version"]
    assert "X-Application-Version" not in servarr.raw("GET", "/ping").headers


def test_api_names_its_versions(servarr: Client) -> None:
    answer = servarr.raw("GET", "/api", headers={"X-Api-Key": servarr.key})
    assert answer.json() == {"current": "v3", "deprecated": []}
    expect(servarr.raw("GET", "/api"), 401)


def test_ping_needs_no_key(servarr: Client) -> None:
    assert expect(servarr.raw("GET", "/ping"), 200).json() == {"status": "OK"}
    expect(servarr.raw("HEAD", "/ping"), 200)


def test_while_starting_every_path_is_503() -> None:
    with running.radarr() as app:
        app.restart(wait=False)
        seen = {path: _first_answer(f"{app.url}{path}", app.api_key) for path in ("/ping", "/api/v3/tag", "/")}
        app.wait()
    assert {path: answer.status_code for path, answer in seen.items()} == {"/ping": 503, "/api/v3/tag": 503, "/": 503}
    message = "Radarr is starting up, please try again later"
    assert seen["/api/v3/tag"].json() == {"errorMessage": message}
    assert seen["/ping"].text == message


def _first_answer(url: str, key: str) -> requests.Response:
    end = time.monotonic() + 20
    while True:
        try:
            return requests.get(url, headers={"X-Api-Key": key}, timeout=5)
        except requests.ConnectionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
