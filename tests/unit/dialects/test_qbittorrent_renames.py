# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences by the names of other versions, and what names a torrent."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.qbittorrent import metainfo
from ansible_collections.homelab.mediastack.plugins.module_utils.apps.qbittorrent.renames import translated
from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from tests.component import torrents

FIRST: dict[str, Any] = {
    "start_paused_enabled": False,
    "proxy_torrents_only": False,
    "proxy_type": 0,
    "proxy_auth_enabled": False,
    "export_dir": "",
    "export_dir_fin": "",
}
LAST: dict[str, Any] = {
    "add_stopped_enabled": False,
    "proxy_bittorrent": True,
    "proxy_rss": True,
    "proxy_misc": True,
    "proxy_type": "None",
    "proxy_auth_enabled": False,
    "torrent_files_backup_dir": "backup",
    "torrent_files_backup_enabled": False,
    "torrent_files_finished_backup_dir": "backup",
    "torrent_files_finished_backup_dir_enabled": False,
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"start_paused_enabled": True}, {"add_stopped_enabled": True}),
        ({"proxy_torrents_only": True}, {"proxy_bittorrent": True, "proxy_rss": False, "proxy_misc": False}),
        ({"proxy_torrents_only": False}, {"proxy_bittorrent": True, "proxy_rss": True, "proxy_misc": True}),
        ({"export_dir": "/a"}, {"torrent_files_backup_enabled": True, "torrent_files_backup_dir": "/a"}),
        ({"export_dir": ""}, {"torrent_files_backup_enabled": False}),
        ({"proxy_type": 2}, {"proxy_type": "SOCKS5"}),
        ({"proxy_type": 3}, {"proxy_type": "HTTP", "proxy_auth_enabled": True}),
    ],
)
def test_each_version_is_told_in_its_own_names(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert translated(old, LAST) == new
    assert translated(new, FIRST) == old
    assert (translated(old, FIRST), translated(new, LAST)) == (old, new), "what is there already is left as it is"


@pytest.mark.parametrize(
    ("wished", "sentence"),
    [
        ({"proxy_rss": True, "proxy_misc": False}, "has proxy_torrents_only instead: proxy_rss and proxy_misc"),
        ({"proxy_rss": True, "proxy_bittorrent": False}, "proxy_bittorrent only true"),
        ({"torrent_files_backup_enabled": True}, "has export_dir instead: .* needs torrent_files_backup_dir"),
        ({"proxy_type": "FTP"}, "proxy_type has 'FTP', but allowed is one of: None, HTTP, SOCKS5, SOCKS4"),
    ],
)
def test_what_an_older_version_can_not_do_is_refused(wished: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        translated(wished, FIRST)


def test_subcategories_became_the_rule() -> None:
    assert translated({"use_subcategories": True}, LAST) == {}
    with pytest.raises(BadInput, match=r"always on from qBittorrent 5\.2"):
        translated({"use_subcategories": False}, LAST)


def test_a_file_is_named_by_its_info_as_it_stands() -> None:
    content, number = torrents.file("film")
    assert metainfo.hash_of_file(content) == number
    second = torrents.encoded({"meta version": 2, "name": "film", "piece length": 16384})
    wrapped = b"d8:announce3:url4:info" + second + b"e"
    assert metainfo.hash_of_file(wrapped) == hashlib.sha256(second).hexdigest()


@given(st.binary(max_size=60))
def test_what_is_no_torrent_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="a torrent file"):
        metainfo.hash_of_file(content)


@given(st.integers(0, 400))
def test_a_torn_file_is_refused(length: int) -> None:
    content = torrents.file("film")[0]
    with pytest.raises(ValueError, match="a torrent file"):
        metainfo.hash_of_file(content[: min(length, len(content) - 1)])


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ValueError, match="a torrent file"):
        metainfo.hash_of_file(b"d4:info" + b"l" * 5000 + b"e" * 5001)


def test_a_magnet_is_named_by_its_topic() -> None:
    number = "dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c"
    assert metainfo.hash_of_magnet(f"magnet:?xt=urn:btih:{number.upper()}&dn=film") == number
    small = base64.b32encode(bytes.fromhex(number)).decode()
    assert metainfo.hash_of_magnet(f"magnet:?dn=film&xt=urn:btih:{small}") == number
    assert metainfo.hash_of_magnet(f"magnet:?xt=urn:btmh:1220{'ab' * 32}") == "ab" * 32
    for wrong in ("magnet:?dn=film", f"http://a/?xt=urn:btih:{number}", "magnet:?xt=urn:btih:12"):
        with pytest.raises(ValueError, match="a magnet link"):
            metainfo.hash_of_magnet(wrong)
