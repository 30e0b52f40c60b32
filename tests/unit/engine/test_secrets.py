# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets: fingerprints tell values and places apart, texts are scrubbed, the state file is its owner's alone."""

from __future__ import annotations

import json
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import MediastackError
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.secrets import (
    MASK,
    fingerprint,
    scrub,
    secret_values,
)
from ansible_collections.homelab.mediastack.plugins.module_utils.state.file import FileFingerprints

TEXT = st.text(min_size=1)


@given(place=TEXT, other=TEXT, value=TEXT)
def test_equal_secrets_have_unequal_fingerprints(place: str, other: str, value: str) -> None:
    same = fingerprint(b"key", place, value) == fingerprint(b"key", other, value)
    assert same == (place == other)
    assert fingerprint(b"other key", place, value) != fingerprint(b"key", place, value)


@given(secret=st.text("xyz", min_size=3, max_size=6), around=st.text("abc ", max_size=10))
def test_scrubbing_leaves_no_secret(secret: str, around: str) -> None:
    text = f"{around}{secret}{around}{secret}"
    assert scrub(text, [{"nested": [secret]}]) == f"{around}{MASK}{around}{MASK}"


@pytest.mark.parametrize("key", ["apikey", "api_key", "jackett_apikey", "passkey", "password", "rsskey", "token"])
def test_keys_in_urls_are_scrubbed_though_nobody_knows_them(key: str) -> None:
    told = scrub(f"failed at [http://a/api?t=caps&{key}=0123abc] and http://a/?{key}=xyz&q=1 with {key} = wrong")
    assert told == f"failed at [http://a/api?t=caps&{key}={MASK}] and http://a/?{key}={MASK}&q=1 with {key} = wrong"


def test_longer_secrets_are_scrubbed_first() -> None:
    assert secret_values(["ab", {"x": ("abc", None, True, "")}]) == ["abc", "ab"]
    assert scrub("abc ab", ["ab", "abc"]) == f"{MASK} {MASK}"


def test_state_file_remembers_and_forgets(tmp_path: Path) -> None:
    path = tmp_path / "new" / "state.json"
    store = FileFingerprints(str(path))
    assert not store.is_known("radarr/a/password", "one")
    store.remember({"radarr/a/password": "one", "radarr/b/password": "two"})
    assert store.is_known("radarr/a/password", "one")
    assert not store.is_known("radarr/a/password", "two")
    store.forget("radarr/a/")
    assert not store.is_known("radarr/a/password", "one")
    assert store.is_known("radarr/b/password", "two")


def test_state_file_is_private_and_holds_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "new" / "state.json"
    FileFingerprints(str(path)).remember({"a/password": "correct horse"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "correct horse" not in path.read_text(encoding="utf-8")


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "state.json")
    writers = [
        threading.Thread(target=lambda n=number: FileFingerprints(path).remember({f"place {n}": "x"}))
        for number in range(12)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(json.loads(Path(path).read_text(encoding="utf-8"))["fingerprints"]) == 12


@pytest.mark.parametrize("content", ["{", "[]", '{"key": "00"}'])
def test_spoilt_state_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MediastackError, match=r"state\.json can't be read .*state_path"):
        FileFingerprints(str(path)).is_known("a", "b")


def test_unwritable_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MediastackError, match=r"can't be written .*state_path"):
        FileFingerprints(str(tmp_path / "file" / "state.json")).remember({"a": "b"})
