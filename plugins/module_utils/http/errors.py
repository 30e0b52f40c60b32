# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong between us and an app, each with the option that mends it."""

from __future__ import annotations

from typing import Any

from ..errors import MediastackError


class Unreachable(MediastackError):
    """No answer from the app, for a reason that waiting does not mend."""


class NotYet(MediastackError):
    """No answer yet: the app (or its pod) may still be starting."""


class NotTrusted(Unreachable):
    """The certificate is not trusted."""


class WrongApp(MediastackError):
    """Something answers at the URL, but not the app that was meant."""


class Refused(MediastackError):
    """The app does not accept the key or password."""


class Rejected(MediastackError):
    """The app answered a request with an error.

    ``status`` is the HTTP status, ``body`` the decoded answer (never shown as it is: it may echo secrets).
    """

    def __init__(self, sentence: str, status: int, body: Any = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.body = body
