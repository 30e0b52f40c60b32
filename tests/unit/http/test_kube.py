# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kube:// transport against a Kubernetes API in memory: which pod and port it takes, and what it says otherwise."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest
import requests

from ansible_collections.homelab.mediastack.plugins.module_utils.http import kube
from ansible_collections.homelab.mediastack.plugins.module_utils.http.cluster import NoCluster, Refused
from ansible_collections.homelab.mediastack.plugins.module_utils.http.connection import Connection
from ansible_collections.homelab.mediastack.plugins.module_utils.http.errors import NotYet, Unreachable


def pod(name: str, *, ready: bool = True, phase: str = "Running", leaving: bool = False) -> dict[str, Any]:
    return {
        "metadata": {"name": name, **({"deletionTimestamp": "now"} if leaving else {})},
        "spec": {"containers": [{"name": "sidecar"}, {"ports": [{"name": "web", "containerPort": 7878}]}]},
        "status": {
            "phase": phase,
            "conditions": [{"type": "Ready", "status": "True" if ready else "False"}],
            "containerStatuses": [{"state": {"running": {}}}],
        },
    }


class Cluster:
    """Of a cluster what the transport asks for."""

    def __init__(self, pods: list[dict[str, Any]], *, target: Any = "web", not_ready_too: bool = False) -> None:
        self.pods = pods
        port = {"port": 80, "name": "http", **({"targetPort": target} if target else {})}
        spec = {"ports": [port], "selector": {"app": "radarr"}, "publishNotReadyAddresses": not_ready_too}
        self.service: dict[str, Any] | None = {"spec": spec}
        self.error: Exception | None = None
        self.selector = ""
        self.opened: tuple[str, int] | None = None

    def get(self, api_version: str, kind: str, name: str, namespace: str) -> dict[str, Any] | None:
        if self.error:
            raise self.error
        if kind == "Service":
            return self.service
        return next((item for item in self.pods if item["metadata"]["name"] == name), None)

    def list(self, api_version: str, kind: str, namespace: str, label_selector: str) -> list[dict[str, Any]]:
        self.selector = label_selector
        return self.pods

    def forward(self, namespace: str, pod: str, port: int) -> Any:
        self.opened = (pod, port)
        return object()


def forward(monkeypatch: pytest.MonkeyPatch, cluster: Cluster, url: str = "kube://media/radarr:80") -> kube.Forward:
    monkeypatch.setattr(kube, "cluster", lambda kubeconfig, context: cluster)
    return kube.Forward(Connection.from_params({"url": url}))


@pytest.mark.parametrize(
    ("url", "target", "port"),
    [
        ("kube://media/radarr:80", "web", 7878),
        ("kube://media/radarr:http", 7000, 7000),
        ("kube://media/radarr:80", None, 80),
        ("kube://media/pod/a:web", None, 7878),
        ("kube://media/pod/a:9000", None, 9000),
    ],
)
def test_ports_are_found_by_number_and_name(monkeypatch: pytest.MonkeyPatch, url: str, target: Any, port: int) -> None:
    cluster = Cluster([pod("a")], target=target)
    forward(monkeypatch, cluster, url).open()
    assert cluster.opened == ("a", port)


def test_only_a_ready_pod_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = Cluster([pod("old", leaving=True), pod("new", ready=False), pod("done", phase="Succeeded"), pod("good")])
    forward(monkeypatch, cluster).open()
    assert (cluster.opened, cluster.selector) == (("good", 7878), "app=radarr")


def test_a_service_that_publishes_pods_that_are_not_ready_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = Cluster([pod("new", ready=False)], not_ready_too=True)
    forward(monkeypatch, cluster).open()
    assert cluster.opened == ("new", 7878)


def test_no_ready_pod_is_worth_waiting_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotYet, match="Service media/radarr has no pod that is ready; see why with kubectl get pods"):
        forward(monkeypatch, Cluster([pod("new", ready=False)])).open()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("kube://media/radarr:81", "Service media/radarr has no port 81, it has 80; correct option url"),
        ("kube://media/pod/a:grpc", "Pod a has no port named grpc; correct option url"),
    ],
)
def test_ports_that_do_not_exist(monkeypatch: pytest.MonkeyPatch, url: str, told: str) -> None:
    with pytest.raises(Unreachable, match=told):
        forward(monkeypatch, Cluster([pod("a")]), url).open()


@pytest.mark.parametrize(("url", "where"), [("kube://media/radarr:80", "service"), ("kube://media/pod/a:80", "pod")])
def test_what_is_not_there(monkeypatch: pytest.MonkeyPatch, url: str, where: str) -> None:
    cluster = Cluster([])
    cluster.service = None
    with pytest.raises(Unreachable, match=rf"The cluster has no {where} media/\w+; correct option url, or deploy"):
        forward(monkeypatch, cluster, url).open()


@pytest.mark.parametrize(
    ("error", "kind", "told"),
    [
        (Refused("", 403), Unreachable, "does not allow this account to reach service media/radarr"),
        (Refused("", 500), NotYet, "The Kubernetes API answered 500 for service media/radarr"),
        (Refused("", 0, "Handshake status 503"), NotYet, "answered Handshake status 503 for service"),
        (Refused("", 404), NotYet, "The pod of service media/radarr is gone"),
        (NoCluster("No cluster answers"), NotYet, "No cluster answers"),
    ],
)
def test_refusals_of_the_cluster(
    monkeypatch: pytest.MonkeyPatch, error: Exception, kind: type[Exception], told: str
) -> None:
    cluster = Cluster([])
    cluster.error = error
    with pytest.raises(kind, match=told):
        forward(monkeypatch, cluster).open()


class Answering(Cluster):
    """Its pods answer each connection once."""

    def forward(self, namespace: str, pod: str, port: int) -> Any:
        ours, theirs = socket.socketpair()

        def answer() -> None:
            with theirs:
                theirs.recv(65536)
                theirs.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOk")

        threading.Thread(target=answer, daemon=True).start()
        return ours


def test_a_session_goes_on_after_it_was_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for a program's restart closes the connections that the restart has ended."""
    monkeypatch.setattr(kube, "cluster", lambda kubeconfig, context: Answering([pod("a")]))
    connection = Connection.from_params({"url": "kube://media/radarr:80"})
    session = requests.Session()
    session.trust_env = False
    session.mount(connection.base, kube.adapter(connection))
    for _ in range(2):
        assert session.get(connection.base, timeout=5).text == "Ok"
        session.close()
