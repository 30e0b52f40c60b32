# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fingerprints of written secrets, remembered outside the apps: in the cluster's Secret or in a file."""

from __future__ import annotations

from ..http.connection import Connection
from .cluster import ClusterFingerprints
from .file import FileFingerprints


def fingerprints(connection: Connection, state_path: str | None) -> ClusterFingerprints | FileFingerprints:
    """Where to remember: the file ``state_path``, else the cluster of a ``kube://`` URL, else the default file."""
    if connection.is_kube and state_path is None:
        return ClusterFingerprints(connection)
    return FileFingerprints(state_path)
