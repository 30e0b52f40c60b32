# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections to peers, through the proxy that the program would use (facts: servarr 8)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

TIMEOUT = 20


class Network:
    """Opens sessions: the program's own proxy where it is on, else the environment's as .NET reads it."""

    def __init__(self, environment: Mapping[str, str], host_config: Mapping[str, Any]) -> None:
        self.environment = environment
        self.config = host_config

    def session(self, url: str) -> requests.Session:
        """A session for one peer."""
        session = requests.Session()
        session.trust_env = False
        proxy = self._proxy(url)
        if proxy:
            session.proxies = {"http": proxy, "https": proxy}
        return session

    def _proxy(self, url: str) -> str | None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if self.config.get("proxyEnabled") and not self._bypassed(host):
            user = self.config.get("proxyUsername")
            login = f"{user}:{self.config.get('proxyPassword')}@" if user else ""
            kind = self.config.get("proxyType", "http")
            return f"{kind}://{login}{self.config['proxyHostname']}:{self.config['proxyPort']}"
        for name in (f"{parts.scheme}_proxy", f"{parts.scheme}_proxy".upper(), "all_proxy", "ALL_PROXY"):
            if self.environment.get(name):
                return None if self._excluded(host) else self.environment[name]
        return None

    def _bypassed(self, host: str) -> bool:
        if self.config.get("proxyBypassLocalAddresses", True) and ("." not in host or host == "127.0.0.1"):
            return True
        filters = [part.strip() for part in str(self.config.get("proxyBypassFilter") or "").split(",") if part.strip()]
        return any(re.search(part.replace(".", r"\.").replace("*", ".*"), host) for part in filters)

    def _excluded(self, host: str) -> bool:
        """Exact names and leading dots only: neither address ranges nor stars count."""
        entries = (self.environment.get("no_proxy") or self.environment.get("NO_PROXY") or "").split(",")
        return any(host == entry or (entry.startswith(".") and host.endswith(entry)) for entry in entries if entry)
