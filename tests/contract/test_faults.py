# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests may order of a stand-in, below a path that no program has."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import requests

from .client import Client, JackettClient, expect


@pytest.fixture(params=["radarr", "jackett"])
def standin(request: pytest.FixtureRequest) -> Iterator[Client | JackettClient]:
    client: Client | JackettClient = request.getfixturevalue(request.param)
    yield client
    client.app.reset_faults()


def _health(standin: Client | JackettClient) -> requests.Response:
    return standin.raw("GET", standin.app.health)


def test_an_error_instead_of_the_answer(standin: Client | JackettClient) -> None:
    standin.app.fault(status=502, body="bad gateway", times=2)
    assert [_health(standin).status_code for _ in range(3)] == [502, 502, 200]


def test_only_what_is_meant_is_hit(standin: Client | JackettClient) -> None:
    standin.app.fault(path="^/other", status=500)
    standin.app.fault(method="POST", status=500)
    standin.app.fault(query="only=this", status=503)
    expect(_health(standin), 200)
    expect(standin.raw("GET", f"{standin.app.health}?only=this"), 503)
    expect(standin.raw("POST", standin.app.health), 500)
    expect(standin.raw("GET", "/other"), 500)


def test_an_answer_that_is_late(standin: Client | JackettClient) -> None:
    standin.app.fault(delay=0.4)
    start = time.monotonic()
    expect(_health(standin), 200)
    assert time.monotonic() - start >= 0.4


@pytest.mark.parametrize("after", [0, 5])
def test_a_connection_that_is_dropped(standin: Client | JackettClient, after: int) -> None:
    standin.app.fault(drop_after=after)
    with pytest.raises(requests.RequestException):
        _health(standin)
    expect(_health(standin), 200)


def test_another_version(radarr: Client, jackett: JackettClient) -> None:
    radarr.app.fault(version="5.28.0.10274")
    assert radarr.call("GET", "tag").headers["X-Application-Version"] == "5.28.0.10274"
    assert radarr.get("system/status")["version"] == "5.28.0.10274"
    jackett.app.fault(version="v0.22.1")
    assert jackett.get("server/config")["app_version"] == "v0.22.1"
    for client in (radarr, jackett):
        client.app.reset_faults()
    assert radarr.get("system/status")["version"] != "5.28.0.10274"


def test_reset_behaves_again(standin: Client | JackettClient) -> None:
    standin.app.fault(status=500, times=100)
    standin.app.reset_faults()
    expect(_health(standin), 200)


def test_requests_are_logged_but_not_orders(standin: Client | JackettClient) -> None:
    standin.app.reset_requests()
    standin.raw("GET", f"{standin.app.health}?a=b")
    standin.app.reset_faults()
    assert standin.app.requests() == [{"method": "GET", "path": standin.app.health, "query": "a=b"}]
