# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jackett: the server's configuration and password (facts: jackett_qbittorrent B3, B4)."""

from __future__ import annotations

import hashlib
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.standins import running

from .client import Body, JackettClient, expect

RESTARTING: tuple[str, ...] = (
    "port",
    "external",
    "cors",
    "basepathoverride",
    "flaresolverrurl",
    "flaresolverr_maxtimeout",
)
RESTARTING += ("proxy_type", "proxy_url", "proxy_port", "proxy_username", "proxy_password")


@pytest.fixture
def saved(jackett: JackettClient) -> Iterator[Body]:
    """The configuration, put back after the test."""
    before = jackett.get("server/config")
    yield before
    back = {**before, "baseurloverride": before["baseurloverride"] or "", "omdburl": before["omdburl"] or ""}
    expect(_save(jackett, back), 200)


def _save(jackett: JackettClient, body: Body) -> requests.Response:
    """Save, and wait for the restart of the web host where this must bring it."""
    before = jackett.get("server/config")
    answer = jackett.call("POST", "server/config", json=body)
    if answer.ok and any(before[key] != body.get(key) for key in RESTARTING):
        _wait(jackett)
    return answer


def _wait(jackett: JackettClient, seconds: float = 0.8) -> bool:
    """Whether the web host goes away within this time; returns when it answers again."""
    end, gone = time.monotonic() + seconds, False
    while True:
        try:
            with socket.create_connection(("127.0.0.1", int(jackett.app.url.rpartition(":")[2])), timeout=1):
                if gone or time.monotonic() > end:
                    return gone
        except OSError:
            gone = True
        time.sleep(0.02)


def _file(jackett: JackettClient) -> Body:
    found: Body = json.loads((jackett.app.config / "Jackett" / "ServerConfig.json").read_text(encoding="utf-8"))
    return found


def test_key_and_secrets_of_others_are_in_clear(jackett: JackettClient, saved: Body) -> None:
    assert saved["api_key"] == jackett.app.api_key
    proxy = {"proxy_type": 0, "proxy_url": "gluetun", "proxy_port": 8888, "proxy_password": "seen"}
    _save(jackett, {**saved, **proxy, "omdbkey": "seen too", "omdburl": ""})
    now = jackett.get("server/config")
    assert {key: now[key] for key in proxy} == proxy
    assert now["omdbkey"] == "seen too"
    expect(_save(jackett, {**now, "proxy_url": ""}), 200)
    assert jackett.get("server/config")["proxy_type"] == -1, "a blank proxy is none"


def test_the_answer_is_the_whole_entity_with_hash_and_key(jackett: JackettClient, saved: Body) -> None:
    entity = expect(_save(jackett, saved), 200).json()
    assert entity["APIKey"] == jackett.app.api_key
    assert entity["AdminPassword"] == _hash(jackett.app.password, jackett.app.api_key)
    assert entity == _file(jackett)


def test_some_keys_of_the_body_are_ignored(jackett: JackettClient, saved: Body) -> None:
    other = {"api_key": "other", "password": "other", "app_version": "v9", "can_run_netcore": True, "notices": ["x"]}
    expect(_save(jackett, {**saved, **other}), 200)
    assert jackett.get("server/config") == saved


def test_a_partial_body_resets_what_it_does_not_have(jackett: JackettClient, saved: Body) -> None:
    """Listening on loopback only: the cluster would lose Jackett."""
    kept = ("port", "local_bind_address", "flaresolverrurl", "flaresolverr_maxtimeout", "baseurloverride", "omdburl")
    partial = {key: saved[key] for key in kept}
    expect(_save(jackett, partial), 200)
    now = jackett.get("server/config")
    assert (now["external"], now["cache_enabled"], now["cache_ttl"]) == (False, False, 0)


def test_an_error_comes_after_the_first_steps(jackett: JackettClient, saved: Body) -> None:
    expect(_save(jackett, {**saved, "cache_enabled": True, "cache_ttl": 100}), 200)
    body = {"flaresolverrurl": "http://x", "baseurloverride": saved["baseurloverride"]}
    broken = expect(jackett.call("POST", "server/config", json=body), 500).json()
    assert broken["result"] == "error"
    now = jackett.get("server/config")
    assert (now["cache_enabled"], now["cache_ttl"], now["flaresolverrurl"]) == (False, 0, saved["flaresolverrurl"])
    assert _file(jackett)["CacheTtl"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": 0},
        {"port": 65536},
        {"flaresolverr_maxtimeout": 4999},
        {"local_bind_address": None},
        {"baseurloverride": "jackett"},
        {"flaresolverrurl": "flaresolverr"},
        {"proxy_type": 0, "proxy_url": "x", "proxy_port": 0},
        {"basepathoverride": "x"},
        {"blackholedir": "/does/not/exist"},
        {"local_bind_address": "10.0.0.1"},
    ],
)
def test_traps_that_are_exceptions(jackett: JackettClient, wrong: Body) -> None:
    before = jackett.get("server/config")
    answer = expect(jackett.call("POST", "server/config", json={**before, **wrong}), 500)
    assert {"result", "error", "stacktrace"} == set(answer.json())
    assert jackett.get("server/config") == before


