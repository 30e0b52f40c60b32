# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting: what counts as ready, which trouble lasts, and what is only history."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.plugin_utils.cluster import rollout
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.labels import STACK_LABELS
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.resolve import resolve
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.stack import Stack

from .conftest import FakeCluster

LABELS = {"labels": STACK_LABELS}
READY = {"observedGeneration": 2, "updateRevision": "b", "currentRevision": "b", "readyReplicas": 1, "replicas": 1}


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        """Seconds so far."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let them pass."""
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """In the place of the module time."""
    made = Clock()
    monkeypatch.setattr(rollout, "time", made)
    return made


@pytest.fixture
def stack() -> Stack:
    """Only Radarr."""
    off = {name: {"enabled": False} for name in ("jackett", "qbittorrent", "sonarr")}
    return resolve({"mediastack_media": {"host_path": "/srv/media"}, "mediastack_apps": off})


def workload(cluster: FakeCluster, **status: Any) -> None:
    """Radarr's StatefulSet in some state."""
    metadata = {**LABELS, "generation": 2}
    cluster.put("StatefulSet", "radarr", metadata=metadata, spec={"replicas": 1}, status={**READY, **status})


def pod(cluster: FakeCluster, reason: str, message: str = "", last_words: str = "") -> None:
    """Radarr's pod, waiting for a reason."""
    state = {"waiting": {"reason": reason, "message": message}}
    container: dict[str, Any] = {"state": state, "image": "radarr:1"}
    if last_words:
        container["lastState"] = {"terminated": {"message": last_words}}
    cluster.put("Pod", "radarr-0", metadata=LABELS, status={"containerStatuses": [container]})


def event(cluster: FakeCluster, reason: str, time: str, message: str = "") -> None:
    """Something that happened to the pod."""
    cluster.put(
        "Event",
        f"{reason}-{time}",
        involvedObject={"name": "radarr-0"},
        reason=reason,
        lastTimestamp=time,
        message=message,
    )


def test_ready_is_the_new_revision_and_the_done_folders(cluster: FakeCluster, stack: Stack, clock: Clock) -> None:
    """At once, without waiting."""
    workload(cluster)
    done = [{"type": "Complete", "status": "True"}]
    cluster.put("Job", "media-folders-1", metadata=LABELS, status={"conditions": done})
    rollout.wait(cluster, stack, ["radarr"], 10)  # type: ignore[arg-type]
    assert clock.now == 0


@pytest.mark.parametrize(
    "status", [{"observedGeneration": 1}, {"updateRevision": "c"}, {"readyReplicas": 0}, {"replicas": 2}]
)
def test_not_ready_yet_ends_with_the_time_limit(
    cluster: FakeCluster, stack: Stack, clock: Clock, status: dict[str, Any]
) -> None:
    """And says which option gives more."""
    workload(cluster, **status)
    with pytest.raises(rollout.NotReady, match=r"radarr did not become ready within 10 .*mediastack_rollout_timeout"):
        rollout.wait(cluster, stack, ["radarr"], 10)  # type: ignore[arg-type]
    assert clock.now >= 10


def test_an_image_that_does_not_come_ends_early(cluster: FakeCluster, stack: Stack, clock: Clock) -> None:
    """With pod, image and reason."""
    workload(cluster, readyReplicas=0)
    pod(cluster, "ImagePullBackOff", "not found")
    with pytest.raises(rollout.NotReady, match=r"Pod media/radarr-0 .* ImagePullBackOff of image radarr:1: not found"):
        rollout.wait(cluster, stack, ["radarr"], 600)  # type: ignore[arg-type]
    assert clock.now < 60


def test_a_cause_lasts_while_its_words_change(
    cluster: FakeCluster, stack: Stack, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull is refused, backs off, and is refused again."""
    workload(cluster, readyReplicas=0)

    def sleep(seconds: float) -> None:
        clock.now += seconds
        pod(cluster, "ErrImagePull" if int(clock.now) % 20 < 10 else "ImagePullBackOff", f"attempt {clock.now}")

    monkeypatch.setattr(clock, "sleep", sleep)
    with pytest.raises(rollout.NotReady, match="image radarr:1: attempt"):
        rollout.wait(cluster, stack, ["radarr"], 600)  # type: ignore[arg-type]
    assert clock.now < 60


def test_a_crash_tells_its_last_words(cluster: FakeCluster, stack: Stack, clock: Clock) -> None:
    """Those of the container, not the kubelet's."""
    workload(cluster, readyReplicas=0)
    pod(cluster, "CrashLoopBackOff", "back-off", "starting\nconfig.xml is empty")
    with pytest.raises(rollout.NotReady, match=r"config.xml is empty"):
        rollout.wait(cluster, stack, ["radarr"], 600)  # type: ignore[arg-type]


def test_only_the_newest_event_of_a_pod_counts(cluster: FakeCluster, stack: Stack, clock: Clock) -> None:
    """A mount that failed once and an image that takes its time are no trouble; a mount that still fails is."""
    workload(cluster, readyReplicas=0)
    pod(cluster, "ContainerCreating")
    event(cluster, "FailedMount", "2026-01-01T00:00:00Z", "hostPath type check failed")
    event(cluster, "Pulling", "2026-01-01T00:01:00Z")
    with pytest.raises(rollout.NotReady, match="within 100 seconds"):
        rollout.wait(cluster, stack, ["radarr"], 100)  # type: ignore[arg-type]
    event(cluster, "FailedMount", "2026-01-01T00:02:00Z", "hostPath type check failed")
    with pytest.raises(rollout.NotReady, match=r"can't mount a volume \(see mediastack_media\): hostPath type check"):
        rollout.wait(cluster, stack, ["radarr"], 100)  # type: ignore[arg-type]


def test_folders_that_can_not_be_made(cluster: FakeCluster, stack: Stack, clock: Clock) -> None:
    """In the Job's own words."""
    workload(cluster)
    cluster.put(
        "Job", "media-folders-1", metadata=LABELS, status={"conditions": [{"type": "Failed", "status": "True"}]}
    )
    words = {"state": {"terminated": {"message": "folder movies can not be made for 1000:1000"}}}
    labels = {"labels": {"job-name": "media-folders-1"}}
    cluster.put("Pod", "media-folders-1-x", metadata=labels, status={"containerStatuses": [words]})
    with pytest.raises(rollout.NotReady, match="could not make the share's folders: folder movies can not be made"):
        rollout.wait(cluster, stack, [], 10)  # type: ignore[arg-type]
