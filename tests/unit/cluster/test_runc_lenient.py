# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lenient runtime leaves out what the machine lacks, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cluster import runc_lenient
from tests.cluster.own_engine import CAPABILITY_BITS


def process() -> dict[str, Any]:
    return {
        "capabilities": {"bounding": ["CAP_CHOWN", "CAP_SYS_RESOURCE"], "effective": None},
        "oomScoreAdj": -500,
        "rlimits": [{"type": "RLIMIT_NOFILE"}],
    }


def test_what_is_lacking_is_left_out() -> None:
    softened = process()
    runc_lenient.soften(softened, {"CAP_SYS_RESOURCE"})
    assert softened == {"capabilities": {"bounding": ["CAP_CHOWN"], "effective": []}, "oomScoreAdj": 0}


def test_limits_stay_where_they_can_be_set() -> None:
    softened = process()
    runc_lenient.soften(softened, {"CAP_BPF"})
    assert softened["rlimits"] and softened["oomScoreAdj"] == -500
    assert softened["capabilities"]["bounding"] == ["CAP_CHOWN", "CAP_SYS_RESOURCE"]


def test_every_capability_of_the_kernel_has_a_name() -> None:
    names = runc_lenient.NAMES.split()
    assert len(names) == len(set(names)) == CAPABILITY_BITS
    assert names[24] == "SYS_RESOURCE"


def test_bundle_is_rewritten_before_runc_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"ociVersion": "1.0", "process": process()}), encoding="utf-8")
    started: list[list[str]] = []
    monkeypatch.setattr(runc_lenient.os, "execv", lambda _path, words: started.append(words))
    monkeypatch.setattr(runc_lenient, "lacking", lambda: {"CAP_CHOWN"})
    runc_lenient.main(["--log", "x", "create", "--bundle", str(tmp_path), "name"])
    assert started[0][1:] == ["--log", "x", "create", "--bundle", str(tmp_path), "name"]
    written = json.loads(config.read_text(encoding="utf-8"))
    assert written["process"]["capabilities"]["bounding"] == ["CAP_SYS_RESOURCE"]
    assert written["ociVersion"] == "1.0"
