# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and types of answers against the programs' own documents and recordings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.standins.jackett.state import State
from tests.standins.servarr import fields as standin_fields

from .client import Body, Client, JackettClient, expect
from .samples import download_client, indexer
from .test_servarr_notifications import webhook

Facts = Callable[[str], Any]
TYPES: dict[str, type | tuple[type, ...]] = {
    "number": (int, float),
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
}
RECORDED = {"radarr": "radarr-6.1.0", "sonarr": "sonarr-4.0.19"}
LATER = {("radarr", "QBittorrent"): {"apiKey"}}
"""Fields that the program got after it was looked at (facts: servarr_fields _later_changes)."""
UNSAID = {"id", "message", "link", "testCommand"}
"""Keys of schemas that are null, or are for one implementation only."""
SECTIONS = {
    "config/host": "HostConfigResource",
    "config/mediamanagement": "MediaManagementConfigResource",
    "config/naming": "NamingConfigResource",
    "config/downloadclient": "DownloadClientConfigResource",
    "config/indexer": "IndexerConfigResource",
    "config/ui": "UiConfigResource",
}


class Schemas:
    """The schemas of one API document."""

    def __init__(self, document: Body) -> None:
        self.schemas: dict[str, Body] = document["components"]["schemas"]

    def check(self, name: str, found: Body, whole: bool = False) -> None:
        """No key that the document does not know, every value of its type; ``whole``: no key is missing."""
        properties = self.schemas[name]["properties"]
        assert not set(found) - set(properties), f"{name} has no such keys"
        assert not whole or not set(properties) - set(found), f"{name} has more keys"
        for key, value in found.items():
            self._check_value(f"{name}.{key}", properties[key], value)

    def _check_value(self, place: str, described: Body, value: Any) -> None:
        if "$ref" in described:
            name = described["$ref"].rpartition("/")[2]
            words = self.schemas[name].get("enum")
            if words:
                assert value in words, place
            else:
                self.check(name, value)
        elif "type" in described:
            assert isinstance(value, TYPES[described["type"]]), f"{place} is {value!r}"
            assert described["type"] == "boolean" or not isinstance(value, bool), place
            for item in value if isinstance(value, list) else ():
                self._check_value(f"{place}[]", described["items"], item)


COLLECTIONS = {
    "customformat": "CustomFormatResource",
    "delayprofile": "DelayProfileResource",
    "importlist": "ImportListResource",
    "language": "LanguageResource",
    "metadata": "MetadataResource",
    "qualitydefinition": "QualityDefinitionResource",
    "qualityprofile": "QualityProfileResource",
    "releaseprofile": "ReleaseProfileResource",
}
CONDITION = {
    "name": "x265",
    "implementation": "ReleaseTitleSpecification",
    "fields": [{"name": "value", "value": "x265"}],
}


@pytest.fixture
def schemas(servarr: Client, facts: Facts) -> Schemas:
    return Schemas(facts(f"openapi/{servarr.name}.json"))


def test_providers_are_as_documented(servarr: Client, schemas: Schemas) -> None:
    for kind, name, body in (
        ("downloadclient", "DownloadClientResource", download_client(servarr, "document")),
        ("indexer", "IndexerResource", indexer(servarr, "document")),
        ("notification", "NotificationResource", webhook("document")),
    ):
        schemas.check(name, servarr.create(kind, body))
        for item in servarr.get(f"{kind}/schema"):
            schemas.check(name, item)
            assert set(item) >= set(schemas.schemas[name]["properties"]) - UNSAID


def test_sections_are_as_documented_and_whole(servarr: Client, schemas: Schemas) -> None:
    for path, name in SECTIONS.items():
        schemas.check(name, servarr.get(path), whole=True)


def test_other_resources_are_as_documented(servarr: Client, schemas: Schemas, tmp_path: Path) -> None:
    schemas.check("TagResource", servarr.create("tag", {"label": "documented"}), whole=True)
    for item in servarr.get("tag/detail"):
        schemas.check("TagDetailsResource", item, whole=True)
    schemas.check("RootFolderResource", servarr.create("rootfolder", {"path": str(tmp_path)}), whole=True)
    mapping = {"host": "q", "remotePath": "/r", "localPath": str(tmp_path)}
    schemas.check("RemotePathMappingResource", servarr.create("remotepathmapping", mapping), whole=True)
    servarr.create("customformat", {"name": "documented", "specifications": [CONDITION]})
    servarr.create("releaseprofile", {"name": "documented", "enabled": True, "ignored": ["CAM"]})
    for path, name in COLLECTIONS.items():
        for item in servarr.get(path):
            schemas.check(name, item)
    schemas.check("SystemResource", servarr.get("system/status"))
    schemas.check("CommandResource", servarr.create("command", {"name": "CheckHealth"}))


