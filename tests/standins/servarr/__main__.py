# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.standins.servarr --app radarr|sonarr [--config folder] [--port number] [--bind address]``."""

from __future__ import annotations

import os

from tests.standins.serve import arguments, serve

from .app import application
from .settings import APPS


def main() -> None:
    """Serve until stopped."""
    parser = arguments("tests.standins.servarr", 0)
    parser.add_argument("--app", choices=list(APPS), required=True, help="the program to stand for")
    options = parser.parse_args()
    app = APPS[options.app]
    environment_port = os.environ.get(f"{app.name.upper()}__SERVER__PORT")
    port = options.port or int(environment_port or app.port)
    serve(application(app, options.config, os.environ), options.bind, port)


if __name__ == "__main__":
    main()
