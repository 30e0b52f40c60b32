# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing: the only place where the engine changes an app, and where it proves that the app took the change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ..errors import MediastackError
from .kind import Object
from .plan import CREATE, DELETE, UPDATE, Change, References, plan
from .secrets import MASK, ON_CREATE, SecretPolicy


class NotTaken(MediastackError):
    """The app answered a write with success and kept another value."""


class Store(Protocol):
    """Where objects of one kind live. Each write returns the object as the app holds it afterwards."""

    def create(self, change: Change) -> Object:
        """Make ``change.target``."""

    def update(self, change: Change) -> Object:
        """Replace ``change.current`` by ``change.target``."""

    def delete(self, change: Change) -> None:
        """Remove ``change.current``."""


def apply(
    change: Change, store: Store, wanted: Mapping[str, Any], references: References | None = None
) -> Object | None:
    """Carry out a change and plan again on what the app holds then; raises NotTaken where the two differ."""
    if change.action == DELETE:
        store.delete(change)
        return None
    if change.action not in (CREATE, UPDATE):
        return change.current
    held = store.create(change) if change.action == CREATE else store.update(change)
    # what was just written is known, so only values that the app shows can still differ
    again = plan(change.kind, held, wanted, references=references, policy=SecretPolicy(update=ON_CREATE))
    if again.needed:
        raise NotTaken(_not_taken(again))
    return held


def _not_taken(again: Change) -> str:
    kept = "; ".join(
        f"{option}: wrote {again.after[option]!r}, {again.kind.app} kept {again.before.get(option, MASK)!r}"
        for option in again.after
    )
    return (
        f"{again.kind.name_of(again.identity)} did not take what was written ({kept}); "
        f"change {', '.join(again.after)} to a value that {again.kind.app} accepts."
    )
