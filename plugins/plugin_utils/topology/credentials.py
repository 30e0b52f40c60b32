# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials: given by the user, else kept in the cluster's Secret, else generated once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from ...module_utils.state.cluster import CREDENTIALS_SECRET as SECRET
from ...module_utils.state.cluster import KEY as FINGERPRINT_KEY
from .stack import Stack

__all__ = ["FINGERPRINT_KEY", "SECRET", "Credentials", "by_instance", "complete"]

Credentials = dict[str, dict[str, str]]
"""By instance and name: ``{"radarr": {"api_key": …, "username": …, "password": …}}``."""


def complete(stack: Stack, held: Mapping[str, str]) -> dict[str, str]:
    """Data of the Secret: what it holds, laid over by what the user gives, the missing rest generated.

    Keys are ``<instance>.<name>``, and ``fingerprint-key``. Those of instances that are gone stay: their claims do too.
    """
    result = dict(held)
    result.setdefault(FINGERPRINT_KEY, secrets.token_hex(32))
    for name, instance in stack.instances.items():
        given = stack.credentials.get(name, {})
        for credential, generator in instance.catalog["credentials"].items():
            key = f"{name}.{credential}"
            if credential in given:
                result[key] = given[credential]
            elif not result.get(key):
                result[key] = _generated(generator)
    return result


def by_instance(stack: Stack, data: Mapping[str, str]) -> Credentials:
    """The Secret's data as roles look it up."""
    return {
        name: {credential: data[f"{name}.{credential}"] for credential in instance.catalog["credentials"]}
        for name, instance in stack.instances.items()
    }


def _generated(generator: str) -> str:
    """``key``: 32 hexadecimal digits, as Servarr and Jackett make theirs; ``password``; anything else is the value."""
    if generator == "key":
        return secrets.token_hex(16)
    return secrets.token_urlsafe(18) if generator == "password" else generator
