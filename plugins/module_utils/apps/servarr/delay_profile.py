# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Delay profiles of Radarr and Sonarr: named by their tags, the global one by having none (facts: servarr 7.7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import BadInput
from ...reconcile import coercions
from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change
from ...resource import STATE_ARGUMENT, Listing, Resource, Task, given, planned
from . import references
from .api import Servarr, connect
from .collections import API_KEY, CollectionStore
from .references import TAGS

_COLLECTION = "delayprofile"
_PROTOCOLS = ("usenet", "torrent")
_NOT_NEGATIVE = coercions.between(0)

_ATTRIBUTES = (
    TAGS,
    Attribute("enable_usenet", ("enableUsenet",)),
    Attribute("enable_torrent", ("enableTorrent",)),
    Attribute("preferred_protocol", ("preferredProtocol",)),
    Attribute("usenet_delay", ("usenetDelay",), coerce=_NOT_NEGATIVE),
    Attribute("torrent_delay", ("torrentDelay",), coerce=_NOT_NEGATIVE),
    Attribute("bypass_if_highest_quality", ("bypassIfHighestQuality",)),
    Attribute("bypass_if_above_custom_format_score", ("bypassIfAboveCustomFormatScore",)),
    Attribute("minimum_custom_format_score", ("minimumCustomFormatScore",)),
    Attribute("order", ("order",), coerce=coercions.between(1)),
)
_NEW: Object = {
    "enableUsenet": True,
    "enableTorrent": True,
    "preferredProtocol": "usenet",
    "usenetDelay": 0,
    "torrentDelay": 0,
    "bypassIfHighestQuality": False,
}
"""What the web pages start a new profile with."""

OPTIONS: dict[str, dict[str, Any]] = {
    **API_KEY,
    "tags": {"type": "list", "elements": "str", "default": []},
    "enable_usenet": {"type": "bool"},
    "enable_torrent": {"type": "bool"},
    "preferred_protocol": {"type": "str", "choices": list(_PROTOCOLS)},
    "usenet_delay": {"type": "int"},
    "torrent_delay": {"type": "int"},
    "bypass_if_highest_quality": {"type": "bool"},
    "bypass_if_above_custom_format_score": {"type": "bool"},
    "minimum_custom_format_score": {"type": "int"},
    "order": {"type": "int"},
    **STATE_ARGUMENT,
}


def _enables_something(profile: Object) -> str | None:
    if profile.get("enableUsenet") or profile.get("enableTorrent"):
        return None
    return "would enable neither protocol; set option enable_usenet or enable_torrent to true."


class DelayProfileStore(CollectionStore):
    """Writes of delay profiles. The place in the list has a request of its own, which moves the others too."""

    def create(self, change: Change) -> Object:
        """POST the profile, which the program puts last, and move it."""
        return self._placed(super().create(change), change)

    def update(self, change: Change) -> Object:
        """PUT the profile where it stands, and move it."""
        before = {**(change.target or {}), "order": (change.current or {})["order"]}
        return self._placed(self.api.update(self.collection, before, f"update {change.title}"), change)

    def _placed(self, held: Object, change: Change) -> Object:
        wished = change.after.get("order")
        if wished is None or held["order"] == wished:
            return held
        others = sorted(
            (item for item in self.api.objects(self.collection) if item["tags"] and item["id"] != held["id"]),
            key=lambda item: int(item["order"]),
        )
        place = min(wished - 1, len(others))
        after = others[place - 1]["id"] if place else None
        items = self.api.reorder(self.collection, held["id"], after, f"move {change.title}")
        return next(item for item in items if item["id"] == held["id"])


def delay_profile(app: Servarr) -> Resource:
    """The module ``<app>_delay_profile``."""

    def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
        return _perform(app, params, check_mode)

    return Resource(f"{app.name.lower()}_delay_profile", OPTIONS, perform)


def _perform(app: Servarr, params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    plan_only = planned(params, check_mode)
    wanted = given(params, tuple(attribute.option for attribute in _ATTRIBUTES))
    wanted["tags"] = sorted({tag.strip().lower() for tag in wanted["tags"]})
    title = f"delay profile of {', '.join(wanted['tags'])}" if wanted["tags"] else "global delay profile"
    kind = Kind(title, app.name, None, _ATTRIBUTES)
    _check_global(kind, wanted, params["state"])
    api = None if plan_only.get("app") else connect(app, params)
    if api or wanted["tags"]:
        # what the program makes itself is not known before it runs
        kind = kind.with_attributes((), (_enables_something,))
    known = references.known(api, _ATTRIBUTES, wanted, None, plan_only)
    current = _find(kind, api.objects(_COLLECTION), wanted["tags"], known["tag"]) if api else None
    if not wanted["tags"] and current is None:
        current = {}  # the program makes it at its first start
    store = DelayProfileStore(api, _COLLECTION) if api else None
    return Task(
        kind,
        wanted,
        current,
        store,
        check_mode,
        params["state"] == "present",
        _NEW,
        known,
        again=lambda: _find(kind, api.afresh(_COLLECTION), wanted["tags"], known["tag"]) if api else None,
    ).run(dict)


def _check_global(kind: Kind, wanted: Mapping[str, Any], state: str) -> None:
    if wanted["tags"]:
        return
    if state == "absent":
        raise BadInput(f"The {kind.name_of(None)} can't be deleted; name the tags of another one in option tags.")
    if "order" in wanted:
        raise BadInput(f"The {kind.name_of(None)} always comes last; leave option order out.")


def _find(kind: Kind, profiles: Listing, tags: list[str], ids: Mapping[str, Any]) -> Object | None:
    """The profile with exactly these tags; BadInput where another one holds some of them, since a tag has but one."""
    wished = {ids.get(tag) for tag in tags}
    names = {number: name for name, number in ids.items()}
    for profile in profiles:
        held = set(profile["tags"])
        if held == wished:
            return profile
        if held & wished:
            raise BadInput(
                f"{kind.app} has a delay profile of {', '.join(sorted(names.get(tag, str(tag)) for tag in held))}, "
                "and a tag can be in one only; name exactly these in option tags, or delete that one first."
            )
    return None
