# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quality profiles of Radarr and Sonarr, everything in them by name (facts: servarr 7.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import BadInput
from ...reconcile import coercions
from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change, coerced
from ...resource import STATE_ARGUMENT, Listing, Resource, Task, find, given, planned
from . import qualities
from .api import RADARR, Servarr, ServarrApi, connect
from .collections import API_KEY, CollectionStore

_COLLECTION = "qualityprofile"
_SCORES = "formatScores"

_PLAIN: dict[str, tuple[Attribute, dict[str, Any]]] = {
    attribute.option: (attribute, spec)
    for attribute, spec in (
        (Attribute("name", ("name",)), {"type": "str", "required": True}),
        (Attribute("upgrade_allowed", ("upgradeAllowed",)), {"type": "bool"}),
        (Attribute("min_format_score", ("minFormatScore",)), {"type": "int"}),
        (Attribute("cutoff_format_score", ("cutoffFormatScore",)), {"type": "int"}),
        (
            Attribute("min_upgrade_format_score", ("minUpgradeFormatScore",), coerce=coercions.between(1)),
            {"type": "int"},
        ),
    )
}


class QualityProfileStore(CollectionStore):
    """Writes of profiles, which have ids where users have names."""

    def create(self, change: Change) -> Object:
        """POST the profile."""
        return decode(self.api.create(self.collection, self._encode(change), f"create {change.title}"))

    def update(self, change: Change) -> Object:
        """PUT the whole profile."""
        return decode(self.api.update(self.collection, self._encode(change), f"update {change.title}"))

    def _encode(self, change: Change) -> Object:
        target = dict(change.target or {})
        scores, language = target.pop(_SCORES), target.pop("language", None)
        target["items"] = qualities.arranged(target["items"], target.pop("qualities"))
        cutoff = target["cutoff"]
        target["cutoff"] = next(
            qualities.id_of(item) for item in target["items"] if item["allowed"] and qualities.name_of(item) == cutoff
        )
        target["formatItems"] = [{**item, "score": scores[item["name"]]} for item in target["formatItems"]]
        if language is not None:
            found = next(item for item in self.api.objects("language") if item["name"] == language)
            target["language"] = {"id": found["id"], "name": language}
        return target


def decode(profile: Object) -> Object:
    """A profile with names for the ids in it, and beside ``items`` the allowed ``qualities``, best first."""
    items = profile.get("items", [])
    cutoff = [qualities.name_of(item) for item in items if qualities.id_of(item) == profile["cutoff"]]
    language = {"language": profile["language"]["name"]} if "language" in profile else {}
    return {
        **profile,
        "cutoff": cutoff[0] if cutoff else None,
        "qualities": qualities.allowed(items),
        _SCORES: {item["name"]: item["score"] for item in profile.get("formatItems", [])},
        **language,
    }


def quality_profile(app: Servarr) -> Resource:
    """The module ``<app>_quality_profile``."""

    def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
        return _perform(app, params, check_mode)

    options: dict[str, dict[str, Any]] = {
        **API_KEY,
        **{option: spec for option, (_attribute, spec) in _PLAIN.items()},
        "cutoff": {"type": "str"},
        "qualities": {"type": "list", "elements": "raw"},
        "format_scores": {"type": "dict"},
        "reset_unmatched_scores": {"type": "bool", "default": False},
        **({"language": {"type": "str"}} if app is RADARR else {}),
        **STATE_ARGUMENT,
    }
    return Resource(f"{app.name.lower()}_quality_profile", options, perform)


