# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages in another language, so that nobody decides by their text (facts: servarr 2)."""

from __future__ import annotations

from typing import Any

ENGLISH = 1
_GERMAN = 4
_TRANSLATIONS = {
    _GERMAN: {
        "Authentication Failure": "Anmeldung fehlgeschlagen",
        "Unable to connect to qBittorrent": "Keine Verbindung zu qBittorrent",
        "Category is recommended": "Eine Kategorie wird empfohlen",
        "'Host' must not be empty.": "'Host' darf nicht leer sein.",
    }
}


def localised(failures: Any, language: int) -> Any:
    """A list of failures with the texts that are translated; anything else as it is."""
    texts = _TRANSLATIONS.get(language, {})
    if not texts or not isinstance(failures, list):
        return failures
    return [{**item, "errorMessage": texts.get(item["errorMessage"], item["errorMessage"])} for item in failures]
