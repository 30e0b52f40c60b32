# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Radarr and Sonarr: tags, root folders, mappings, sections (facts: servarr 7.1 to 7.3, 7.9; checklist 9, 10)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standins import running

from .client import Client, expect, failures
from .samples import indexer


def test_a_tag_of_the_same_label_is_the_one_that_is_there(servarr: Client) -> None:
    first, second = (servarr.create("tag", {"label": "vpn"}) for _ in range(2))
    assert first == second


def test_a_tag_is_looked_for_before_it_is_made_small(servarr: Client) -> None:
    assert servarr.create("tag", {"label": "Mixed"})["label"] == "mixed"
    assert set(expect(servarr.call("POST", "tag", {"label": "Mixed"}), 409).json()) == {"message", "description"}


def test_labels_are_restricted_in_radarr_only(radarr: Client, sonarr: Client) -> None:
    assert "Label" in failures(radarr.call("POST", "tag", {"label": "two words"}))
    sonarr.create("tag", {"label": "two words"})


def test_a_tag_in_use_stays(servarr: Client) -> None:
    tag = servarr.create("tag", {"label": "used"})
    user = servarr.create("indexer", {**indexer(servarr, "user"), "tags": [tag["id"]]})
    expect(servarr.call("DELETE", f"tag/{tag['id']}"), 409)
    detail = next(item for item in servarr.get("tag/detail") if item["id"] == tag["id"])
    assert detail["indexerIds"] == [user["id"]]
    assert ("releaseProfileIds" if servarr.name == "radarr" else "restrictionIds") in detail
    servarr.call("DELETE", f"indexer/{user['id']}")
    expect(servarr.call("DELETE", f"tag/{tag['id']}"), 200)


def test_ids_are_not_used_twice(servarr: Client) -> None:
    first = servarr.create("tag", {"label": "first-of-two"})
    servarr.call("DELETE", f"tag/{first['id']}")
    assert servarr.create("tag", {"label": "second-of-two"})["id"] > first["id"]


def test_a_root_folder_loses_its_slash(servarr: Client, tmp_path: Path) -> None:
    (tmp_path / "A film").mkdir()
    made = servarr.create("rootfolder", {"path": f"{tmp_path}/"})
    assert (made["path"], made["accessible"]) == (str(tmp_path), True)
    assert made["unmappedFolders"] == [{"name": "A film", "path": f"{tmp_path}/A film"}]
    assert {**servarr.get(f"rootfolder/{made['id']}"), "freeSpace": 0} == {**made, "freeSpace": 0}
    expect(servarr.call("PUT", f"rootfolder/{made['id']}", made), 405)
    assert "Path" in failures(servarr.call("POST", "rootfolder", {"path": str(tmp_path)})), "it is there already"
    servarr.call("DELETE", f"rootfolder/{made['id']}")


@pytest.mark.parametrize("path", ["", "relative", "/does/not/exist", "/proc", "/usr/bin"])
def test_root_folders_that_are_refused(servarr: Client, path: str) -> None:
    assert list(failures(servarr.call("POST", "rootfolder", {"path": path}))) == ["Path"]


def test_the_programs_own_folder_and_its_recycle_bin_are_no_root_folders(servarr: Client, tmp_path: Path) -> None:
    own = f"/app/{servarr.name}/bin"
    found = failures(servarr.call("POST", "rootfolder", {"path": own}))
    assert found["Path"]["errorMessage"] == f"Path '{own}' cannot be set to the start up folder"
    section = servarr.get("config/mediamanagement")
    inside = tmp_path / "bin" / "inside"
    inside.mkdir(parents=True)
    servarr.put("config/mediamanagement/1", {**section, "recycleBin": str(inside.parent)})
    assert "child of" in failures(servarr.call("POST", "rootfolder", {"path": str(inside)}))["Path"]["errorMessage"]
    servarr.put("config/mediamanagement/1", section)


