# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of Jackett's indexers and of its server: types, secrets that only names tell, the digest of the password."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.jackett import config, settings
from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.plan import plan
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.secrets import MASK

KEPT = "|||%%PREVJACKPASSWD%%|||"
ITEMS: list[dict[str, Any]] = [
    {"id": "sitelink", "type": "inputstring", "name": "Site Link", "value": "https://a.example/"},
    {"id": "info", "type": "displayinfo", "name": "Info", "value": "text"},
    {"id": "username", "type": "inputstring", "name": "Username", "value": "me"},
    {"id": "password", "type": "password", "name": "Password", "value": KEPT},
    {"id": "cookie", "type": "inputstring", "name": "Cookie", "value": "crumbs"},
    {"id": "freeleech", "type": "inputbool", "name": "Freeleech only", "value": False},
    {"id": "sort", "type": "inputselect", "name": "Sort", "value": "4", "options": {"4": "created", "7": "seeders"}},
    {
        "id": "cats",
        "type": "inputcheckbox",
        "name": "Categories",
        "values": ["1"],
        "options": {"1": "Films", "2": "TV"},
    },
    {"id": "tags", "type": "inputtags", "name": "Tags", "value": "b,a"},
]
KNOWN = settings.attributes(ITEMS)


def coerced(name: str, value: Any) -> Any:
    coerce = KNOWN[name].coerce
    assert coerce is not None
    return coerce(value)


def test_items_are_read_as_values_without_what_is_only_shown() -> None:
    assert settings.decode("a", ITEMS) == {
        "id": "a",
        "settings": {
            "sitelink": "https://a.example/",
            "username": "me",
            "password": MASK,
            "cookie": "crumbs",
            "freeleech": False,
            "sort": "4",
            "cats": ["1"],
            "tags": ["a", "b"],
        },
    }


def test_secrets_are_told_by_type_and_name() -> None:
    assert [name for name, attribute in KNOWN.items() if attribute.secret] == ["password", "cookie"]
    for name in ("apikey", "API Key", "RSS-Key", "passkey", "pin", "2FA code", "auth token"):
        assert settings.is_secret({"id": "x", "name": name, "type": "inputstring"}), name
    for name in ("username", "spinning", "keywords", "sort"):
        assert not settings.is_secret({"id": name, "name": name, "type": "inputstring"}), name


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("sitelink", "https://b.example", "https://b.example/"),
        ("freeleech", "True", True),
        ("sort", "Seeders", "7"),
        ("sort", "7", "7"),
        ("cats", "Films, tv", ["1", "2"]),
        ("cats", ["2"], ["2"]),
        ("tags", "VPN, b a", ["a", "b", "vpn"]),
        ("tags", [], []),
        ("username", 7, "7"),
    ],
)
def test_values_take_the_form_that_jackett_stores(name: str, given: Any, taken: Any) -> None:
    assert coerced(name, given) == taken


@pytest.mark.parametrize(
    ("name", "given", "allowed"),
    [
        ("sitelink", "a.example", "http or https URL"),
        ("freeleech", "maybe", "true or false"),
        ("sort", "size", r"one of '4' \(created\), '7' \(seeders\)"),
        ("cats", 5, "a list"),
        ("username", ["me"], "a text"),
    ],
)
def test_other_values_are_refused_with_what_is_allowed(name: str, given: Any, allowed: str) -> None:
    with pytest.raises(ValueError, match=allowed):
        coerced(name, given)


def test_only_what_changes_is_posted_and_a_kept_password_by_its_token() -> None:
    before = settings.decode("a", ITEMS)["settings"]
    after = {**before, "sort": "7", "tags": ["x"], "cats": []}
    assert settings.changed_items(before, after, ITEMS) == [
        {"id": "sort", "value": "7"},
        {"id": "cats", "values": []},
        {"id": "tags", "value": "x"},
    ]
    assert {"id": "password", "value": KEPT} in settings.all_items(before, ITEMS)


def test_settings_may_be_named_by_their_label() -> None:
    assert settings.resolve_names({"Freeleech Only": True, "SORT": "4"}, ITEMS, "settings", "a") == {
        "freeleech": True,
        "sort": "4",
    }
    with pytest.raises(BadInput, match=r"has no setting 'info' \(option settings\); its settings are: sitelink, user"):
        settings.resolve_names({"info": 1}, ITEMS, "settings", "a")


SERVER = {"api_key": "abc", "password": hashlib.sha512("pw".encode("utf-16-le")).hexdigest()[:10], "proxy_type": -1}


@pytest.mark.parametrize(("held", "wanted", "differs"), [("pw", "pw", 0), ("pw", "x", 1), ("", "", 0), ("pw", "", 1)])
def test_admin_password_is_compared_by_its_digest(held: str, wanted: str, differs: bool) -> None:
    server = {**SERVER, "password": config.admin_hash(held, "abc")[:10] if held else ""}
    assert plan(config.KIND, server, {"admin_password": wanted}).needed == bool(differs)


def test_admin_hash_is_the_documented_digest() -> None:
    assert config.admin_hash("pw", "abc") == hashlib.sha512("pwabc".encode("utf-16-le")).hexdigest()


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("port", 0, "1 to 65535"),
        ("proxy_port", 70000, "1 to 65535"),
        ("flaresolverr_max_timeout", 10, "5000 or more"),
        ("base_path_override", "jackett", "starts with /"),
    ],
)
def test_server_settings_that_jackett_would_half_save_are_refused(option: str, value: Any, allowed: str) -> None:
    with pytest.raises(BadInput, match=f"option {option} has .* allowed is .*{allowed}"):
        plan(config.KIND, SERVER, {option: value})


def test_null_and_empty_are_the_same() -> None:
    server = {**SERVER, "flaresolverrurl": None, "basepathoverride": ""}
    assert not plan(
        config.KIND, server, {"flaresolverr_url": "", "base_path_override": "/", "proxy_type": "disabled"}
    ).needed
