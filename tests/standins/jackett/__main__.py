# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.standins.jackett [--config folder] [--port number] [--bind address]``."""

from __future__ import annotations

import asyncio
import socket
import time

import uvicorn

from tests.standins.serve import LEAN, arguments, quiet

from .app import application
from .state import State

DARK = 0.3
"""Seconds without a listener while the web host restarts in its process."""


def main() -> None:
    """Serve until stopped; a saved setting of the web host ends it and starts it again."""
    options = arguments("tests.standins.jackett", 0).parse_args()
    quiet()
    state = State(options.config)
    app = application(state)
    while True:
        port = options.port or state.server["Port"]
        bind = options.bind if state.server["AllowExternal"] else "127.0.0.1"
        config = uvicorn.Config(app, timeout_graceful_shutdown=1, **LEAN)
        server = uvicorn.Server(config)
        state.restart = lambda server=server: setattr(server, "should_exit", True)  # type: ignore[misc]
        state.restarting = False
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((bind, port))
        asyncio.run(server.serve([listener]))
        if not state.restarting:
            return
        time.sleep(DARK)


if __name__ == "__main__":
    main()
