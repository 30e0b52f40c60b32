# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets in the engine: masks, the policy that decides when one is written, fingerprints, scrubbing of texts."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

MASK = "********"
NEW_MASK = "******** (new value)"

WHEN_CHANGED = "when_changed"
ALWAYS = "always"
ON_CREATE = "on_create"
POLICIES = (WHEN_CHANGED, ALWAYS, ON_CREATE)

_KEY_IN_URL = re.compile(r"([?&](?:\w*api_?key|pass\w*|\w*token|rsskey|secret)=)[^&\s\]\"'<>]+", re.IGNORECASE)


@dataclass(frozen=True)
class SecretPolicy:
    """When a secret that the app does not show is written again.

    ``update``   one of POLICIES (option ``update_secrets``)
    ``is_known`` ``(option, value) -> bool``: whether this value is the one that was written last
    """

    update: str = WHEN_CHANGED
    is_known: Callable[[str, str], bool] = lambda option, value: False

    def must_write(self, option: str, value: Any) -> bool:
        """Whether a hidden, set secret has to be written although the app gives no way to compare it."""
        if self.update == WHEN_CHANGED:
            return not self.is_known(option, str(value))
        return self.update == ALWAYS


def fingerprint(key: bytes, place: str, value: str) -> str:
    """Keyed fingerprint of a secret: HMAC-SHA256 over its place and value, hexadecimal.

    The place (``radarr/download client/qbitt/password``) is part of it, so equal secrets have unequal fingerprints.
    """
    return hmac.new(key, f"{place}\0{value}".encode(), hashlib.sha256).hexdigest()


def secret_values(values: Iterable[Any]) -> list[str]:
    """All non-empty strings in nested values, longest first, as needed to scrub texts."""
    found: set[str] = set()
    for value in values:
        if isinstance(value, dict):
            found.update(secret_values(value.values()))
        elif isinstance(value, (list, tuple, set)):
            found.update(secret_values(value))
        elif value not in (None, "", True, False):
            found.add(str(value))
    return sorted(found, key=len, reverse=True)


def scrub(text: str, secrets: Iterable[Any] = ()) -> str:
    """The text with every occurrence of a secret replaced by the mask, and of any key in the query of a URL.

    The apps put whole URLs into their errors, with keys that they hold and the task at hand does not know.
    """
    for value in secret_values(secrets):
        text = text.replace(value, MASK)
    return _KEY_IN_URL.sub(rf"\g<1>{MASK}", text)