def test_a_root_folder_must_be_writable(servarr: Client) -> None:
    """A folder in which even the superuser can make no file."""
    assert "not writable" in failures(servarr.call("POST", "rootfolder", {"path": "/sys"}))["Path"]["errorMessage"]


def test_mappings_get_their_slashes_when_they_are_made_and_not_when_they_are_changed(
    servarr: Client, tmp_path: Path
) -> None:
    body = {"host": "qbittorrent", "remotePath": "/downloads", "localPath": str(tmp_path)}
    made = servarr.create("remotepathmapping", body)
    assert (made["remotePath"], made["localPath"]) == ("/downloads/", f"{tmp_path}/")
    changed = servarr.put(f"remotepathmapping/{made['id']}", {**body, "remotePath": "/other"})
    assert changed == {**body, "remotePath": "/other", "id": made["id"]}
    assert servarr.get("remotepathmapping") == [changed]
    expect(servarr.call("DELETE", f"remotepathmapping/{made['id']}"), 200)


def test_mappings_that_are_refused(servarr: Client, tmp_path: Path) -> None:
    body = {"host": "q", "remotePath": "/r", "localPath": str(tmp_path)}
    for key, value in (("host", ""), ("remotePath", ""), ("localPath", "/does/not/exist"), ("localPath", "x")):
        answer = servarr.call("POST", "remotepathmapping", {**body, key: value})
        assert list(failures(answer)) == [key[0].upper() + key[1:]]
    made = servarr.create("remotepathmapping", body)
    expect(servarr.call("POST", "remotepathmapping", body), 500)
    servarr.call("DELETE", f"remotepathmapping/{made['id']}")
    root = servarr.call("POST", "remotepathmapping", {**body, "localPath": "/"})
    assert root.status_code == (400 if servarr.name == "radarr" else 201)


def test_a_section_is_replaced_as_a_whole(servarr: Client) -> None:
    """Missing numbers and switches are zero and off, missing texts are kept."""
    section = "config/mediamanagement"
    held = servarr.get(section)
    assert (held["copyUsingHardlinks"], held["chmodFolder"], held["id"]) == (True, "755", 1)
    changed = servarr.put(f"{section}/1", {"minimumFreeSpaceWhenImporting": 200, "recycleBin": "/bin-of-films"})
    assert (changed["copyUsingHardlinks"], changed["recycleBinCleanupDays"]) == (False, 0)
    kept = servarr.put(f"{section}/1", {"minimumFreeSpaceWhenImporting": 100})
    assert kept["recycleBin"] == "/bin-of-films"
    assert servarr.put(f"{section}/1", {**held, "id": 1}) == held


def test_some_empty_texts_read_back_as_their_default(servarr: Client) -> None:
    held = servarr.get("config/mediamanagement")
    back = servarr.put("config/mediamanagement/1", {**held, "chmodFolder": "", "extraFileExtensions": ""})
    assert (back["chmodFolder"], back["extraFileExtensions"]) == ("755", "srt")
    held = servarr.get("config/downloadclient")
    back = servarr.put("config/downloadclient/1", {**held, "downloadClientWorkingFolders": ""})
    assert back["downloadClientWorkingFolders"] == "_UNPACK_|_FAILED_"


def test_numbers_of_sections_have_limits(servarr: Client) -> None:
    media, feeds = servarr.get("config/mediamanagement"), servarr.get("config/indexer")
    found = failures(servarr.call("PUT", "config/mediamanagement/1", {**media, "minimumFreeSpaceWhenImporting": 99}))
    assert "MinimumFreeSpaceWhenImporting" in found
    assert "RssSyncInterval" in failures(servarr.call("PUT", "config/indexer/1", {**feeds, "rssSyncInterval": 5}))
    assert feeds["rssSyncInterval"] == (30 if servarr.name == "radarr" else 15)
    servarr.put("config/indexer/1", {**feeds, "rssSyncInterval": 0})


