# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real qBittorrent: login, preferences, categories (facts: jackett_qbittorrent A1, A3, A4)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.standins import running

from .client import Body, QbittorrentClient, expect
from .recording import Replay

Facts = Callable[[str], Any]
RECORDED = ("4.5.2", "5.1.0", "5.2.3", "5.3.0")


def _version(client: QbittorrentClient) -> tuple[int, int]:
    major, minor = client.call("GET", "app/version").text.removeprefix("v").split(".")[:2]
    return int(major), int(minor)


def _recorded(client: QbittorrentClient) -> str:
    """The recorded version of the same family."""
    family = ".".join(map(str, _version(client)))
    found = [version for version in RECORDED if version.startswith(f"{family}.")]
    if not found:
        pytest.skip(f"No recording of qBittorrent {family}; there are {', '.join(RECORDED)}.")
    return found[0]


def _is_ok(answer: requests.Response) -> bool:
    return answer.status_code == 204 or (answer.status_code == 200 and answer.text == "Ok.")


def test_a_login_is_a_form_in_the_body(qbittorrent: QbittorrentClient) -> None:
    given = {"username": qbittorrent.app.username, "password": qbittorrent.app.password}
    answer = qbittorrent.login(**given)
    assert _is_ok(answer)
    assert answer.headers["Set-Cookie"].partition("=")[0] in ("SID", f"QBT_SID_{qbittorrent.app.url[-5:]}")
    expect(qbittorrent.raw("GET", "/api/v2/auth/login", params=given), 405)
    expect(qbittorrent.raw("POST", "/api/v2/auth/login", json=given), 400)
    assert not _is_ok(qbittorrent.raw("POST", "/api/v2/auth/login", params=given))


def test_a_wrong_password_is_a_word_or_a_401(qbittorrent: QbittorrentClient) -> None:
    answer = qbittorrent.login("admin", "wrong")
    expected = (200, "Fails.") if _version(qbittorrent) < (5, 2) else (401, "Unauthorized")
    assert (answer.status_code, answer.text, "Set-Cookie" in answer.headers) == (*expected, False)
    assert _is_ok(qbittorrent.login(qbittorrent.app.username, qbittorrent.app.password)), "this clears the count"


def test_with_a_session_any_login_is_right(qbittorrent: QbittorrentClient) -> None:
    data = {"username": "admin", "password": "wrong"}
    answer = qbittorrent.call("POST", "auth/login", data=data)
    assert _is_ok(answer)
    assert "Set-Cookie" not in answer.headers


def test_without_a_session_everything_is_403(qbittorrent: QbittorrentClient) -> None:
    for path in ("app/version", "app/webapiVersion", "torrents/categories", "nosuch/thing"):
        assert expect(qbittorrent.raw("GET", f"/api/v2/{path}"), 403).text == "Forbidden"


def test_a_port_in_the_host_header_must_be_the_own(qbittorrent: QbittorrentClient) -> None:
    for host, fits in (("qbitt.media.svc", True), ("qbitt:80", False), ("localhost:1", False), ("localhost", True)):
        answer = qbittorrent.login(qbittorrent.app.username, qbittorrent.app.password, headers={"Host": host})
        assert _is_ok(answer) is fits, host


def test_another_origin_is_refused(qbittorrent: QbittorrentClient) -> None:
    for header in ("Origin", "Referer"):
        given = (qbittorrent.app.username, qbittorrent.app.password)
        expect(qbittorrent.login(*given, headers={header: "http://evil.example"}), 401)


def test_preferences_are_changed_one_by_one(qbittorrent: QbittorrentClient) -> None:
    before = qbittorrent.preferences()
    qbittorrent.prefer(max_connec=321)
    assert qbittorrent.preferences() == {**before, "max_connec": 321}


@pytest.mark.parametrize("text", ["not json", "[1,2]", '{"no_such_key": 1}', "{}"])
def test_set_preferences_answers_200_for_everything(qbittorrent: QbittorrentClient, text: str) -> None:
    before = qbittorrent.preferences()
    assert expect(qbittorrent.call("POST", "app/setPreferences", data={"json": text}), 200).content == b""
    assert qbittorrent.preferences() == before


def test_set_preferences_by_get_or_without_json_is_refused(qbittorrent: QbittorrentClient) -> None:
    expect(qbittorrent.call("GET", "app/setPreferences", params={"json": "{}"}), 405)
    expect(qbittorrent.call("POST", "app/setPreferences"), 400)
    expect(qbittorrent.call("POST", "app/setPreferences", params={"json": "{}"}), 400)


def test_values_are_coerced(qbittorrent: QbittorrentClient) -> None:
    """Words of switches, limits in whole KiB, folders without their slash."""
    qbittorrent.prefer(dl_limit=1000, queueing_enabled="false", save_path="/tmp/mediastack-downloads/")
    held = qbittorrent.preferences()
    assert (held["dl_limit"], held["queueing_enabled"]) == (1024, False)
    assert held["save_path"] == "/tmp/mediastack-downloads"
    qbittorrent.prefer(queueing_enabled="any word", dl_limit=0)
    assert qbittorrent.preferences()["queueing_enabled"] is True


