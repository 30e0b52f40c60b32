# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting a stand-in as the program it stands for: one process, one port, ended by SIGTERM."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp

LEAN: dict[str, Any] = {"log_level": "warning", "access_log": False, "ws": "none", "lifespan": "off"}
"""Options of uvicorn for a server that only answers."""


def arguments(program: str, port: int) -> argparse.ArgumentParser:
    """The options that every stand-in has."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}")
    parser.add_argument("--config", type=Path, default=Path("/config"), help="folder of its configuration and state")
    parser.add_argument("--port", type=int, default=port, help=f"port to listen on (default: {port})")
    parser.add_argument("--bind", default="0.0.0.0", help="address to listen on")
    return parser


def quiet() -> None:
    """Dropped connections are ordered, so they are no errors to log."""
    logging.getLogger("uvicorn.error").addFilter(lambda record: "Exception in ASGI application" not in record.msg)


def serve(app: ASGIApp, bind: str, port: int) -> None:
    """Serve until told to stop."""
    quiet()
    uvicorn.run(app, host=bind, port=port, timeout_graceful_shutdown=2, **LEAN)
