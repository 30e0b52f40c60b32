# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration sections of Radarr and Sonarr: objects that are only read and replaced whole (facts: servarr 7.9)."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ...errors import BadInput
from ...http.connection import Connection
from ...reconcile import coercions
from ...reconcile.apply import NotTaken
from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change
from ...reconcile.secrets import MASK
from ...resource import Remembered, Resource, Task, planned
from .api import Servarr, ServarrApi, connect
from .collections import API_KEY
from .fields import snake

SECTIONS = {
    "host": "host",
    "naming": "naming",
    "media_management": "mediamanagement",
    "download_client": "downloadclient",
    "indexer": "indexer",
    "ui": "ui",
}
"""Paths of the API by what users write."""

SECRETS = ("password", "proxyPassword", "sslCertPassword", "apiKey")
_NOT_SETTABLE = {
    "id": "it is the program's own",
    "apiKey": "the program ignores it here; it comes from its environment or config.xml",
    "passwordConfirmation": "it goes along with password",
    "trustCgnatIpAddresses": "the program never shows its value, so nothing can tell whether it holds",
    "pathsDefaultStatic": "the program never shows its value, so nothing can tell whether it holds",
}
_ABSENT_WHEN_EMPTY = ("customColonReplacementFormat",)
"""Settings that the programs leave out of the answer while they have none."""
_AFTER_RESTART = (
    "bindAddress",
    "port",
    "sslPort",
    "enableSsl",
    "urlBase",
    "sslCertPath",
    "sslCertPassword",
    "instanceName",
    "authenticationMethod",
    "authenticationRequired",
)
_VARIABLES = {
    "instanceName": "APP__INSTANCENAME",
    "theme": "APP__THEME",
    "launchBrowser": "APP__LAUNCHBROWSER",
    "authenticationMethod": "AUTH__METHOD",
    "authenticationRequired": "AUTH__REQUIRED",
    "bindAddress": "SERVER__BINDADDRESS",
    "port": "SERVER__PORT",
    "sslPort": "SERVER__SSLPORT",
    "enableSsl": "SERVER__ENABLESSL",
    "sslCertPath": "SERVER__SSLCERTPATH",
    "sslCertPassword": "SERVER__SSLCERTPASSWORD",
    "urlBase": "SERVER__URLBASE",
    "allowedHosts": "SERVER__ALLOWEDHOSTS",
    "trustedNetworks": "SERVER__TRUSTEDNETWORKS",
    "logLevel": "LOG__LEVEL",
    "consoleLogLevel": "LOG__CONSOLELEVEL",
    "logSizeLimit": "LOG__SIZELIMIT",
    "analyticsEnabled": "LOG__ANALYTICSENABLED",
    "branch": "UPDATE__BRANCH",
    "updateAutomatically": "UPDATE__AUTOMATICALLY",
    "updateMechanism": "UPDATE__MECHANISM",
    "updateScriptPath": "UPDATE__SCRIPTPATH",
}
"""Environment variables, without the program's name before them, that beat what is set here (facts: servarr 1.4)."""
_WORDS: dict[str, tuple[str, ...]] = {
    "colonReplacementFormat": ("delete", "dash", "spaceDash", "spaceDashSpace", "smart", "custom"),
    "multiEpisodeStyle": ("extend", "duplicate", "repeat", "scene", "range", "prefixedRange"),
}
"""What Sonarr's numbers mean; Radarr has words itself."""

_OPTIONS = ("settings", "secret_settings")


class SectionStore:
    """Replaces a section: the program's own object with the wanted values laid over it."""

    def __init__(self, api: ServarrApi, section: str, warnings: list[str]) -> None:
        self.api = api
        self.section = section
        self.warnings = warnings

    def create(self, change: Change) -> Object:
        """Never planned: a section always exists."""
        return self.update(change)

    def update(self, change: Change) -> Object:
        """PUT the whole section. A stored password hash goes back as it is, which keeps the password."""
        target = dict(change.target or {})
        if "password" in target:
            target["passwordConfirmation"] = target["password"]
        held = self.api.save_section(self.section, target, f"save {change.title}")
        self._check_pinned(change, target, held)
        changed = {option.partition(".")[2] for option in change.after}
        waits = [snake(name) for name in _AFTER_RESTART if snake(name) in changed]
        if waits:
            self.warnings.append(
                f"{change.title}: {', '.join(waits)} takes effect after {change.kind.app} has restarted."
            )
        return held

    def _check_pinned(self, change: Change, target: Object, held: Object) -> None:
        for option in change.after:
            name = change.kind.attribute(option).path[0]
            if name in _VARIABLES and held.get(name) != target.get(name):
                variable = f"{change.kind.app.upper()}__{_VARIABLES[name]}"
                raise NotTaken(
                    f"{change.title} did not take {option}: an environment variable of the program, {variable}, most "
                    f"likely sets it to another value; change that variable, or leave {option} out."
                )

    def delete(self, change: Change) -> None:
        """Never planned: a singleton stays."""