def test_a_ratio_needs_its_switch_before_5_2(qbittorrent: QbittorrentClient) -> None:
    qbittorrent.prefer(max_ratio_enabled=False)
    qbittorrent.prefer(max_ratio=2)
    assert (qbittorrent.preferences()["max_ratio"] == 2) is (_version(qbittorrent) >= (5, 2))
    qbittorrent.prefer(max_ratio=2, max_ratio_enabled=True)
    held = qbittorrent.preferences()
    assert (held["max_ratio"], held["max_ratio_enabled"]) == (2, True)
    qbittorrent.prefer(max_ratio_enabled=False)


def test_the_password_is_only_written() -> None:
    """Old sessions stay valid."""
    with running.qbittorrent() as app:
        client = QbittorrentClient(app)
        client.prefer(web_ui_password="another-password")
        assert "web_ui_password" not in client.preferences()
        assert not _is_ok(client.login(app.username, app.password))
        assert _is_ok(client.login(app.username, "another-password"))


def test_preferences_have_the_recorded_names_and_types(qbittorrent: QbittorrentClient, facts: Facts) -> None:
    recorded = facts(f"data/qbit_prefs_{_recorded(qbittorrent)}.json")
    held = qbittorrent.preferences()
    assert set(held) == set(recorded)
    assert {key: type(held[key]) for key in held} == {key: type(recorded[key]) for key in recorded}


def test_categories_are_made_edited_and_removed(qbittorrent: QbittorrentClient) -> None:
    body = {"category": "films", "savePath": "/downloads/films/"}
    expect(qbittorrent.call("POST", "torrents/createCategory", data=body), 200)
    assert qbittorrent.categories()["films"]["savePath"] == "/downloads/films"
    expect(qbittorrent.call("POST", "torrents/createCategory", data=body), 409)
    expect(qbittorrent.call("POST", "torrents/editCategory", data={**body, "savePath": "relative"}), 200)
    assert qbittorrent.categories()["films"]["savePath"] == "relative"
    unchanged = qbittorrent.call("POST", "torrents/editCategory", data={**body, "savePath": "relative"})
    assert unchanged.status_code == (409 if _version(qbittorrent) < (5, 2) else 200)
    absent = qbittorrent.call("POST", "torrents/editCategory", data={"category": "nope", "savePath": "x"})
    assert absent.status_code == (409 if _version(qbittorrent) < (5, 2) else 404)
    for _ in range(2):
        expect(qbittorrent.call("POST", "torrents/removeCategories", data={"categories": "films"}), 200)
    assert "films" not in qbittorrent.categories()


@pytest.mark.parametrize(("name", "status"), [("", 400), ("/x", 409), ("x/", 409), ("a//b", 409), ("a\\b", 409)])
def test_names_of_categories_that_are_refused(qbittorrent: QbittorrentClient, name: str, status: int) -> None:
    expect(qbittorrent.call("POST", "torrents/createCategory", data={"category": name, "savePath": ""}), status)


def test_a_download_folder_needs_its_switch_and_an_edit_clears_it(qbittorrent: QbittorrentClient) -> None:
    body: Body = {"category": "parts", "savePath": "/d", "downloadPath": "/parts"}
    expect(qbittorrent.call("POST", "torrents/createCategory", data=body), 200)
    assert qbittorrent.categories()["parts"].get("download_path") is None
    expect(qbittorrent.call("POST", "torrents/editCategory", data={**body, "downloadPathEnabled": "true"}), 200)
    assert qbittorrent.categories()["parts"]["download_path"] == "/parts"
    expect(qbittorrent.call("POST", "torrents/editCategory", data={"category": "parts", "savePath": "/e"}), 200)
    kept = "/parts" if _version(qbittorrent) >= (5, 3) else None
    assert qbittorrent.categories()["parts"].get("download_path") == kept
    qbittorrent.call("POST", "torrents/removeCategories", data={"categories": "parts"})


def test_restart_keeps_categories_and_preferences_and_forgets_sessions() -> None:
    with running.qbittorrent() as app:
        client = QbittorrentClient(app)
        client.prefer(max_connec=222)
        expect(client.call("POST", "torrents/createCategory", data={"category": "kept", "savePath": "/k"}), 200)
        app.restart()
        expect(client.call("GET", "app/version"), 403)
        again = QbittorrentClient(app)
        assert again.preferences()["max_connec"] == 222
        assert again.categories()["kept"]["savePath"] == "/k"


@pytest.mark.parametrize("section", ["auth_and_security", "categories"])
def test_it_answers_as_recorded(facts: Facts, section: str) -> None:
    """The recorded requests again, in their order, on a fresh program."""
    with running.qbittorrent(password="s3cret") as app:
        client = QbittorrentClient(app)
        recording = facts(f"data/recordings/qbit_{_recorded(client)}.json")
        client.call("POST", "auth/logout")
        replay = Replay(app.url, recording["sections"][section])
        differences = replay.differences()
    assert replay.compared > 40
    assert not differences, json.dumps(differences, indent=1)
