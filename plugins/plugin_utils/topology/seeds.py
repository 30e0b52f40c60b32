# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""First settings: files that an app finds at its very first start, so that no page is ever clicked.

Made from credentials alone and always the same for the same credentials, so that deploying twice changes nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape


def servarr(credentials: Mapping[str, str], salt_key: bytes) -> str:
    """config.xml with the user, who is taken over into the database at the first start (facts: servarr 1.3)."""
    return (
        "<Config>\n"
        f"  <Username>{escape(credentials['username'])}</Username>\n"
        f"  <Password>{escape(credentials['password'])}</Password>\n"
        "  <AnalyticsEnabled>False</AnalyticsEnabled>\n"
        "</Config>\n"
    )


def jackett(credentials: Mapping[str, str], salt_key: bytes) -> str:
    """ServerConfig.json with key and password; the key is the password's salt (facts: jackett_qbittorrent B3)."""
    key = credentials["api_key"]
    return json.dumps(
        {
            "APIKey": key,
            "AdminPassword": hashlib.sha512((credentials["password"] + key).encode("utf-16-le")).hexdigest(),
            "UpdateDisabled": True,
        },
        indent=2,
    )


def qbittorrent(credentials: Mapping[str, str], salt_key: bytes) -> str:
    """qBittorrent.conf in the section that every version from 4.5 to 5.3 reads (facts: jackett_qbittorrent A2).

    Without section Meta: with it, 5.3 takes the old section for migrated and ignores it.
    """
    salt = hmac.new(salt_key, b"qbittorrent " + credentials["username"].encode(), hashlib.sha256).digest()[:16]
    derived = hashlib.pbkdf2_hmac("sha512", credentials["password"].encode(), salt, 100_000, 64)
    stored = f"@ByteArray({base64.b64encode(salt).decode()}:{base64.b64encode(derived).decode()})"
    return (
        "[LegalNotice]\nAccepted=true\n\n"
        "[Preferences]\n"
        f"WebUI\\Username={credentials['username']}\n"
        f'WebUI\\Password_PBKDF2="{stored}"\n'
    )


WRITERS: Mapping[str, Callable[[Mapping[str, str], bytes], str]] = {
    "servarr": servarr,
    "jackett": jackett,
    "qbittorrent": qbittorrent,
}
