# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What only profiles have: places in a list, a language, a cutoff, scores that can be reached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import MediastackError
from tests.standins.running import Running

from .test_properties import Options, Run, condition, holds, runner


@pytest.fixture
def run(radarr: Running, tmp_path: Path) -> Run:
    return runner(radarr, tmp_path, {"api_key": radarr.api_key})


def test_delay_profiles_move_to_their_place(run: Run) -> None:
    """Check says it, the run does it, the next run leaves it; a place that is not there is told."""
    for label in ("a", "b", "c"):
        run("radarr_tag", {"label": label}, False)
        run("radarr_delay_profile", {"tags": [label]}, False)
    ids = {item["label"]: item["id"] for item in run("radarr_info", {"gather": ["tags"]}, False)["tags"]}
    names = {number: label for label, number in ids.items()}

    def places() -> str:
        held: list[dict[str, Any]] = run("radarr_info", {"gather": ["delay_profiles"]}, False)["delay_profiles"]
        return "".join(names[item["tags"][0]] for item in sorted(held, key=lambda item: item["order"])[:-1])

    assert places() == "abc"
    for label, order, expected in (("c", 1, "cab"), ("a", 3, "cba"), ("b", 2, "cba"), ("c", 3, "bac")):
        holds(run, "radarr_delay_profile", {"tags": [label], "order": order, "torrent_delay": order})
        assert places() == expected
    with pytest.raises(MediastackError, match="wrote 9, Radarr kept 3"):
        run("radarr_delay_profile", {"tags": ["a"], "order": 9}, False)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"tags": [], "state": "absent"}, "global delay profile can't be deleted"),
        ({"tags": [], "order": 1}, "always comes last"),
        ({"tags": [], "enable_usenet": False, "enable_torrent": False}, "would enable neither protocol"),
        ({"tags": ["both", "one"]}, "has a delay profile of both, and a tag can be in one only"),
    ],
)
def test_delay_profiles_that_can_not_be_are_refused_by_a_check_too(run: Run, wanted: Options, sentence: str) -> None:
    for label in ("both", "one"):
        run("radarr_tag", {"label": label}, False)
    run("radarr_delay_profile", {"tags": ["both"]}, False)
    for check_mode in (True, False):
        with pytest.raises(MediastackError, match=sentence):
            run("radarr_delay_profile", wanted, check_mode)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"language": "Klingon"}, "option language has 'Klingon', but allowed is one of: .*Original"),
        ({"cutoff": "SDTV"}, "would have cutoff 'SDTV'; option cutoff may be what it allows: Bluray-1080p"),
        ({"min_format_score": 9}, "needs? a custom format score of 9, which no release can reach"),
        ({"format_scores": {"nothing": 1}}, "has no custom format 'nothing' for option format_scores"),
        ({"min_upgrade_format_score": 0}, "option min_upgrade_format_score has 0, but allowed is 1 or more"),
    ],
)
def test_quality_profiles_that_can_not_be_are_refused_by_a_check_too(run: Run, wanted: Options, sentence: str) -> None:
    whole = {"name": "Refused", "qualities": ["Bluray-1080p", "DVD"], **wanted}
    for check_mode in (True, False):
        with pytest.raises(MediastackError, match=sentence):
            run("radarr_quality_profile", whole, check_mode)


def test_languages_and_scores_are_by_name(run: Run) -> None:
    run("radarr_custom_format", {"name": "x265", "specifications": [condition("x265", False)]}, False)
    wanted: Options = {"name": "Own", "qualities": ["DVD"], "language": "german", "format_scores": {"x265": 5}}
    holds(run, "radarr_quality_profile", {**wanted, "min_format_score": 5})
    held = run("radarr_quality_profile", {"name": "Own"}, False)["resource"]
    assert (held["language"], held["cutoff"], held["formatScores"]) == ("German", "DVD", {"x265": 5})
    reset: Options = {"name": "Own", "min_format_score": 0, "reset_unmatched_scores": True}
    holds(run, "radarr_quality_profile", reset)
    assert run("radarr_quality_profile", {"name": "Own"}, False)["resource"]["formatScores"] == {"x265": 0}
