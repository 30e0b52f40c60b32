# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Radarr and Sonarr test what they save: against the real qBittorrent and Jackett (facts: servarr 4.1, 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.standins import running

from .client import Body, Client, JackettClient, QbittorrentClient, expect, failures, with_fields
from .samples import category, download_client, indexer

EMPTY_FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>none</title></channel></rss>"


def _client(servarr: Client, qbittorrent: QbittorrentClient, **settings: Any) -> Body:
    parts = urlsplit(qbittorrent.app.url)
    login = {"username": qbittorrent.app.username, "password": qbittorrent.app.password}
    place = {"host": parts.hostname, "port": parts.port}
    return download_client(servarr, "qBittorrent", enable=True, **{**place, **login, **settings})


def _feed(servarr: Client, jackett: JackettClient, name: str, **settings: Any) -> Body:
    base = f"{jackett.app.url}/api/v2.0/indexers/{name}/results/torznab/"
    given = {"baseUrl": base, "apiPath": "/api", "apiKey": jackett.app.api_key, **settings}
    return indexer(servarr, name, enable=True, **given)


@pytest.fixture(autouse=True)
def _clean(servarr: Client) -> Iterator[None]:
    yield
    for kind in ("downloadclient", "indexer"):
        for item in servarr.get(kind):
            servarr.call("DELETE", f"{kind}/{item['id']}")


@pytest.fixture(scope="module", autouse=True)
def _configured(jackett: JackettClient) -> None:
    for name in ("therarbg", "1337x", "linuxtracker", "showrss"):
        expect(jackett.configure(name), 204)


def _word(servarr: Client) -> str:
    key = category(servarr)
    return key[0].upper() + key[1:]


def test_a_right_client_is_saved_and_makes_its_category(servarr: Client, qbittorrent: QbittorrentClient) -> None:
    name = f"made-by-{servarr.name}"
    servarr.create("downloadclient", _client(servarr, qbittorrent, **{category(servarr): name}))
    assert qbittorrent.categories()[name]["savePath"] == ""


def test_an_existing_category_keeps_its_folder(servarr: Client, qbittorrent: QbittorrentClient) -> None:
    name = f"kept-for-{servarr.name}"
    qbittorrent.call("POST", "torrents/createCategory", data={"category": name, "savePath": "/downloads/kept"})
    servarr.create("downloadclient", _client(servarr, qbittorrent, **{category(servarr): name}))
    assert qbittorrent.categories()[name]["savePath"] == "/downloads/kept"


def test_a_wrong_password_is_about_the_username(servarr: Client, qbittorrent: QbittorrentClient) -> None:
    body = _client(servarr, qbittorrent, password="wrong-password")
    for force in ("false", "true"):
        assert list(failures(servarr.call("POST", "downloadclient", body, forceSave=force))) == ["Username"]
    assert expect(servarr.call("POST", "downloadclient/test", _client(servarr, qbittorrent)), 200).json() == {}


def test_without_a_password_no_login_is_tried(servarr: Client, qbittorrent: QbittorrentClient) -> None:
    """More tries than qBittorrent lets pass: the address is not banned by them."""
    body = _client(servarr, qbittorrent, password="")
    for _ in range(7):
        assert list(failures(servarr.call("POST", "downloadclient/test", body))) == ["Username"]
    expect(servarr.call("POST", "downloadclient/test", _client(servarr, qbittorrent)), 200)


def test_a_place_where_nobody_listens_is_about_the_host(servarr: Client, qbittorrent: QbittorrentClient) -> None:
    body = _client(servarr, qbittorrent, port=running.free_port())
    assert list(failures(servarr.call("POST", "downloadclient", body))) == ["Host"]


def test_without_category_there_is_a_warning(servarr: Client, qbittorrent: QbittorrentClient) -> None:
    body = _client(servarr, qbittorrent, **{category(servarr): ""})
    found = failures(servarr.call("POST", "downloadclient", body))
    assert (list(found), found[_word(servarr)]["isWarning"]) == ([_word(servarr)], True)
    servarr.create("downloadclient", body, forceSave="true")


@pytest.mark.parametrize("action", [1, 3])
def test_removal_at_the_ratio_is_an_error_that_cannot_be_forced(
    servarr: Client, qbittorrent: QbittorrentClient, action: int
) -> None:
    body = _client(servarr, qbittorrent)
    qbittorrent.prefer(max_ratio=1, max_ratio_enabled=True, max_ratio_act=action)
    try:
        for force in ("false", "true"):
            found = failures(servarr.call("POST", "downloadclient", body, forceSave=force))
            assert (list(found), found[""]["isWarning"]) == ([""], False)
        qbittorrent.prefer(max_ratio_act=0)
        servarr.create("downloadclient", body)
    finally:
        qbittorrent.prefer(max_ratio_enabled=False, max_ratio_act=0)


@pytest.mark.parametrize(("minutes", "fits"), [(60, False), (15 * 24 * 60, True)])
def test_removal_after_a_short_time_of_seeding_too(
    servarr: Client, qbittorrent: QbittorrentClient, minutes: int, fits: bool
) -> None:
    qbittorrent.prefer(max_seeding_time=minutes, max_seeding_time_enabled=True, max_ratio_act=1)
    try:
        answer = servarr.call("POST", "downloadclient/test", _client(servarr, qbittorrent))
        assert (answer.status_code == 200) is fits
    finally:
        qbittorrent.prefer(max_seeding_time_enabled=False, max_ratio_act=0)


