# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields of Radarr's and Sonarr's providers: types from the schema, secrets, names, the way to the API and back."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr import fields
from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.api import failures, only_warnings
from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.root_folder import folder
from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.tag import radarr_label, sonarr_label
from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.module_utils.http.errors import Rejected
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.secrets import MASK

LAYOUTS = [{"value": 0, "name": "Default"}, {"value": 1, "name": "Original"}, {"value": -2, "name": "Any"}]
SCHEMA: dict[str, Any] = {
    "id": 0,
    "name": "",
    "implementation": "QBittorrent",
    "presets": [{}],
    "tags": [9],
    "fields": [
        {"name": "host", "type": "textbox", "value": "localhost"},
        {"name": "port", "type": "textbox", "value": 8080},
        {"name": "useSsl", "type": "checkbox", "value": False},
        {"name": "password", "type": "password", "privacy": "password", "value": MASK},
        {"name": "username", "type": "textbox", "privacy": "userName"},
        {"name": "contentLayout", "type": "select", "value": 0, "selectOptions": LAYOUTS},
        {"name": "languages", "type": "select", "value": [-2], "selectOptions": LAYOUTS},
        {"name": "categories", "type": "textbox", "value": [2000]},
        {"name": "ratio", "type": "number", "isFloat": True},
        {"name": "minutes", "type": "number"},
        {"name": "words", "type": "tag", "value": []},
    ],
}
KNOWN = fields.attributes(SCHEMA)


def coerced(name: str, value: Any) -> Any:
    coerce = KNOWN[name].coerce
    assert coerce is not None
    return coerce(value)


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("host", 10, "10"),
        ("port", "8081", 8081),
        ("useSsl", "yes", True),
        ("useSsl", "0", False),
        ("contentLayout", "original", 1),
        ("contentLayout", 1, 1),
        ("contentLayout", "1", 1),
        ("contentLayout", "-2", -2),
        ("languages", ["Any", 1], [-2, 1]),
        ("categories", "2000, 2010", [2000, 2010]),
        ("categories", [], []),
        ("ratio", "1.5", 1.5),
        ("minutes", " 60 ", 60),
        ("words", ["a", 1], ["a", "1"]),
    ],
)
def test_values_take_the_type_of_the_schema(name: str, given: Any, taken: Any) -> None:
    value = coerced(name, given)
    assert (value, type(value)) == (taken, type(taken))


@pytest.mark.parametrize(
    ("name", "given", "allowed"),
    [
        ("host", ["a"], "a text"),
        ("host", True, "a text"),
        ("port", "http", "a whole number"),
        ("port", True, "a whole number"),
        ("port", 1.5, "a whole number"),
        ("useSsl", "maybe", "true or false"),
        ("contentLayout", "Folder", r"one of Default \(0\), Original \(1\), Any \(-2\)"),
        ("contentLayout", True, "one of"),
        ("languages", ["Klingon"], "one of"),
        ("categories", {"a": 1}, "a list"),
        ("categories", ["films"], "a whole number"),
        ("ratio", "much", "a number"),
    ],
)
def test_other_values_are_refused_with_what_is_allowed(name: str, given: Any, allowed: str) -> None:
    with pytest.raises(ValueError, match=allowed):
        coerced(name, given)


def test_secrets_are_told_by_privacy() -> None:
    assert [name for name, attribute in KNOWN.items() if attribute.secret] == ["password"]


def test_lists_are_sets() -> None:
    assert [name for name, item in KNOWN.items() if item.unordered] == ["languages", "categories", "words"]


def test_a_new_object_starts_without_masks_and_without_what_only_pages_need() -> None:
    start = fields.defaults(SCHEMA)
    assert start == {
        "implementation": "QBittorrent",
        "tags": [],
        "fields": {
            "host": "localhost",
            "port": 8080,
            "useSsl": False,
            "contentLayout": 0,
            "languages": [-2],
            "categories": [2000],
            "words": [],
        },
    }


def test_a_null_goes_back_as_null() -> None:
    decoded = fields.decode(SCHEMA)
    assert decoded["fields"]["username"] is None
    encoded = fields.encode(decoded)
    assert {"name": "username", "value": None} in encoded["fields"]
    assert fields.decode(encoded)["fields"] == decoded["fields"]


def test_a_new_provider_starts_without_nulls_and_masks() -> None:
    assert not {"username", "password", "ratio"} & set(fields.defaults(SCHEMA)["fields"])


def test_unknown_names_are_refused_with_those_that_exist() -> None:
    with pytest.raises(BadInput, match=r"has no field 'hots' \(option fields\); its fields are: categories, .*host"):
        fields.check_names({"hots": 1, "host": 1}, KNOWN, "fields", "Radarr download client 'a'")


def test_results_hide_secrets_that_the_app_would_show() -> None:
    shown = fields.readable({"fields": {"password": "hunter2", "host": "a"}, "presets": [], "id": 1}, KNOWN)
    assert shown == {"fields": {"password": MASK, "host": "a"}, "id": 1}


@pytest.mark.parametrize("label", ["", "4K HDR", "ü"])
def test_labels_that_radarr_would_refuse(label: str) -> None:
    with pytest.raises(ValueError, match="letters a-z"):
        radarr_label(label)


def test_labels_and_folders_take_the_form_that_is_stored() -> None:
    assert radarr_label(" VPN ") == "vpn"
    assert sonarr_label("4K HDR") == "4k hdr"
    assert folder("/movies//") == "/movies"
    assert folder("/") == "/"
    with pytest.raises(ValueError, match="absolute path"):
        folder("movies")
    with pytest.raises(ValueError, match="not empty"):
        sonarr_label(" ")


WARNING = {"propertyName": "", "errorMessage": "Category is empty", "isWarning": True, "attemptedValue": "hunter2"}
ERROR = {"propertyName": "Host", "errorMessage": "Unable to connect", "isWarning": False, "attemptedValue": "hunter2"}


def test_failures_are_read_from_every_body_without_the_value_tried() -> None:
    assert failures([WARNING, ERROR]) == ["test: Category is empty", "Host: Unable to connect"]
    assert failures([WARNING, ERROR], warnings=False) == ["Host: Unable to connect"]
    assert failures({"errors": {"$.port": ["not a number"]}}) == ["$.port: not a number"]
    assert failures("nonsense") == []


def test_failures_hide_keys_that_the_app_holds() -> None:
    told = failures([{"propertyName": "", "errorMessage": "[404] at [http://a/api?t=caps&apikey=0123abc]"}])
    assert told == [f"test: [404] at [http://a/api?t=caps&apikey={MASK}]"]


def test_only_warnings_is_about_bodies_of_warnings_alone() -> None:
    assert only_warnings(Rejected("no", 400, [WARNING]))
    assert not only_warnings(Rejected("no", 400, [WARNING, ERROR]))
    assert not only_warnings(Rejected("no", 400, []))
    assert not only_warnings(Rejected("no", 400, "text"))
