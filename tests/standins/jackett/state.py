# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Jackett keeps: its server configuration and one file for each configured indexer (facts: B2, B3)."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import secrets
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from .catalogue import INDEXERS, Indexer, Item
from .network import Broken, Refused, proxy_url, reach

MASK = "|||%%PREVJACKPASSWD%%|||"
_COOKIE: Item = {"id": "cookieheader", "type": "hiddendata", "name": "CookieHeader", "value": ""}
_DEFAULTS: dict[str, Any] = {
    "Port": 9117,
    "LocalBindAddress": "127.0.0.1",
    "AllowExternal": True,
    "AllowCORS": False,
    "APIKey": "",
    "AdminPassword": None,
    "InstanceId": "",
    "BlackholeDir": None,
    "UpdateDisabled": False,
    "UpdatePrerelease": False,
    "BasePathOverride": None,
    "BaseUrlOverride": None,
    "CacheEnabled": True,
    "CacheTtl": 2100,
    "CacheMaxResultsPerIndexer": 1000,
    "FlareSolverrUrl": None,
    "FlareSolverrMaxTimeout": 55000,
    "OmdbApiKey": None,
    "OmdbApiUrl": None,
    "ProxyType": -1,
    "ProxyUrl": None,
    "ProxyPort": None,
    "ProxyUsername": None,
    "ProxyPassword": None,
    "ProxyIsAnonymous": True,
}