def test_a_key_of_omdb_without_its_address_is_an_exception_that_comes_late(jackett: JackettClient, saved: Body) -> None:
    """The key is in memory by then."""
    expect(jackett.call("POST", "server/config", json={**saved, "omdbkey": "new", "omdburl": None}), 500)
    assert jackett.get("server/config")["omdbkey"] == "new"
    assert _file(jackett)["OmdbApiKey"] == saved["omdbkey"]


def test_a_proxy_is_saved_before_a_wrong_port(jackett: JackettClient, saved: Body) -> None:
    proxy = {"proxy_type": 0, "proxy_url": "gluetun", "proxy_port": 8888}
    expect(jackett.call("POST", "server/config", json={**saved, **proxy, "port": 0}), 500)
    now = jackett.get("server/config")
    assert {key: now[key] for key in proxy} == proxy
    assert now["port"] == saved["port"]


def test_a_base_url_is_removed_by_an_empty_text_only(jackett: JackettClient, saved: Body) -> None:
    expect(_save(jackett, {**saved, "baseurloverride": "http://jackett"}), 200)
    expect(jackett.call("POST", "server/config", json={**saved, "baseurloverride": None}), 500)
    expect(_save(jackett, {**saved, "baseurloverride": ""}), 200)
    assert not jackett.get("server/config")["baseurloverride"]


def test_malformed_json_is_a_problem(jackett: JackettClient) -> None:
    for path in ("server/config", "server/adminpassword"):
        answer = expect(jackett.call("POST", path, data="{", headers={"Content-Type": "application/json"}), 400)
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_what_concerns_the_web_host_restarts_it(jackett: JackettClient, saved: Body) -> None:
    """The answer waits for half a second; null and empty alone are a difference; the cookie stays good."""
    changes: tuple[Body, ...] = (
        {"proxy_type": 0, "proxy_url": "gluetun", "proxy_port": 8888, "flaresolverrurl": "http://flaresolverr:8191"},
        {"flaresolverrurl": ""},
        {},
    )
    for change in changes:
        expect(jackett.call("POST", "server/config", json={**saved, **change}), 200)
        assert _wait(jackett), f"{change} restarts"
        # an address that was set is never null again
        assert jackett.get("server/config") == {**saved, "flaresolverrurl": "", **change}


def test_other_settings_do_not_restart_it(jackett: JackettClient, saved: Body) -> None:
    for change in ({}, {"cache_ttl": 500}, {"omdbkey": "k", "omdburl": ""}, {"prerelease": True}):
        expect(jackett.call("POST", "server/config", json={**saved, **change}), 200)
    assert not _wait(jackett)


def test_logging_is_lost_in_a_restart(jackett: JackettClient, saved: Body) -> None:
    expect(_save(jackett, {**saved, "logging": True, "cache_ttl": 77}), 200)
    assert jackett.get("server/config")["logging"] is True
    jackett.app.restart()
    now = jackett.get("server/config")
    assert (now["logging"], now["cache_ttl"]) == (False, 77)


def _hash(password: str, key: str) -> str:
    return hashlib.sha512((password + key).encode("utf-16-le")).hexdigest()


def test_the_password_shows_as_the_start_of_its_hash() -> None:
    with running.jackett() as app:
        client = JackettClient(app)
        assert client.get("server/config")["password"] == _hash(app.password, app.api_key)[:10]
        expect(client.call("POST", "server/adminpassword", json="pässword"), 204)
        assert client.get("server/config")["password"] == _hash("pässword", app.api_key)[:10]
        login = "/UI/Dashboard"
        assert "Jackett" not in client.raw("POST", login, data={"password": app.password}).cookies
        assert "Jackett" in client.raw("POST", login, data={"password": "pässword"}).cookies
        expect(client.call("POST", "server/adminpassword", json=""), 204)
        assert client.get("server/config")["password"] == ""
        assert _file(client)["AdminPassword"] is None


def test_a_file_that_cannot_be_read_is_replaced_with_a_new_key() -> None:
    with running.jackett() as app:
        app.stop()
        (app.config / "Jackett" / "ServerConfig.json").write_text("{", encoding="utf-8")
        app.start()
        key = _file(JackettClient(app))["APIKey"]
        assert (len(key), key != app.api_key) == (32, True)


def test_a_partial_file_is_filled_up() -> None:
    with running.jackett(seed={"ProxyType": 0, "ProxyUrl": "gluetun", "ProxyPort": 8888}) as app:
        now = JackettClient(app).get("server/config")
        assert (now["proxy_url"], now["external"], now["cache_ttl"], now["port"]) == ("gluetun", True, 2100, 9117)


def test_writing_errors_are_swallowed(jackett: JackettClient, saved: Body) -> None:
    """A folder in the file's place stands for a read-only mount: the superuser may write everywhere else."""
    file: Path = jackett.app.config / "Jackett" / "ServerConfig.json"
    kept: Any = file.read_bytes()
    file.unlink()
    file.mkdir()
    try:
        expect(_save(jackett, {**saved, "cache_ttl": 99}), 200)
        assert jackett.get("server/config")["cache_ttl"] == 99
    finally:
        file.rmdir()
        file.write_bytes(kept)
