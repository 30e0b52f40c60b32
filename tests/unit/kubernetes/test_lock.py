# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One run at a time, and no lock that outlives its run."""

from __future__ import annotations

import datetime
import os
import socket

import pytest

from ansible_collections.homelab.mediastack.plugins.plugin_utils.cluster import lock

from .conftest import FakeCluster


@pytest.fixture(autouse=True)
def namespace(cluster: FakeCluster) -> None:
    """A lock lies in its namespace."""
    cluster.put("Namespace", "media", None)


def held(cluster: FakeCluster, holder: str, minutes: float = 1) -> None:
    """A lock that was taken some minutes ago."""
    renewed = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=minutes)
    spec = {"holderIdentity": holder, "leaseDurationSeconds": 1800, "renewTime": renewed.isoformat()}
    cluster.put("Lease", lock.NAME, spec=spec)


def holder(cluster: FakeCluster) -> str | None:
    """Who has it."""
    lease = cluster.get("", "Lease", lock.NAME, "media")
    return lease["spec"]["holderIdentity"] if lease else None


def test_taken_renewed_and_given_back(cluster: FakeCluster) -> None:
    """By the same run."""
    for _ in range(2):
        lock.acquire(cluster, "media", "me/1")
        assert holder(cluster) == "me/1"
    lock.release(cluster, "media", "other/1")
    assert holder(cluster) == "me/1"
    lock.release(cluster, "media", "me/1")
    assert holder(cluster) is None


def test_a_living_run_keeps_it(cluster: FakeCluster) -> None:
    """Elsewhere, where nobody can look, and here."""
    for other in ("elsewhere/4711", f"{socket.gethostname()}/{os.getpid()}"):
        held(cluster, other)
        with pytest.raises(lock.Locked, match=f"Run {other} is at work"):
            lock.acquire(cluster, "media", "me/1")
        assert holder(cluster) == other


def test_a_dead_run_of_this_machine_loses_it(cluster: FakeCluster) -> None:
    """Its process is gone."""
    process = os.fork()
    if process == 0:
        os._exit(0)
    os.waitpid(process, 0)
    held(cluster, f"{socket.gethostname()}/{process}")
    lock.acquire(cluster, "media", "me/1")
    assert holder(cluster) == "me/1"


def test_a_forgotten_lock_runs_out(cluster: FakeCluster) -> None:
    """After half an hour."""
    held(cluster, "elsewhere/4711", minutes=31)
    lock.acquire(cluster, "media", "me/1")
    assert holder(cluster) == "me/1"
