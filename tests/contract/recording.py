# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recorded requests played again on a running program, and where its answers differ."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

import requests

Entry = dict[str, Any]
_OF_THE_MACHINE = ("/app/buildInfo", "/app/defaultSavePath", "/sync/maindata")


class Replay:
    """The requests of one section. Recorded cookies and ports stand for those of the program."""

    def __init__(self, url: str, entries: list[Entry]) -> None:
        self.url = url
        self.entries = [entry for entry in entries if "method" in entry]
        self.cookies: dict[str, str] = {}
        self.compared = 0
        ports = re.findall(r'"Host": "127\.0\.0\.1:(\d+)"', json.dumps(entries))
        self.port = next((port for port in ports if port != "9999"), None)

    def differences(self) -> list[dict[str, Any]]:
        """What was answered otherwise than recorded."""
        found = []
        for entry in self.entries:
            answer = self._send(entry)
            self.compared += 1
            expected, seen = _shape(entry, entry.get("response_body")), _shape(entry, _body(answer))
            if (answer.status_code, seen) != (entry["status"], expected):
                asked = f"{entry['method']} {entry['path']}"
                recorded = {"status": entry["status"], "body": expected}
                answered = {"status": answer.status_code, "body": seen}
                found.append(
                    {"request": asked, "sent": entry.get("request_body"), "recorded": recorded, "now": answered}
                )
        return found

    def _send(self, entry: Entry) -> requests.Response:
        headers = {name: self._own(value) for name, value in (entry.get("request_headers") or {}).items()}
        url = f"{self.url}{entry['path']}"
        answer = requests.request(
            entry["method"], url, headers=headers, data=entry.get("request_body"), allow_redirects=False, timeout=30
        )
        recorded = (entry.get("response_headers") or {}).get("set-cookie")
        if recorded and "Set-Cookie" in answer.headers:
            self.cookies[recorded.partition(";")[0]] = answer.headers["Set-Cookie"].partition(";")[0]
        return answer

    def _own(self, value: str) -> str:
        """A header with this program's cookie and port."""
        if self.port:
            value = value.replace(f":{self.port}", f":{urlsplit(self.url).port}")
        return self.cookies.get(value, value)


def _body(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return answer.text


def _shape(entry: Entry, body: Any) -> Any:
    """What can be compared: pages and answers about the machine only by their kind."""
    if any(part in entry["path"] for part in _OF_THE_MACHINE) or str(body).startswith("<!DOCTYPE"):
        return type(body).__name__
    return body or ""
