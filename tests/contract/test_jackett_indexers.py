# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jackett: indexers and their settings (facts: jackett_qbittorrent B2)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.standins import running

from .client import JackettClient, expect

MASK = "|||%%PREVJACKPASSWD%%|||"


def _disk(jackett: JackettClient, name: str) -> Path:
    return jackett.app.config / "Jackett" / "Indexers" / f"{name}.json"


def _kept(path: Path) -> dict[str, Any]:
    return {item["id"]: item.get("value") for item in json.loads(path.read_text(encoding="utf-8"))}


@pytest.fixture(autouse=True)
def _clean(jackett: JackettClient) -> None:
    """Nothing is configured at the start of a test; values of the one before are still in memory."""
    for path in _disk(jackett, "any").parent.glob("*.json"):
        jackett.call("DELETE", f"indexers/{path.stem}")


def test_only_the_word_true_filters(jackett: JackettClient) -> None:
    everything = jackett.get("indexers")
    assert len(jackett.get("indexers?configured=false")) == len(jackett.get("indexers?configured=1")) == len(everything)
    assert jackett.get("indexers?configured=true") == []
    names = [item["name"].lower() for item in everything]
    assert names == sorted(names)
    assert "all" not in {item["id"] for item in everything}


def test_public_ones_are_saved_without_contact(jackett: JackettClient) -> None:
    for name in ("1337x", "thepiratebay", "therarbg"):
        assert expect(jackett.configure(name), 204).content == b""
    assert jackett.configured() == {"1337x", "thepiratebay", "therarbg"}


def test_what_is_not_sent_is_kept_and_what_is_unknown_ignored(jackett: JackettClient) -> None:
    before = jackett.values("1337x")
    expect(jackett.configure("1337x", sortrequestedfromsite="seeders", nosuchsetting="x", flaresolverr="y"), 204)
    assert jackett.values("1337x") == {**before, "sortrequestedfromsite": "seeders"}


def test_options_are_not_checked(jackett: JackettClient) -> None:
    expect(jackett.configure("therarbg", sortrequestedfromsite="no such option"), 204)
    assert jackett.values("therarbg")["sortrequestedfromsite"] == "no such option"


@pytest.mark.parametrize("given", [True, "true", "False", False])
def test_switches_are_words(jackett: JackettClient, given: bool | str) -> None:
    expect(jackett.configure("nyaasi", strips01=given), 204)
    assert jackett.values("nyaasi")["strips01"] is (str(given).lower() == "true")


@pytest.mark.parametrize("given", ["1", "yes", 1])
def test_other_words_are_exceptions(jackett: JackettClient, given: int | str) -> None:
    assert expect(jackett.configure("nyaasi", strips01=given), 500).json()["result"] == "error"


def test_tags_are_made_small_and_single(jackett: JackettClient) -> None:
    expect(jackett.configure("1337x", tags="Movies, TV;tv  movies,x_y"), 204)
    assert jackett.values("1337x")["tags"] == "movies,tv,x_y"
    (shown,) = jackett.get("indexers?configured=true")
    assert shown["tags"] == ["movies", "tv", "x_y"]


def test_links_get_a_slash_and_must_be_whole(jackett: JackettClient) -> None:
    expect(jackett.configure("eztv", sitelink="https://eztv.example"), 204)
    assert jackett.values("eztv")["sitelink"] == "https://eztv.example/"
    expect(jackett.configure("eztv", sitelink="eztv.example"), 500)


def test_a_legacy_link_silently_becomes_the_default(jackett: JackettClient) -> None:
    expect(jackett.configure("thepiratebay", sitelink="https://thepiratebay.se/"), 204)
    assert jackett.values("thepiratebay")["sitelink"] == "https://thepiratebay.org/"


def test_a_failed_save_takes_a_working_indexer_down(jackett: JackettClient) -> None:
    """New values stay in memory, the file as it was, until a good save or a restart."""
    expect(jackett.configure("dontorrent", tags="good"), 204)
    answer = expect(jackett.configure("dontorrent", sitelink="https://dead.example/", tags="bad"), 500)
    assert set(answer.json()) == {"result", "error", "stacktrace"}
    assert jackett.configured() == set()
    assert jackett.values("dontorrent")["tags"] == "bad"
    assert _kept(_disk(jackett, "dontorrent"))["tags"] == "good"
    jackett.app.restart()
    assert jackett.configured() == {"dontorrent"}
    assert jackett.values("dontorrent")["tags"] == "good"
    expect(jackett.configure("dontorrent", sitelink="https://dead.example/"), 500)
    expect(jackett.configure("dontorrent", sitelink="https://todotorrents.org/"), 204)
    assert jackett.configured() == {"dontorrent"}