def _perform(app: Servarr, params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    plan_only = planned(params, check_mode)
    present = params["state"] == "present"
    api = None if plan_only.get("app") else connect(app, params)
    kind = Kind("quality profile", app.name, "name", tuple(attribute for attribute, _spec in _PLAIN.values()))
    current = _found(kind, api.objects(_COLLECTION), params["name"]) if api else None
    base = decode(api.template(_COLLECTION)) if api and present and not current else {_SCORES: {}}
    wanted = given(params, tuple(_PLAIN) if present else ("name",))
    if present:
        start = current or base
        for name in plan_only.get("custom_formats") or []:
            start[_SCORES].setdefault(name, 0)
        scores = _scores(app, params, start[_SCORES] if api else None)
        wanted.update(scores)
        wanted.update(given(params, ("qualities", "cutoff", "language")))
        kind = kind.with_attributes(
            (*_named(api, start), *(_score(option) for option in scores)), _RULES if api else ()
        )
        if current is None and params["cutoff"] is None and params["qualities"]:
            best = coerced(kind.attribute("qualities"), params["qualities"], kind)[0]
            wanted["cutoff"] = qualities.named(best)
    store = QualityProfileStore(api, _COLLECTION) if api else None
    return Task(
        kind,
        wanted,
        current,
        store,
        check_mode,
        present,
        base,
        again=lambda: _found(kind, api.afresh(_COLLECTION), params["name"]) if api else None,
    ).run(_without_ids)


def _found(kind: Kind, profiles: Listing, name: str) -> Object | None:
    held = find(kind, profiles, name)
    return decode(held) if held else None


def _named(api: ServarrApi | None, start: Object) -> tuple[Attribute, ...]:
    """Attributes whose values are names of what the program has."""

    def read(wished: Any) -> list[qualities.Quality]:
        groups = api.template(_COLLECTION)["items"] if api else []
        return qualities.read(wished, start.get("items", []), groups)

    def language(wished: Any) -> str:
        names = {item["name"].casefold(): item["name"] for item in api.objects("language")} if api else {}
        if api and str(wished).casefold() not in names:
            raise ValueError(f"one of: {', '.join(names.values())}")
        return str(names.get(str(wished).casefold(), wished))

    return (
        Attribute("qualities", ("qualities",), coerce=read),
        Attribute("cutoff", ("cutoff",), coerce=coercions.text),
        Attribute("language", ("language",), coerce=language),
    )


def _scores(app: Servarr, params: Mapping[str, Any], known: Mapping[str, int] | None) -> dict[str, Any]:
    """The scores that are wanted, by option."""
    wished = dict(params["format_scores"] or {})
    unknown = sorted(name for name in wished if known is not None and name not in known)
    if unknown:
        raise BadInput(
            f"{app.name} has no custom format {', '.join(map(repr, unknown))} for option format_scores; "
            f"it has: {', '.join(sorted(known or {})) or 'none'}. Create it first or change format_scores."
        )
    if params["reset_unmatched_scores"]:
        wished = {**dict.fromkeys(known or {}, 0), **wished}
    return {f"format_scores.{name}": score for name, score in wished.items()}


def _score(option: str) -> Attribute:
    return Attribute(option, (_SCORES, option.partition(".")[2]), coerce=coercions.integer)


def _cutoff_is_allowed(target: Object) -> str | None:
    names = [qualities.named(entry) for entry in target.get("qualities") or []]
    if not names:
        return "would allow no quality; set option qualities to a list of at least one."
    if target.get("cutoff") in names:
        return None
    return f"would have cutoff '{target.get('cutoff')}'; option cutoff may be what it allows: {', '.join(names)}."


def _score_can_be_reached(target: Object) -> str | None:
    lowest, scores = target.get("minFormatScore", 0), target[_SCORES].values()
    if lowest <= 0 or sum(score for score in scores if score > 0) >= lowest:
        return None
    return f"would need a custom format score of {lowest}, which no release can reach; lower option min_format_score."


_RULES = (_cutoff_is_allowed, _score_can_be_reached)


def readable(held: Object) -> Object:
    """A profile of the API with names for the ids in it."""
    return _without_ids(decode(held))


def _without_ids(profile: Object) -> Object:
    return {key: value for key, value in profile.items() if key not in ("items", "formatItems")}
