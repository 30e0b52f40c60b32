# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""qBittorrent's preferences and categories: types of what is shown, what goes together, names near to wrong ones."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.qbittorrent import category, preferences
from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.plan import plan
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.secrets import MASK

HELD: dict[str, Any] = {
    "dl_limit": 1024,
    "max_ratio": -1,
    "max_ratio_enabled": False,
    "save_path": "/downloads",
    "locale": "en",
    "listen_port": 6881,
    "scan_dirs": {},
    "proxy_password": "hunter2",
    "bypass_auth_subnet_whitelist": "10.0.0.0/8\n127.0.0.1/32",
    "current_interface_name": "",
}


def chosen(**params: Any) -> dict[str, Any]:
    """The plan for some preferences on what is held: what the diff would show."""
    found = preferences._chosen({"preferences": None, "secret_preferences": None, **params}, HELD, True)
    kind = preferences.KIND.with_attributes(tuple(attribute for attribute, _value in found))
    return plan(kind, HELD, {attribute.option: value for attribute, value in found}).after


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("dl_limit", 1000, None),
        ("dl_limit", "1025", 2048),
        ("max_ratio", "1.5", 1.5),
        ("max_ratio_enabled", "yes", True),
        ("save_path", "/downloads/", None),
        ("save_path", "/films/", "/films"),
        ("listen_port", "6882", 6882),
        ("scan_dirs", {"/in": 1}, {"/in": 1}),
        ("locale", "de", "de"),
        ("bypass_auth_subnet_whitelist", ["10.1.2.3/8", "127.0.0.1"], None),
        ("bypass_auth_subnet_whitelist", "10.0.0.0/8, 192.168.1.0/24", "10.0.0.0/8\n192.168.1.0/24"),
    ],
)
def test_values_take_the_type_that_is_shown(name: str, given: Any, taken: Any) -> None:
    assert chosen(preferences={name: given}) == ({} if taken is None else {f"preferences.{name}": taken})


@pytest.mark.parametrize(
    ("name", "given", "allowed"),
    [
        ("dl_limit", "fast", "a whole number"),
        ("max_ratio", "much", "a number"),
        ("max_ratio_enabled", 2, "true or false"),
        ("save_path", "downloads", "an absolute path"),
        ("listen_port", True, "a whole number"),
        ("scan_dirs", [], "a dictionary"),
        ("locale", {"a": 1}, "a text"),
        ("bypass_auth_subnet_whitelist", "home", "addresses or networks"),
    ],
)
def test_values_that_qbittorrent_would_swallow_are_refused(name: str, given: Any, allowed: str) -> None:
    with pytest.raises(BadInput, match=f"preferences.{name} has .*{allowed}"):
        chosen(preferences={name: given})


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"preferences": {"savepath": "/a"}}, "no preference 'savepath' .*the nearest are save_path"),
        ({"preferences": {"current_interface_name": "a"}}, "is read-only"),
        ({"preferences": {"proxy_password": "a"}}, "give it in option secret_preferences"),
        ({"preferences": {"web_ui_password": "a"}}, "give it in option web_ui_password"),
        ({"preferences": {"locale": "a"}, "secret_preferences": {"locale": "a"}}, "locale is in both"),
    ],
)
def test_names_that_are_refused(params: dict[str, Any], told: str) -> None:
    with pytest.raises(BadInput, match=told):
        chosen(**params)


def test_secrets_are_compared_but_not_shown() -> None:
    assert chosen(secret_preferences={"proxy_password": "hunter2"}) == {}
    assert "other" not in repr(chosen(secret_preferences={"proxy_password": "other"}))
    assert preferences.shown({**HELD, "web_ui_password": "x"})["proxy_password"] == MASK
    assert "web_ui_password" not in preferences.shown({"web_ui_password": "x"})


@pytest.mark.parametrize(
    ("held", "mode", "path"),
    [
        ({"savePath": "/a"}, "inherit", ""),
        ({"savePath": "/a", "download_path": None}, "inherit", ""),
        ({"savePath": "/a", "download_path": False}, "disabled", ""),
        ({"savePath": "/a", "download_path": "/b"}, "enabled", "/b"),
        ({"savePath": "/a", "download_path": ""}, "enabled", ""),
    ],
)
def test_categories_of_all_versions_are_read(held: dict[str, Any], mode: str, path: str) -> None:
    assert category.decode("films", {"name": "films", **held, "ratio_limit": -2}) == {
        "name": "films",
        "save_path": "/a",
        "download_path_mode": mode,
        "download_path": path,
        "ratio_limit": -2,
    }


@pytest.mark.parametrize("name", ["/films", "films/", "a//b", "a\\b", ""])
def test_category_names_that_qbittorrent_would_refuse(name: str) -> None:
    with pytest.raises(BadInput, match=r"option name has .*a name without backslash"):
        plan(category.KIND, None, {"name": name})


def test_a_slash_at_the_end_of_a_path_does_not_matter() -> None:
    held = category.decode("films", {"savePath": "/a"})
    assert not plan(category.KIND, held, {"name": "films", "save_path": "/a/"}).needed
