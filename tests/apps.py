# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The running apps of a stack in the test cluster, reached as a person with the keys would: to look, and to spoil."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import requests

from ansible_collections.homelab.mediastack.plugins.module_utils.http.connection import Connection
from ansible_collections.homelab.mediastack.plugins.module_utils.http.kube import adapter


@dataclass(frozen=True)
class Apps:
    """The apps of one namespace."""

    kubeconfig: Path
    namespace: str
    kubectl_program: Path

    def kubectl(self, *arguments: str, stdin: str | None = None) -> str:
        """Run kubectl in the namespace; its output."""
        command = [str(self.kubectl_program), f"--kubeconfig={self.kubeconfig}", "-n", self.namespace, *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=180, check=False)
        if done.returncode:
            raise AssertionError(f"kubectl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def objects(self, kind: str, *arguments: str) -> list[dict[str, Any]]:
        """All objects of a kind."""
        found: list[dict[str, Any]] = json.loads(self.kubectl("get", kind, "-o", "json", *arguments))["items"]
        return found

    @cached_property
    def credentials(self) -> dict[str, str]:
        """The content of the credentials' Secret: ``{"radarr.api_key": …}``."""
        data = json.loads(self.kubectl("get", "secret", "mediastack-credentials", "-o", "json"))["data"]
        return {key: base64.b64decode(value).decode() for key, value in data.items()}

    def session(self, service: str, port: int = 80) -> Session:
        """A session with an app, by the name of its Service."""
        url = f"kube://{self.namespace}/{service}:{port}"
        connection = Connection.from_params({"url": url, "kubeconfig": str(self.kubeconfig)})
        session = requests.Session()
        session.mount("http://", adapter(connection))
        return Session(session, connection.base)

    def servarr(self, name: str, port: int) -> Session:
        """A session with Radarr or Sonarr."""
        session = self.session(name, port)
        session.http.headers["X-Api-Key"] = self.credentials[f"{name}.api_key"]
        return session

    def jackett(self) -> Session:
        """A session with Jackett as its administrator."""
        session = self.session("jackett")
        login = {"password": self.credentials["jackett.password"]}
        session.http.post(f"{session.base}/UI/Dashboard", data=login, allow_redirects=False, timeout=30)
        return session

    def qbittorrent(self) -> Session:
        """A session with qBittorrent as its administrator."""
        session = self.session("qbitt")
        login = {key: self.credentials[f"qbittorrent.{key}"] for key in ("username", "password")}
        answer = session.http.post(f"{session.base}/api/v2/auth/login", data=login, timeout=30)
        if answer.status_code not in (200, 204) or answer.text == "Fails.":
            raise AssertionError(f"qBittorrent refused the login: {answer.status_code} {answer.text}")
        return session


@dataclass(frozen=True)
class Session:
    """An HTTP session with one app."""

    http: requests.Session
    base: str

    def get(self, path: str) -> Any:
        """An answer's JSON."""
        return self._checked(self.http.get(f"{self.base}{path}", timeout=30)).json()

    def send(self, method: str, path: str, **arguments: Any) -> requests.Response:
        """Any other request, which must succeed."""
        return self._checked(self.http.request(method, f"{self.base}{path}", timeout=60, **arguments))

    @staticmethod
    def _checked(answer: requests.Response) -> requests.Response:
        if not answer.ok:
            raise AssertionError(f"{answer.request.method} {answer.url}: {answer.status_code} {answer.text[:500]}")
        return answer


@dataclass(frozen=True)
class Spoiled:
    """One setting changed behind the collection's back: what was done, and which change repairs it."""

    app: str
    what: str
    repaired_by: str
    do: Callable[[Apps], None]


def _radarr(apps: Apps) -> None:
    radarr = apps.servarr("radarr", 80)
    (client,) = radarr.get("/api/v3/downloadclient")
    radarr.send(
        "PUT",
        f"/api/v3/downloadclient/{client['id']}?forceSave=true",
        json={**client, "removeCompletedDownloads": False},
    )


def _sonarr(apps: Apps) -> None:
    sonarr = apps.servarr("sonarr", 8989)
    indexer = next(item for item in sonarr.get("/api/v3/indexer") if item["name"] == "TheRARBG")
    sonarr.send("PUT", f"/api/v3/indexer/{indexer['id']}?forceSave=true", json={**indexer, "enableRss": False})


def _jackett(apps: Apps) -> None:
    apps.jackett().send("DELETE", "/api/v2.0/indexers/thepiratebay")


def _qbittorrent(apps: Apps) -> None:
    preferences = {"json": json.dumps({"max_ratio_act": 1})}
    apps.qbittorrent().send("POST", "/api/v2/app/setPreferences", data=preferences)


SPOILED = (
    Spoiled(
        "Radarr",
        "keeps completed downloads",
        "Radarr downloads through qBittorrent (radarr → qbittorrent)",
        _radarr,
    ),
    Spoiled(
        "Sonarr",
        "no longer reads the feed of TheRARBG",
        "Sonarr searches Jackett (sonarr → jackett: TheRARBG)",
        _sonarr,
    ),
    Spoiled(
        "Jackett",
        "has lost The Pirate Bay",
        "Indexers of Jackett (jackett: thepiratebay)",
        _jackett,
    ),
    Spoiled(
        "qBittorrent",
        "deletes torrents at their ratio",
        "Preferences of qBittorrent (qbittorrent)",
        _qbittorrent,
    ),
)
