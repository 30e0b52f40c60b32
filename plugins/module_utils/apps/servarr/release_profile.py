# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Release profiles of Radarr and Sonarr: terms that a release must or must not contain (facts: servarr 7.6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...reconcile import coercions
from ...reconcile.kind import Attribute, Object
from ...resource import Resource
from .api import SONARR, Servarr
from .collections import CollectionKind, resource
from .references import TAGS

_LATER: dict[str, tuple[Attribute, dict[str, Any]]] = {
    "air_date_restriction": (Attribute("air_date_restriction", ("airDateRestriction",)), {"type": "bool"}),
    "air_date_grace_period": (
        Attribute("air_date_grace_period", ("airDateGracePeriod",), coerce=coercions.integer),
        {"type": "int"},
    ),
    "excluded_tags": (
        replace(TAGS, option="excluded_tags", path=("excludedTags",)),
        {"type": "list", "elements": "str"},
    ),
}
"""What only Sonarr has, from version 5 on (ReleaseProfileResource)."""


def _terms(given: Any) -> list[str]:
    """Terms without the blanks around them, which the program refuses where nothing else is there."""
    terms = [coercions.text(term).strip() for term in given]
    if not all(terms):
        raise ValueError("a list of terms that are not empty")
    return terms


def _wants_something(profile: Object) -> str | None:
    if profile.get("required") or profile.get("ignored") or profile.get("airDateRestriction"):
        return None
    return "would neither require nor ignore anything; set option required or ignored to a list of terms."


def release_profile(app: Servarr) -> Resource:
    """The module ``<app>_release_profile``."""
    later = _LATER if app is SONARR else {}
    return resource(
        app,
        CollectionKind(
            title="release profile",
            collection="releaseprofile",
            identity="name",
            attributes=(
                Attribute("name", ("name",)),
                Attribute("enabled", ("enabled",)),
                Attribute("required", ("required",), coerce=_terms, unordered=True),
                Attribute("ignored", ("ignored",), coerce=_terms, unordered=True),
                Attribute("indexer", ("indexerId",), reference="indexer"),
                TAGS,
                *(attribute for attribute, _spec in later.values()),
            ),
            options={
                "name": {"type": "str", "required": True},
                "enabled": {"type": "bool"},
                "required": {"type": "list", "elements": "str"},
                "ignored": {"type": "list", "elements": "str"},
                "indexer": {"type": "str"},
                "tags": {"type": "list", "elements": "str"},
                **{option: spec for option, (_attribute, spec) in later.items()},
            },
            base={"enabled": True, "required": [], "ignored": [], "indexerId": 0, "tags": []},
            rules=(_wants_something,),
            since=dict.fromkeys(later, (5,)),
        ),
    )
