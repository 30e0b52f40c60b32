# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The session: safe retries, no redirects, bounded waiting, and failures as sentences that say what to change."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import MediastackError
from ansible_collections.homelab.mediastack.plugins.module_utils.http import client as client_module
from ansible_collections.homelab.mediastack.plugins.module_utils.http.client import Client
from ansible_collections.homelab.mediastack.plugins.module_utils.http.connection import Connection
from ansible_collections.homelab.mediastack.plugins.module_utils.http.errors import NotTrusted, NotYet, Unreachable

from .scripted import Answer, certificate, serving


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_RETRY_PAUSE", 0.01)
    monkeypatch.setattr(client_module, "_POLL_PAUSE", 0.02)


def client(url: str, *secrets: str, **params: Any) -> Client:
    return Client(Connection.from_params({"url": url, "timeout": 2, "wait": 1, **params}), "Toy", secrets)


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_refused_connection_is_named() -> None:
    with pytest.raises(
        NotYet, match=r"^Toy at http://127\.0\.0\.1:\d+ refused the connection; .*option url is right\.$"
    ):
        client(f"http://127.0.0.1:{closed_port()}").request("GET", "/")


def test_unknown_host_is_not_waited_for() -> None:
    with pytest.raises(
        Unreachable, match=r"host name in http://toy\.invalid is not known to DNS; correct option url\."
    ):
        client("http://toy.invalid").request("GET", "/")


def test_silence_is_named_with_its_option() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(NotYet, match=r"did not answer within 1 s \(option timeout\)"):
            client(url, timeout=1).request("POST", "/")


def test_untrusted_certificate_is_named_and_ca_path_helps(tmp_path: Path) -> None:
    context, authority = certificate(tmp_path)
    with serving({"/": [Answer()]}, context) as server:
        with pytest.raises(NotTrusted, match="set ca_path to the authority's certificate, or validate_certs to false"):
            client(server.url).request("GET", "/")
        assert client(server.url, ca_path=str(authority)).request("GET", "/").status_code == 200
        assert client(server.url, validate_certs=False).request("GET", "/").status_code == 200


def test_tls_to_a_plain_port_is_named() -> None:
    with serving({"/": [Answer()]}) as server, pytest.raises(Unreachable, match="check the scheme in option url"):
        client(server.url.replace("http:", "https:")).request("GET", "/")


def test_reads_are_tried_again_and_writes_are_not() -> None:
    with serving({"/": [Answer(drop=True), Answer()]}) as server:
        assert client(server.url).request("GET", "/").status_code == 200
        assert server.requests == ["GET /", "GET /"]
    with serving({"/": [Answer(drop=True), Answer()]}) as server:
        with pytest.raises(NotYet):
            client(server.url).request("POST", "/")
        assert server.requests == ["POST /"]


def test_a_locked_database_is_tried_again_for_reads() -> None:
    locked = Answer(500, '{"message": "database is locked"}')
    with serving({"/": [locked, Answer()]}) as server:
        assert client(server.url).request("GET", "/").status_code == 200
    with serving({"/": [locked]}) as server:
        assert client(server.url).request("GET", "/").status_code == 500
        assert len(server.requests) == 3


def test_redirects_are_not_followed() -> None:
    with serving({"/": [Answer(302, "", {"Location": "/login"})]}) as server:
        assert client(server.url).request("GET", "/").status_code == 302
        assert server.requests == ["GET /"]


def test_first_contact_waits_for_a_starting_app() -> None:
    with serving({"/": [Answer(503), Answer(503), Answer()]}) as server:
        toy = client(server.url)
        assert toy.wait_for(lambda: toy.request("GET", "/").status_code) == 200


def test_waiting_is_bounded_and_says_so() -> None:
    with serving({"/": [Answer(503)]}) as server:
        toy = client(server.url, wait=0)
        with pytest.raises(Unreachable, match=r"answers 503, .*Waited 0 s \(option wait\)\."):
            toy.wait_for(lambda: toy.request("GET", "/"))


def test_environment_gives_neither_proxy_nor_password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login admin password hunter2\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{closed_port()}")
    with serving({"/": [Answer()]}) as server:
        answer = client(server.url).request("GET", "/")
    assert answer.status_code == 200
    assert "Authorization" not in answer.request.headers


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"message": "no such thing\\nat line 3"}', ": no such thing"),
        ('{"error": "key hunter2 is bad"}', ": key ******** is bad"),
        ("<html><body>hunter2</body></html>", "."),
        ("", "."),
        ("plain words", ": plain words"),
    ],
)
def test_what_an_app_says_is_told_in_one_line_without_secrets(body: str, told: str) -> None:
    with serving({"/": [Answer(400, body)]}) as server:
        toy = client(server.url, "hunter2")
        error = toy.rejected(toy.request("POST", "/"), "save the toy")
        assert str(error) == f"Toy at {server.url} refused to save the toy (400){told}"


def test_no_failure_is_anything_but_ours() -> None:
    for url in (f"http://127.0.0.1:{closed_port()}", "http://127.0.0.1:1", "http://a b.invalid"):
        with pytest.raises(MediastackError):
            client(url).request("GET", "/")