def test_a_malformed_body_takes_it_down_too(jackett: JackettClient) -> None:
    expect(jackett.configure("1337x"), 204)
    expect(jackett.call("POST", "indexers/1337x/config", data="[]", headers={"Content-Type": "text/plain"}), 415)
    assert jackett.configured() == {"1337x"}
    for body in ("{", "{}", "null"):
        expect(jackett.configure("1337x"), 204)
        headers = {"Content-Type": "application/json"}
        expect(jackett.call("POST", "indexers/1337x/config", data=body, headers=headers), 500)
        assert jackett.configured() == set()


def test_a_refused_login_tells_all_secrets(jackett: JackettClient) -> None:
    body = expect(jackett.configure("torrentleech", username="", password="hunter2"), 500).json()
    form = {item["id"]: item for item in body["config"]}
    assert (form["password"]["value"], form["cookieheader"]["type"]) == ("hunter2", "hiddendata")


def test_only_items_of_type_password_are_masked(jackett: JackettClient) -> None:
    for name in ("norbits", "torrentleech"):
        expect(jackett.configure(name, username="me", password="hunter2"), 204)
    assert jackett.values("norbits")["password"] == MASK
    assert jackett.values("torrentleech")["password"] == "hunter2"
    expect(jackett.configure("norbits", password=MASK, username="other"), 204)
    assert _kept(_disk(jackett, "norbits")) == {**_kept(_disk(jackett, "norbits")), "password": "hunter2"}
    assert jackett.values("norbits")["username"] == "other"


def test_deleting_is_always_fine_but_for_unknown_ones(jackett: JackettClient) -> None:
    expect(jackett.configure("1337x", tags="old"), 204)
    for _ in range(2):
        assert expect(jackett.call("DELETE", "indexers/1337x"), 200).content == b""
    assert jackett.values("1337x")["tags"] == "old", "values stay in memory"
    assert not _disk(jackett, "1337x").exists()
    jackett.app.restart()
    assert jackett.values("1337x")["tags"] == ""
    for method, path in (("DELETE", "nope"), ("GET", "nope/config"), ("POST", "nope/test")):
        assert expect(jackett.call(method, f"indexers/{path}"), 500).json()["error"] == "Unknown indexer: nope"


def test_a_save_keeps_the_file_before_it(jackett: JackettClient) -> None:
    for tags in ("first", "second"):
        expect(jackett.configure("yts", tags=tags), 204)
    path = _disk(jackett, "yts")
    assert (_kept(path)["tags"], _kept(path.with_suffix(".json.bak"))["tags"]) == ("second", "first")


def test_files_configure_at_the_next_start_and_unknown_ones_are_deleted(jackett: JackettClient) -> None:
    jackett.app.stop()
    _disk(jackett, "yts").write_text("[]", encoding="utf-8")
    _disk(jackett, "rutor").write_text('[{"id": "tags", "value": "seeded"}]', encoding="utf-8")
    _disk(jackett, "linuxtracker").write_text("{}", encoding="utf-8")
    _disk(jackett, "rarbg").write_text("[]", encoding="utf-8")
    jackett.app.start()
    assert jackett.configured() == {"yts", "rutor"}
    assert jackett.values("rutor")["tags"] == "seeded"
    assert not _disk(jackett, "rarbg").exists()


def test_a_test_searches_and_remembers_the_error(jackett: JackettClient) -> None:
    for name in ("1337x", "therarbg"):
        expect(jackett.configure(name), 204)
    expect(jackett.call("POST", "indexers/therarbg/test"), 204)
    assert "FlareSolverr" in expect(jackett.call("POST", "indexers/1337x/test"), 500).json()["error"]
    errors = {item["id"]: item["last_error"] for item in jackett.get("indexers?configured=true")}
    assert ("FlareSolverr" in errors["1337x"], errors["therarbg"]) == (True, "")


def test_searches_go_through_the_own_proxy_and_never_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = running.free_port()
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{dead}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with running.jackett() as app:
        expect(JackettClient(app).call("POST", "indexers/therarbg/test"), 204)
    with running.jackett(seed={"ProxyType": 0, "ProxyUrl": "127.0.0.1", "ProxyPort": dead}) as app:
        expect(JackettClient(app).call("POST", "indexers/therarbg/test"), 500)
