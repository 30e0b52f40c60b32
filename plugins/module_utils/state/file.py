# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fingerprints in a file that only its owner can read; used without a cluster."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping

from ..errors import MediastackError
from ..reconcile.secrets import fingerprint

_read_before: dict[str, tuple[tuple[int, int, int], dict]] = {}

DEFAULT = "~/.local/state/homelab.mediastack/fingerprints.json"


class FileFingerprints:
    """A JSON file ``{"key": hex, "fingerprints": {place: hex}}``, mode 0600, safe for several writers at once."""

    def __init__(self, path: str | None) -> None:
        self.path = os.path.expanduser(path or DEFAULT)

    def is_known(self, place: str, value: str) -> bool:
        """Whether this value is the one that was last remembered for the place."""
        state = self._read()
        held = state["fingerprints"].get(place)
        return held is not None and held == fingerprint(bytes.fromhex(state["key"]), place, value)

    def remember(self, values: Mapping[str, str]) -> None:
        """Store the fingerprint of each value by its place."""
        with self._locked():
            state = self._read()
            key = bytes.fromhex(state["key"])
            new = {place: fingerprint(key, place, value) for place, value in values.items()}
            self._write({**state, "fingerprints": {**state["fingerprints"], **new}})

    def forget(self, prefix: str) -> None:
        """Drop everything remembered below a place."""
        with self._locked():
            state = self._read()
            kept = {place: value for place, value in state["fingerprints"].items() if not place.startswith(prefix)}
            if len(kept) != len(state["fingerprints"]):
                self._write({**state, "fingerprints": kept})

    def _read(self) -> dict:
        """The file's content; read again only when the file is another one, since every object asks for it."""
        try:
            status = os.stat(self.path)
            version = (status.st_ino, status.st_mtime_ns, status.st_size)
            if self.path not in _read_before or _read_before[self.path][0] != version:
                _read_before[self.path] = (version, self._parsed())
            return _read_before[self.path][1]
        except FileNotFoundError:
            return {"key": secrets.token_hex(32), "fingerprints": {}}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise MediastackError(
                f"The state file {self.path} can't be read ({type(error).__name__}); "
                "mend or remove it, or change option state_path."
            ) from None

    def _parsed(self) -> dict:
        with open(self.path, encoding="utf-8") as file:
            state = json.load(file)
        return {"key": state["key"], "fingerprints": dict(state["fingerprints"])}

    def _write(self, state: dict) -> None:
        aside = f"{self.path}.{os.getpid()}.new"
        try:
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(state, file, indent=1, sort_keys=True)
            os.replace(aside, self.path)
        except OSError as error:
            raise self._unwritable(error) from None

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            os.makedirs(os.path.dirname(os.path.abspath(self.path)), mode=0o700, exist_ok=True)
            descriptor = os.open(f"{self.path}.lock", os.O_WRONLY | os.O_CREAT, 0o600)
        except OSError as error:
            raise self._unwritable(error) from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _unwritable(self, error: OSError) -> MediastackError:
        return MediastackError(
            f"The state file {self.path} can't be written ({error.strerror}); set option state_path to a file that can."
        )
