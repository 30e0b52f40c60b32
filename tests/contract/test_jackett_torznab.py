# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jackett: feeds, whose errors are XML (facts: jackett_qbittorrent B5)."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
import requests

from .client import JackettClient, expect


@pytest.fixture(scope="module", autouse=True)
def _configured(jackett: JackettClient) -> None:
    for name in ("therarbg", "1337x", "linuxtracker"):
        expect(jackett.configure(name), 204)


def _error(answer: requests.Response, status: int = 200) -> str:
    expect(answer, status)
    assert answer.headers["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == "error"
    return root.attrib["code"]


def test_errors_are_xml_mostly_with_status_200(jackett: JackettClient) -> None:
    assert _error(jackett.feed("therarbg", "caps", apikey="bad")) == "100"
    assert _error(jackett.feed("therarbg", "caps", apikey="")) == "100"
    assert _error(jackett.feed("yts", "caps")) == "201", "not configured"
    assert _error(jackett.feed("linuxtracker", "movie")) == "201", "not offered"
    assert _error(jackett.feed("therarbg", "movie", imdbid="tt0133093"), 400) == "203"
    assert _error(jackett.feed("1337x"), 400) == "900", "FlareSolverr is missing"


def test_an_unknown_indexer_is_a_json_error(jackett: JackettClient) -> None:
    assert expect(jackett.feed("nope", "caps"), 500).json()["error"] == "Unknown indexer: nope"


def test_the_key_has_two_names_and_paths_two_forms(jackett: JackettClient) -> None:
    key = jackett.app.api_key
    for path in (
        f"/api/v2.0/indexers/therarbg/results/torznab?t=caps&passkey={key}",
        f"/api/v2.0/indexers/therarbg/results/torznab/?t=caps&apikey={key}",
        f"/torznab/therarbg/api?t=caps&apikey={key}",
    ):
        assert ElementTree.fromstring(expect(jackett.raw("GET", path), 200).content).tag == "caps"


def test_capabilities(jackett: JackettClient) -> None:
    answer = expect(jackett.feed("therarbg", "caps"), 200)
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    root = ElementTree.fromstring(answer.content)
    searching = root.find("searching")
    assert searching is not None
    assert [item.tag for item in searching] == [
        "search",
        "tv-search",
        "movie-search",
        "music-search",
        "audio-search",
        "book-search",
    ]
    assert root.find("./categories/category[@id='2000']") is not None
    assert root.find("./categories/category[@id='5000']/subcat[@id='5070']") is not None


def test_a_page_has_releases_of_the_categories_that_are_asked_for(jackett: JackettClient) -> None:
    root = ElementTree.fromstring(expect(jackett.feed("therarbg", "movie", cat="2000"), 200).content)
    found = [item.findtext("category") for item in root.findall("./channel/item")]
    assert found
    assert all(str(number).startswith("2") for number in found)
    none = ElementTree.fromstring(jackett.feed("linuxtracker", "search", cat="5000").content)
    assert none.findall("./channel/item") == []


def test_all_lists_indexers_by_the_key_alone(jackett: JackettClient) -> None:
    root = ElementTree.fromstring(expect(jackett.feed("all", "indexers", configured="true"), 200).content)
    assert {item.attrib["id"] for item in root} == {"therarbg", "1337x", "linuxtracker"}
    first = root[0]
    assert [child.tag for child in first] == ["title", "description", "link", "language", "type", "caps"]
    everything = ElementTree.fromstring(jackett.feed("all", "indexers").content)
    assert {item.attrib["configured"] for item in everything} == {"true", "false"}


def test_results_as_json_know_statuses(jackett: JackettClient) -> None:
    path = "/api/v2.0/indexers/all/results"
    expect(jackett.raw("GET", path, params={"apikey": "bad"}), 401)
    found = expect(jackett.raw("GET", path, params={"apikey": jackett.app.api_key, "Query": ""}), 200).json()
    statuses = {item["ID"]: item["Status"] for item in found["Indexers"]}
    assert statuses == {"1337x": 1, "linuxtracker": 2, "therarbg": 2}
