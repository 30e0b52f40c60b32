# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An app in memory, for tests of the engine: it masks secrets, orders lists as it likes and numbers its tags."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.apply import apply
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.kind import Attribute, Kind
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.plan import Change, plan
from ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.secrets import MASK, SecretPolicy


def whole(value: Any) -> int:
    """A number, also from text, as options give it."""
    if not str(value).lstrip("-").isdigit():
        raise ValueError("a whole number")
    return int(value)


TAGS = {"tag": {"vpn": 1, "4k": 2, "anime": 3}}
KIND = Kind(
    "thing",
    "Toy",
    "name",
    (
        Attribute("name", ("name",)),
        Attribute("enable", ("enable",)),
        Attribute("port", ("fields", "port"), coerce=whole),
        Attribute("folder", ("fields", "folder"), canonical=lambda path: path.rstrip("/") or "/"),
        Attribute("labels", ("labels",), unordered=True),
        Attribute("tags", ("tagIds",), unordered=True, reference="tag"),
        Attribute("mode", ("mode",), words={"off": 0, "slow": 1, "fast": 2}),
        Attribute("password", ("fields", "password"), secret=True),
    ),
)
BASE = {"enable": False, "fields": {"port": 80, "folder": "/data"}, "labels": [], "tagIds": [], "mode": 0}

SECRETS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=12, max_size=20)
WANTED = st.fixed_dictionaries(
    {"name": st.just("one")},
    optional={
        "enable": st.booleans(),
        "port": st.one_of(st.integers(1, 65535), st.integers(1, 65535).map(str)),
        "folder": st.sampled_from(["/", "/data", "/data/", "/films"]),
        "labels": st.lists(st.sampled_from(["a", "b", "c"]), unique=True),
        "tags": st.lists(st.sampled_from(sorted(TAGS["tag"])), unique=True),
        "mode": st.sampled_from(["off", "slow", "fast"]),
        "password": SECRETS,
    },
)


class Toy:
    """The app: ``shown`` is what its API answers, ``password`` what it keeps to itself."""

    def __init__(self) -> None:
        self.held: dict[str, Any] | None = None
        self.password = ""
        self.writes = 0
        self.remembered: dict[str, str] = {}

    def shown(self) -> dict[str, Any] | None:
        answer = copy.deepcopy(self.held)
        if answer is not None and answer["fields"].get("password"):
            answer["fields"]["password"] = MASK
        if answer is not None:
            answer["labels"] = answer["labels"][::-1]
        return answer

    def create(self, change: Change) -> dict[str, Any]:
        return self._write(change)

    def update(self, change: Change) -> dict[str, Any]:
        return self._write(change)

    def delete(self, change: Change) -> None:
        self.writes += 1
        self.held = None

    def _write(self, change: Change) -> dict[str, Any]:
        self.writes += 1
        self.held = copy.deepcopy(change.target or {})
        sent = self.held["fields"].get("password")
        if sent and sent != MASK:
            self.password = sent
        shown = self.shown()
        assert shown is not None
        return shown

    def policy(self, update: str = "when_changed") -> SecretPolicy:
        return SecretPolicy(update, lambda option, value: self.remembered.get(option) == value)

    def plan(self, wanted: dict[str, Any], *, present: bool = True, update: str = "when_changed") -> Change:
        """What a check would say."""
        return plan(
            KIND,
            self.shown(),
            wanted,
            present=present,
            base=BASE,
            references=TAGS,
            policy=self.policy(update),
        )

    def run(self, wanted: dict[str, Any], *, present: bool = True, update: str = "when_changed") -> Change:
        """What a task does: plan, write, remember."""
        change = self.plan(wanted, present=present, update=update)
        if change.needed:
            apply(change, self, wanted, TAGS)
            self.remembered.update({option: wanted[option] for option in change.secrets})
        return change
