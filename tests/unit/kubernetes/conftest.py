# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An API server of a few lines: objects in a dictionary, with the parts of its behaviour that decisions rest on."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.http.cluster import Refused


class FakeCluster:
    """Has the methods of Cluster. ``written`` counts what was really written."""

    def __init__(self) -> None:
        self.objects: dict[tuple[str, str | None, str], dict[str, Any]] = {}
        self.written: list[str] = []
        self.version = 0

    def put(self, kind: str, name: str, namespace: str | None = "media", **parts: Any) -> dict[str, Any]:
        """Something that is there already."""
        metadata = {"name": name, **({"namespace": namespace} if namespace else {}), **parts.pop("metadata", {})}
        item = {"apiVersion": "v1", "kind": kind, "metadata": metadata, **parts}
        self.objects[kind, namespace, name] = item
        return item

    def get(self, api_version: str, kind: str, name: str, namespace: str | None = None) -> dict[str, Any] | None:
        """A copy, as over a network."""
        return copy.deepcopy(self.objects.get((kind, namespace, name)))

    def list(
        self, api_version: str, kind: str, namespace: str | None = None, label_selector: str | None = None
    ) -> list[dict[str, Any]]:
        """Items of a list carry neither kind nor version."""
        return list(self._selected(kind, namespace, label_selector))

    def _selected(self, kind: str, namespace: str | None, label_selector: str | None) -> Iterator[dict[str, Any]]:
        wanted = dict(part.split("=") for part in (label_selector or "").split(",") if part)
        for (held_kind, held_namespace, _name), item in self.objects.items():
            labels = item["metadata"].get("labels") or {}
            if held_kind == kind and namespace in (None, held_namespace) and wanted.items() <= labels.items():
                yield {key: value for key, value in copy.deepcopy(item).items() if key not in ("apiVersion", "kind")}

    def apply(self, manifest: dict[str, Any], dry_run: bool = False) -> dict[str, Any]:
        """Merges, as fields of others stay."""
        metadata = manifest["metadata"]
        key = (manifest["kind"], metadata.get("namespace"), metadata["name"])
        if metadata.get("namespace") and ("Namespace", None, metadata["namespace"]) not in self.objects:
            raise Refused("namespaces not found", 404)
        merged = _merged(self.objects.get(key, {}), manifest)
        self.version += 1
        merged["metadata"]["resourceVersion"] = str(self.version)
        if not dry_run:
            self.objects[key] = merged
            self.written.append(f"{manifest['kind']} {metadata['name']}")
        return copy.deepcopy(merged)

    def create(self, manifest: dict[str, Any]) -> dict[str, Any]:
        """Refuses what exists."""
        metadata = manifest["metadata"]
        if (manifest["kind"], metadata.get("namespace"), metadata["name"]) in self.objects:
            raise Refused("exists", 409)
        return self.apply(manifest)

    def replace(self, manifest: dict[str, Any]) -> dict[str, Any]:
        """Refuses what changed meanwhile."""
        metadata = manifest["metadata"]
        held = self.objects[manifest["kind"], metadata.get("namespace"), metadata["name"]]
        if held["metadata"].get("resourceVersion") != metadata.get("resourceVersion"):
            raise Refused("changed", 409)
        return self.apply(manifest)

    def delete(self, manifest: dict[str, Any]) -> None:
        """Removes."""
        metadata = manifest["metadata"]
        del self.objects[manifest["kind"], metadata.get("namespace"), metadata["name"]]
        self.written.append(f"-{manifest['kind']} {metadata['name']}")


def _merged(held: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    result = copy.deepcopy(held)
    for key, value in wanted.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = _merged(result[key], value) if both else copy.deepcopy(value)
    return result


@pytest.fixture
def cluster() -> FakeCluster:
    """An empty one."""
    return FakeCluster()
