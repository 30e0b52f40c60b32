# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Resource kinds as data: what identifies an object, how its values map to options, which of them are secret."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

Path = tuple[str, ...]
Object = dict[str, Any]
Rule: TypeAlias = "Callable[[Object], str | None]"


@dataclass(frozen=True)
class Attribute:
    """One value of an object and the option that sets it.

    ``option``     name that users write, and that diffs show (``remove_completed_downloads``)
    ``path``       place in the app's object, outermost key first (``("fields", "host")``)
    ``secret``     never shown; compared by value only where the app returns it in clear
    ``write_only`` the app never returns it: like a masked secret, only a fingerprint tells whether it changed
    ``unordered``  a list that is a set to the app
    ``reference``  name of the kind whose objects the ids in this value point to (``tag``)
    ``words``      the app's value for each word that users may write
    ``coerce``     turns a given value into the app's type; raises ValueError with what is allowed
    ``canonical``  form in which both sides are compared and shown
    ``verify``     ``(object, wanted) -> bool``: compares a secret that the app returns only as a digest
    """

    option: str
    path: Path
    secret: bool = False
    write_only: bool = False
    unordered: bool = False
    reference: str | None = None
    words: Mapping[str, Any] | None = None
    coerce: Callable[[Any], Any] | None = None
    canonical: Callable[[Any], Any] | None = None
    verify: Callable[[Object, Any], bool] | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of resource of one app.

    ``title``      as in messages: "download client"
    ``app``        program name as in messages: "Radarr"
    ``identity``   option by which users name an object; None for a singleton
    ``attributes`` everything that can be compared and written, in the order of the documentation
    ``updatable``  False where the app has no way to change an object in place
    ``ignore_case`` the app holds names that differ only in case to be the same
    ``rules``      ``object -> sentence | None``: what the app would refuse in a whole object, said before it is written
    """

    title: str
    app: str
    identity: str | None
    attributes: tuple[Attribute, ...]
    updatable: bool = True
    ignore_case: bool = False
    rules: tuple[Rule, ...] = ()

    def attribute(self, option: str) -> Attribute:
        """The attribute behind an option; KeyError for an unknown one."""
        for attribute in self.attributes:
            if attribute.option == option:
                return attribute
        raise KeyError(option)

    def with_attributes(self, more: tuple[Attribute, ...], rules: tuple[Rule, ...] = ()) -> Kind:
        """The same kind with attributes that only the app's own schema knows, and rules about them."""
        return replace(self, attributes=self.attributes + more, rules=self.rules + rules)

    def name_of(self, identity: Any) -> str:
        """How messages and diff headers call one object: "Radarr download client 'qbitt'"."""
        return f"{self.app} {self.title}" if self.identity is None else f"{self.app} {self.title} '{identity}'"


def value_at(target: Mapping[str, Any], path: Path) -> Any:
    """The value at a path, None where any step is missing."""
    value: Any = target
    for step in path:
        if not isinstance(value, Mapping) or step not in value:
            return None
        value = value[step]
    return value


def with_value(target: Object, path: Path, value: Any) -> None:
    """Set a value in place, making the steps in between."""
    for step in path[:-1]:
        target = target.setdefault(step, {})
    target[path[-1]] = value
