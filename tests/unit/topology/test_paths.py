# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paths follow from one table: the design's, in both layouts."""

from __future__ import annotations

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology import paths
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.resources import resources

from .conftest import Make


def test_root_folders_and_downloads_of_the_separate_layout(make: Make) -> None:
    """As the design's table has them."""
    held = resources(make())
    assert [item["path"] for item in held["radarr_root_folder"]] == ["/movies/movies"]
    assert [item["path"] for item in held["sonarr_root_folder"]] == ["/tv/tv"]
    assert held["qbit_preferences"][0]["preferences"]["save_path"] == "/downloads"
    assert {item["name"]: item["save_path"] for item in held["qbit_category"]} == dict.fromkeys(
        ("movies", "tv", "manual"), "/downloads"
    )


def test_the_unified_layout_puts_everything_below_data(make: Make) -> None:
    """One mount, so that imports are hard links."""
    stack = make(layout="unified")
    held = resources(stack)
    assert [item["path"] for item in held["radarr_root_folder"]] == ["/data/movies"]
    assert held["qbit_preferences"][0]["preferences"]["save_path"] == "/data/temp"
    assert {mount.path for instance in stack.of("radarr", "sonarr", "qbittorrent") for mount in instance.mounts} == {
        "/data"
    }
    assert not stack.instances["jackett"].mounts


def test_a_path_of_one_app_as_another_sees_it(make: Make) -> None:
    """Library root to library root, not mount to mount."""
    radarr, sonarr = make().instances["radarr"].mounts, make().instances["sonarr"].mounts
    assert paths.translate_path("/movies/movies/Heat (1995)", radarr, sonarr, "Sonarr") == "/tv/movies/Heat (1995)"
    assert paths.translate_path("/downloads/x", radarr, sonarr, "Sonarr") == "/downloads/x"


def test_a_path_that_is_nowhere(make: Make) -> None:
    """Refused with what there is."""
    stack = make()
    radarr, qbittorrent = stack.instances["radarr"].mounts, stack.instances["qbittorrent"].mounts
    with pytest.raises(BadInput, match="on no media volume"):
        paths.translate_path("/music/x", radarr, qbittorrent, "qBittorrent")
    with pytest.raises(BadInput, match="qBittorrent mounts nothing"):
        paths.translate_path("/movies/movies", radarr, qbittorrent, "qBittorrent")


def test_a_second_radarr_has_its_own_library_and_category(make: Make) -> None:
    """Everything follows from two words."""
    stack = make(apps={"radarr-4k": {"app": "radarr", "library": "movies-4k", "category": "movies-4k"}})
    held = resources(stack)
    assert [item["path"] for item in held["radarr_root_folder"]] == ["/movies/movies", "/movies/movies-4k"]
    assert "movies-4k" in stack.folders
    assert {item["name"] for item in held["qbit_category"]} == {"movies", "movies-4k", "tv", "manual"}
    assert [item["category"] for item in held["radarr_download_client"]] == ["movies", "movies-4k"]
