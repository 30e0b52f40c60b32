# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs for tests, on loopback: stand-ins, and the real qBittorrent; each stopped by its own process id."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

REPOSITORY = Path(__file__).resolve().parents[2]
START = 30.0
"""Seconds until a program must answer."""


@dataclass
class Running:
    """A program that runs. ``api_key`` is empty for those that have none."""

    command: list[str]
    url: str
    config: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    health: str = "/"
    api_key: str = ""
    username: str = ""
    password: str = ""
    process: subprocess.Popen[bytes] | None = None

    def start(self, wait: bool = True) -> None:
        """Start it; with ``wait`` return when it answers as itself."""
        log = open(self.config / "output.log", "ab")  # noqa: SIM115 (the process keeps it)
        with log:
            self.process = subprocess.Popen(
                self.command,
                cwd=REPOSITORY,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        if wait:
            self.wait()

    def wait(self) -> None:
        """Return when it answers; RuntimeError with its output where it does not."""
        end = time.monotonic() + START
        while time.monotonic() < end:
            assert self.process is not None
            if self.process.poll() is not None:
                break
            with contextlib.suppress(requests.RequestException):
                if requests.get(f"{self.url}{self.health}", timeout=5, allow_redirects=False).status_code == 200:
                    return
            time.sleep(0.02)
        output = (self.config / "output.log").read_text(encoding="utf-8", errors="replace")
        self.stop()
        raise RuntimeError(f"{' '.join(self.command)} did not start: {output[-2000:]}")

    def stop(self) -> None:
        """End it."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def restart(self, wait: bool = True) -> None:
        """End it and start it on the same configuration."""
        self.stop()
        self.start(wait)

    def requests(self) -> list[dict[str, Any]]:
        """What a stand-in was asked: ``[{"method": …, "path": …, "query": …}]``."""
        answer = requests.get(f"{self.url}/__standin/requests", timeout=10)
        found: list[dict[str, Any]] = answer.json()
        return found

    def reset_requests(self) -> None:
        """Forget them."""
        requests.delete(f"{self.url}/__standin/requests", timeout=10).raise_for_status()

    def fault(self, **fault: Any) -> None:
        """Order a fault; see tests.standins.control."""
        requests.post(f"{self.url}/__standin/fault", json=fault, timeout=10).raise_for_status()

    def reset_faults(self) -> None:
        """Behave again."""
        requests.post(f"{self.url}/__standin/reset", timeout=10).raise_for_status()


def radarr(**environment: str) -> contextlib.AbstractContextManager[Running]:
    """A Radarr stand-in with a key of its own, on a fresh configuration."""
    return _servarr("radarr", environment)


def sonarr(**environment: str) -> contextlib.AbstractContextManager[Running]:
    """A Sonarr stand-in with a key of its own, on a fresh configuration."""
    return _servarr("sonarr", environment)


@contextlib.contextmanager
def jackett(password: str = "jackett-password", seed: Mapping[str, Any] | None = None) -> Iterator[Running]:
    """A Jackett stand-in whose administrator has this password ("" for none)."""
    key, port = secrets.token_hex(16), free_port()
    with _folder() as config:
        settings: dict[str, Any] = {"APIKey": key, **(seed or {})}
        if password:
            settings["AdminPassword"] = hashlib.sha512((password + key).encode("utf-16-le")).hexdigest()
        home = config / "Jackett"
        home.mkdir()
        (home / "ServerConfig.json").write_text(json.dumps(settings, indent=2), encoding="utf-8")
        command = [sys.executable, "-m", "tests.standins.jackett", "--config", str(config), "--port", str(port)]
        health = f"{settings.get('BasePathOverride') or ''}/health"
        app = Running([*command, "--bind", "127.0.0.1"], f"http://127.0.0.1:{port}", config, health=health)
        app.api_key, app.password = key, password
        yield from _run(app)


@contextlib.contextmanager
def flaresolverr(**environment: str) -> Iterator[Running]:
    """A FlareSolverr stand-in."""
    port = free_port()
    with _folder() as config:
        command = [sys.executable, "-m", "tests.standins.flaresolverr", "--port", str(port), "--bind", "127.0.0.1"]
        yield from _run(Running(command, f"http://127.0.0.1:{port}", config, environment, health="/health"))


@contextlib.contextmanager
def qbittorrent(
    username: str = "admin", password: str = "qbittorrent-password", program: str | None = None
) -> Iterator[Running]:
    """The real program, on loopback only, with DHT, LSD and PeX off; the installed one where none is named."""
    program = program or shutil.which("qbittorrent-nox")
    if program is None:
        raise RuntimeError("qbittorrent-nox is not installed; run make packages, or apt-get install qbittorrent-nox.")
    port = free_port()
    with _folder() as config:
        file = config / "qBittorrent" / "config" / "qBittorrent.conf"
        file.parent.mkdir(parents=True)
        file.write_text(_qbittorrent_settings(username, password, config), encoding="utf-8")
        command = [program, f"--profile={config}", f"--webui-port={port}"]
        app = Running(command, f"http://127.0.0.1:{port}", config, {"HOME": str(config)})
        app.username, app.password = username, password
        yield from _run(app)


@contextlib.contextmanager
def _servarr(name: str, environment: Mapping[str, str]) -> Iterator[Running]:
    key, port = secrets.token_hex(16), free_port()
    with _folder() as config:
        command = [sys.executable, "-m", "tests.standins.servarr", "--app", name, "--config", str(config)]
        given = {f"{name.upper()}__AUTH__APIKEY": key, **environment}
        base = environment.get(f"{name.upper()}__SERVER__URLBASE", "").strip("/")
        app = Running([*command, "--port", str(port), "--bind", "127.0.0.1"], f"http://127.0.0.1:{port}", config, given)
        app.health, app.api_key = f"/{base}/ping" if base else "/ping", key
        yield from _run(app)


def _run(app: Running) -> Iterator[Running]:
    app.start()
    try:
        yield app
    finally:
        app.stop()


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mediastack-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def free_port() -> int:
    """A port of loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _qbittorrent_settings(username: str, password: str, config: Path) -> str:
    """Password as the program stores it (facts: jackett_qbittorrent A2)."""
    salt = os.urandom(16)
    derived = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 100_000, 64)
    stored = f"@ByteArray({base64.b64encode(salt).decode()}:{base64.b64encode(derived).decode()})"
    return f"""[LegalNotice]
Accepted=true

[BitTorrent]
Session\\DHTEnabled=false
Session\\LSDEnabled=false
Session\\PeXEnabled=false
Session\\Interface=lo
Session\\InterfaceName=lo
Session\\DefaultSavePath={config}/downloads

[Network]
PortForwardingEnabled=false

[Preferences]
WebUI\\Address=127.0.0.1
WebUI\\LocalHostAuth=true
WebUI\\Username={username}
WebUI\\Password_PBKDF2="{stored}"
"""
