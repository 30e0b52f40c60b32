# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fingerprints in the cluster: read once, patched by key, and refused with the right that is missing."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import MediastackError
from ansible_collections.homelab.mediastack.plugins.module_utils.http.cluster import Refused
from ansible_collections.homelab.mediastack.plugins.module_utils.http.connection import Connection
from ansible_collections.homelab.mediastack.plugins.module_utils.state import cluster as state
from ansible_collections.homelab.mediastack.plugins.module_utils.state import fingerprints
from ansible_collections.homelab.mediastack.plugins.module_utils.state.cluster import ClusterFingerprints
from ansible_collections.homelab.mediastack.plugins.module_utils.state.file import FileFingerprints

CREDENTIALS = {"fingerprint-key": base64.b64encode(b"a key").decode()}


class Cluster:
    """Secrets of one namespace."""

    def __init__(self, **secrets: dict[str, str]) -> None:
        self.secrets: dict[str, dict[str, str]] = {name.replace("_", "-"): data for name, data in secrets.items()}
        self.calls: list[str] = []
        self.refuse = ""

    def _call(self, what: str) -> None:
        self.calls.append(what)
        if what == self.refuse:
            raise Refused("refused", 403, "Forbidden")

    def get(self, api_version: str, kind: str, name: str, namespace: str) -> dict[str, Any] | None:
        self._call("get")
        return {"data": dict(self.secrets[name])} if name in self.secrets else None

    def patch(self, manifest: dict[str, Any]) -> None:
        self._call("patch")
        name = manifest["metadata"]["name"]
        if name not in self.secrets:
            raise Refused("missing", 404)
        for key, value in manifest["data"].items():
            if value is None:
                self.secrets[name].pop(key, None)
            else:
                self.secrets[name][key] = value

    def create(self, manifest: dict[str, Any]) -> None:
        self._call("create")
        self.secrets[manifest["metadata"]["name"]] = dict(manifest["data"])


def store(monkeypatch: pytest.MonkeyPatch, held: Cluster) -> ClusterFingerprints:
    monkeypatch.setattr(state, "cluster", lambda kubeconfig, context: held)
    return ClusterFingerprints(Connection.from_params({"url": "kube://media/radarr:80"}))


def test_the_url_decides_where() -> None:
    cluster, plain = (Connection.from_params({"url": url}) for url in ("kube://media/radarr:80", "http://radarr"))
    assert isinstance(fingerprints(cluster, None), ClusterFingerprints)
    assert isinstance(fingerprints(cluster, "/a/file"), FileFingerprints)
    assert isinstance(fingerprints(plain, None), FileFingerprints)


def test_what_is_remembered_is_known_to_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    api = Cluster(mediastack_credentials=CREDENTIALS)
    first = store(monkeypatch, api)
    assert not first.is_known("radarr:80/a/password", "one")
    first.remember({"radarr:80/a/password": "one"})
    first.remember({"radarr:80/b/password": "two"})
    second = store(monkeypatch, api)
    assert second.is_known("radarr:80/a/password", "one")
    assert second.is_known("radarr:80/b/password", "two")
    assert not second.is_known("radarr:80/b/password", "one")
    assert "one" not in str(api.secrets["mediastack-state"])


def test_secrets_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    api = Cluster(mediastack_credentials=CREDENTIALS, mediastack_state={})
    opened = store(monkeypatch, api)
    for number in range(5):
        opened.is_known(f"place {number}", "x")
    assert api.calls == ["get", "get"]


def test_forgetting_takes_only_what_is_below(monkeypatch: pytest.MonkeyPatch) -> None:
    api = Cluster(mediastack_credentials=CREDENTIALS, mediastack_state={})
    opened = store(monkeypatch, api)
    opened.remember({"radarr/a/password": "one", "radarr/ab/password": "one"})
    opened.forget("radarr/a/")
    assert not opened.is_known("radarr/a/password", "one")
    assert opened.is_known("radarr/ab/password", "one")


def test_a_missing_key_says_who_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MediastackError, match=r"has no fingerprint-key, which role deploy makes; .*option state_path"):
        store(monkeypatch, Cluster(mediastack_credentials={}, mediastack_state={"a": "Yg=="})).is_known("a", "b")


@pytest.mark.parametrize("refuse", ["get", "patch", "create"])
def test_a_missing_right_is_named(monkeypatch: pytest.MonkeyPatch, refuse: str) -> None:
    api = Cluster(mediastack_credentials=CREDENTIALS)
    api.refuse = refuse
    with pytest.raises(MediastackError, match=r"can't be used \(403 Forbidden\); .*rights to get, create and patch"):
        store(monkeypatch, api).remember({"a": "b"})
