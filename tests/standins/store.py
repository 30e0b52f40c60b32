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
    """Objects ``{kind: {id: body}}`` and settings ``{name: value}``; ids are never used twice."""

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

    def all(self, kind: str) -> list[Body]:
        """Every object of a kind, oldest first."""
        with self.lock:
            rows = self.database.execute("SELECT id, body FROM objects WHERE kind = ? ORDER BY id", (kind,)).fetchall()
        return [{**json.loads(body), "id": number} for number, body in rows]

    def get(self, kind: str, number: int) -> Body | None:
        """One object."""
        with self.lock:
            row = self.database.execute("SELECT body FROM objects WHERE kind = ? AND id = ?", (kind, number)).fetchone()
        return {**json.loads(row[0]), "id": number} if row else None

    def insert(self, kind: str, body: Body) -> Body:
        """A new object with the next id."""
        with self.lock:
            row = self.database.execute("SELECT last FROM counters WHERE kind = ?", (kind,)).fetchone()
            number = (row[0] if row else 0) + 1
            self.database.execute("INSERT OR REPLACE INTO counters VALUES (?, ?)", (kind, number))
            held = {key: value for key, value in body.items() if key != "id"}
            self.database.execute(
                "INSERT INTO objects (kind, id, body) VALUES (?, ?, ?)", (kind, number, json.dumps(held))
            )
        return {**held, "id": number}

    def update(self, kind: str, number: int, body: Body) -> Body:
        """Replace an object."""
        held = {key: value for key, value in body.items() if key != "id"}
        with self.lock:
            self.database.execute(
                "UPDATE objects SET body = ? WHERE kind = ? AND id = ?", (json.dumps(held), kind, number)
            )
        return {**held, "id": number}

    def delete(self, kind: str, number: int) -> bool:
        """Remove an object; whether it was there."""
        with self.lock:
            done = self.database.execute("DELETE FROM objects WHERE kind = ? AND id = ?", (kind, number))
        return done.rowcount > 0

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting's value."""
        with self.lock:
            row = self.database.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else default

    def set(self, name: str, value: Any) -> None:
        """Keep a setting."""
        with self.lock:
            self.database.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, json.dumps(value)))
