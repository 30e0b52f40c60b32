# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names in options that stand for the ids of other objects of the same program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...reconcile.kind import Attribute, Object, value_at
from .api import ServarrApi


@dataclass(frozen=True)
class Reference:
    """Where names come from: a collection, the key of its name, the key of ``planned``, and ids that always are."""

    collection: str
    name: str
    planned: str
    fixed: Mapping[str, Any] = field(default_factory=dict)


TAG = Reference("tag", "label", "tags")
# id 0 means "any", which the programs also show where nothing is set
DOWNLOAD_CLIENT = Reference("downloadclient", "name", "download_clients", {"": 0})
INDEXER = Reference("indexer", "name", "indexers", {"": 0})
QUALITY_PROFILE = Reference("qualityprofile", "name", "quality_profiles")

TAGS = Attribute("tags", ("tags",), unordered=True, reference="tag", coerce=lambda tags: [tag.lower() for tag in tags])

REFERENCES: Mapping[str, Reference] = {
    "tag": TAG,
    "download client": DOWNLOAD_CLIENT,
    "indexer": INDEXER,
    "quality profile": QUALITY_PROFILE,
}
"""By the name that an attribute gives in ``reference``, which messages use."""


def known(
    api: ServarrApi | None,
    attributes: Iterable[Attribute],
    wanted: Mapping[str, Any],
    current: Object | None,
    plan_only: Mapping[str, Any],
) -> dict[str, dict[str, Any]]:
    """Ids by name for each reference that matters here: asked for only then, once for each session."""
    result: dict[str, dict[str, Any]] = {}
    for attribute in attributes:
        if attribute.reference is None or attribute.option not in wanted:
            continue
        reference = REFERENCES[attribute.reference]
        names = result.setdefault(attribute.reference, dict(reference.fixed))
        names.update(dict.fromkeys(plan_only.get(reference.planned) or []))
        if api is not None and (wanted[attribute.option] or value_at(current or {}, attribute.path)):
            names.update(api.ids(reference.collection, reference.name))
    return result
