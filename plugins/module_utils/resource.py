# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One module as data: its options and the function that does its work, shared by module and action plugin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import BadInput
from .http.connection import ARGUMENTS as CONNECTION_ARGUMENTS
from .http.connection import Connection
from .http.errors import Rejected
from .reconcile.apply import Store, apply
from .reconcile.kind import Kind, Object, value_at
from .reconcile.plan import CREATE, DELETE, Change, References, canonical, plan
from .reconcile.secrets import POLICIES, WHEN_CHANGED, SecretPolicy
from .state import fingerprints

STATE_ARGUMENT = {"state": {"type": "str", "choices": ["present", "absent"], "default": "present"}}
SECRET_ARGUMENTS: dict[str, dict[str, Any]] = {
    "update_secrets": {"type": "str", "choices": list(POLICIES), "default": WHEN_CHANGED, "no_log": False},
    "state_path": {"type": "path"},
}
PLANNED_ARGUMENT: dict[str, dict[str, Any]] = {
    "planned": {
        "type": "dict",
        "options": {
            "app": {"type": "bool", "default": False},
            "flaresolverr": {"type": "bool", "default": False},
            **{
                names: {"type": "list", "elements": "str", "default": []}
                for names in (
                    "tags",
                    "download_clients",
                    "indexers",
                    "quality_profiles",
                    "custom_formats",
                    "categories",
                )
            },
        },
    },
}


@dataclass(frozen=True)
class Resource:
    """A module: ``perform(params, check_mode)`` returns the task's result and raises MediastackError.

    ``options`` is an argument spec of what only this module has; ``secrets`` adds the options about secrets.
    """

    name: str
    options: Mapping[str, dict[str, Any]]
    perform: Callable[[Mapping[str, Any], bool], dict[str, Any]]
    secrets: bool = False
    rules: Mapping[str, Any] = field(default_factory=dict)

    @property
    def argument_spec(self) -> dict[str, dict[str, Any]]:
        """The whole argument spec."""
        return {
            **CONNECTION_ARGUMENTS,
            **PLANNED_ARGUMENT,
            **(SECRET_ARGUMENTS if self.secrets else {}),
            **self.options,
        }


def planned(params: Mapping[str, Any], check_mode: bool) -> Mapping[str, Any]:
    """What earlier tasks of the same check run would have made; empty in a real run, where it is there or missing."""
    return (params.get("planned") or {}) if check_mode else {}


class Remembered:
    """The secrets of one object: which are known as written, and remembering those that a change writes."""

    def __init__(self, connection: Connection, params: Mapping[str, Any], place: str) -> None:
        self.store = fingerprints(connection, params.get("state_path"))
        self.update = params.get("update_secrets") or WHEN_CHANGED
        self.place = place

    def policy(self) -> SecretPolicy:
        """The policy for planning this object."""
        return SecretPolicy(
            update=self.update,
            is_known=lambda option, value: self.store.is_known(f"{self.place}/{option}", value),
        )

    def after(self, change: Change, wanted: Mapping[str, Any]) -> None:
        """Remember what a carried out change wrote, forget what belonged to a deleted object."""
        if change.action == "delete":
            self.store.forget(f"{self.place}/")
        values = {f"{self.place}/{option}": str(wanted[option]) for option in change.secrets if wanted[option]}
        if values:
            self.store.remember(values)


@dataclass
class Task:
    """The steps that every writable module shares: plan, apply unless checking, remember secrets, report.

    ``again`` looks the object up afresh. It is asked where the app refuses to create one: another run may have been
    faster, and then there is something to compare with.
    """

    kind: Kind
    wanted: Mapping[str, Any]
    current: Object | None
    store: Store | None
    check_mode: bool
    present: bool = True
    base: Object | None = None
    references: References = field(default_factory=dict)
    remembered: Remembered | None = None
    warnings: list[str] = field(default_factory=list)
    again: Callable[[], Object | None] | None = None

    def run(self, shown: Callable[[Object], Any]) -> dict[str, Any]:
        """Do it; ``shown`` turns the app's object into what the result returns (secrets masked)."""
        change = self._plan(self.current)
        resource = change.current if change.action != DELETE else None
        if change.needed and not self.check_mode and self.store is not None:
            try:
                resource = apply(change, self.store, self.wanted, self.references)
            except Rejected:
                made = self.again() if self.again and change.action == CREATE else None
                if made is None:
                    raise
                change = self._plan(made)
                resource = apply(change, self.store, self.wanted, self.references)
            if self.remembered:
                self.remembered.after(change, self.wanted)
        elif change.needed:
            resource = change.target
        return report(change, shown(resource) if resource is not None else None, self.warnings)

    def _plan(self, current: Object | None) -> Change:
        return plan(
            self.kind,
            current,
            self.wanted,
            present=self.present,
            base=self.base,
            references=self.references,
            policy=self.remembered.policy() if self.remembered else None,
        )


def report(change: Change, resource: Any, warnings: list[str]) -> dict[str, Any]:
    """A task's result: changed, action, resource and the diff of what differs."""
    result: dict[str, Any] = {"changed": change.needed, "action": change.action, "resource": resource}
    if change.needed:
        result["diff"] = {
            "before": change.before,
            "after": change.after,
            "before_header": change.title,
            "after_header": change.title,
        }
    if warnings:
        result["warnings"] = warnings
    return result


def given(params: Mapping[str, Any], options: tuple[str, ...]) -> dict[str, Any]:
    """The options that the user really set."""
    return {option: params[option] for option in options if params.get(option) is not None}


class Listing(list[Object]):
    """The answer of one list request: looked through once, however many objects are then found in it."""

    def __init__(self, objects: Iterable[Object]) -> None:
        super().__init__(objects)
        self._indexes: dict[tuple[str, str], tuple[Index, Index]] = {}

    def become(self, objects: Iterable[Object]) -> None:
        """Hold other objects, after a write."""
        self[:] = objects
        self._indexes.clear()

    def indexes(self, kind: Kind) -> tuple[Index, Index]:
        """The objects by identity as it is compared, and by identity in small letters."""
        key = (kind.title, str(kind.identity))
        if key not in self._indexes:
            self._indexes[key] = _indexes(kind, self)
        return self._indexes[key]


Index = dict[str, list[Object]]


def _indexes(kind: Kind, objects: Iterable[Object]) -> tuple[Index, Index]:
    attribute = kind.attribute(str(kind.identity))
    exact: Index = {}
    small: Index = {}
    for item in objects:
        name = str(canonical(attribute, value_at(item, attribute.path)))
        exact.setdefault(name, []).append(item)
        small.setdefault(name.casefold(), []).append(item)
    return exact, small


def find(kind: Kind, objects: Iterable[Object], identity: Any) -> Object | None:
    """The object with this identity, None for none; BadInput where the app holds several.

    An exact name wins; names that differ only in case count where the app holds them to be the same.
    """
    exact, small = objects.indexes(kind) if isinstance(objects, Listing) else _indexes(kind, objects)
    wished = str(canonical(kind.attribute(str(kind.identity)), identity))
    found = exact.get(wished, [])
    if not found and kind.ignore_case:
        found = small.get(wished.casefold(), [])
    if len(found) > 1:
        raise BadInput(
            f"{kind.name_of(identity)} exists {len(found)} times; delete or rename all but one in {kind.app}, "
            f"option {kind.identity} must name just one."
        )
    return found[0] if found else None