def test_paths_are_documented(servarr: Client, facts: Facts) -> None:
    documented = set(facts(f"openapi/{servarr.name}.json")["paths"])
    kinds = ("downloadclient", "importlist", "indexer")
    used = {
        f"/api/v3/{kind}{rest}" for kind in kinds for rest in ("", "/{id}", "/schema", "/test", "/testall", "/bulk")
    }
    for kind in ("metadata", "notification"):
        used |= {f"/api/v3/{kind}{rest}" for rest in ("", "/{id}", "/schema", "/test", "/testall")}
    used |= {f"/api/v3/{kind}{rest}" for kind in COLLECTIONS for rest in ("", "/{id}")}
    used |= {"/api/v3/qualityprofile/schema", "/api/v3/customformat/schema", "/api/v3/delayprofile/reorder/{id}"}
    used |= {f"/api/v3/{kind}{rest}" for kind in ("tag", "rootfolder", "remotepathmapping") for rest in ("", "/{id}")}
    used |= {f"/api/v3/{section}" for section in SECTIONS} | {"/ping", "/login", "/initialize.json", "/api"}
    undocumented = {"/initialize.json"}
    assert used - documented <= undocumented


@pytest.mark.parametrize("kind", ["downloadclient", "indexer", "notification"])
def test_fields_are_the_catalogues(servarr: Client, facts: Facts, kind: str) -> None:
    """Names in order, types, defaults, privacy, options."""
    catalogue = facts("data/servarr_fields.json")[RECORDED[servarr.name]][kind]
    ours = standin_fields.implementations(servarr.name, kind)
    assert set(ours) == set(catalogue)
    for name, described in catalogue.items():
        later = LATER.get((servarr.name, name), set())
        assert ours[name]["contract"] == described["configContract"]
        assert ours[name]["protocol"] == described["protocol"]
        kept = [_ours(field) for field in ours[name]["fields"] if field["name"] not in later]
        assert kept == [_recorded(field) for field in described["fields"]], name


def _ours(field: Body) -> Body:
    return {
        "name": field["name"],
        "type": (field["type"], field["value"]),
        "default": field.get("default"),
        "privacy": field.get("privacy", "normal"),
        "advanced": field.get("advanced", False),
        "options": field.get("options", {}),
    }


def _recorded(field: Body) -> Body:
    return {
        "name": field["name"],
        "type": (field["ui_type"], field["value_type"]),
        "default": field["default"],
        "privacy": field["privacy"],
        "advanced": field["advanced"],
        "options": {option["name"]: option["value"] for option in field.get("select_options", ())},
    }


def test_the_schema_shows_the_catalogue(servarr: Client, facts: Facts) -> None:
    catalogue = facts("data/servarr_fields.json")[RECORDED[servarr.name]]["downloadclient"]
    for item in servarr.get("downloadclient/schema"):
        shown = {field["name"]: field for field in item["fields"]}
        for field in catalogue[item["implementation"]]["fields"]:
            default = field.get("default")
            secret = field.get("privacy") in ("password", "apiKey") and default
            assert shown[field["name"]].get("value") == ("*" * 8 if secret else default), field["name"]


@pytest.fixture
def samples(facts: Facts) -> Body:
    found: Body = facts("data/jackett_samples.json")
    return found


def test_indexers_of_jackett_are_as_sampled(jackett: JackettClient, samples: Body) -> None:
    found = {item["id"]: item for item in jackett.get("indexers")}
    for sample in samples["GET /api/v2.0/indexers"]:
        item = found[sample["id"]]
        assert {key: type(value) for key, value in item.items()} == {key: type(value) for key, value in sample.items()}
        for key in ("name", "type", "site_link", "alternativesitelinks", "language"):
            assert item[key] == sample[key]


@pytest.mark.parametrize("name", ["1337x", "thepiratebay", "therarbg", "dontorrent"])
def test_forms_of_jackett_are_as_sampled(jackett: JackettClient, samples: Body, name: str) -> None:
    """But for the help texts."""
    expected = samples[f"GET /api/v2.0/indexers/{name}/config"]
    found = jackett.get(f"indexers/{name}/config")
    assert [_without_help(item) for item in found] == [_without_help(item) for item in expected]


def _without_help(item: Body) -> Body:
    return {**item, "value": ""} if item["type"] == "displayinfo" else item


def test_the_server_configuration_of_jackett_is_as_sampled(jackett: JackettClient, samples: Body) -> None:
    sample, found = samples["GET /api/v2.0/server/config"], jackett.get("server/config")
    own = ("api_key", "password", "app_version")
    assert list(found) and set(found) == set(sample)
    assert {key: found[key] for key in found if key not in own} == {
        key: sample[key] for key in sample if key not in own
    }


def test_what_jackett_writes_is_as_sampled(jackett: JackettClient, samples: Body) -> None:
    home = jackett.app.config / "Jackett"
    sample = samples["/config/Jackett/ServerConfig.json as Jackett writes it"]
    written = json.loads((home / "ServerConfig.json").read_text(encoding="utf-8"))
    assert set(written) == set(sample)
    expect(jackett.configure("therarbg"), 204)
    kept = json.loads((home / "Indexers" / "therarbg.json").read_text(encoding="utf-8"))
    sampled = samples["/config/Jackett/Indexers/therarbg.json"]
    assert [(item["id"], item["type"]) for item in kept] == [(item["id"], item["type"]) for item in sampled]


def test_the_password_hash_of_jackett_is_as_sampled(samples: Body) -> None:
    example = samples["admin_password_hash"]["example"]
    state = State.__new__(State)
    state.server = {"APIKey": example["api_key"]}
    assert state.hashed(example["password"]) == example["AdminPassword"]
