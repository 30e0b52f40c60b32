# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What pruning takes and leaves, whatever there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.prune import missing, surplus

NAMES = st.lists(st.text("aAbB/ *?[🎬", min_size=1, max_size=4), unique=True, max_size=8)


@given(NAMES, NAMES, NAMES, st.booleans())
def test_pruning_takes_nothing_that_stays_and_ends(
    held: list[str], keep: list[str], ignore: list[str], ignore_case: bool
) -> None:
    gone = surplus(held, keep, ignore, ignore_case=ignore_case)
    left = [name for name in held if name not in gone]
    assert set(gone) <= set(held)
    assert set(held) & set(keep) <= set(left)
    assert set(gone) <= set(surplus(held, keep, [], ignore_case=ignore_case)), "a pattern only protects"
    assert surplus(left, keep, ignore, ignore_case=ignore_case) == [], "the second time finds nothing"


@given(NAMES, NAMES)
def test_what_contains_something_that_stays_stays(held: list[str], keep: list[str]) -> None:
    gone = surplus(held, keep, [], separator="/")
    left = [name for name in held if name not in gone and name in keep]
    assert not [name for name in gone if any(kept.startswith(f"{name}/") for kept in left)]


def test_patterns_are_globs_in_any_case() -> None:
    held = ["Hand made", "hand-picked", "Other", "other[1]"]
    assert surplus(held, ["Other"], ["HAND*"]) == ["other[1]"]
    assert surplus(held, ["other"], ["hand?made"]) == ["hand-picked", "Other", "other[1]"]
    assert surplus(held, ["other"], ["hand?made"], ignore_case=True) == ["hand-picked", "other[1]"]


def test_what_is_missing_is_told() -> None:
    assert missing(["VPN"], ["vpn", "hdr"], ignore_case=True) == ["hdr"]
    assert missing(["VPN"], ["vpn"], ignore_case=False) == ["vpn"]
