# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The smallest stack that is complete, and a way to vary it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.resolve import resolve
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.stack import Stack

Make = Callable[..., Stack]


@pytest.fixture
def make() -> Make:
    """A stack of all apps on a host folder; keywords are variables without their prefix."""

    def make(**variables: Any) -> Stack:
        given = {"media": {"host_path": "/srv/media"}, **variables}
        return resolve({f"mediastack_{name}": value for name, value in given.items()})

    return make
