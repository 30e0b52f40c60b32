# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FlareSolverr: commands, sessions, the proxy (source: FlareSolverr/FlareSolverr at 0f05ed8, src/)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.standins import running
from tests.standins.running import Running

from .client import JackettClient, expect

SITE = "https://site.example/"


@pytest.fixture(scope="module")
def flaresolverr() -> Iterator[Running]:
    with running.flaresolverr() as app:
        yield app


def ask(app: Running, **body: Any) -> requests.Response:
    return requests.post(f"{app.url}/v1", json=body, timeout=30)


def refused(answer: requests.Response) -> str:
    body = expect(answer, 500).json()
    assert (body["status"], body["version"]) == ("error", "3.5.0")
    return str(body["message"])


def test_it_says_who_it_is(flaresolverr: Running) -> None:
    assert expect(requests.get(f"{flaresolverr.url}/health", timeout=30), 200).json() == {"status": "ok"}
    greeting = expect(requests.get(flaresolverr.url, timeout=30), 200).json()
    assert (greeting["msg"], greeting["version"]) == ("FlareSolverr is ready!", "3.5.0")
    assert set(greeting) == {"msg", "version", "userAgent"}


def test_errors_of_addresses_are_json(flaresolverr: Running) -> None:
    answer = expect(requests.get(f"{flaresolverr.url}/v2", timeout=30), 404)
    assert answer.json() == {"error": "Not found: '/v2'", "status_code": 404}
    expect(requests.get(f"{flaresolverr.url}/v1", timeout=30), 405)


def test_a_page_comes_with_cookies_and_the_browsers_name(flaresolverr: Running) -> None:
    body = expect(ask(flaresolverr, cmd="request.get", url=SITE, maxTimeout=5000), 200).json()
    assert (body["status"], body["message"]) == ("ok", "Challenge solved!")
    assert body["startTimestamp"] <= body["endTimestamp"]
    assert body["solution"]["url"] == SITE
    assert body["solution"]["status"] == 200
    assert "<html>" in body["solution"]["response"]
    cookies = expect(ask(flaresolverr, cmd="request.get", url=SITE, returnOnlyCookies=True), 200).json()["solution"]
    assert "response" not in cookies and "headers" not in cookies


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "Error: Request parameter 'cmd' is mandatory."),
        ({"cmd": "request.put"}, "Error: Request parameter 'cmd' = 'request.put' is invalid."),
        ({"cmd": "request.get"}, "Error: Request parameter 'url' is mandatory in 'request.get' command."),
        ({"cmd": "request.get", "url": SITE, "postData": "a=b"}, "Error: Cannot use 'postBody' when sending a GET"),
        ({"cmd": "request.post", "url": SITE}, "Error: Request parameter 'postData' is mandatory"),
        ({"cmd": "sessions.destroy", "session": "none"}, "Error: The session doesn't exist."),
    ],
)
def test_what_is_wrong_is_said_with_500(flaresolverr: Running, body: dict[str, Any], message: str) -> None:
    assert refused(ask(flaresolverr, **body)).startswith(message)


def test_a_body_of_another_type_is_no_command(flaresolverr: Running) -> None:
    answer = requests.post(f"{flaresolverr.url}/v1", data='{"cmd": "sessions.list"}', timeout=30)
    assert refused(answer) == "Error: Request parameter 'cmd' is mandatory."
    headers = {"Content-Type": "application/json"}
    assert "error" in expect(requests.post(f"{flaresolverr.url}/v1", data="{", headers=headers, timeout=30), 500).json()


def test_sessions_are_made_once_and_forgotten_in_a_restart(flaresolverr: Running) -> None:
    made = expect(ask(flaresolverr, cmd="sessions.create", session="mine"), 200).json()
    assert (made["message"], made["session"]) == ("Session created successfully.", "mine")
    again = expect(ask(flaresolverr, cmd="sessions.create", session="mine"), 200).json()
    assert again["message"] == "Session already exists."
    expect(ask(flaresolverr, cmd="request.get", url=SITE, session="by request"), 200)
    assert expect(ask(flaresolverr, cmd="sessions.list"), 200).json()["sessions"] == ["mine", "by request"]
    gone = expect(ask(flaresolverr, cmd="sessions.destroy", session="mine"), 200).json()
    assert gone["message"] == "The session has been removed."
    flaresolverr.restart()
    assert ask(flaresolverr, cmd="sessions.list").json()["sessions"] == []


def test_the_requests_proxy_beats_the_environments() -> None:
    dead = f"http://127.0.0.1:{running.free_port()}"
    with running.flaresolverr(PROXY_URL=dead) as app:
        assert "ERR_PROXY_CONNECTION_FAILED" in refused(ask(app, cmd="request.get", url=SITE))
        expect(ask(app, cmd="request.get", url=SITE, proxy={"url": app.url}), 200)


def test_jackett_searches_a_site_behind_cloudflare_through_it(flaresolverr: Running) -> None:
    """It hands its own proxy on, without credentials in the address (facts: jackett_qbittorrent B4)."""
    seed = {"FlareSolverrUrl": flaresolverr.url}
    with running.jackett(seed=seed) as app:
        client = JackettClient(app)
        expect(client.configure("1337x"), 204)
        flaresolverr.reset_requests()
        expect(client.call("POST", "indexers/1337x/test"), 204)
        assert [item["path"] for item in flaresolverr.requests()] == ["/v1"]
        expect(client.call("POST", "indexers/therarbg/test"), 204)
        assert len(flaresolverr.requests()) == 1
        flaresolverr.fault(path="/v1", status=500, body='{"status": "error", "message": "Error: no browser"}')
        error = expect(client.call("POST", "indexers/1337x/test"), 500).json()["error"]
        assert "FlareSolverr was unable to process the request" in error and "no browser" in error
