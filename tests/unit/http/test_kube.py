# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kube:// transport against a Kubernetes API in memory: which pod and port it takes, and what it says otherwise."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from kubernetes.client.exceptions import ApiException

from ansible_collections.homelab.mediastack.plugins.module_utils.http import kube
from ansible_collections.homelab.mediastack.plugins.module_utils.http.connection import Connection
from ansible_collections.homelab.mediastack.plugins.module_utils.http.errors import NotYet, Unreachable


def pod(name: str, *, ready: bool = True, phase: str = "Running", leaving: bool = False) -> Any:
    port = SimpleNamespace(name="web", container_port=7878)
    return SimpleNamespace(
        metadata=SimpleNamespace(name=name, deletion_timestamp="now" if leaving else None),
        spec=SimpleNamespace(containers=[SimpleNamespace(ports=None), SimpleNamespace(ports=[port])]),
        status=SimpleNamespace(
            phase=phase,
            conditions=[SimpleNamespace(type="Ready", status="True" if ready else "False")],
            container_statuses=[SimpleNamespace(state=SimpleNamespace(running=object()))],
        ),
    )


class Api:
    """Of the Kubernetes API what the transport asks for."""

    def __init__(self, pods: list[Any], *, target: Any = "web", not_ready_too: bool = False) -> None:
        self.pods = pods
        ports = [SimpleNamespace(port=80, name="http", target_port=target)]
        self.spec = SimpleNamespace(ports=ports, selector={"app": "radarr"}, publish_not_ready_addresses=not_ready_too)
        self.status: int | None = None
        self.selector = ""

    def read_namespaced_service(self, name: str, namespace: str) -> Any:
        if self.status:
            raise ApiException(status=self.status, reason="No")
        return SimpleNamespace(spec=self.spec)

    def list_namespaced_pod(self, namespace: str, label_selector: str) -> Any:
        self.selector = label_selector
        return SimpleNamespace(items=self.pods)

    def read_namespaced_pod(self, name: str, namespace: str) -> Any:
        return next(item for item in self.pods if item.metadata.name == name)

    def connect_get_namespaced_pod_portforward(self) -> None:
        raise AssertionError("the test replaces portforward")


class Opened:
    """Remembers what was forwarded to."""

    def __init__(self) -> None:
        self.to: tuple[str, str] | None = None

    def __call__(self, _method: Any, name: str, _namespace: str, ports: str) -> Any:
        self.to = (name, ports)
        return SimpleNamespace(socket=lambda port: SimpleNamespace(setblocking=lambda blocking: None, port=port))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    made = Opened()
    monkeypatch.setattr(kube, "portforward", made)
    return made


def forward(monkeypatch: pytest.MonkeyPatch, api: Api, url: str = "kube://media/radarr:80") -> kube.Forward:
    monkeypatch.setattr(kube, "core_api", lambda kubeconfig, context: api)
    return kube.Forward(Connection.from_params({"url": url}))


@pytest.mark.parametrize(
    ("url", "target", "port"),
    [
        ("kube://media/radarr:80", "web", "7878"),
        ("kube://media/radarr:http", 7000, "7000"),
        ("kube://media/radarr:80", None, "80"),
        ("kube://media/pod/a:web", None, "7878"),
        ("kube://media/pod/a:9000", None, "9000"),
    ],
)
def test_ports_are_found_by_number_and_name(
    monkeypatch: pytest.MonkeyPatch, opened: Opened, url: str, target: Any, port: str
) -> None:
    forward(monkeypatch, Api([pod("a")], target=target), url).open()
    assert opened.to == ("a", port)


def test_only_a_ready_pod_is_taken(monkeypatch: pytest.MonkeyPatch, opened: Opened) -> None:
    api = Api([pod("old", leaving=True), pod("new", ready=False), pod("done", phase="Succeeded"), pod("good")])
    forward(monkeypatch, api).open()
    assert (opened.to, api.selector) == (("good", "7878"), "app=radarr")


def test_a_service_that_publishes_pods_that_are_not_ready_gets_one(
    monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    forward(monkeypatch, Api([pod("new", ready=False)], not_ready_too=True)).open()
    assert opened.to == ("new", "7878")


def test_no_ready_pod_is_worth_waiting_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotYet, match="Service media/radarr has no pod that is ready; see why with kubectl get pods"):
        forward(monkeypatch, Api([pod("new", ready=False)])).open()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("kube://media/radarr:81", "Service media/radarr has no port 81, it has 80; correct option url"),
        ("kube://media/pod/a:grpc", "Pod a has no port named grpc; correct option url"),
    ],
)
def test_ports_that_do_not_exist(monkeypatch: pytest.MonkeyPatch, url: str, told: str) -> None:
    with pytest.raises(Unreachable, match=told):
        forward(monkeypatch, Api([pod("a")]), url).open()


@pytest.mark.parametrize(
    ("status", "kind", "told"),
    [
        (404, Unreachable, "The cluster has no service media/radarr; correct option url, or deploy the app first"),
        (403, Unreachable, "does not allow this account to reach service media/radarr"),
        (500, NotYet, "The Kubernetes API answered 500 for service media/radarr"),
    ],
)
def test_refusals_of_the_cluster(
    monkeypatch: pytest.MonkeyPatch, status: int, kind: type[Exception], told: str
) -> None:
    api = Api([])
    api.status = status
    with pytest.raises(kind, match=told):
        forward(monkeypatch, api).open()
