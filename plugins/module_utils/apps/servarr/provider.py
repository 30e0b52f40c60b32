# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Providers (download clients, indexers, notifications): written in the one sequence that the programs take well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...errors import BadInput
from ...http.connection import Connection
from ...http.errors import Rejected
from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change
from ...resource import STATE_ARGUMENT, Remembered, Resource, Task, find, given, planned
from . import fields, references
from .api import Servarr, ServarrApi, connect, failures, only_warnings
from .collections import API_KEY

NEVER, WARN, REQUIRE = "never", "warn", "require"

_TEST_FAILED = (400, 500)
"""Some tests, such as a webhook's, don't catch a refused connection (WebhookProxy.SendWebhook)."""

COMMON_OPTIONS: dict[str, dict[str, Any]] = {
    **API_KEY,
    "name": {"type": "str", "required": True},
    "implementation": {"type": "str"},
    "tags": {"type": "list", "elements": "str"},
    "fields": {"type": "dict"},
    "secret_fields": {"type": "dict", "no_log": True},
    "test": {"type": "str", "choices": [NEVER, WARN, REQUIRE], "default": WARN},
    **STATE_ARGUMENT,
}


@dataclass(frozen=True)
class ProviderKind:
    """A kind of provider as data.

    ``envelope``   attributes beside ``fields`` (enable, priority, tags)
    ``typed``      options that stand for a field: option -> the program's field name
    ``switches``   envelope keys that all false mean "disabled": then the program checks nothing
    ``at_creation`` values that a new object gets where the user says nothing
    """

    title: str
    collection: str
    envelope: tuple[Attribute, ...]
    typed: Mapping[str, str]
    switches: tuple[str, ...]
    at_creation: Mapping[str, Any]
    options: Mapping[str, dict[str, Any]]
    default_implementation: str | None
    secret_options: tuple[str, ...] = field(default=())


class ProviderStore:
    """Writes of providers. Option ``test`` decides what a failed live test of the program means."""

    def __init__(self, api: ServarrApi, provider: ProviderKind, test: str, warnings: list[str]) -> None:
        self.api = api
        self.provider = provider
        self.test = test
        self.warnings = warnings

    def create(self, change: Change) -> Object:
        """Make an object so that a peer which is down can't be in the way, and nothing half-made is left behind.

        An enabled POST is always tested and rejected on errors, also when forced (facts: servarr 3.2); so where the
        test may not decide, the object is made disabled, which checks nothing, and then switched on by a forced PUT.
        """
        body, doing = fields.encode(dict(change.target or {})), f"create {change.title}"
        collection, enabled = self.provider.collection, self._enabled(body)
        if not enabled or self.test == REQUIRE:
            return fields.decode(self.api.create(collection, body, doing, force=True))
        if self.test == WARN:
            try:
                return fields.decode(self.api.create(collection, body, doing, force=True))
            except Rejected as error:
                if error.status not in _TEST_FAILED:
                    raise
                failed = error
        made = self.api.create(collection, {**body, **dict.fromkeys(self.provider.switches, False)}, doing)
        try:
            held = self.api.update(collection, {**body, "id": made["id"]}, doing, force=True)
        except BaseException:
            self.api.delete(collection, made, doing)
            raise
        if self.test == WARN:
            self._warn(change, failed)
        return fields.decode(held)

    def update(self, change: Change) -> Object:
        """Replace an object; secrets that are not written go back as the mask, which keeps them."""
        body, doing = fields.encode(dict(change.target or {})), f"update {change.title}"
        if not self._enabled(body) or self.test == NEVER:
            return fields.decode(self.api.update(self.provider.collection, body, doing, force=True))
        try:
            return fields.decode(self.api.update(self.provider.collection, body, doing))
        except Rejected as error:
            if error.status not in _TEST_FAILED or (self.test == REQUIRE and not only_warnings(error)):
                raise
            held = self.api.update(self.provider.collection, body, doing, force=True)
            self._warn(change, error)
            return fields.decode(held)

    def delete(self, change: Change) -> None:
        """Remove the object."""
        self.api.delete(self.provider.collection, dict(change.current or {}), f"delete {change.title}")

    def _enabled(self, body: Object) -> bool:
        return any(body.get(switch) for switch in self.provider.switches)

    def _warn(self, change: Change, error: Rejected) -> None:
        found = "; ".join(failures(error.body)) or str(error)
        self.warnings.append(f"{change.title} was saved, but {change.kind.app}'s own test of it failed: {found}")


def resource(app: Servarr, provider: ProviderKind) -> Resource:
    """The module ``<app>_<provider>``."""

    def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
        return _perform(app, provider, params, check_mode)

    name = f"{app.name.lower()}_{provider.title.replace(' ', '_')}"
    return Resource(name, {**COMMON_OPTIONS, **provider.options}, perform, secrets=True)


