# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What users write as url, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.module_utils.http.connection import Connection, KubeTarget


def connection(url: Any, **params: Any) -> Connection:
    return Connection.from_params({"url": url, **params})


@pytest.mark.parametrize(
    ("url", "base", "place", "namespace"),
    [
        ("http://radarr:7878/", "http://radarr:7878", "radarr:7878", None),
        ("https://home.example.org/radarr", "https://home.example.org/radarr", "home.example.org/radarr", None),
        ("kube://media/radarr:80", "http://radarr.media.svc.cluster.local", "radarr:80", "media"),
        ("kube://media/radarr:http/base/", "http://radarr.media.svc.cluster.local/base", "radarr:http/base", "media"),
        ("kube://media/pod/radarr-0:7878", "http://radarr-0.media.pod.cluster.local", "pod/radarr-0:7878", "media"),
    ],
)
def test_urls_that_are_taken(url: str, base: str, place: str, namespace: str | None) -> None:
    made = connection(url)
    assert (made.base, made.place, made.namespace) == (base, place, namespace)
    assert made.is_kube == url.startswith("kube://")


@pytest.mark.parametrize(
    "url",
    [
        "",
        None,
        "radarr:7878",
        "http://",
        "ftp://radarr",
        "http://radarr:port",
        "http://radarr:99999",
        "http://[::1",
        "kube://media",
        "kube://media/radarr",
        "kube://media/radarr:",
        "kube://media:80/radarr:80",
        "kube:///radarr:80",
        "kube://media/pod/radarr",
    ],
)
def test_urls_that_are_refused_with_an_example(url: str | None) -> None:
    with pytest.raises(BadInput, match=r"Option url .*kube://"):
        connection(url)


def test_credentials_in_a_url_are_refused_and_not_repeated() -> None:
    with pytest.raises(BadInput) as refused:
        connection("http://admin:hunter2@radarr:7878")
    assert "hunter2" not in str(refused.value)


def test_equal_options_make_equal_connections() -> None:
    assert connection("http://radarr/", timeout=5) == connection("http://radarr", timeout=5, context=None)
    assert connection("http://radarr", timeout=5) != connection("http://radarr")


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("kube://media/radarr:80", KubeTarget("media", "service", "radarr", 80, "")),
        ("kube://media/radarr:http/a/b", KubeTarget("media", "service", "radarr", "http", "a/b")),
        ("kube://media/pod/radarr-0:80", KubeTarget("media", "pod", "radarr-0", 80, "")),
        ("kube://media/pod:80", KubeTarget("media", "service", "pod", 80, "")),
    ],
)
def test_kube_targets(url: str, target: KubeTarget) -> None:
    assert KubeTarget.parse(url) == target
