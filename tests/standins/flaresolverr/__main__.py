# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.standins.flaresolverr [--port number] [--bind address]``."""

from __future__ import annotations

import os

from tests.standins.serve import arguments, serve

from .app import application


def main() -> None:
    """Serve until stopped; it keeps nothing, so its configuration folder stays empty."""
    options = arguments("tests.standins.flaresolverr", 0).parse_args()
    serve(application(os.environ), options.bind, options.port or int(os.environ.get("PORT", "8191")))


if __name__ == "__main__":
    main()
