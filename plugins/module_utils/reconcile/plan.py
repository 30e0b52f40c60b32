# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Planning: a pure function from what is and what is wanted to a change. Check mode is this, without applying it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import BadInput
from .kind import Attribute, Kind, Object, value_at, with_value
from .secrets import MASK, NEW_MASK, SecretPolicy

NONE, CREATE, UPDATE, DELETE = "none", "create", "update", "delete"

_EMPTY: tuple[Any, ...] = (None, "", [])

References = Mapping[str, Mapping[str, Any]]
"""For each referenced kind the id of every name: ``{"tag": {"vpn": 3}}``. None as id: will exist, has no id yet."""


@dataclass(frozen=True)
class Change:
    """What has to be done to one object.

    ``before`` and ``after`` hold only what differs, by option, with secrets masked.
    ``target`` is the whole object to write: the app's own, the wanted values laid over it.
    ``secrets`` are the options of the secrets that this change writes.
    """

    action: str
    kind: Kind
    identity: Any
    current: Object | None = None
    target: Object | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether anything has to be written."""
        return self.action != NONE

    @property
    def title(self) -> str:
        """How messages and diff headers call the object."""
        return self.kind.name_of(self.identity)


def view(attribute: Attribute, target: Object, references: References) -> Any:
    """An attribute of the app's object in the words of the options."""
    value = value_at(target, attribute.path)
    if attribute.reference is not None:
        names = {number: name for name, number in references.get(attribute.reference, {}).items() if number is not None}
        value = [names.get(item, item) for item in value] if isinstance(value, list) else names.get(value, value)
    if attribute.words is not None:
        words = {app: word for word, app in attribute.words.items()}
        value = [words.get(item, item) for item in value] if isinstance(value, list) else words.get(value, value)
    return canonical(attribute, value)


def canonical(attribute: Attribute, value: Any) -> Any:
    """The form in which two values of an attribute are compared and shown."""
    if attribute.canonical is not None and value is not None:
        value = attribute.canonical(value)
    if attribute.unordered and isinstance(value, list):
        value = sorted(value, key=lambda item: (str(type(item)), item))
    return value


def plan(
    kind: Kind,
    current: Object | None,
    wanted: Mapping[str, Any],
    *,
    present: bool = True,
    base: Object | None = None,
    references: References | None = None,
    policy: SecretPolicy | None = None,
) -> Change:
    """Compare one object with what is wanted of it.

    ``wanted`` maps options to values; an option that is not in it is not managed. ``base`` is what a new object
    starts from (the app's own schema). Raises BadInput for a value that the attribute can't take.
    """
    references = references or {}
    policy = policy or SecretPolicy()
    identity = wanted.get(kind.identity) if kind.identity else None
    if not present:
        if current is None:
            return Change(NONE, kind, identity)
        return Change(DELETE, kind, identity, current=current, before=shown(kind, current, references))
    target = copy.deepcopy(current if current is not None else (base or {}))
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    written: list[str] = []
    for option, given in wanted.items():
        attribute = kind.attribute(option)
        value = coerced(attribute, given, kind)
        if attribute.secret:
            if current is None or _secret_differs(attribute, current, value, policy):
                held = value_at(current, attribute.path) if current is not None else None
                if current is not None:
                    before[option] = MASK if held or attribute.write_only else ""
                after[option] = NEW_MASK if value else ""
                written.append(option)
                with_value(target, attribute.path, value)
            continue
        wished = canonical(attribute, value)
        held = view(attribute, current, references) if current is not None else None
        if current is not None and same(held, wished):
            continue
        if current is not None:
            before[option] = held
        after[option] = wished
        with_value(target, attribute.path, _app_value(attribute, value, references, kind))
    if current is not None and not after:
        return Change(NONE, kind, identity, current=current, target=current)
    _check_rules(kind, identity, target)
    if current is None:
        return Change(CREATE, kind, identity, target=target, after=after, secrets=tuple(written))
    return Change(UPDATE, kind, identity, current, target, before, after, tuple(written))


def same(held: Any, wished: Any) -> bool:
    """Whether two values mean the same: the apps leave out what is null or empty; 1 and True differ."""
    if held in _EMPTY and wished in _EMPTY:
        return True
    if isinstance(held, bool) != isinstance(wished, bool):
        return False
    return bool(held == wished)


def coerced(attribute: Attribute, value: Any, kind: Kind) -> Any:
    """The value in the type that the app takes; BadInput names the option and what is allowed."""
    if attribute.coerce is None or value is None:
        return value
    try:
        return attribute.coerce(value)
    except ValueError as error:
        shown_value = MASK if attribute.secret else repr(value)
        raise BadInput(
            f"{kind.app} {kind.title}: option {attribute.option} has {shown_value}, but allowed is {error}."
        ) from None


def shown(kind: Kind, target: Object, references: References | None = None) -> dict[str, Any]:
    """An object in the words of the options, secrets masked: what deletion diffs show."""
    result: dict[str, Any] = {}
    for attribute in kind.attributes:
        value = view(attribute, target, references or {})
        if value is not None:
            result[attribute.option] = (MASK if value else "") if attribute.secret else value
    return result


def _check_rules(kind: Kind, identity: Any, target: Object) -> None:
    for rule in kind.rules:
        broken = rule(target)
        if broken:
            raise BadInput(f"{kind.name_of(identity)} {broken}")


def _secret_differs(attribute: Attribute, current: Object, wanted: Any, policy: SecretPolicy) -> bool:
    if attribute.verify is not None:
        return not attribute.verify(current, wanted)
    held = value_at(current, attribute.path)
    if not attribute.write_only:
        if bool(held) != bool(wanted):
            return True
        if not wanted:
            return False
        if held != MASK:
            return bool(held != wanted)
    return policy.must_write(attribute.option, wanted)


def _app_value(attribute: Attribute, value: Any, references: References, kind: Kind) -> Any:
    if attribute.words is not None:
        value = (
            [attribute.words.get(item, item) for item in value]
            if isinstance(value, list)
            else attribute.words.get(value, value)
        )
    if attribute.reference is None or value is None:
        return value
    known = references.get(attribute.reference, {})
    names = value if isinstance(value, list) else [value]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise BadInput(unknown_reference(kind, attribute, unknown, known))
    return [known[name] for name in names] if isinstance(value, list) else known[value]


def unknown_reference(kind: Kind, attribute: Attribute, unknown: list[Any], known: Mapping[str, Any]) -> str:
    """The sentence for names that the app does not know."""
    what = (attribute.reference or "").replace("_", " ")
    has = ", ".join(sorted(map(str, known))) or "none"
    missing = ", ".join(map(repr, unknown))
    return (
        f"{kind.app} has no {what} {missing} for option {attribute.option}; it has: {has}. "
        f"Create it first or change {attribute.option}."
    )