def config(app: Servarr) -> Resource:
    """The module ``<app>_config``."""

    def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
        return _perform(app, params, check_mode)

    options: dict[str, dict[str, Any]] = {
        **API_KEY,
        "section": {"type": "str", "required": True, "choices": list(SECTIONS)},
        "settings": {"type": "dict"},
        "secret_settings": {"type": "dict", "no_log": True},
    }
    return Resource(f"{app.name.lower()}_config", options, perform, secrets=True)


def _perform(app: Servarr, params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    section = SECTIONS[params["section"]]
    connection = Connection.from_params(params)
    warnings: list[str] = []
    api = None if planned(params, check_mode).get("app") else connect(app, params)
    current = api.section(section) if api else {}
    chosen = _chosen(app, params, current, api is not None)
    title = f"{params['section'].replace('_', ' ')} configuration"
    return Task(
        Kind(title, app.name, None, tuple(attribute for attribute, _value in chosen)),
        {attribute.option: value for attribute, value in chosen},
        current,
        SectionStore(api, section, warnings) if api else None,
        check_mode,
        remembered=Remembered(connection, params, f"{connection.place}/{title}"),
        warnings=warnings,
    ).run(shown)


def _chosen(app: Servarr, params: Mapping[str, Any], current: Object, described: bool) -> list[tuple[Attribute, Any]]:
    """An attribute and value for each setting that the user gave; names as the program's or in snake_case."""
    known = {snake(name): name for name in (*current, *_ABSENT_WHEN_EMPTY)}
    given = {option: {snake(name): value for name, value in (params[option] or {}).items()} for option in _OPTIONS}
    twice = sorted(set(given["settings"]) & set(given["secret_settings"]))
    if twice:
        raise BadInput(f"{', '.join(twice)} is in both settings and secret_settings; use one of the options.")
    chosen: list[tuple[Attribute, Any]] = []
    for option, values in given.items():
        for word, value in values.items():
            name = known.get(word) or _camel(word)
            if name in _NOT_SETTABLE:
                raise BadInput(f"Setting {word} (option {option}) can't be set: {_NOT_SETTABLE[name]}; leave it out.")
            if described and word not in known:
                raise BadInput(_unknown(app, params["section"], word, option, known))
            if option == "settings" and name in SECRETS:
                raise BadInput(f"Setting {word} is a secret; give it in option secret_settings, which is never shown.")
            chosen.append((_attribute(app, name, current.get(name), option), value))
    return chosen


def _unknown(app: Servarr, section: str, word: str, option: str, known: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(word, known, n=3, cutoff=0.6)
    has = ", ".join(near or sorted(set(known) - {snake(name) for name in _NOT_SETTABLE}))
    return (
        f"Section {section} of this {app.name} has no setting '{word}' (option {option}); "
        f"{'the nearest are' if near else 'it has'}: {has}."
    )


def _attribute(app: Servarr, name: str, held: Any, option: str) -> Attribute:
    words = _WORDS.get(name) if isinstance(held, int) and not isinstance(held, bool) else None
    if option == "secret_settings":
        # the password comes back as a hash, which nothing can be compared with
        return Attribute(f"{option}.{snake(name)}", (name,), secret=True, write_only=name == "password")
    return Attribute(
        f"{option}.{snake(name)}",
        (name,),
        coerce=partial(_word, words=words) if words else _coercion(name, held),
        words={word: number for number, word in enumerate(words)} if words else None,
        unordered=isinstance(held, list),
    )


def _coercion(name: str, held: Any) -> Callable[[Any], Any]:
    if name == "urlBase":
        return _url_base
    if name == "username":
        return lambda given: coercions.text(given).lower()
    if isinstance(held, bool):
        return coercions.boolean
    if isinstance(held, int):
        return coercions.integer
    if isinstance(held, float):
        return coercions.number
    return coercions.text if isinstance(held, str) else lambda given: given


def _url_base(given: Any) -> str:
    base = coercions.text(given).strip("/")
    return f"/{base}" if base else ""


def _word(given: Any, words: tuple[str, ...]) -> str:
    if str(given).isdigit() and int(given) < len(words):
        return words[int(given)]
    for word in words:
        if str(given).casefold() in (word.casefold(), snake(word)):
            return word
    raise ValueError("one of " + ", ".join(f"{word} ({number})" for number, word in enumerate(words)))


def _camel(word: str) -> str:
    first, *rest = word.split("_")
    return first + "".join(part.capitalize() for part in rest)


def shown(section: Object) -> Object:
    """A section for a task's result: secrets masked."""
    hidden = {name: MASK for name in SECRETS if section.get(name)}
    return {**{key: value for key, value in section.items() if key != "passwordConfirmation"}, **hidden}
