# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Radarr and Sonarr: key, start-up, URL base, who may read the key (facts: servarr 1; checklist 1, 12)."""

from __future__ import annotations

import time

import pytest
import requests

from tests.standins import running

from .client import Body, Client, JackettClient, expect, failures
from .samples import indexer


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


def test_while_starting_every_path_is_503(radarr: Client) -> None:
    radarr.app.restart(wait=False)
    paths = ("/ping", "/api/v3/tag", "/")
    seen = {path: _first_answer(f"{radarr.app.url}{path}", radarr.key) for path in paths}
    radarr.app.wait()
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


def test_url_base_keeps_query_and_method_in_a_307_and_local_addresses_may_be_let_in() -> None:
    settings = {"RADARR__AUTH__METHOD": "Forms", "RADARR__AUTH__REQUIRED": "DisabledForLocalAddresses"}
    with running.radarr(RADARR__SERVER__URLBASE="radarr/", **settings) as app:
        client = Client(app)
        answer = expect(client.raw("PUT", "/api/v3/tag/1?a=b", headers={"X-Api-Key": client.key}), 307)
        assert answer.headers["Location"] == "/radarr/api/v3/tag/1?a=b"
        expect(client.raw("GET", "/api/v3/tag"), 401)
        expect(client.raw("GET", "/radarr/api/v3/tag", headers={"X-Api-Key": client.key}), 200)
        assert client.raw("GET", "/radarr/initialize.json").json()["urlBase"] == "/radarr"


def test_without_a_login_anybody_may_read_the_key(servarr: Client) -> None:
    found = expect(servarr.raw("GET", "/initialize.json"), 200).json()
    assert (found["apiKey"], found["apiRoot"], found["urlBase"]) == (servarr.key, "/api/v3", "")


def test_forms_ask_for_the_login_and_the_key_is_none() -> None:
    with running.radarr(RADARR__AUTH__METHOD="Forms") as app:
        client = Client(app)
        body = {**client.get("config/host"), "username": "Admin", "password": "right", "passwordConfirmation": "right"}
        assert client.put("config/host/1", body)["username"] == "admin"
        answer = expect(client.raw("GET", "/initialize.json", headers={"X-Api-Key": client.key}), 302)
        assert "/login" in answer.headers["Location"]
        wrong = expect(client.raw("POST", "/login", data={"username": "admin", "password": "wrong"}), 302)
        assert "loginFailed=true" in wrong.headers["Location"]
        assert "Set-Cookie" not in wrong.headers
        right = expect(client.raw("POST", "/login", data={"username": "ADMIN", "password": "right"}), 302)
        assert right.headers["Location"] == "/"
        cookies = {"RadarrAuth": right.cookies["RadarrAuth"]}
        assert client.raw("GET", "/initialize.json", cookies=cookies).json()["apiKey"] == client.key
        expect(client.raw("GET", "/api/v3/tag", cookies=cookies), 401)


def test_a_user_in_config_xml_is_imported_and_unknown_elements_are_dropped(sonarr: Client) -> None:
    sonarr.app.stop()
    file = sonarr.app.config / "config.xml"
    seed = "<AuthenticationMethod>forms</AuthenticationMethod><Username>Me</Username><Password>pw</Password>"
    file.write_text(f"<Config>{seed}<Odd>1</Odd></Config>", encoding="utf-8")
    sonarr.app.start()
    host = sonarr.get("config/host")
    assert (host["authenticationMethod"], host["username"]) == ("forms", "me")
    login = sonarr.raw("POST", "/login", data={"username": "me", "password": "pw"})
    assert login.headers["Location"] == "/"
    kept = file.read_text(encoding="utf-8")
    assert not [word for word in ("Odd", "Username", "Password>pw") if word in kept]
    sonarr.put("config/host/1", {**host, "authenticationMethod": "none"})


def test_allowed_hosts_refuse_other_names_since_their_version() -> None:
    with running.radarr(RADARR__SERVER__ALLOWEDHOSTS="radarr.media.svc; *.example.org") as app:
        client = Client(app)
        names = {"radarr": 400, "radarr.media.svc:7878": 200, "a.example.org": 200, "localhost": 200, "127.0.0.1": 200}
        headers = {"X-Api-Key": client.key}
        expect(client.raw("GET", "/api/v3/tag", headers={**headers, "Host": "radarr"}), 200)  # too old to know
        app.fault(version="6.4.4.10685")
        for name, status in names.items():
            answer = client.raw("GET", "/api/v3/tag", headers={**headers, "Host": name})
            assert answer.status_code == status, name
        refused = client.raw("GET", "/ping", headers={"Host": "radarr"})
        assert (refused.status_code, refused.headers["Content-Type"][:9]) == (400, "text/html")


def test_newer_host_sections_need_the_allowed_hosts(servarr: Client) -> None:
    old = servarr.get("config/host")
    assert "allowedHosts" not in old
    servarr.app.fault(version="6.4.4.10685" if servarr.name == "radarr" else "4.0.20.3200")
    try:
        new = servarr.get("config/host")
        assert new["allowedHosts"] == ""
        open_to_local = {**new, "authenticationRequired": "disabledForLocalAddresses"}
        for wrong in (old, {**new, "allowedHosts": "*"}, open_to_local):
            assert "AllowedHosts" in failures(servarr.call("PUT", "config/host/1", wrong))
        servarr.put("config/host/1", new)
    finally:
        servarr.app.reset_faults()


def test_the_environments_proxy_counts_as_dotnet_reads_it(jackett: JackettClient) -> None:
    """Neither ranges nor stars except anything; the exact name does."""
    expect(jackett.configure("therarbg"), 204)
    proxy = f"http://127.0.0.1:{running.free_port()}"
    feed: Body = {"apiKey": jackett.app.api_key, "categories": [2000]}
    for excepted, fits in (("127.0.0.0/8,10.0.0.0/8,*", False), ("localhost,127.0.0.1", True)):
        with running.radarr(http_proxy=proxy, no_proxy=excepted) as app:
            client = Client(app)
            base = f"{jackett.app.url}/api/v2.0/indexers/therarbg/results/torznab"
            answer = client.call("POST", "indexer/test", indexer(client, "proxied", baseUrl=base, **feed))
            assert (answer.status_code == 200) is fits, excepted
