# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notifications: their events, and tests that really send what is to be sent (facts: servarr 6)."""

from __future__ import annotations

import os
import socket
import subprocess
from typing import Any

import requests

from .answers import Body, Failure, broken, setting
from .network import TIMEOUT
from .program import Program

Values = dict[str, Any]

_FIRST = ("onGrab", "onDownload", "onUpgrade")
_LAST = (
    "onHealthIssue",
    "includeHealthWarnings",
    "onHealthRestored",
    "onApplicationUpdate",
    "onManualInteractionRequired",
)
FLAGS = {
    "radarr": (
        *_FIRST,
        "onRename",
        "onMovieAdded",
        "onMovieDelete",
        "onMovieFileDelete",
        "onMovieFileDeleteForUpgrade",
        *_LAST,
    ),
    "sonarr": (
        *_FIRST,
        "onImportComplete",
        "onRename",
        "onSeriesAdd",
        "onSeriesDelete",
        "onEpisodeFileDelete",
        "onEpisodeFileDeleteForUpgrade",
        *_LAST,
    ),
}
"""Events by program, in the order of the resource."""

_NARROWING = ("onUpgrade", "includeHealthWarnings", "onMovieFileDeleteForUpgrade", "onEpisodeFileDeleteForUpgrade")
SWITCHES = tuple(sorted({flag for flags in FLAGS.values() for flag in flags} - set(_NARROWING)))
"""One of these is on: the notification is. Those that only narrow another one do not count (NotificationDefinition)."""

TITLES = {"MediaBrowser": "Emby / Jellyfin", "PlexServer": "Plex Media Server", "CustomScript": "Custom Script"}


def server_sets(app: str, implementation: str, supported: list[str]) -> Body:
    """Which events have an effect; a script's test is warned of."""
    events = [flag for flag in FLAGS[app] if flag != "includeHealthWarnings"]
    result: Body = {f"supports{flag[0].upper()}{flag[1:]}": flag in supported for flag in events}
    if implementation == "CustomScript":
        result["message"] = {"message": "A test runs the script with the event type Test", "type": "warning"}
    return result


def test(program: Program, implementation: str, values: Values) -> list[Body]:
    """What the test of a notification finds."""
    if implementation == "MediaBrowser":
        return _media_browser(program, values)
    if implementation == "Webhook":
        return _webhook(program, values)
    if implementation == "Discord":
        return _discord(program, values)
    if implementation == "CustomScript":
        return _script(program, values)
    return _plex(values)


def _media_browser(program: Program, values: Values) -> list[Body]:
    """Nearly blind: of all refusals only 401 counts, so a path that Jellyfin does not have is a success."""
    host = f"[{values['host']}]" if ":" in values["host"] else values["host"]
    base = f"{'https' if values['useSsl'] else 'http'}://{host}:{values['port']}{values['urlBase'] or ''}"
    body = {"Name": f"Test from {program.app.title}", "Description": "MediaBrowser works", "ImageUrl": ""}
    try:
        with program.network.session(base) as session:
            answer = session.post(
                f"{base}/Notifications/Admin",
                json=body,
                headers={"X-MediaBrowser-Token": values["apiKey"]},
                timeout=TIMEOUT,
            )
    except (requests.RequestException, ValueError) as error:
        return [setting("Host", f"Unable to send test message: {error}")]
    return [setting("ApiKey", "API Key is invalid")] if answer.status_code == 401 else []


def _webhook(program: Program, values: Values) -> list[Body]:
    methods = {1: "POST", 2: "PUT"}
    if values["method"] not in methods or values["headers"] is None:
        raise broken(f"Specified argument was out of the range of valid values. {values['method']}")
    login = values["username"] or values["password"]
    status = _send(
        program,
        methods[values["method"]],
        values["url"],
        _event(program),
        auth=(values["username"] or "", values["password"] or "") if login else None,
        headers={pair["key"]: pair["value"] for pair in values["headers"]},
    )
    if status < 400:
        return []
    text = f"Unable to post to webhook: HTTP request failed: [{status}] at [{values['url']}]"
    return [setting("Url", f"Unable to send test message: {text}")]


def _event(program: Program) -> Body:
    """The test event, of a film or of an episode that is nowhere."""
    host = program.store.setting("config/host", {})
    result: Body = {"eventType": "Test", "instanceName": program.config.instance_name}
    result["applicationUrl"] = host.get("applicationUrl") or ""
    place, tags = "C:\\testpath", ["test-tag"]
    if program.app.name == "sonarr":
        result["series"] = {"id": 1, "title": "Test Title", "path": place, "tvdbId": 1234, "tags": tags}
        result["episodes"] = [{"id": 123, "episodeNumber": 1, "seasonNumber": 1, "title": "Test title"}]
        return result
    result["movie"] = {"id": 1, "title": "Test Title", "year": 1970, "folderPath": place, "tags": tags}
    result["remoteMovie"] = {"tmdbId": 1234, "imdbId": "5678", "title": "Test title", "year": 1970}
    result["release"] = {"quality": "Test Quality", "qualityVersion": 1, "indexer": "Test Indexer", "size": 9999999}
    return result


def _discord(program: Program, values: Values) -> list[Body]:
    """Only to the URL that is set."""
    body = {"content": f"Test message from {program.app.title}", "username": values["username"]}
    if _send(program, "POST", values["webHookUrl"], body) < 400:
        return []
    return [setting("", "Unable to send test message: Unable to post payload")]


def _send(program: Program, method: str, url: str, body: Body, **given: Any) -> int:
    """The status of the answer; that there is none is an exception which nobody catches there."""
    try:
        with program.network.session(url) as session:
            return session.request(method, url, json=body, timeout=TIMEOUT, **given).status_code
    except (requests.RequestException, ValueError) as error:
        raise _unanswered(error) from None


def _unanswered(error: Exception) -> Failure:
    return broken(f"Connection refused ({error})")


def _script(program: Program, values: Values) -> list[Body]:
    """Runs it, with the event in its environment."""
    if not os.path.isfile(values["path"]):
        return [setting("Path", "File does not exist")]
    event = {"EventType": "Test", "InstanceName": program.config.instance_name, "ApplicationUrl": ""}
    environment = {**program.environment, **{f"{program.app.title}_{key}": text for key, text in event.items()}}
    try:
        code = subprocess.run(
            [values["path"]],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        ).returncode
    except (OSError, subprocess.TimeoutExpired) as error:
        return [setting("", str(error))]
    return [setting("", f"Script exited with code: {code}")] if code else []


def _plex(values: Values) -> list[Body]:
    """No such program can be here: the test ends at the connection, and plex.tv is not told."""
    text = "Unable to connect to Plex Media Server"
    try:
        socket.create_connection((values["host"], values["port"]), timeout=5).close()
    except OSError as error:
        return [setting("Host", text, detail=str(error))]
    return [setting("Host", text, detail="No Plex Media Server answered.")]
