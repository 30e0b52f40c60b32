# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences: one flat object whose types are those of what the program shows (facts: jackett_qbittorrent A4)."""

from __future__ import annotations

import difflib
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from ...errors import BadInput
from ...http.connection import Connection
from ...reconcile import coercions
from ...reconcile.kind import Attribute, Kind, Object
from ...reconcile.plan import Change
from ...reconcile.secrets import MASK
from ...resource import Remembered, Resource, Task, planned
from .api import ARGUMENTS, QbittorrentApi, connect
from .renames import translated

SECRETS = ("proxy_password", "mail_notification_password", "dyndns_password", "web_ui_api_key")
READ_ONLY = ("current_interface_name", "add_trackers_url_list", "web_ui_api_key")
TOGETHER = (
    ("schedule_from_hour", "schedule_from_min"),
    ("schedule_to_hour", "schedule_to_min"),
    ("max_ratio_enabled", "max_ratio"),
    ("max_seeding_time_enabled", "max_seeding_time"),
    ("max_inactive_seeding_time_enabled", "max_inactive_seeding_time"),
)
"""Preferences that some versions take only in one call."""

_RATES = ("dl_limit", "up_limit", "alt_dl_limit", "alt_up_limit")
_FRACTIONS = ("max_ratio",)  # -1, a whole number, while it is off
_PATHS = ("save_path", "temp_path", "export_dir", "export_dir_fin", "alternative_webui_path")
PASSWORD = "web_ui_password"
KIND = Kind("preferences", "qBittorrent", None, ())


class PreferencesStore:
    """Writes the difference, with what has to go along, and reads back."""

    def __init__(self, api: QbittorrentApi) -> None:
        self.api = api

    def create(self, change: Change) -> Object:
        """Never planned: the preferences always exist."""
        return self.update(change)

    def update(self, change: Change) -> Object:
        """Send only what changes: the program applies a call piece by piece."""
        current, target = change.current or {}, change.target or {}
        changed = {name: value for name, value in target.items() if name == PASSWORD or value != current.get(name)}
        for names in TOGETHER:
            if any(name in changed for name in names):
                changed.update({name: target[name] for name in names if name in target})
        self.api.set_preferences(changed, "save the preferences")
        return self.api.preferences()

    def delete(self, change: Change) -> None:
        """Never planned: a singleton stays."""


def _attribute(name: str, held: Any) -> Attribute:
    coerce: Callable[[Any], Any]
    if name in _RATES:
        coerce = _rate
    elif name in _PATHS:
        coerce = _path
    elif name == "bypass_auth_subnet_whitelist":
        coerce = _subnets
    elif isinstance(held, bool):
        coerce = coercions.boolean
    elif name in _FRACTIONS or isinstance(held, float):
        coerce = coercions.number
    elif isinstance(held, int):
        coerce = coercions.integer
    elif isinstance(held, (dict, list)):
        coerce = partial(_same_type, kind=type(held))
    else:
        coerce = coercions.text
    return Attribute(f"preferences.{name}", (name,), secret=name in SECRETS, coerce=coerce)


def _perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    connection = Connection.from_params(params)
    api = None if planned(params, check_mode).get("app") else connect(params)
    current = api.preferences() if api else {}
    chosen = _chosen(params, current, api is not None)
    if params[PASSWORD]:
        chosen.append((_password_attribute(api), params[PASSWORD]))
    return Task(
        KIND.with_attributes(tuple(attribute for attribute, _value in chosen)),
        {attribute.option: value for attribute, value in chosen},
        current,
        PreferencesStore(api) if api else None,
        check_mode,
        remembered=Remembered(connection, params, f"{connection.place}/preferences"),
    ).run(shown)


def _password_attribute(api: QbittorrentApi | None) -> Attribute:
    def holds(_preferences: Object, wanted: str) -> bool:
        return api is not None and api.proven and api.password == wanted

    # the password that this session logged in with needs no other proof; for another only the fingerprint can tell
    proven = api is not None and api.proven
    same = Attribute(PASSWORD, (PASSWORD,), secret=True, write_only=True)
    return replace(same, verify=holds) if proven and api is not None else same


def _chosen(params: Mapping[str, Any], current: Object, described: bool) -> list[tuple[Attribute, Any]]:
    plain, secret = params["preferences"] or {}, params["secret_preferences"] or {}
    if described:
        plain = translated(plain, current)
    chosen: list[tuple[Attribute, Any]] = []
    for option, values in (("preferences", plain), ("secret_preferences", secret)):
        for name, value in values.items():
            if name == PASSWORD:
                raise BadInput(f"Preference {PASSWORD} is write-only and a secret; give it in option {PASSWORD}.")
            if described and (name not in current or name in READ_ONLY):
                raise BadInput(_unknown(name, option, current))
            if option == "preferences" and name in SECRETS:
                raise BadInput(
                    f"Preference {name} is a secret; give it in option secret_preferences, which is never shown."
                )
            attribute = _attribute(name, current.get(name)) if described else Attribute(f"preferences.{name}", (name,))
            if option == "secret_preferences":
                attribute = replace(attribute, option=f"secret_preferences.{name}", secret=True)
            chosen.append((attribute, value))
    twice = sorted(set(plain) & set(secret))
    if twice:
        raise BadInput(f"{', '.join(twice)} is in both preferences and secret_preferences; use one of the options.")
    return chosen


def _unknown(name: str, option: str, current: Object) -> str:
    if name in READ_ONLY:
        return f"Preference '{name}' (option {option}) is read-only in qBittorrent; leave it out."
    near = difflib.get_close_matches(name, current, n=3, cutoff=0.6)
    hint = f"the nearest are {', '.join(near)}" if near else f"it has {len(current)}, see app/preferences of its API"
    return f"This version of qBittorrent has no preference '{name}' (option {option}); {hint}."


def shown(preferences: Object) -> Object:
    """The preferences for a task's result: secrets masked."""
    return {
        name: MASK if name in SECRETS and value else value for name, value in preferences.items() if name != PASSWORD
    }


def _rate(given: Any) -> int:
    """Bytes a second; the program rounds up to whole KiB."""
    return -(-coercions.integer(given) // 1024) * 1024


def _path(given: Any) -> str:
    path = coercions.text(given)
    if path and not path.startswith("/"):
        raise ValueError("an absolute path")
    return path.rstrip("/") if len(path) > 1 else path


def _subnets(given: Any) -> str:
    items = given if isinstance(given, list) else str(given).replace(",", "\n").split("\n")
    try:
        return "\n".join(
            str(ipaddress.ip_network(str(item).strip(), strict=False)) for item in items if str(item).strip()
        )
    except ValueError:
        raise ValueError("addresses or networks like 10.42.0.0/16, one a line") from None


def _same_type(given: Any, kind: type) -> Any:
    if not isinstance(given, kind):
        raise ValueError("a dictionary" if kind is dict else "a list")
    return given


PREFERENCES = Resource(
    "qbit_preferences",
    {
        **ARGUMENTS,
        "preferences": {"type": "dict"},
        "secret_preferences": {"type": "dict", "no_log": True},
        PASSWORD: {"type": "str", "no_log": True},
    },
    _perform,
    secrets=True,
)
