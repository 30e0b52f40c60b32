# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""First contact: is it the right program, does it take the key and the host name, is it new enough."""

from __future__ import annotations

import json

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.api import RADARR, ServarrApi
from ansible_collections.homelab.mediastack.plugins.module_utils.errors import MediastackError
from ansible_collections.homelab.mediastack.plugins.module_utils.http.connection import Connection
from tests.unit.http.scripted import Answer, serving

STATUS = "/api/v3/system/status"
REFUSED = {
    "another program": (Answer(200, json.dumps({"appName": "Sonarr", "version": "4.0.19"})), "is Sonarr 4.0.19, not"),
    "no such program": (Answer(200, "<html>It works!</html>"), "is not Radarr"),
    "an old one": (Answer(200, json.dumps({"appName": "Radarr", "version": "4.7.5"})), "Radarr 5 or newer is needed"),
    "a wrong key": (Answer(401, ""), "set option api_key"),
    "a URL base": (Answer(307, "", {"Location": "/films/api"}), "redirects to /films/api; add the URL base"),
    "a host name": (Answer(400, "<h2>Bad Request - Invalid Hostname</h2>"), "allowed hosts of Radarr"),
}


@pytest.mark.parametrize(("answer", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_right_is_told_at_once(answer: Answer, told: str) -> None:
    """Nothing of this passes by waiting."""
    with serving({STATUS: [answer]}) as app:
        with pytest.raises(MediastackError, match=told):
            ServarrApi(RADARR, Connection.from_params({"url": app.url, "wait": 30}), "a-key")
        assert len(app.requests) == 1
