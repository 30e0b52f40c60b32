# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What applying reports: exactly what differs, never a secret, the same in check mode."""

from __future__ import annotations

import json
from typing import Any

from ansible_collections.homelab.mediastack.plugins.plugin_utils.cluster import changes

from .conftest import FakeCluster

NAMESPACE = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "media"}}


def service(port: int = 80, **labels: str) -> dict[str, Any]:
    """A Service."""
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "radarr", "namespace": "media", "labels": labels},
        "spec": {"ports": [{"name": "web", "port": port, "targetPort": "web"}], "type": "ClusterIP"},
    }


def secret(value: str) -> dict[str, Any]:
    """A Secret."""
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "radarr", "namespace": "media"},
        "data": {"KEY": value, "OTHER": "same"},
    }


def test_a_check_predicts_what_a_run_changes(cluster: FakeCluster) -> None:
    """New, changed and unchanged."""
    cluster.apply(NAMESPACE)
    cluster.apply(service(80))
    cluster.written.clear()
    objects = [NAMESPACE, service(81), secret("abc")]
    planned = changes.apply(cluster, objects, check=True, namespace_is_new=False)
    assert cluster.written == []
    made = changes.apply(cluster, objects, check=False, namespace_is_new=False)
    assert [change.as_diff() for change in planned] == [change.as_diff() for change in made]
    assert [change.title for change in made] == ["Service media/radarr", "Secret media/radarr"]
    assert changes.apply(cluster, objects, check=False, namespace_is_new=False) == []


def test_a_missing_namespace_is_planned_as_all_new(cluster: FakeCluster) -> None:
    """The API server would refuse the dry run."""
    planned = changes.apply(cluster, [NAMESPACE, service(), secret("abc")], check=True, namespace_is_new=True)
    assert [change.title for change in planned] == ["Namespace media", "Service media/radarr", "Secret media/radarr"]
    assert cluster.objects == {}


def test_the_diff_holds_only_what_differs(cluster: FakeCluster) -> None:
    """Ports are compared by name."""
    cluster.apply(NAMESPACE)
    cluster.apply(service(80, a="1"))
    (change,) = changes.apply(cluster, [service(81, a="1")], check=True, namespace_is_new=False)
    assert change.before == {"spec": {"ports": {"web": {"port": 80}}}}
    assert change.after == {"spec": {"ports": {"web": {"port": 81}}}}


def test_what_others_added_stays_and_is_no_change(cluster: FakeCluster) -> None:
    """Fields that we don't declare are not ours."""
    cluster.apply(NAMESPACE)
    cluster.apply(service(80))
    cluster.objects["Service", "media", "radarr"]["metadata"]["labels"]["theirs"] = "1"
    assert changes.apply(cluster, [service(80)], check=False, namespace_is_new=False) == []


def test_secrets_are_named_by_key_and_never_shown(cluster: FakeCluster) -> None:
    """Neither old nor new, neither new Secrets nor changed ones."""
    cluster.apply(NAMESPACE)
    made = changes.apply(cluster, [secret("first-value")], check=False, namespace_is_new=False)
    made += changes.apply(cluster, [secret("second-value")], check=False, namespace_is_new=False)
    shown = json.dumps([change.as_diff() for change in made])
    assert "first-value" not in shown and "second-value" not in shown and '"same"' not in shown
    assert set(made[1].after["data"]) == {"KEY"}


def test_pruning_in_check_mode_removes_nothing(cluster: FakeCluster) -> None:
    """It only names."""
    held = cluster.apply(NAMESPACE)
    assert [change.title for change in changes.prune(cluster, [held], check=True)] == ["Namespace media"]
    assert cluster.objects
    changes.prune(cluster, [held], check=False)
    assert not cluster.objects