def test_first_priority_needs_queueing(servarr: Client, qbittorrent: QbittorrentClient) -> None:
    key = "recentMoviePriority" if servarr.name == "radarr" else "recentTvPriority"
    body = _client(servarr, qbittorrent, **{key: 1})
    qbittorrent.prefer(queueing_enabled=False)
    assert list(failures(servarr.call("POST", "downloadclient/test", body))) == [key[0].upper() + key[1:]]
    qbittorrent.prefer(queueing_enabled=True)
    expect(servarr.call("POST", "downloadclient/test", body), 200)


def test_the_mask_is_tested_as_the_stored_password(servarr: Client, qbittorrent: QbittorrentClient) -> None:
    """Only where the id is sent; else the asterisks themselves are the password."""
    made = servarr.create("downloadclient", _client(servarr, qbittorrent))
    expect(servarr.call("POST", "downloadclient/test", made), 200)
    without = {**{key: value for key, value in made.items() if key != "id"}, "name": "another"}
    assert list(failures(servarr.call("POST", "downloadclient/test", without))) == ["Username"]
    expect(servarr.call("POST", "downloadclient/testall"), 200)


def test_an_api_key_takes_the_place_of_the_login(servarr: Client, qbittorrent: QbittorrentClient) -> None:
    body = _client(servarr, qbittorrent, apiKey="qbt_" + "x" * 28)
    assert {"Username", "Password"} == set(failures(servarr.call("POST", "downloadclient/test", body)))
    alone = with_fields(body, username="", password="")
    assert list(failures(servarr.call("POST", "downloadclient/test", alone))) == ["Username"]


def test_a_right_feed_is_read_twice_and_saved(servarr: Client, jackett: JackettClient) -> None:
    jackett.app.reset_requests()
    servarr.create("indexer", _feed(servarr, jackett, "therarbg"))
    asked = [entry["query"] for entry in jackett.app.requests()]
    assert [query.partition("&")[0] for query in asked] == ["t=caps", f"t={_search(servarr)}"]
    assert "offset=0&limit=100" in asked[1]
    assert all(f"apikey={jackett.app.api_key}" in query for query in asked)


def _search(servarr: Client) -> str:
    return "movie" if servarr.name == "radarr" else "tvsearch"


def test_a_wrong_key_is_about_the_key(servarr: Client, jackett: JackettClient) -> None:
    for force in ("false", "true"):
        body = _feed(servarr, jackett, "therarbg", apiKey="wrong")
        assert list(failures(servarr.call("POST", "indexer", body, forceSave=force))) == ["ApiKey"]


def test_all_indexers_in_one_are_a_warning(servarr: Client, jackett: JackettClient) -> None:
    body = _feed(servarr, jackett, "all")
    found = failures(servarr.call("POST", "indexer", body))
    assert (list(found), found["ApiPath"]["isWarning"]) == (["ApiPath"], True)
    servarr.create("indexer", body, forceSave="true")


def test_an_empty_feed_is_an_error_that_cannot_be_forced(servarr: Client, jackett: JackettClient) -> None:
    jackett.app.fault(path="therarbg", query=f"t={_search(servarr)}", status=200, body=EMPTY_FEED, times=2)
    body = _feed(servarr, jackett, "therarbg")
    for force in ("false", "true"):
        found = failures(servarr.call("POST", "indexer", body, forceSave=force))
        assert (list(found), found[""]["isWarning"]) == ([""], False)
    servarr.create("indexer", body)


def test_a_feed_without_the_categories_is_an_error(servarr: Client, jackett: JackettClient) -> None:
    """Radarr finds none of its categories offered, Sonarr an empty page."""
    answer = servarr.call("POST", "indexer", _feed(servarr, jackett, "linuxtracker"))
    assert all(item["isWarning"] is False for item in failures(answer).values())


def test_an_indexer_that_is_not_configured_is_an_error(servarr: Client, jackett: JackettClient) -> None:
    assert list(failures(servarr.call("POST", "indexer", _feed(servarr, jackett, "yts")))) == [""]


def test_a_dead_tracker_is_an_error_that_names_the_status_only(servarr: Client, jackett: JackettClient) -> None:
    """What Jackett says of it is in its answer's text, which is not looked at."""
    (found,) = failures(servarr.call("POST", "indexer", _feed(servarr, jackett, "1337x"))).values()
    assert "[400:" in found["errorMessage"]
    assert "FlareSolverr" not in found["errorMessage"]


def test_additional_parameters_are_sent(servarr: Client, jackett: JackettClient) -> None:
    jackett.app.reset_requests()
    servarr.create("indexer", _feed(servarr, jackett, "therarbg", additionalParameters="&a=b"))
    assert "&extended=1&a=b&apikey=" in jackett.app.requests()[-1]["query"]


def test_a_failed_request_is_named_with_its_url_and_key(servarr: Client, jackett: JackettClient) -> None:
    (found,) = failures(servarr.call("POST", "indexer", _feed(servarr, jackett, "nope"))).values()
    assert f"apikey={jackett.app.api_key}" in found["errorMessage"]


def test_it_comes_through_the_proxy_that_is_set(servarr: Client, jackett: JackettClient) -> None:
    """Loopback is passed by, unless that is switched off."""
    host = servarr.get("config/host")
    dead = {"proxyEnabled": True, "proxyHostname": "127.0.0.1", "proxyPort": running.free_port()}
    body = _feed(servarr, jackett, "therarbg")
    servarr.put("config/host/1", {**host, **dead})
    expect(servarr.call("POST", "indexer/test", body), 200)
    servarr.put("config/host/1", {**host, **dead, "proxyBypassLocalAddresses": False})
    failures(servarr.call("POST", "indexer/test", body))
    servarr.put("config/host/1", host)
