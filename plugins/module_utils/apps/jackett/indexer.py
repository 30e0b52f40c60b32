# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jackett's indexers: configured, changed and removed by id."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...errors import BadInput, MediastackError
from ...http.connection import Connection
from ...http.errors import Rejected
from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change
from ...reconcile.secrets import MASK
from ...resource import STATE_ARGUMENT, Remembered, Resource, Task, planned
from . import settings
from .api import ARGUMENTS, JackettApi, connect

NEVER, WARN, REQUIRE = "never", "warn", "require"
KIND = Kind("indexer", "Jackett", "id", (Attribute("id", ("id",)),))


class IndexerStore:
    """Writes of indexers. A failed save unconfigures an indexer in memory, so the old values are put back."""

    def __init__(self, api: JackettApi, test: str, warnings: list[str]) -> None:
        self.api = api
        self.test = test
        self.warnings = warnings

    def create(self, change: Change) -> Object:
        """Configure an indexer, starting from Jackett's own defaults."""
        indexer = str(change.identity)
        items = self.api.settings(indexer)
        offered = settings.decode(indexer, items)["settings"]
        target = (change.target or {})["settings"]
        self.api.configure(indexer, settings.changed_items(offered, target, items))
        failure = self._failure(change)
        if failure:
            self.api.remove(indexer)
            raise MediastackError(
                f"{change.title} was removed again, since its test failed ({failure}); "
                "correct its settings or option test."
            )
        return settings.decode(indexer, self.api.settings(indexer))

    def update(self, change: Change) -> Object:
        """Post what changes; put the old values back where Jackett or the required test refuses the new ones."""
        indexer = str(change.identity)
        items = self.api.settings(indexer)
        before, after = (change.current or {})["settings"], (change.target or {})["settings"]
        try:
            self.api.configure(indexer, settings.changed_items(before, after, items))
            failure = self._failure(change)
            if failure:
                raise MediastackError(
                    f"{change.title} keeps its old settings, since the test of the new ones failed ({failure}); "
                    "correct the settings or option test."
                )
        except (Rejected, MediastackError):
            self._put_back(change, settings.all_items(before, items))
            raise
        return settings.decode(indexer, self.api.settings(indexer))

    def delete(self, change: Change) -> None:
        """Unconfigure the indexer."""
        self.api.remove(str(change.identity))

    def _put_back(self, change: Change, items: list[Object]) -> None:
        try:
            self.api.configure(str(change.identity), items)
        except MediastackError:
            self.warnings.append(
                f"{change.title} is unconfigured now: Jackett refused its old settings too; "
                "restart Jackett to get them back."
            )

    def _failure(self, change: Change) -> str | None:
        """Why the required test fails; one that is only wished becomes a warning."""
        if self.test == NEVER:
            return None
        failure = self.api.test(str(change.identity))
        if failure and self.test != REQUIRE:
            self.warnings.append(failure)
            return None
        return failure


def _perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    indexer, present = params["id"], params["state"] == "present"
    connection = Connection.from_params(params)
    warnings: list[str] = []
    api = None if planned(params, check_mode).get("app") else connect(params)
    configured = _configured(api, indexer, present)
    items = api.settings(indexer) if api is not None and (present or configured) and configured is not None else []
    if present and api is not None:
        _check_flaresolverr(api, indexer, items, planned(params, check_mode))
    known = settings.attributes(items)
    chosen = _chosen(params, items, known, api is not None) if present else []
    wanted = {"id": indexer, **{attribute.option: value for attribute, value in chosen}}
    held = settings.decode(indexer, items) if items or api is not None else None
    return Task(
        KIND.with_attributes(tuple(attribute for attribute, _value in chosen)),
        wanted,
        held if configured else None,
        IndexerStore(api, params["test"], warnings) if api else None,
        check_mode,
        present,
        held,
        remembered=Remembered(connection, params, f"{connection.place}/indexer/{indexer}"),
        warnings=warnings,
    ).run(lambda shown: _masked(shown, known))


def _check_flaresolverr(api: JackettApi, indexer: str, items: list[Object], plan_only: Mapping[str, Any]) -> None:
    """BadInput for an indexer that says on its page that it needs FlareSolverr, while Jackett knows none."""
    says_so = any(item.get("id") == "flaresolverr" for item in items)
    if says_so and not plan_only.get("flaresolverr") and not api.server().get("flaresolverrurl"):
        raise BadInput(
            f"Jackett indexer '{indexer}' can only be searched through FlareSolverr, and this Jackett knows none; "
            "set option flaresolverr_url of jackett_config first, or choose another id."
        )


def _configured(api: JackettApi | None, indexer: str, present: bool) -> bool | None:
    """Whether the indexer is configured; None where Jackett has none of that id, which only removing accepts."""
    if api is None:
        return False
    offered = {item["id"]: item for item in api.indexers()}
    if indexer in offered:
        return bool(offered[indexer].get("configured"))
    if not present:
        return None
    near = difflib.get_close_matches(indexer, [*offered, *(item["name"] for item in offered.values())], n=3, cutoff=0.5)
    hint = f"the nearest are {', '.join(near)}" if near else f"it has {len(offered)}, listed on its page"
    raise BadInput(f"Jackett has no indexer '{indexer}' (option id); {hint}.")


def _chosen(
    params: Mapping[str, Any], items: list[Object], known: Mapping[str, Attribute], described: bool
) -> list[tuple[Attribute, Any]]:
    indexer = params["id"]
    plain, secret = dict(params["settings"] or {}), dict(params["secret_settings"] or {})
    if params["tags"] is not None:
        plain.setdefault("tags", params["tags"])
    if described:
        plain = settings.resolve_names(plain, items, "settings", indexer)
        secret = settings.resolve_names(secret, items, "secret_settings", indexer)
    twice = sorted(set(plain) & set(secret))
    if twice:
        raise BadInput(
            f"Jackett indexer '{indexer}' has {', '.join(twice)} in both settings and secret_settings; use one."
        )
    chosen: list[tuple[Attribute, Any]] = []
    for name, value in plain.items():
        attribute = known[name] if described else Attribute(f"settings.{name}", ("settings", name))
        if attribute.secret:
            raise BadInput(
                f"Jackett indexer '{indexer}': setting {name} is a secret; "
                "give it in option secret_settings, which is never shown."
            )
        chosen.append((attribute, value))
    for name, value in secret.items():
        attribute = known[name] if described else Attribute("", ("settings", name))
        chosen.append((replace(attribute, option=f"secret_settings.{name}", secret=True), value))
    return chosen


def _masked(indexer: Object, known: Mapping[str, Attribute]) -> Object:
    values = {
        name: MASK if value and name in known and known[name].secret else value
        for name, value in indexer.get("settings", {}).items()
    }
    return {**indexer, "settings": values}


INDEXER = Resource(
    "jackett_indexer",
    {
        **ARGUMENTS,
        "id": {"type": "str", "required": True},
        "settings": {"type": "dict"},
        "secret_settings": {"type": "dict", "no_log": True},
        "tags": {"type": "list", "elements": "str"},
        "test": {"type": "str", "choices": [NEVER, WARN, REQUIRE], "default": NEVER},
        **STATE_ARGUMENT,
    },
    _perform,
    secrets=True,
)
