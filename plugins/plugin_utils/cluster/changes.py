# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What applying objects changes: planned by the API server itself, told in a short diff without secrets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...module_utils.http.cluster import Cluster, Manifest, title
from ...module_utils.reconcile.secrets import MASK, NEW_MASK

_NOISE = ("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp")


@dataclass(frozen=True)
class ObjectChange:
    """One object that differs; ``before`` and ``after`` hold only what does, empty for "not there"."""

    title: str
    before: dict[str, Any]
    after: dict[str, Any]

    def as_diff(self) -> dict[str, Any]:
        """In the form that Ansible shows."""
        return {
            "before_header": self.title,
            "after_header": self.title,
            "before": self.before,
            "after": self.after,
        }


def apply(cluster: Cluster, objects: Iterable[Manifest], check: bool, namespace_is_new: bool) -> list[ObjectChange]:
    """Apply objects in order and return what changed; in check mode what would, with nothing written.

    The API server plans nothing in a namespace that does not exist, so there everything is planned as new.
    """
    changes: list[ObjectChange] = []
    for manifest in objects:
        metadata = manifest["metadata"]
        if check and namespace_is_new and metadata.get("namespace"):
            changes.append(created(manifest))
            continue
        held = cluster.get(manifest["apiVersion"], manifest["kind"], metadata["name"], metadata.get("namespace"))
        after = cluster.apply(manifest, dry_run=check)
        change = compare(held, after, manifest)
        if change:
            changes.append(change)
    return changes


def ensure_namespace(cluster: Cluster, namespace: Manifest, check: bool) -> list[ObjectChange]:
    """Make the namespace where it is missing; one that exists stays as it is until everything is applied."""
    if cluster.get("v1", "Namespace", namespace["metadata"]["name"]) is not None:
        return []
    return apply(cluster, [namespace], check, namespace_is_new=True)


def prune(cluster: Cluster, unwanted: Iterable[Manifest], check: bool) -> list[ObjectChange]:
    """Remove objects and return what went."""
    changes = []
    for manifest in unwanted:
        if not check:
            cluster.delete(manifest)
        changes.append(ObjectChange(title(manifest), {"state": "present"}, {}))
    return changes


def created(manifest: Manifest) -> ObjectChange:
    """The change that makes a new object."""
    shown = {key: value for key, value in _shown(manifest).items() if key not in ("apiVersion", "kind", "metadata")}
    return ObjectChange(title(manifest), {}, {"state": "present", **shown})


def compare(held: Mapping[str, Any] | None, after: Mapping[str, Any], wanted: Manifest) -> ObjectChange | None:
    """The change from one state of an object to the next, None where they mean the same."""
    if held is None:
        return created(wanted)
    before_part, after_part = _difference(_meaning(held), _meaning(after))
    if wanted["kind"] == "Secret":
        before_part, after_part = _masked(before_part, MASK), _masked(after_part, NEW_MASK)
    if not before_part and not after_part:
        return None
    return ObjectChange(title(wanted), before_part, after_part)


def _meaning(held: Mapping[str, Any]) -> dict[str, Any]:
    result = {key: value for key, value in held.items() if key != "status"}
    result["metadata"] = {key: value for key, value in held["metadata"].items() if key not in _NOISE}
    return result


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parts of two nested dictionaries that differ; lists of named items are compared by name."""
    was: dict[str, Any] = {}
    becomes: dict[str, Any] = {}
    for key in sorted(before.keys() | after.keys()):
        old, new = _by_name(before.get(key)), _by_name(after.get(key))
        if old == new:
            continue
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            old, new = _difference(old, new)
        if key in before:
            was[key] = old
        if key in after:
            becomes[key] = new
    return was, becomes


def _by_name(value: Any) -> Any:
    if isinstance(value, list) and value and all(isinstance(item, Mapping) and "name" in item for item in value):
        return {item["name"]: item for item in value}
    return value


def _shown(manifest: Manifest) -> dict[str, Any]:
    return _masked(manifest, NEW_MASK) if manifest["kind"] == "Secret" else dict(manifest)


def _masked(part: Mapping[str, Any], mask: str) -> dict[str, Any]:
    """Without the values of a Secret: its data is named key by key."""
    return {
        key: dict.fromkeys(value, mask) if key in ("data", "stringData") and isinstance(value, Mapping) else value
        for key, value in part.items()
    }
