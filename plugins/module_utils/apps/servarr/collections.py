# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Collections of plain objects (tags, release profiles): no settings of their own schema, no live test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...errors import BadInput
from ...reconcile.kind import Attribute, Kind, Object, Rule, value_at
from ...reconcile.plan import Change, coerced
from ...resource import STATE_ARGUMENT, Resource, Task, find, given, planned
from . import references
from .api import Servarr, ServarrApi, connect

API_KEY: dict[str, dict[str, Any]] = {"api_key": {"type": "str", "required": True, "no_log": True}}

Version = tuple[int, ...]


class CollectionStore:
    """Writes of a collection that takes and answers plain objects."""

    def __init__(self, api: ServarrApi, collection: str) -> None:
        self.api = api
        self.collection = collection

    def create(self, change: Change) -> Object:
        """POST the object."""
        return self.api.create(self.collection, dict(change.target or {}), f"create {change.title}")

    def update(self, change: Change) -> Object:
        """PUT the object."""
        return self.api.update(self.collection, dict(change.target or {}), f"update {change.title}")

    def delete(self, change: Change) -> None:
        """DELETE the object."""
        self.api.delete(self.collection, dict(change.current or {}), f"delete {change.title}")


@dataclass(frozen=True)
class CollectionKind:
    """A collection as data.

    ``identity``   option that names an object
    ``attributes`` all that can be set, the identity among them
    ``options``    argument spec of what the attributes' options are
    ``base``       what a new object starts from; None where the program makes all objects itself
    ``since``      first version of options that an older program lacks
    ``until``      first version without an option, and where its setting went
    """

    title: str
    collection: str
    identity: str
    attributes: tuple[Attribute, ...]
    options: Mapping[str, dict[str, Any]]
    base: Mapping[str, Any] | None = field(default_factory=dict)
    updatable: bool = True
    rules: tuple[Rule, ...] = ()
    since: Mapping[str, Version] = field(default_factory=dict)
    until: Mapping[str, tuple[Version, str]] = field(default_factory=dict)

    def of(self, app: Servarr) -> Kind:
        """The kind of the engine."""
        return Kind(self.title, app.name, self.identity, self.attributes, self.updatable, rules=self.rules)


def resource(app: Servarr, collection: CollectionKind) -> Resource:
    """The module ``<app>_<title>``."""

    def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
        return _perform(app, collection, params, check_mode)

    state = {} if collection.base is None else STATE_ARGUMENT
    name = f"{app.name.lower()}_{collection.title.replace(' ', '_')}"
    return Resource(name, {**API_KEY, **collection.options, **state}, perform)


def _perform(app: Servarr, collection: CollectionKind, params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    plan_only = planned(params, check_mode)
    kind = collection.of(app)
    wanted = given(params, tuple(attribute.option for attribute in collection.attributes))
    identity = coerced(kind.attribute(collection.identity), params[collection.identity], kind)
    wanted[collection.identity] = identity
    api = None if plan_only.get("app") else connect(app, params)
    current = None
    if api is not None:
        check_version(api, collection, wanted)
        current = find(kind, api.objects(collection.collection), identity)
    if collection.base is None and current is None:
        current = _given_by_the_program(kind, collection, api, identity)
    return Task(
        kind,
        wanted,
        current,
        CollectionStore(api, collection.collection) if api else None,
        check_mode,
        params.get("state") != "absent",
        dict(collection.base or {}),
        references.known(api, collection.attributes, wanted, current, plan_only),
        again=lambda: find(kind, api.afresh(collection.collection), identity) if api else None,
    ).run(dict)


def _given_by_the_program(kind: Kind, collection: CollectionKind, api: ServarrApi | None, identity: Any) -> Object:
    """What an app that is still to be deployed will have; one that is there must have it."""
    if api is None:
        return {}
    path = kind.attribute(collection.identity).path
    names = sorted(str(value_at(item, path)) for item in api.objects(collection.collection))
    raise BadInput(
        f"{kind.app} has no {collection.title} '{identity}'; option {collection.identity} may be: {', '.join(names)}."
    )


def check_version(api: ServarrApi, collection: CollectionKind, wanted: Mapping[str, Any]) -> None:
    """BadInput for options that this version of the program does not have; it would ignore them without a word."""
    version = tuple(int(part) for part in api.version.split("."))
    for option in wanted:
        first = collection.since.get(option)
        if first and version < first:
            raise BadInput(
                f"{api.app.name} {api.version} has no such setting as option {option}, which came with "
                f"{'.'.join(map(str, first))}; leave {option} out."
            )
        last, instead = collection.until.get(option, ((), ""))
        if last and version >= last:
            raise BadInput(f"{api.app.name} {api.version} no longer takes option {option}: {instead}.")