def _perform(app: Servarr, provider: ProviderKind, params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    plan_only = planned(params, check_mode)
    present = params["state"] == "present"
    kind = Kind(provider.title, app.name, "name", provider.envelope, ignore_case=True)
    api = None if plan_only.get("app") else connect(app, params)
    current = find(kind, api.objects(provider.collection), params["name"]) if api else None
    described = _described(app, api, provider, params, current)
    known = fields.attributes(described or {})
    wanted: dict[str, Any] = {"name": params["name"]}
    if present:
        chosen = _chosen_fields(app, provider, params, known if described else None)
        kind = kind.with_attributes(tuple(attribute for attribute, _value in chosen))
        known.update({attribute.path[-1]: attribute for attribute, _value in chosen})
        wanted.update({} if current else provider.at_creation)
        wanted.update(given(params, tuple(attribute.option for attribute in provider.envelope)))
        wanted.update({attribute.option: value for attribute, value in chosen})
    connection = Connection.from_params(params)
    warnings = _unsupported(provider, wanted, described or {})
    return Task(
        kind,
        wanted,
        _decoded(current),
        ProviderStore(api, provider, params["test"], warnings) if api else None,
        check_mode,
        present,
        fields.defaults(described) if described and not current else None,
        references.known(api, provider.envelope, wanted, current, plan_only),
        Remembered(connection, params, f"{connection.place}/{provider.title}/{params['name']}"),
        warnings,
        lambda: _decoded(find(kind, api.afresh(provider.collection), params["name"])) if api else None,
    ).run(lambda held: fields.readable(held, known))


def _decoded(held: Object | None) -> Object | None:
    return fields.decode(held) if held else None


def _described(
    app: Servarr, api: ServarrApi | None, provider: ProviderKind, params: Mapping[str, Any], current: Object | None
) -> Object | None:
    """What tells the fields of the object: itself, or the schema of the implementation that is to be made."""
    wished = params["implementation"]
    if current is not None:
        if wished and wished.casefold() != current["implementation"].casefold():
            raise BadInput(
                f"{app.name} {provider.title} '{params['name']}' is of implementation {current['implementation']}, "
                f"which can't be changed; set option implementation to it, or delete the object first (state absent)."
            )
        return current
    if api is None or params["state"] == "absent":
        return None
    wished = wished or provider.default_implementation
    offered = {item["implementation"]: item for item in api.schema(provider.collection)}
    if wished is None:
        has = ", ".join(sorted(str(item["name"]) for item in api.objects(provider.collection))) or "none"
        raise BadInput(
            f"{app.name} has no {provider.title} '{params['name']}', it has: {has}; correct option name, or set "
            f"option implementation to make it, to one of: {', '.join(sorted(offered))}."
        )
    for name, item in offered.items():
        if name.casefold() == wished.casefold():
            return item
    raise BadInput(
        f"{app.name} has no {provider.title} implementation '{wished}'; option implementation may be: "
        f"{', '.join(sorted(offered))}."
    )


def _unsupported(provider: ProviderKind, wanted: Mapping[str, Any], described: Object) -> list[str]:
    """A warning for switches that this implementation takes, and never acts on (facts: servarr 6)."""
    idle = [
        attribute.option
        for attribute in provider.envelope
        if wanted.get(attribute.option) is True and described.get(_supports(attribute.path[0])) is False
    ]
    if not idle:
        return []
    return [f"{described['implementation']} does nothing for {', '.join(idle)}; leave that out."]


def _supports(key: str) -> str:
    return f"supports{key[0].upper()}{key[1:]}"


def _chosen_fields(
    app: Servarr, provider: ProviderKind, params: Mapping[str, Any], known: Mapping[str, Attribute] | None
) -> list[tuple[Attribute, Any]]:
    """An attribute and value for each field that the user set by a typed option, ``fields`` or ``secret_fields``."""
    what = f"{app.name} {provider.title} '{params['name']}'"
    plain, secret = params["fields"] or {}, params["secret_fields"] or {}
    if known is not None:
        fields.check_names(plain, known, "fields", what)
        fields.check_names(secret, known, "secret_fields", what)
    typed = {option: name for option, name in provider.typed.items() if params.get(option) is not None}
    twice = sorted((set(typed.values()) & (set(plain) | set(secret))) | (set(plain) & set(secret)))
    if twice:
        raise BadInput(f"{what} has {', '.join(twice)} in two options; set each field in one of them only.")
    chosen: list[tuple[Attribute, Any]] = []
    for option, name in typed.items():
        if known is not None:
            fields.check_names({name: None}, known, option, what)
        attribute = known[name] if known is not None else Attribute(option, ("fields", name))
        is_secret = attribute.secret or option in provider.secret_options
        chosen.append((replace(attribute, option=option, secret=is_secret), params[option]))
    for name, value in plain.items():
        attribute = known[name] if known is not None else Attribute(f"fields.{name}", ("fields", name))
        if attribute.secret:
            raise BadInput(f"{what}: field {name} is a secret; give it in option secret_fields, which is never shown.")
        chosen.append((attribute, value))
    for name, value in secret.items():
        attribute = known[name] if known is not None else Attribute("", ("fields", name))
        chosen.append((replace(attribute, option=f"secret_fields.{name}", secret=True), value))
    return chosen
