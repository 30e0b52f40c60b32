# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all parts of the program share: its settings, its state and its ways to answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request

from tests.standins.store import Store

from .answers import broken, unbound
from .network import Network
from .settings import App, ConfigFile


class Program:
    """One running Radarr or Sonarr. ``state`` holds what tests ordered, such as another version."""

    def __init__(self, app: App, folder: Path, environment: Mapping[str, str]) -> None:
        self.app = app
        self.folder = folder
        self.environment = environment
        self.config = ConfigFile(app, folder, environment)
        self.url_base = self.config.url_base  # a new one holds after a restart
        self.store = Store(folder / app.database)
        self.state: dict[str, Any] = {}

    @property
    def start_up_folder(self) -> str:
        """Where the image has the program itself; its configuration lies elsewhere."""
        return f"/app/{self.app.name}/bin"

    @property
    def version(self) -> str:
        """As it says in every answer."""
        return str(self.state.get("version", self.app.version))

    @property
    def filters_hosts(self) -> bool:
        """Whether this version knows allowed hosts (facts: servarr 1.6)."""
        first = (6, 4, 3, 10645) if self.app.name == "radarr" else (4, 0, 19, 3006)
        return tuple(int(part) for part in self.version.split(".")) >= first

    @property
    def is_sonarr_5(self) -> bool:
        """Whether this is the version that moved sizes into quality profiles and widened release profiles."""
        return self.app.name == "sonarr" and int(self.version.split(".")[0]) >= 5

    @property
    def network(self) -> Network:
        """Connections to peers as the proxy settings of this moment have them."""
        return Network(self.environment, self.store.setting("config/host", {}))


class _AnyCase(dict[str, Any]):
    """An object whose keys are found in any case."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        super().__init__({key.lower(): value for key, value in given.items()})

    def get(self, key: str, default: Any = None) -> Any:
        return super().get(key.lower(), default)

    def __getitem__(self, key: str) -> Any:
        return super().__getitem__(key.lower())

    def __contains__(self, key: object) -> bool:
        return super().__contains__(str(key).lower())


Kinds = Mapping[str, type | tuple[type, ...]]
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(\s*[}\]])')


async def body_of(request: Request, kinds: Kinds | None = None) -> dict[str, Any]:
    """The object of a request, keys in any case; wrong types of known keys are not bound."""
    given = await _read(request)
    if not isinstance(given, dict):
        raise unbound("$", "The JSON value could not be converted. Path: $ | LineNumber: 0.")
    return _bound(given, kinds or {})


async def list_of(request: Request, kinds: Kinds) -> list[dict[str, Any]]:
    """The objects of a request, as ``body_of`` reads one."""
    given = await _read(request)
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise unbound("$", "The JSON value could not be converted. Path: $ | LineNumber: 0.")
    return [_bound(item, kinds) for item in given]


async def _read(request: Request) -> Any:
    try:
        return json.loads(_TRAILING_COMMA.sub(r"\1\2", (await request.body()).decode()), object_hook=_AnyCase)
    except ValueError:
        raise unbound("$", "'<' is an invalid start of a value. Path: $ | LineNumber: 0.") from None


def _bound(given: dict[str, Any], kinds: Kinds) -> dict[str, Any]:
    for key, allowed in kinds.items():
        value = given.get(key)
        if value is not None and not (isinstance(value, allowed) and (allowed is bool or not isinstance(value, bool))):
            raise unbound(f"$.{key}", f"The JSON value could not be converted. Path: $.{key} | LineNumber: 0.")
    return given


def number_of(request: Request) -> int:
    """The id of the path."""
    return int(request.path_params["id"])


def refuse_id(given: Mapping[str, Any]) -> None:
    """A new object with an id is an unhandled exception there."""
    if given.get("id"):
        raise broken("Can't insert model with existing ID " + str(given["id"]))