def test_the_host_section_ignores_the_key(servarr: Client) -> None:
    host = servarr.get("config/host")
    assert host["apiKey"] == servarr.key
    assert servarr.put("config/host/1", {**host, "apiKey": "0" * 32})["apiKey"] == servarr.key


@pytest.mark.parametrize("key", ["consoleLogLevel", "sslCertPath", "urlBase"])
def test_a_text_of_config_xml_must_not_be_missing(servarr: Client, key: str) -> None:
    host = servarr.get("config/host")
    del host[key]
    expect(servarr.call("PUT", "config/host/1", host), 500)
    expect(servarr.call("PUT", "config/host/1", {**host, key: None}), 500)


def test_the_password_reads_as_a_hash_that_may_be_sent_back(servarr: Client) -> None:
    host = {**servarr.get("config/host"), "authenticationMethod": "forms", "username": "Admin"}
    for wrong in ({}, {"password": "long-password"}, {"password": "long-password", "passwordConfirmation": "other"}):
        failures(servarr.call("PUT", "config/host/1", {**host, **wrong}))
    right = {**host, "password": "long-password", "passwordConfirmation": "long-password"}
    saved = servarr.put("config/host/1", right)
    assert saved["username"] == "admin"
    assert saved["password"] not in ("", "long-password")
    assert servarr.put("config/host/1", saved)["password"] == saved["password"]
    login = {"username": "admin", "password": "long-password"}
    assert "loginFailed" not in servarr.raw("POST", "/login", data=login).headers["Location"]
    servarr.put("config/host/1", {**saved, "authenticationMethod": "none"})


def test_secrets_of_the_proxy_are_in_clear(servarr: Client) -> None:
    host = {**servarr.get("config/host"), "proxyPassword": "seen"}
    assert servarr.put("config/host/1", host)["proxyPassword"] == "seen"


def test_basic_is_gone_in_radarr_only(radarr: Client, sonarr: Client) -> None:
    login = {"username": "a", "password": "password", "passwordConfirmation": "password"}
    basic = {"authenticationMethod": "basic", **login}
    assert "AuthenticationMethod" in failures(
        radarr.call("PUT", "config/host/1", {**radarr.get("config/host"), **basic})
    )
    host = sonarr.get("config/host")
    saved = sonarr.put("config/host/1", {**host, **basic})
    assert saved["authenticationMethod"] == "basic"
    sonarr.put("config/host/1", {**saved, "authenticationMethod": host["authenticationMethod"]})


def test_a_new_password_is_confirmed_whatever_the_method(servarr: Client) -> None:
    body = {
        **servarr.get("config/host"),
        "authenticationMethod": "external",
        "username": "a",
        "password": "unconfirmed",
    }
    assert list(failures(servarr.call("PUT", "config/host/1", body))) == ["PasswordConfirmation"]


def test_a_branch_is_required(servarr: Client) -> None:
    body = {**servarr.get("config/host"), "branch": ""}
    assert list(failures(servarr.call("PUT", "config/host/1", body))) == ["Branch"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("port", 80), ("port", 81), ("logSizeLimit", 11), ("backupInterval", 8), ("backupRetention", 91)],
)
def test_numbers_of_the_host_section_have_limits(servarr: Client, key: str, value: int) -> None:
    answer = servarr.call("PUT", "config/host/1", {**servarr.get("config/host"), key: value})
    assert answer.status_code == (202 if (key, value) == ("port", 80) else 400)


def test_names_of_instances_hold_the_programs(servarr: Client) -> None:
    answer = servarr.call("PUT", "config/host/1", {**servarr.get("config/host"), "instanceName": "films"})
    assert "InstanceName" in failures(answer)


def test_trust_of_carrier_nat_is_never_shown(servarr: Client) -> None:
    host = {**servarr.get("config/host"), "trustCgnatIpAddresses": True}
    assert servarr.put("config/host/1", host)["trustCgnatIpAddresses"] is False


