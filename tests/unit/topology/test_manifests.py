# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Kubernetes objects: safe, complete, and the same every time."""

from __future__ import annotations

import base64
import json
from typing import Any
from xml.etree import ElementTree

import pytest

from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology import credentials, seeds
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.manifests import manifests
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.stack import Stack

from .conftest import Make

DATA = {
    "fingerprint-key": "f" * 64,
    "jackett.api_key": "1" * 32,
    "jackett.password": "jackett-password",
    "qbittorrent.username": "admin",
    "qbittorrent.password": "qbittorrent-password",
    **{f"{app}.{key}": f"{app}-{key}" for app in ("radarr", "sonarr") for key in ("api_key", "username", "password")},
}


def objects(stack: Stack, **given: Any) -> dict[str, dict[str, Any]]:
    """The manifests by kind and name."""
    made = manifests(stack, DATA, **given)
    return {f"{item['kind']} {item['metadata']['name']}": item for item in made}


def test_the_same_credentials_make_the_same_objects(make: Make) -> None:
    """Else every run would restart every pod."""
    stack = make()
    data = credentials.complete(stack, {})
    assert manifests(stack, data) == manifests(stack, credentials.complete(stack, data))


def test_a_changed_credential_restarts_only_its_pod(make: Make) -> None:
    """By a keyed hash in the pod's annotations."""
    stack = make()
    data = credentials.complete(stack, {})
    before, after = (
        {
            item["metadata"]["name"]: item["spec"]["template"]["metadata"]["annotations"]["mediastack/secret"]
            for item in manifests(stack, held)
            if item["kind"] == "StatefulSet"
        }
        for held in (data, {**data, "radarr.api_key": "0" * 32})
    )
    assert {name for name in before if before[name] != after[name]} == {"radarr"}


def test_pods_are_restricted(make: Make) -> None:
    """What Pod Security calls restricted, and no token of the cluster."""
    for name, item in objects(make()).items():
        if item["kind"] != "StatefulSet":
            continue
        pod = item["spec"]["template"]["spec"]
        assert pod["automountServiceAccountToken"] is False, name
        assert pod["securityContext"]["runAsNonRoot"] is True, name
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        for container in pod["initContainers"] + pod["containers"]:
            context = container["securityContext"]
            assert context["allowPrivilegeEscalation"] is False and context["capabilities"] == {"drop": ["ALL"]}, name
            assert container["resources"]["requests"], name
            assert not container["image"].endswith(":latest"), name


def test_no_secret_outside_secrets(make: Make) -> None:
    """Environment variables come by reference."""
    stack = make()
    data = credentials.complete(stack, {})
    plain = json.dumps([item for item in manifests(stack, data) if item["kind"] != "Secret"])
    for key, value in data.items():
        if not key.endswith(".username"):
            assert value not in plain and base64.b64encode(value.encode()).decode() not in plain, key


def test_one_setting_each_for_time_zone_user_group_and_umask(make: Make) -> None:
    """They reach every pod."""
    made = objects(make(timezone="Europe/Berlin", uid=1234, gid=4321, umask="022"))
    pods = [item["spec"]["template"]["spec"] for item in made.values() if item["kind"] == "StatefulSet"]
    for pod in pods:
        environment = {item["name"]: item.get("value") for item in pod["containers"][0]["env"]}
        assert (environment["TZ"], environment["UMASK"]) == ("Europe/Berlin", "022")
        context = pod["securityContext"]
        assert (context["runAsUser"], context["runAsGroup"], context["fsGroup"]) == (1234, 4321, 4321)


def test_nfs_and_host_folders_differ_only_in_their_volumes(make: Make) -> None:
    """Chosen by variables, not by other roles."""
    nfs = objects(make(media={"nfs": {"server": "nas", "path": "/volume1/media_player"}}))
    host = objects(make())
    assert {name for name in nfs if nfs[name] != host[name]} == {
        "PersistentVolume media-jellyfin-videos",
        "PersistentVolume media-qbitt-temp",
    }
    assert nfs["PersistentVolume media-qbitt-temp"]["spec"]["nfs"]["path"] == "/volume1/media_player/temp"
    assert host["PersistentVolume media-qbitt-temp"]["spec"]["hostPath"]["path"] == "/srv/media/temp"


def test_an_existing_claim_is_used_as_it_is(make: Make) -> None:
    """It holds the whole share, so downloads are a folder of it."""
    made = objects(make(media={"claim": "films"}))
    assert not [name for name in made if name.startswith(("PersistentVolume ", "PersistentVolumeClaim films"))]
    pod = made["StatefulSet radarr"]["spec"]["template"]["spec"]
    mounted = {item["mountPath"]: item.get("subPath") for item in pod["containers"][0]["volumeMounts"]}
    assert mounted["/movies"] is None and mounted["/downloads"] == "temp"


def test_limited_to_one_app(make: Make) -> None:
    """The share comes along, other apps don't."""
    names = objects(make(), only=frozenset({"radarr"}))
    assert "StatefulSet radarr" in names and "StatefulSet sonarr" not in names
    assert "PersistentVolumeClaim jellyfin-videos" in names


def test_another_task_is_another_job(make: Make) -> None:
    """A Job can't be changed."""
    first, second = objects(make()), objects(make(uid=1234))
    jobs = [[name for name in made if name.startswith("Job ")] for made in (first, second)]
    assert len(jobs[0]) == len(jobs[1]) == 1 and jobs[0] != jobs[1]


def test_given_credentials_beat_kept_ones_which_beat_new_ones(make: Make) -> None:
    """And those of an instance that is gone stay."""
    stack = make(credentials={"radarr": {"username": "me"}})
    held = {"radarr.username": "admin", "radarr.api_key": "kept", "lidarr.api_key": "gone"}
    data = credentials.complete(stack, held)
    assert data["radarr.username"] == "me"
    assert data["radarr.api_key"] == "kept"
    assert data["lidarr.api_key"] == "gone"
    assert len(data["sonarr.api_key"]) == 32 and data["sonarr.api_key"] != data["jackett.api_key"]


@pytest.mark.parametrize("writer", seeds.WRITERS)
def test_seeds_take_any_character(writer: str) -> None:
    """Quotes, brackets and umlauts in a password must not break a file."""
    password = "<&\"'ü>"
    text = seeds.WRITERS[writer]({"username": "me", "password": password, "api_key": "k" * 32}, b"key")
    if writer == "servarr":
        assert ElementTree.fromstring(text).findtext("Password") == password
    else:
        assert password not in text, "only its hash is kept"


def test_the_password_of_jackett_is_salted_by_its_key() -> None:
    """SHA-512 over both in UTF-16; changing the key changes it."""
    one, other = (
        json.loads(seeds.jackett({"password": "secret", "api_key": key}, b""))["AdminPassword"] for key in ("a", "b")
    )
    assert len(one) == 128 and one != other
