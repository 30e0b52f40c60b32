# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Radarr and Sonarr: notifications, and what their tests send (facts: servarr 3, 6)."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.standins import running

from .client import Body, Client, expect, failures, fields, with_fields
from .samples import download_client

MASK = "*" * 8
WIDE = {"radarr": "onMovieFileDelete", "sonarr": "onEpisodeFileDelete"}


def notification(implementation: str, name: str, settings: Body, **envelope: Any) -> Body:
    """One that is off unless an event is given."""
    return {
        "name": name,
        "implementation": implementation,
        "configContract": f"{implementation}Settings",
        "tags": [],
        "fields": [{"name": key, "value": value} for key, value in settings.items()],
        **envelope,
    }


def webhook(name: str, on: bool = False, **settings: Any) -> Body:
    """A webhook that goes nowhere unless it is said otherwise."""
    given = {"url": "http://127.0.0.1:1/hook", "password": "secret", **settings}
    return notification("Webhook", name, given, onGrab=on)


def media_browser(name: str, on: bool = False, **settings: Any) -> Body:
    """A Jellyfin that is nowhere unless it is said otherwise."""
    return notification("MediaBrowser", name, {"host": "127.0.0.1", "apiKey": "key", **settings}, onDownload=on)


class Peer:
    """A small server that remembers its requests and answers all with one status."""

    def __init__(self) -> None:
        self.status = 200
        self.seen: list[Body] = []
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length) or b"null")
                seen = {"method": self.command, "path": self.path, "headers": dict(self.headers), "body": body}
                peer.seen.append(seen)
                self.send_response(peer.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_PUT = do_POST

            def log_message(self, *given: Any) -> None:
                """Nothing on the terminal."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}/hook"


@pytest.fixture
def peer() -> Iterator[Peer]:
    made = Peer()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _clean(servarr: Client) -> Iterator[None]:
    yield
    for item in servarr.get("notification"):
        servarr.call("DELETE", f"notification/{item['id']}")


def _try(servarr: Client, body: Body) -> list[str]:
    """Which properties the test complains of."""
    answer = servarr.call("POST", "notification/test", body)
    return [] if answer.status_code == 200 else list(failures(answer))


def test_the_list_is_empty_at_first_and_holds_what_is_made(servarr: Client) -> None:
    assert servarr.get("notification") == []
    made = servarr.create("notification", webhook("hook"))
    assert servarr.get("notification") == [made] == [servarr.get(f"notification/{made['id']}")]
    assert expect(servarr.call("DELETE", f"notification/{made['id']}"), 200).json() == {}
    assert servarr.call("GET", f"notification/{made['id']}").status_code == 404


def test_there_is_nothing_in_bulk(servarr: Client) -> None:
    made = servarr.create("notification", webhook("hook"))
    for method in ("PUT", "DELETE"):
        assert servarr.call(method, "notification/bulk", {"ids": [made["id"]]}).status_code in (404, 405)
    assert servarr.get("notification") == [made]


def test_schemas_are_off_and_say_what_has_an_effect(servarr: Client) -> None:
    found = {item["implementation"]: item for item in servarr.get("notification/schema")}
    assert set(found) == {"MediaBrowser", "Webhook", "CustomScript", "Discord", "PlexServer"}
    for item in found.values():
        assert not any(value for key, value in item.items() if key.startswith(("on", "include")))
        assert not {"id", "protocol", "priority", "enable"} & set(item)
        assert item["supportsOnUpgrade"] is item["supportsOnDownload"] is True
    assert found["Webhook"]["supportsOnManualInteractionRequired"] is True
    assert found["MediaBrowser"]["supportsOnManualInteractionRequired"] is False
    assert (found["MediaBrowser"]["supportsOnGrab"], found["PlexServer"]["supportsOnGrab"]) == (True, False)
    added = "supportsOnMovieAdded" if servarr.name == "radarr" else "supportsOnSeriesAdd"
    assert found["MediaBrowser"][added] is (servarr.name == "sonarr")
    assert "supportsIncludeHealthWarnings" not in found["Webhook"]


def test_events_without_effect_are_kept(servarr: Client) -> None:
    """What is supported is not the body's to say."""
    body = {**media_browser("kept"), "onManualInteractionRequired": True, "supportsOnManualInteractionRequired": True}
    made = servarr.create("notification", {**body, "onManualInteractionRequired": False})
    item = servarr.put(f"notification/{made['id']}", body, forceSave="true")
    assert (item["onManualInteractionRequired"], item["supportsOnManualInteractionRequired"]) == (True, False)


def test_secrets_are_masked_but_not_headers(servarr: Client) -> None:
    headers = [{"key": "X-Token", "value": "seen"}]
    made = servarr.create("notification", webhook("hook", username="me", headers=headers))
    read = fields(servarr.get(f"notification/{made['id']}"))
    assert (read["password"], read["username"], read["headers"]) == (MASK, "me", headers)
    assert fields(servarr.create("notification", media_browser("tv")))["apiKey"] == MASK


def test_the_mask_stands_for_the_stored_secret_in_put_only(servarr: Client) -> None:
    made = servarr.create("notification", webhook("hook"))
    servarr.put(f"notification/{made['id']}", with_fields(made, url="http://127.0.0.1:2/"))
    assert _stored(servarr, made["id"]) == "secret"
    other = servarr.create("notification", webhook("other", password=MASK))
    assert _stored(servarr, other["id"]) == MASK


def _stored(client: Client, number: int) -> Any:
    file = next(client.app.config.glob("*.db"))
    with contextlib.closing(sqlite3.connect(file)) as database:
        sql = "SELECT body FROM objects WHERE kind = 'notification' AND id = ?"
        (body,) = database.execute(sql, (number,)).fetchone()
    return json.loads(body)["values"]["password"]


def test_put_does_not_merge(servarr: Client) -> None:
    tag = servarr.create("tag", {"label": "unmerged"})["id"]
    body = {**webhook("hook", method=2), "tags": [tag], "includeHealthWarnings": True}
    made = servarr.create("notification", body)
    assert (made["includeHealthWarnings"], made["tags"], fields(made)["method"]) == (True, [tag], 2)
    bare = {key: made[key] for key in ("name", "implementation", "configContract")}
    item = servarr.put(f"notification/{made['id']}", {**bare, "fields": []})
    assert (item["includeHealthWarnings"], item["tags"], fields(item)["method"]) == (False, [], 1)
    assert (fields(item).get("url"), fields(item)["headers"]) == (None, [])


def test_names_are_unique_in_any_case(servarr: Client) -> None:
    servarr.create("notification", webhook("Hook"))
    found = failures(servarr.call("POST", "notification", webhook("hook")))
    assert (list(found), "isWarning" in found["Name"]) == (["Name"], False)


@pytest.mark.parametrize("headers", ["a: b", ["a"], [{"key": 1, "value": "b"}]])
def test_headers_of_another_type_are_an_unhandled_exception(servarr: Client, headers: Any) -> None:
    expect(servarr.call("POST", "notification", webhook("hook", headers=headers)), 500)


def test_one_that_is_off_is_not_looked_at(servarr: Client) -> None:
    """Its settings neither; flags that only narrow an event do not switch it on."""
    narrow = {"onUpgrade": True, "includeHealthWarnings": True, f"{WIDE[servarr.name]}ForUpgrade": True}
    body = {**webhook("off", url="no url"), **narrow}
    made = servarr.create("notification", body)
    assert all(made[key] for key in narrow)
    assert list(failures(servarr.call("POST", "notification", webhook("on", True, url="no url")))) == ["Url"]
    on = {**body, WIDE[servarr.name]: True}
    assert list(failures(servarr.call("PUT", f"notification/{made['id']}", on))) == ["Url"]


def test_an_unreachable_one_is_saved_when_it_is_forced_after_it_was_made(servarr: Client) -> None:
    body = media_browser("tv", True, port=running.free_port())
    for force in ("false", "true"):
        assert list(failures(servarr.call("POST", "notification", body, forceSave=force))) == ["Host"]
    made = servarr.create("notification", {**body, "onDownload": False})
    path = f"notification/{made['id']}"
    assert list(failures(servarr.call("PUT", path, body))) == ["Host"]
    saved = servarr.put(path, body, forceSave="true")
    assert servarr.put(path, saved) == saved, "what changes nothing is not tested"


@pytest.mark.parametrize(
    ("implementation", "settings", "found"),
    [
        ("MediaBrowser", {}, ["Host", "ApiKey"]),
        ("MediaBrowser", {"host": "http://tv", "apiKey": " "}, ["Host", "ApiKey"]),
        ("MediaBrowser", {"host": "tv", "apiKey": "k", "mapFrom": "/a"}, ["MapTo"]),
        ("MediaBrowser", {"host": "tv", "apiKey": "k", "mapTo": "/a"}, ["MapFrom"]),
        ("MediaBrowser", {"host": "tv", "apiKey": "k", "urlBase": "http://tv/x"}, ["UrlBase"]),
        ("Webhook", {}, ["Url"]),
        ("Webhook", {"url": "/hook"}, ["Url"]),
        ("Webhook", {"url": "http://"}, ["Url"]),
        ("Webhook", {"url": "http://127.0.0.1:1/ "}, ["Url"]),
        ("Discord", {"webHookUrl": "hook"}, ["WebHookUrl"]),
        ("CustomScript", {"path": "script.sh"}, ["Path"]),
        ("CustomScript", {"path": "/usr/bin/true"}, ["Path"]),
        ("CustomScript", {"path": "/scripts/x.sh", "arguments": "-v"}, ["Arguments"]),
        ("PlexServer", {"port": 0}, ["Host", "Port"]),
        ("PlexServer", {"host": "tv", "port": 65536, "mapTo": "/a"}, ["Port", "MapFrom"]),
    ],
)
def test_settings_have_rules(servarr: Client, implementation: str, settings: Body, found: list[str]) -> None:
    assert _try(servarr, notification(implementation, "rules", settings)) == found


@pytest.mark.parametrize(("method", "word"), [(1, "POST"), (2, "PUT")])
def test_a_webhook_is_sent_a_test_event(servarr: Client, peer: Peer, method: int, word: str) -> None:
    headers = [{"key": "X-Token", "value": "abc"}]
    servarr.create("notification", webhook("hook", True, url=peer.url, method=method, username="me", headers=headers))
    (seen,) = peer.seen
    assert (seen["method"], seen["path"], seen["body"]["eventType"]) == (word, "/hook", "Test")
    assert ("movie" in seen["body"], "series" in seen["body"]) == (servarr.name == "radarr", servarr.name == "sonarr")
    assert (seen["headers"]["X-Token"], seen["headers"]["Authorization"]) == ("abc", "Basic bWU6c2VjcmV0")


def test_the_stored_password_is_sent_for_the_mask(servarr: Client, peer: Peer) -> None:
    made = servarr.create("notification", webhook("hook", url=peer.url, username="me"))
    assert peer.seen == [], "off: nothing is sent"
    assert _try(servarr, made) == []
    assert peer.seen[0]["headers"]["Authorization"] == "Basic bWU6c2VjcmV0"


@pytest.mark.parametrize("status", [400, 401, 404, 500])
def test_a_webhook_that_is_refused_is_about_the_url(servarr: Client, peer: Peer, status: int) -> None:
    peer.status = status
    body = webhook("hook", True, url=peer.url)
    for force in ("false", "true"):
        found = failures(servarr.call("POST", "notification", body, forceSave=force))
        assert (list(found), found["Url"]["isWarning"]) == (["Url"], False)


def test_a_webhook_where_nobody_listens_is_an_unhandled_exception(servarr: Client) -> None:
    """Only refusals are caught there (WebhookProxy, ManagedHttpDispatcher)."""
    nowhere = f"http://127.0.0.1:{running.free_port()}/"
    assert "message" in expect(servarr.call("POST", "notification", webhook("hook", True, url=nowhere)), 500).json()
    assert servarr.get("notification") == []


@pytest.mark.parametrize(("status", "found"), [(204, []), (404, []), (500, []), (401, ["ApiKey"])])
def test_of_media_browsers_refusals_only_one_counts(servarr: Client, peer: Peer, status: int, found: list[str]) -> None:
    peer.status = status
    assert _try(servarr, media_browser("tv", port=peer.port, apiKey="the-key", urlBase="/tv")) == found
    (seen,) = peer.seen
    assert (seen["method"], seen["path"]) == ("POST", "/tv/Notifications/Admin")
    assert seen["headers"]["X-MediaBrowser-Token"] == "the-key"


def test_discord_is_told_at_its_url_only(servarr: Client, peer: Peer) -> None:
    body = notification("Discord", "chat", {"webHookUrl": peer.url})
    assert _try(servarr, body) == []
    peer.status = 404
    assert _try(servarr, body) == [""]
    assert [(seen["method"], seen["path"]) for seen in peer.seen] == [("POST", "/hook")] * 2


def test_a_plex_server_where_nobody_listens_is_about_the_host(servarr: Client) -> None:
    settings = {"host": "127.0.0.1", "port": running.free_port()}
    assert _try(servarr, notification("PlexServer", "plex", settings)) == ["Host"]


def test_a_script_is_run(servarr: Client, tmp_path: Path) -> None:
    script, told = tmp_path / "tell.sh", tmp_path / "told"
    body = notification("CustomScript", "script", {"path": str(script)})
    assert _try(servarr, body) == ["Path"]
    title = servarr.name.title()
    script.write_text(f'#!/bin/sh\necho "${title}_EventType" > "{told}"\n', encoding="utf-8")
    script.chmod(0o755)
    assert _try(servarr, body) == []
    assert told.read_text(encoding="utf-8") == "Test\n"
    script.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    assert _try(servarr, body) == [""]


def test_all_that_are_on_are_tested(servarr: Client, peer: Peer) -> None:
    servarr.create("notification", webhook("off", url=peer.url))
    on = servarr.create("notification", webhook("on", True, url=peer.url))
    peer.seen.clear()
    assert [item["id"] for item in expect(servarr.call("POST", "notification/testall"), 200).json()] == [on["id"]]
    peer.status = 500
    (found,) = expect(servarr.call("POST", "notification/testall"), 400).json()
    assert (found["isValid"], found["validationFailures"][0]["propertyName"]) == (False, "Url")
    assert len(peer.seen) == 2


def test_a_tag_in_use_stays(servarr: Client) -> None:
    tag = servarr.create("tag", {"label": "told"})["id"]
    made = servarr.create("notification", {**webhook("hook"), "tags": [tag]})
    client = servarr.create("downloadclient", {**download_client(servarr, "tagged"), "tags": [tag]})
    (detail,) = (item for item in servarr.get("tag/detail") if item["id"] == tag)
    assert (detail["notificationIds"], detail["downloadClientIds"]) == ([made["id"]], [client["id"]])
    expect(servarr.call("DELETE", f"downloadclient/{client['id']}"), 200)
    expect(servarr.call("DELETE", f"tag/{tag}"), 409)
    expect(servarr.call("DELETE", f"notification/{made['id']}"), 200)
    expect(servarr.call("DELETE", f"tag/{tag}"), 200)
