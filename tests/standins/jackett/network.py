# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jackett's way out: through its own proxy where one is set, never by the environment's (facts: B4)."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Any


class Broken(Exception):
    """An unhandled exception of the program: 500, its message in the answer."""


class Refused(Broken):
    """A login that failed; ``form`` is the answer's, with everything in it."""

    def __init__(self, message: str, form: list[dict[str, Any]]) -> None:
        super().__init__(message)
        self.form = form


def reach(server: Mapping[str, Any]) -> None:
    """Open the connection that a live search would open first; Broken where the proxy does not take it."""
    if server["ProxyType"] == -1:
        return  # the site itself: answered by the stand-in
    address = _proxy_host(server)
    try:
        socket.create_connection((address, int(server["ProxyPort"])), timeout=5).close()
    except OSError as error:
        raise Broken(f"An error occurred while sending the request. ({error.strerror or error})") from None


def proxy_url(server: Mapping[str, Any]) -> str:
    """The proxy as FlareSolverr is told: without credentials (ServerConfig.GetProxyUrl)."""
    kind = {0: "http", 1: "socks4", 2: "socks5"}[server["ProxyType"]]
    return f"{kind}://{_proxy_host(server)}:{server['ProxyPort']}"


def _proxy_host(server: Mapping[str, Any]) -> str:
    return str(server["ProxyUrl"]).partition("://")[2] or str(server["ProxyUrl"])
