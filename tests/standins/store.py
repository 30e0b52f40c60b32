# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of a stand-in: objects by kind and id in a SQLite file, where the program keeps its own."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any

Body = dict[str, Any]


class Store:
    """Objects ``{kind: {id: body}}`` and settings ``{name: value}``; ids are never used twice.

    Read from memory, written through: a thousand objects must not make every request slow.
    """

    def __init__(self, path: Path) -> None:
        self.lock = threading.RLock()
        self.database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = OFF",
            "CREATE TABLE IF NOT EXISTS objects (kind TEXT, id INTEGER, body TEXT, PRIMARY KEY (kind, id))",
            "CREATE TABLE IF NOT EXISTS counters (kind TEXT PRIMARY KEY, last INTEGER)",
            "CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT)",
        ):
            self.database.execute(statement)
        self.objects: dict[str, dict[int, Body]] = {}
        for kind, number, body in self.database.execute("SELECT kind, id, body FROM objects ORDER BY id"):
            self.objects.setdefault(kind, {})[number] = {**json.loads(body), "id": number}
        self.counters: dict[str, int] = dict(self.database.execute("SELECT kind, last FROM counters"))
        self.settings = {
            name: json.loads(value) for name, value in self.database.execute("SELECT name, value FROM settings")
        }

    def all(self, kind: str) -> list[Body]:
        """Every object of a kind, oldest first."""
        with self.lock:
            return [dict(body) for body in self.objects.get(kind, {}).values()]

    def get(self, kind: str, number: int) -> Body | None:
        """One object."""
        with self.lock:
            held = self.objects.get(kind, {}).get(number)
            return dict(held) if held is not None else None

    def insert(self, kind: str, body: Body) -> Body:
        """A new object with the next id."""
        with self.lock:
            number = self.counters.get(kind, 0) + 1
            self.counters[kind] = number
            self.database.execute("INSERT OR REPLACE INTO counters VALUES (?, ?)", (kind, number))
            return self._keep(kind, number, body)

    def update(self, kind: str, number: int, body: Body) -> Body:
        """Replace an object that is there."""
        with self.lock:
            return self._keep(kind, number, body)

    def _keep(self, kind: str, number: int, body: Body) -> Body:
        text = json.dumps({key: value for key, value in body.items() if key != "id"})
        self.database.execute("INSERT OR REPLACE INTO objects (kind, id, body) VALUES (?, ?, ?)", (kind, number, text))
        held = {**json.loads(text), "id": number}
        self.objects.setdefault(kind, {})[number] = held
        return dict(held)

    def delete(self, kind: str, number: int) -> bool:
        """Remove an object; whether it was there."""
        with self.lock:
            self.database.execute("DELETE FROM objects WHERE kind = ? AND id = ?", (kind, number))
            return self.objects.get(kind, {}).pop(number, None) is not None

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting's value."""
        with self.lock:
            return self.settings.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Keep a setting."""
        text = json.dumps(value)
        with self.lock:
            self.settings[name] = json.loads(text)
            self.database.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, text))