class State:
    """The folder /config/Jackett, and what lives only in memory: forms, last errors, runtime logging."""

    def __init__(self, config: Path) -> None:
        self.folder = config / "Jackett"
        (self.folder / "Indexers").mkdir(parents=True, exist_ok=True)
        self.version: dict[str, Any] = {}
        self.logging = False
        self.restarting = False
        self.restart: Callable[[], None] = lambda: None
        self.server = {**_DEFAULTS, **self._read_server()}
        if not (self.server["ProxyUrl"] or "").strip():
            self.server["ProxyType"] = -1
        alphabet = string.ascii_lowercase + string.digits
        if not (self.server["APIKey"] or "").strip():
            self.server["APIKey"] = "".join(secrets.choice(alphabet) for _ in range(32))
        self.server["InstanceId"] = self.server["InstanceId"] or secrets.token_hex(32)
        self.save_server()
        self.cookie_key = self._cookie_key()
        self.forms: dict[str, list[Item]] = {}
        self.configured: set[str] = set()
        self.errors: dict[str, str] = {}
        self._load_indexers()

    def _read_server(self) -> dict[str, Any]:
        """What can't be parsed is silently replaced, with a new key."""
        with contextlib.suppress(OSError, ValueError):
            held = json.loads((self.folder / "ServerConfig.json").read_text(encoding="utf-8"))
            return {key: value for key, value in held.items() if key in _DEFAULTS}
        return {}

    def save_server(self) -> None:
        """Errors of writing are swallowed."""
        self.server["ProxyIsAnonymous"] = not (self.server["ProxyUsername"] and self.server["ProxyPassword"])
        with contextlib.suppress(OSError):
            path = self.folder / "ServerConfig.json"
            path.write_text(json.dumps(self.server, indent=2), encoding="utf-8")

    def _cookie_key(self) -> str:
        """Survives restarts, as the program's data protection keys do."""
        path = self.folder / "DataProtection" / "key.xml"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_text(secrets.token_hex(32), encoding="utf-8")
        return path.read_text(encoding="utf-8")

    def _load_indexers(self) -> None:
        """A file whose top level is a list configures its indexer; files of unknown ones are deleted."""
        for path in sorted((self.folder / "Indexers").glob("*.json")):
            if path.stem not in INDEXERS:
                path.unlink()
                continue
            with contextlib.suppress(ValueError):
                held = json.loads(path.read_text(encoding="utf-8"))
                if isinstance(held, list):
                    self._merge(self.form(path.stem), held)
                    self.configured.add(path.stem)

    def hashed(self, password: str) -> str:
        """The key is the salt."""
        return hashlib.sha512((password + self.server["APIKey"]).encode("utf-16-le")).hexdigest()

    def accepts(self, password: str) -> bool:
        """Without a password any is right."""
        held = self.server["AdminPassword"]
        return not held or secrets.compare_digest(held, self.hashed(password))

    def definition(self, name: str) -> Indexer:
        """An indexer that the program knows."""
        if name not in INDEXERS:
            raise Broken(f"Unknown indexer: {name}")
        return INDEXERS[name]

    def form(self, name: str) -> list[Item]:
        """Its settings as they are in memory, configured or not."""
        if name not in self.forms:
            self.forms[name] = self.definition(name).form()
        return self.forms[name]

    def shown(self, name: str) -> list[Item]:
        """The form as its page has it; only items of type password are masked."""
        form = self.form(name)
        return [{**item, "value": MASK} if item["type"] == "password" and item["value"] else item for item in form]

    def configure(self, name: str, given: Any) -> None:
        """Save; a failed test leaves the new values in memory, the file as it was, and the indexer unconfigured."""
        definition = self.definition(name)
        self.configured.discard(name)
        if not isinstance(given, list) or not all(isinstance(item, dict) and "id" in item for item in given):
            raise Broken("Object reference not set to an instance of an object.")
        self._merge(self.form(name), given)
        values = {item["id"]: item.get("value") for item in self.form(name)}
        self._clean(definition)
        missing = [key for key in definition.login if not values.get(key)]
        if missing:
            raise Refused(f"Login Failed, {', '.join(missing)} required", self.saved(name))
        if definition.native:
            self.search(definition)
        self.configured.add(name)
        self.save_indexer(name)

    def save_indexer(self, name: str) -> None:
        """The file, and the one before as .bak."""
        path = self.folder / "Indexers" / f"{name}.json"
        if path.exists():
            path.replace(path.with_suffix(".json.bak"))
        path.write_text(json.dumps(self.saved(name), indent=2), encoding="utf-8")

    def saved(self, name: str) -> list[Item]:
        """The form as it is kept: with what is never shown, without texts."""
        link, *rest = self.form(name)
        error = {"id": "lasterror", "type": "hiddendata", "name": "LastError", "value": self.errors.get(name)}
        return [link, _COOKIE, error, *(item for item in rest if not item["type"].startswith("display"))]

    def remove(self, name: str) -> None:
        """Also fine where it was not configured."""
        self.definition(name)
        self.configured.discard(name)
        (self.folder / "Indexers" / f"{name}.json").unlink(missing_ok=True)

    def search(self, definition: Indexer) -> None:
        """What every live search needs: the site, a proxy that takes it, FlareSolverr where it must be."""
        link = self.form(definition.id)[0]["value"]
        reach(self.server)
        if definition.flaresolverr:
            self._solve(definition, link)
        if link not in {definition.link, *definition.links}:
            raise Broken("Could not find releases from this URL")

    def _solve(self, definition: Indexer, link: str) -> None:
        """A challenge of the site goes to FlareSolverr (FlareSolverrSharp); it fails as that does."""
        text, address = "Challenge detected but FlareSolverr is not configured", self.server["FlareSolverrUrl"]
        if address:
            asked = {"cmd": "request.get", "url": link, "maxTimeout": self.server["FlareSolverrMaxTimeout"]}
            if self.server["ProxyType"] != -1 and self.server["ProxyUrl"]:
                asked["proxy"] = {"url": proxy_url(self.server)}
            try:
                answer = requests.post(f"{address.rstrip('/')}/v1", json=asked, timeout=10).json()
            except (requests.RequestException, ValueError) as error:
                text = f"Error connecting to FlareSolverr server: {error}"
            else:
                if answer.get("status") == "ok":
                    return
                text = (
                    "FlareSolverr was unable to process the request, please check FlareSolverr logs. "
                    f"Message: {answer.get('message')}"
                )
        raise Broken(f"Exception ({definition.id}): {text}: {text}")

    def _merge(self, form: list[Item], given: list[Item]) -> None:
        """Items that are not sent keep their value, unknown ones and texts are ignored."""
        by_id = {item["id"]: item for item in given if isinstance(item, dict)}
        for item in form:
            new = by_id.get(item["id"])
            if new is None or item["type"].startswith("display"):
                continue
            value = new.get("value")
            if item["type"] == "password" and value == MASK:
                continue
            if item["type"] == "inputbool":
                value = _boolean(value)
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                raise Broken(f"Error reading string. Unexpected token: {type(value).__name__}. Path 'value'.")
            item["value"] = value

    def _clean(self, definition: Indexer) -> None:
        """A slash at the end of the link, tags small and once each."""
        form = self.form(definition.id)
        link = str(form[0]["value"] or "")
        parts = urlsplit(link)
        if not parts.scheme or not parts.netloc:
            raise Broken("Invalid URI: The format of the URI could not be determined.")
        form[0]["value"] = definition.link if link in definition.legacy else link.rstrip("/") + "/"
        tags = re.split(r"[^A-Za-z0-9\-\._~]+", str(form[-1]["value"] or "").lower())
        form[-1]["value"] = ",".join(dict.fromkeys(tag for tag in tags if tag))


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise Broken(f"String '{value}' was not recognized as a valid Boolean.")
