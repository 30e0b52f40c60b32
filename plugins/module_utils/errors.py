# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one family of errors that users see: a sentence with what was found, what is allowed and what to change."""

from __future__ import annotations


class MediastackError(Exception):
    """Base of every expected failure; ``str(error)`` is one sentence, fit for a user, without secrets."""


class BadInput(MediastackError):
    """An option holds something that can't be accepted; nothing was written."""
