# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection for tests: this machine, but not called local, so that tasks take the way of another host."""

from __future__ import annotations

from ansible.plugins.connection.local import Connection as LocalConnection

DOCUMENTATION = """
name: elsewhere
short_description: This machine under another name
description: Runs modules as processes of their own.
"""


class Connection(LocalConnection):
    """The local connection with another transport."""

    transport = "elsewhere"
