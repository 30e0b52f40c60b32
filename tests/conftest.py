# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all Python tests share: the collection's own import path, and no session kept from one test to the next."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_COLLECTIONS = Path(__file__).resolve().parents[1] / ".build" / "collections"
if str(_COLLECTIONS) not in sys.path:
    # before the installed package ansible, which brings its own ansible_collections
    sys.path.insert(0, str(_COLLECTIONS))


@pytest.fixture(autouse=True)
def _fresh_sessions() -> Iterator[None]:
    from ansible_collections.homelab.mediastack.plugins.module_utils.apps import sessions

    yield
    sessions.clear()
