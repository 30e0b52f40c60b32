# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fingerprints in the cluster's Secret ``mediastack-state``, keyed with a key of Secret ``mediastack-credentials``."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ..errors import MediastackError
from ..http.cluster import Cluster, Refused, cluster
from ..http.connection import Connection
from ..reconcile.secrets import fingerprint

STATE_SECRET = "mediastack-state"
CREDENTIALS_SECRET = "mediastack-credentials"
KEY = "fingerprint-key"


class ClusterFingerprints:
    """One data key a place; a write is a patch of its own keys, so concurrent writers don't undo each other."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def is_known(self, place: str, value: str) -> bool:
        """Whether this value is the one that was last remembered for the place."""
        return self._state.get(_data_key(place)) == fingerprint(self._key, place, value)

    def remember(self, values: Mapping[str, str]) -> None:
        """Store the fingerprint of each value by its place."""
        self._patch({_data_key(place): fingerprint(self._key, place, value) for place, value in values.items()})

    def forget(self, prefix: str) -> None:
        """Drop everything remembered below a place (which must be whole steps: they make the start of the data key)."""
        start = _readable(prefix)
        gone: dict[str, str | None] = {key: None for key in self._state if key.startswith(start)}
        if gone:
            self._patch(gone)

    @cached_property
    def _key(self) -> bytes:
        held = self._secret(CREDENTIALS_SECRET).get(KEY)
        if not held:
            raise MediastackError(
                f"Secret {self.connection.namespace}/{CREDENTIALS_SECRET} has no {KEY}, which role deploy makes; "
                "run it first, or set option state_path to keep fingerprints in a file."
            )
        return held.encode()

    @cached_property
    def _state(self) -> dict[str, str]:
        return self._secret(STATE_SECRET)

    def _secret(self, name: str) -> dict[str, str]:
        try:
            held = self._cluster.get("v1", "Secret", name, self.connection.namespace)
        except Refused as error:
            raise self._failure(name, error) from None
        return {key: base64.b64decode(value).decode() for key, value in ((held or {}).get("data") or {}).items()}

    def _patch(self, values: Mapping[str, str | None]) -> None:
        data = {
            key: None if value is None else base64.b64encode(value.encode()).decode() for key, value in values.items()
        }
        try:
            try:
                self._cluster.patch(self._manifest(data))
            except Refused as error:
                if error.status != 404:
                    raise
                self._cluster.create(self._manifest({key: value for key, value in data.items() if value}))
        except Refused as error:
            raise self._failure(STATE_SECRET, error) from None
        for key, value in values.items():
            if value is None:
                self._state.pop(key, None)
            else:
                self._state[key] = value

    def _manifest(self, data: Mapping[str, str | None]) -> dict[str, Any]:
        metadata = {"name": STATE_SECRET, "namespace": self.connection.namespace}
        return {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": dict(data)}

    @property
    def _cluster(self) -> Cluster:
        return cluster(self.connection.kubeconfig, self.connection.context)

    def _failure(self, name: str, error: Refused) -> MediastackError:
        return MediastackError(
            f"Secret {self.connection.namespace}/{name} can't be used ({error.status} {error.reason}); "
            "give the account of the kubeconfig the rights to get, create and patch it, or set option state_path."
        )


def _data_key(place: str) -> str:
    """A valid data key that is readable and, by its digest, unambiguous."""
    return f"{_readable(place)[:200]}.{hashlib.sha256(place.encode()).hexdigest()[:16]}"


def _readable(place: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", place.replace("/", "."))
