# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all parts of the program share: its settings, its state and its ways to answer."""

from __future__ import annotations

import json
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
        self.store = Store(folder / app.database)
        self.state: dict[str, Any] = {}

    @property
    def version(self) -> str:
        """As it says in every answer."""
        return str(self.state.get("version", self.app.version))

    @property
    def network(self) -> Network:
        """Connections to peers as the proxy settings of this moment have them."""
        return Network(self.environment, self.store.setting("config/host", {}))


async def body_of(request: Request, kinds: Mapping[str, type | tuple[type, ...]] | None = None) -> dict[str, Any]:
    """The object of a request, keys in any case; wrong types of known keys are not bound."""
    try:
        given = json.loads(await request.body())
    except ValueError:
        raise unbound("$", "'<' is an invalid start of a value. Path: $ | LineNumber: 0.") from None
    if not isinstance(given, dict):
        raise unbound("$", "The JSON value could not be converted. Path: $ | LineNumber: 0.")
    for key, allowed in (kinds or {}).items():
        value = given.get(key)
        wrong = isinstance(value, bool) and allowed in (int, str)
        if value is not None and (wrong or not isinstance(value, allowed)):
            raise unbound(f"$.{key}", f"The JSON value could not be converted. Path: $.{key} | LineNumber: 0.")
    return given


def number_of(request: Request) -> int:
    """The id of the path."""
    return int(request.path_params["id"])


def refuse_id(given: Mapping[str, Any]) -> None:
    """A new object with an id is an unhandled exception there."""
    if given.get("id"):
        raise broken("Can't insert model with existing ID " + str(given["id"]))
