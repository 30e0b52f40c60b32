# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Radarr or Sonarr reads before it runs: its config.xml and environment variables (facts: servarr 1.3-1.5)."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

METHODS = ("None", "Basic", "Forms", "External")
REQUIRED = ("Enabled", "DisabledForLocalAddresses")


@dataclass(frozen=True)
class App:
    """One of the two programs."""

    name: str
    title: str
    port: int
    version: str
    branch: str
    database: str


APPS = {
    "radarr": App("radarr", "Radarr", 7878, "6.2.1.10461", "master", "radarr.db"),
    "sonarr": App("sonarr", "Sonarr", 8989, "4.0.19.2979", "main", "sonarr.db"),
}

_KNOWN = (
    "BindAddress",
    "Port",
    "SslPort",
    "EnableSsl",
    "LaunchBrowser",
    "ApiKey",
    "AuthenticationMethod",
    "AuthenticationRequired",
    "AnalyticsEnabled",
    "Branch",
    "LogLevel",
    "ConsoleLogLevel",
    "LogSizeLimit",
    "SslCertPath",
    "SslCertPassword",
    "UrlBase",
    "InstanceName",
    "UpdateAutomatically",
    "UpdateMechanism",
    "UpdateScriptPath",
    "Theme",
)


class ConfigFile:
    """config.xml; written anew at start with defaults, elements that the program does not know are dropped."""

    def __init__(self, app: App, folder: Path, environment: Mapping[str, str]) -> None:
        self.app = app
        self.path = folder / "config.xml"
        self.environment = {key.upper(): value for key, value in environment.items()}
        folder.mkdir(parents=True, exist_ok=True)
        held = self._read()
        self.seeded_user = (held.pop("Username", None), held.pop("Password", None))
        defaults = {
            "BindAddress": "*",
            "Port": str(app.port),
            "SslPort": "9898",
            "EnableSsl": "False",
            "LaunchBrowser": "True",
            "AuthenticationMethod": "None",
            "AuthenticationRequired": "Enabled",
            "Branch": app.branch,
            "LogLevel": "debug",
            "ConsoleLogLevel": "",
            "SslCertPath": "",
            "SslCertPassword": "",
            "UrlBase": "",
            "InstanceName": app.title,
        }
        if "ApiKey" not in held and not self._environment("AUTH", "APIKEY"):
            defaults["ApiKey"] = secrets.token_hex(16)
        self.values = {**defaults, **{key: value for key, value in held.items() if key in _KNOWN}}
        self.save()

    def _read(self) -> dict[str, str]:
        if not self.path.exists():
            return {}
        # An empty or broken file ends the real program as well.
        root = ElementTree.fromstring(self.path.read_text(encoding="utf-8"))
        return {item.tag: item.text or "" for item in root}

    def save(self) -> None:
        """Write it whole."""
        lines = "".join(f"  <{key}>{escape(value)}</{key}>\n" for key, value in self.values.items())
        self.path.write_text(f"<Config>\n{lines}</Config>\n", encoding="utf-8")

    def _environment(self, section: str, key: str) -> str | None:
        return self.environment.get(f"{self.app.name.upper()}__{section}__{key}")

    @property
    def api_key(self) -> str:
        """The environment beats the file and is never written there."""
        return self._environment("AUTH", "APIKEY") or self.values["ApiKey"]

    @property
    def method(self) -> str:
        """In the environment only the exact spelling counts; the file's may be in any case."""
        given = self._environment("AUTH", "METHOD")
        if given not in METHODS:
            given = self.values["AuthenticationMethod"]
        exact = {method.lower(): method for method in METHODS}.get(given.lower(), "None")
        return "Forms" if exact == "Basic" and self.app.name == "radarr" else exact

    @property
    def required(self) -> str:
        """As ``method``."""
        given = self._environment("AUTH", "REQUIRED")
        if given not in REQUIRED:
            given = self.values["AuthenticationRequired"]
        return {word.lower(): word for word in REQUIRED}.get(given.lower(), "Enabled")

    @property
    def url_base(self) -> str:
        """``/x`` or empty."""
        base = (self._environment("SERVER", "URLBASE") or self.values["UrlBase"]).strip("/")
        return f"/{base}" if base else ""

    @property
    def instance_name(self) -> str:
        """A name that does not hold the program's is silently replaced by it."""
        name = self._environment("APP", "INSTANCENAME") or self.values["InstanceName"]
        title = self.app.title
        fits = title.lower() in name.lower() if title == "Radarr" else name.startswith(title) or name.endswith(title)
        return name if fits else title


def password_hash(password: str, salt: bytes | None = None) -> str:
    """Salted, as it is stored; the program's exact form is never seen outside but as a text that round-trips."""
    salt = salt if salt is not None else os.urandom(16)
    derived = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 10_000, 32)
    return f"{base64.b64encode(salt).decode()}:{base64.b64encode(derived).decode()}"


def password_fits(stored: str, password: str) -> bool:
    """Whether a password is the stored one."""
    salt = base64.b64decode(stored.partition(":")[0])
    return secrets.compare_digest(stored, password_hash(password, salt))
