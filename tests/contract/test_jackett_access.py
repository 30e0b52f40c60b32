# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jackett: two ways in, the cookie and the key (facts: jackett_qbittorrent B1)."""

from __future__ import annotations

import requests

from tests.standins import running

from .client import JackettClient, expect

LOGIN = "/UI/Dashboard"


def test_a_login_is_always_the_same_redirect(jackett: JackettClient) -> None:
    """Only the cookie tells."""
    right = expect(jackett.raw("POST", LOGIN, data={"password": jackett.app.password}), 302)
    wrong = expect(jackett.raw("POST", LOGIN, data={"password": "wrong"}), 302)
    assert (right.headers["Location"], wrong.headers["Location"]) == ("Dashboard", "Dashboard")
    assert right.headers["Set-Cookie"].startswith("Jackett=")
    assert "Set-Cookie" not in wrong.headers
    assert "Set-Cookie" not in jackett.raw("POST", LOGIN).headers


def test_without_the_cookie_the_way_leads_to_the_login(jackett: JackettClient) -> None:
    for path in ("indexers", "server/config", "indexers/1337x/config"):
        answer = expect(jackett.raw("GET", f"/api/v2.0/{path}?a=b"), 302)
        target = f"{jackett.app.url}/UI/Login?ReturnUrl=%2Fapi%2Fv2.0%2F{path.replace('/', '%2F')}%3Fa%3Db"
        assert answer.headers["Location"] == target


def test_scripts_are_answered_by_401(jackett: JackettClient) -> None:
    headers = {"X-Requested-With": "XMLHttpRequest"}
    answer = expect(jackett.raw("GET", "/api/v2.0/indexers", headers=headers), 401)
    assert "/UI/Login?ReturnUrl=" in answer.headers["Location"]


def test_the_key_does_not_open_the_administration(jackett: JackettClient) -> None:
    expect(jackett.raw("GET", f"/api/v2.0/indexers?apikey={jackett.app.api_key}"), 302)
    expect(jackett.raw("GET", "/api/v2.0/indexers", cookies={"Jackett": "forged"}), 302)


def test_what_anybody_may_see(jackett: JackettClient) -> None:
    assert expect(jackett.raw("GET", "/health"), 200).json() == {"status": "OK"}
    assert expect(jackett.raw("GET", "/"), 301).headers["Location"] == "/UI/Dashboard"
    expect(jackett.raw("GET", "/UI/Login?cookiesChecked=1"), 200)
    expect(jackett.raw("GET", LOGIN), 302)


def test_without_a_password_any_is_right_but_a_browser_needs_cookies() -> None:
    with running.jackett(password="") as app, requests.Session() as browser:
        client = JackettClient(app)
        for data in ({}, {"password": ""}, {"password": "any"}):
            assert "Jackett" in client.raw("POST", LOGIN, data=data).cookies
        assert client.get("server/config")["password"] == ""
        expect(client.raw("GET", "/UI/TestCookie"), 400)
        page = browser.get(f"{app.url}/UI/Login", timeout=30)
        steps = [answer.headers["Location"] for answer in page.history]
        assert steps == ["TestCookie", "Login?cookiesChecked=1", "Dashboard"]
        assert "Jackett" in browser.cookies


def test_below_a_base_path_everything_has_it() -> None:
    with running.jackett(seed={"BasePathOverride": "/jackett"}) as app:
        client = JackettClient(app)
        expect(client.raw("GET", "/health"), 404)
        expect(client.raw("POST", "/jackett/UI/Dashboard", data={"password": app.password}), 302)
        answer = expect(client.raw("GET", "/jackett/api/v2.0/indexers"), 302)
        assert "/jackett/UI/Login?ReturnUrl=%2Fjackett%2Fapi" in answer.headers["Location"]
        expect(client.raw("GET", "/jackett/api/v2.0/indexers/all/results/torznab/api?t=caps"), 200)


def test_shutdown_is_by_the_key_and_the_cookie_outlives_it(jackett: JackettClient) -> None:
    expect(jackett.raw("POST", "/api/v2.0/server/shutdown?apikey=wrong"), 401)
    answer = jackett.raw("POST", f"/api/v2.0/server/shutdown?apikey={jackett.app.api_key}")
    assert expect(answer, 200).json() == {"ShuttingDown": True}
    assert jackett.app.process is not None
    assert jackett.app.process.wait(timeout=10) == 0
    jackett.app.start()
    jackett.get("server/config")
