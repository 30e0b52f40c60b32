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


@dataclass(frozen=True)
class Setting:
    """A setting of config.xml that the API has too: its element, its environment variable, its default."""

    element: str
    section: str
    variable: str
    default: str | int | bool


SETTINGS = {
    "bindAddress": Setting("BindAddress", "SERVER", "BINDADDRESS", "*"),
    "port": Setting("Port", "SERVER", "PORT", 0),
    "sslPort": Setting("SslPort", "SERVER", "SSLPORT", 9898),
    "enableSsl": Setting("EnableSsl", "SERVER", "ENABLESSL", False),
    "launchBrowser": Setting("LaunchBrowser", "APP", "LAUNCHBROWSER", True),
    "analyticsEnabled": Setting("AnalyticsEnabled", "LOG", "ANALYTICSENABLED", True),
    "branch": Setting("Branch", "UPDATE", "BRANCH", ""),
    "logLevel": Setting("LogLevel", "LOG", "LEVEL", "debug"),
    "logSizeLimit": Setting("LogSizeLimit", "LOG", "SIZELIMIT", 1),
    "consoleLogLevel": Setting("ConsoleLogLevel", "LOG", "CONSOLELEVEL", ""),
    "sslCertPath": Setting("SslCertPath", "SERVER", "SSLCERTPATH", ""),
    "sslCertPassword": Setting("SslCertPassword", "SERVER", "SSLCERTPASSWORD", ""),
    "urlBase": Setting("UrlBase", "SERVER", "URLBASE", ""),
    "instanceName": Setting("InstanceName", "APP", "INSTANCENAME", ""),
    "updateAutomatically": Setting("UpdateAutomatically", "UPDATE", "AUTOMATICALLY", False),
    "updateMechanism": Setting("UpdateMechanism", "UPDATE", "MECHANISM", "docker"),
    "updateScriptPath": Setting("UpdateScriptPath", "UPDATE", "SCRIPTPATH", ""),
}
ALLOWED_HOSTS = {
    "allowedHosts": Setting("AllowedHosts", "SERVER", "ALLOWEDHOSTS", ""),
    "trustedNetworks": Setting("TrustedNetworks", "SERVER", "TRUSTEDNETWORKS", ""),
}
"""Since Radarr 6.4.3.10645 and Sonarr 4.0.19.3006 (facts: servarr 1.6)."""
_KNOWN = {setting.element for setting in (*SETTINGS.values(), *ALLOWED_HOSTS.values())} | {
    "ApiKey",
    "AuthenticationMethod",
    "AuthenticationRequired",
    "Theme",
    "TrustCgnatIpAddresses",
}


class ConfigFile:
    """config.xml; written anew at start with defaults, elements that the program does not know are dropped."""

    def __init__(self, app: App, folder: Path, environment: Mapping[str, str]) -> None:
        self.app = app
        self.path = folder / "config.xml"
        self.environment = {key.upper(): value for key, value in environment.items()}
        folder.mkdir(parents=True, exist_ok=True)
        held = self._read()
        self.seeded_user = (held.pop("Username", None), held.pop("Password", None))
        defaults = {setting.element: str(setting.default) for setting in SETTINGS.values()}
        defaults |= {"AuthenticationMethod": "None", "AuthenticationRequired": "Enabled"}
        defaults |= {"Port": str(app.port), "Branch": app.branch, "InstanceName": app.title}
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

    def value(self, setting: Setting) -> str | int | bool:
        """A setting as the API shows it: the environment's before the file's."""
        text = self._environment(setting.section, setting.variable) or self.values.get(setting.element, "")
        if isinstance(setting.default, bool):
            return text.lower() == "true"
        return int(text) if isinstance(setting.default, int) else text

    def put(self, setting: Setting, value: object) -> None:
        """Keep a setting in the file, though the environment may go on to hide it."""
        self.values[setting.element] = str(value)

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
        base = str(self.value(SETTINGS["urlBase"])).strip("/")
        return f"/{base}" if base else ""

    @property
    def instance_name(self) -> str:
        """A name that does not hold the program's is silently replaced by it."""
        name = str(self.value(SETTINGS["instanceName"]))
        return name if self.is_own_name(name) else self.app.title

    def is_own_name(self, name: str) -> bool:
        """Whether the program takes it for an instance's name."""
        title = self.app.title
        return title.lower() in name.lower() if title == "Radarr" else name.startswith(title) or name.endswith(title)


def password_hash(password: str, salt: bytes | None = None) -> str:
    """Salted, as it is stored; the program's exact form is never seen outside but as a text that round-trips."""
    salt = salt if salt is not None else os.urandom(16)
    derived = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 10_000, 32)
    return f"{base64.b64encode(salt).decode()}:{base64.b64encode(derived).decode()}"


def password_fits(stored: str, password: str) -> bool:
    """Whether a password is the stored one."""
    salt = base64.b64decode(stored.partition(":")[0])
    return secrets.compare_digest(stored, password_hash(password, salt))