def test_what_the_environment_pins_stays_pinned() -> None:
    """It is written to config.xml all the same; words of another case count for nothing."""
    pinned = {"RADARR__AUTH__METHOD": "External", "RADARR__AUTH__REQUIRED": "disabledforlocaladdresses"}
    with running.radarr(RADARR__LOG__LEVEL="info", **pinned) as app:
        client = Client(app)
        host = client.get("config/host")
        assert (host["authenticationMethod"], host["logLevel"]) == ("external", "info")
        assert host["authenticationRequired"] == "enabled"
        back = client.put("config/host/1", {**host, "logLevel": "trace", "authenticationMethod": "none"})
        assert (back["logLevel"], back["authenticationMethod"]) == ("info", "external")
        written = (app.config / "config.xml").read_text(encoding="utf-8")
        assert "<LogLevel>trace</LogLevel>" in written
        assert "<ApiKey>" not in written, "the environment's is never written"
        assert "<AuthenticationMethod>None</AuthenticationMethod>" in written


def test_a_url_base_holds_after_a_restart() -> None:
    with running.sonarr() as app:
        client = Client(app)
        back = client.put("config/host/1", {**client.get("config/host"), "urlBase": "sonarr/"})
        assert back["urlBase"] == "/sonarr"
        expect(client.call("GET", "tag"), 200)
        app.health = "/sonarr/ping"
        app.restart()
        expect(client.call("GET", "tag"), 307)


def test_restart_keeps_everything(servarr: Client, tmp_path: Path) -> None:
    servarr.create("rootfolder", {"path": str(tmp_path)})
    kinds = ("tag", "rootfolder", "remotepathmapping", "config/mediamanagement", "config/ui", "qualityprofile")
    before = {kind: _without_space(servarr.get(kind)) for kind in kinds}
    host = {**servarr.get("config/host"), "urlBase": ""}
    servarr.put("config/host/1", host)
    servarr.app.restart()
    assert {kind: _without_space(servarr.get(kind)) for kind in kinds} == before
    assert servarr.get("config/host") == host


def _without_space(found: object) -> object:
    if not isinstance(found, list):
        return found
    return [{key: value for key, value in item.items() if key != "freeSpace"} for item in found]


def test_commands_and_profiles(servarr: Client) -> None:
    assert len(servarr.get("qualityprofile")) == 6
    made = servarr.create("command", {"name": "CheckHealth"})
    assert (servarr.get(f"command/{made['id']}")["name"], made["status"]) == ("CheckHealth", "completed")
    status = servarr.get("system/status")
    assert (status["appName"].lower(), status["isDocker"]) == (servarr.name, False)


def test_health_tells_which_links_are_missing() -> None:
    """A fresh instance has none; a feed of all indexers is one that it warns of."""
    with running.radarr() as app:
        radarr = Client(app)
        fresh = {item["source"]: item["type"] for item in radarr.get("health")}
        assert fresh == {"DownloadClientCheck": "warning", "IndexerRssCheck": "error", "IndexerSearchCheck": "warning"}
        feed = indexer(radarr, "everything")
        for field in feed["fields"]:
            if field["name"] == "baseUrl":
                field["value"] = "http://127.0.0.1:9/api/v2.0/indexers/all/results/torznab/"
        made = radarr.create("indexer", feed)
        switches = ("enableRss", "enableAutomaticSearch", "enableInteractiveSearch")
        radarr.put(f"indexer/{made['id']}", {**made, **dict.fromkeys(switches, True)}, forceSave="true")
        told = {item["source"]: item["message"] for item in radarr.get("health")}
        assert set(told) == {"DownloadClientCheck", "IndexerJackettAllCheck"}
        assert told["IndexerJackettAllCheck"].endswith("endpoint: everything")
