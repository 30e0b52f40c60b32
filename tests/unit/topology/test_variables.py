# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What users may write, and what they are told when they may not."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.resolve import resolve
from tests.tools import variables

from .conftest import Make

HOST_PATH = {"host_path": "/srv/media"}

REFUSED = {
    "no media": ({"media": None}, "mediastack_media"),
    "two kinds of media": ({"media": {"host_path": "/a", "claim": "b"}}, "exactly one of mediastack_media.nfs"),
    "no path of an export": ({"media": {"nfs": {"server": "nas"}}}, "path"),
    "a relative folder": ({"media": {"host_path": "media"}}, "absolute path"),
    "media of the wrong type": ({"media": "nas:/media"}, "mediastack_media"),
    "an unknown variable": ({"time_zone": "UTC"}, "did you mean mediastack_timezone?"),
    "an unknown key": ({"apps": {"radarr": {"tagz": []}}}, "mediastack_apps.radarr.tagz"),
    "an unknown key deep inside": (
        {"apps": {"radarr": {"claim": {"sise": "1Gi"}}}},
        "radarr.claim.sise",
    ),
    "an unknown key in a list": ({"indexers": [{"id": "yts", "idd": 1}]}, "mediastack_indexers[0].idd"),
    "an unknown app": ({"apps": {"lidarr": {}}}, "mediastack_apps.lidarr.app"),
    "an option of another app": ({"apps": {"radarr": {"preferences": {}}}}, "mediastack_apps.radarr.preferences"),
    "an instance that is no dictionary": ({"apps": {"radarr": "off"}}, "mediastack_apps.radarr is 'off'"),
    "a number that is none": ({"uid": "me"}, "mediastack_uid"),
    "a negative number": ({"gid": -1}, "mediastack_gid is -1"),
    "an umask that is none": ({"umask": "99"}, "mediastack_umask"),
    "a namespace that is none": ({"namespace": "Media Stack"}, "mediastack_namespace"),
    "a time zone that is none": ({"timezone": "Europe/Ber lin"}, "mediastack_timezone"),
    "an unknown layout": ({"layout": "both"}, "mediastack_layout"),
    "an empty kubeconfig": ({"kubeconfig": ""}, "mediastack_kubeconfig"),
    "no time to start": ({"rollout_timeout": 0}, "mediastack_rollout_timeout"),
    "a floating image": ({"apps": {"radarr": {"image": {"tag": "latest"}}}}, "mediastack_apps.radarr.image.tag"),
    "a digest that is none": (
        {"apps": {"radarr": {"image": {"digest": "abc"}}}},
        "radarr.image.digest",
    ),
    "a size that is none": ({"apps": {"radarr": {"claim": {"size": "big"}}}}, "mediastack_apps.radarr.claim.size"),
    "a name that is none": ({"apps": {"radarr": {"name": "Radarr!"}}}, "mediastack_apps.radarr.name"),
    "an instance that can't be named so": ({"apps": {"Radarr_4k": {"app": "radarr"}}}, "Radarr_4k"),
    "two of a category": ({"apps": {"radarr-4k": {"app": "radarr"}}}, "category 'movies'"),
    "two of a name": ({"apps": {"radarr": {"name": "sonarr"}}}, "name 'sonarr'"),
    "an indexer twice": ({"indexers": [{"id": "yts"}, {"id": "yts"}]}, "has id 'yts' twice"),
    "an indexer's name twice": ({"indexers": [{"id": "a"}, {"id": "b", "name": "A"}]}, "has name 'a' twice"),
    "an indexer without id": ({"indexers": [{"name": "x"}]}, "id"),
    "an indexer for nobody": ({"indexers": [{"id": "yts", "apps": ["bazarr"]}]}, "names 'bazarr' in apps"),
    "categories of nobody": ({"indexers": [{"id": "yts", "categories": {"movies": [1]}}]}, "categories for 'movies'"),
    "an impossible priority": ({"indexers": [{"id": "yts", "priority": 51}]}, "priority 51"),
    "an indexer behind Cloudflare": ({"indexers": [{"id": "1337x"}]}, "only be searched through FlareSolverr"),
    "indexers without Jackett": (
        {"indexers": [{"id": "yts"}], "apps": {"jackett": {"enabled": False}}},
        "no instance of jackett is enabled",
    ),
    "credentials of nobody": ({"credentials": {"plex": {}}}, "mediastack_credentials.plex"),
    "credentials that are unknown": (
        {"credentials": {"radarr": {"token": "x"}}},
        "radarr.token",
    ),
    "credentials that are empty": (
        {"credentials": {"radarr": {"api_key": ""}}},
        "radarr.api_key",
    ),
    "credentials of the wrong type": ({"credentials": {"radarr": "x"}}, "mediastack_credentials.radarr"),
    "secrets of nobody": ({"resend_secrets": ["plex"]}, "mediastack_resend_secrets"),
    "versions that do not go together": (
        {"apps": {"radarr": {"image": {"tag": "5.28.0.10274-ls270"}}}},
        "needs Radarr 6.2.1 or newer",
    ),
}


@pytest.mark.parametrize(("given", "named"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_one_sentence(given: dict[str, Any], named: str) -> None:
    """One sentence that names the key."""
    full = {f"mediastack_{name}": value for name, value in {"media": HOST_PATH, **given}.items()}
    with pytest.raises(BadInput) as raised:
        resolve(full)
    message = str(raised.value)
    assert named in message
    assert "\n" not in message and message.endswith((".", "?"))


def test_a_refusal_shows_no_credential() -> None:
    """Not even one of the wrong type."""
    with pytest.raises(BadInput) as raised:
        resolve({"mediastack_media": HOST_PATH, "mediastack_credentials": {"radarr": {"api_key": 4711471147}}})
    assert "4711471147" not in str(raised.value)


def test_defaults_make_a_whole_stack(make: Make) -> None:
    """Nothing but the media has to be said."""
    stack = make()
    assert set(stack.instances) == {"jackett", "qbittorrent", "radarr", "sonarr"}
    assert stack.namespace == "media"


def test_variables_of_others_are_not_looked_at() -> None:
    """Inventories hold more than ours."""
    assert resolve({"mediastack_media": HOST_PATH, "ansible_host": "x", "media_player": 1}).instances


def test_disabled_apps_lose_their_links(make: Make) -> None:
    """Nobody links to what is not there."""
    stack = make(apps={"sonarr": {"enabled": False}})
    assert "sonarr" not in stack.instances
    assert {link.source.name for link in stack.links} == {"radarr"}


def test_flaresolverr_opens_its_indexers(make: Make) -> None:
    """With it, they are accepted."""
    stack = make(indexers=[{"id": "1337x"}], apps={"jackett": {"config": {"flaresolverr_url": "http://solver:8191"}}})
    assert stack.indexers[0]["id"] == "1337x"


def test_the_page_of_variables_is_current() -> None:
    """make docs writes it."""
    assert variables.PAGE.read_text(encoding="utf-8") == variables.page(), "run make docs"
