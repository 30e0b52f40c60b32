# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays over Radarr, Sonarr, Jackett and qBittorrent that find nothing to change: ours, and the same with uri tasks.

``RESOURCES`` objects of several kinds, each kind one task with a loop. The uri tasks do what a careful author writes
without modules: log in, list once for the ids and read each object. They compare nothing, which flatters them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tests.standins.running import Running

PLAIN_KINDS = ("tag", "download_client", "indexer", "remote_path_mapping")
EACH = 10
"""Objects of each kind of Radarr and Sonarr."""
INDEXERS = ("thepiratebay", "therarbg", "yts", "limetorrents", "nyaasi", "internetarchive", "showrss", "rutor")
CATEGORIES = 120 - 2 * len(PLAIN_KINDS) * EACH - len(INDEXERS)
RESOURCES = 120

_PATHS = {
    "tag": "tag",
    "download_client": "downloadclient",
    "indexer": "indexer",
    "remote_path_mapping": "remotepathmapping",
}
_TRANSMISSION: Mapping[str, Any] = {"implementation": "Transmission", "host": "127.0.0.1", "enable": False}

Task = dict[str, Any]


def _looped(name: str, module: str, options: Mapping[str, Any], count: int, **more: Any) -> Task:
    return {"name": name, module: dict(options), "loop": f"{{{{ range({count}) | list }}}}", **more}


def _servarr(app: Running, program: str) -> list[Task]:
    where = {"url": app.url, "api_key": app.api_key}
    options: dict[str, Mapping[str, Any]] = {
        "tag": {"label": "tag-{{ item }}"},
        "download_client": {"name": "Client {{ item }}", "port": "{{ 9000 + item }}", "test": "never", **_TRANSMISSION},
        "indexer": {
            "name": "Indexer {{ item }}",
            "base_url": "http://127.0.0.1:9/{{ item }}/",
            "categories": [5000 if program == "sonarr" else 2000],
            "test": "never",
        },
        "remote_path_mapping": {
            "host": "host-{{ item }}",
            "remote_path": "/far/{{ item }}/",
            "local_path": str(app.config),
        },
    }
    return [
        _looped(f"{program} {kind}", f"homelab.mediastack.{program}_{kind}", {**where, **options[kind]}, EACH)
        for kind in PLAIN_KINDS
    ]


def ours(apps: Mapping[str, Running]) -> list[Task]:
    """The tasks of the collection."""
    jackett, qbittorrent = apps["jackett"], apps["qbittorrent"]
    indexer = {"url": jackett.url, "password": jackett.password, "id": "{{ jackett_indexers[item] }}"}
    category = {
        "url": qbittorrent.url,
        "username": qbittorrent.username,
        "password": qbittorrent.password,
        "name": "category-{{ item }}",
        "save_path": "/downloads/{{ item }}",
    }
    return [
        *_servarr(apps["radarr"], "radarr"),
        *_servarr(apps["sonarr"], "sonarr"),
        _looped("jackett indexers", "homelab.mediastack.jackett_indexer", indexer, len(INDEXERS)),
        _looped("qbittorrent categories", "homelab.mediastack.qbit_category", category, CATEGORIES),
    ]


def _uri(name: str, **options: Any) -> Task:
    return {"name": name, "ansible.builtin.uri": options}


def _servarr_by_uri(app: Running, program: str) -> Iterable[Task]:
    headers = {"X-Api-Key": app.api_key}
    for kind in PLAIN_KINDS:
        url = f"{app.url}/api/v3/{_PATHS[kind]}"
        held = f"{program}_{kind}"
        yield {**_uri(f"{program} {kind}: ids", url=url, headers=headers), "register": held}
        each = {"url": f"{url}/{{{{ {held}.json[item].id }}}}", "headers": headers}
        yield _looped(f"{program} {kind}: read each", "ansible.builtin.uri", each, EACH, register=f"{held}_each")
        yield _differing(held, EACH)


def _differing(held: str, count: int) -> Task:
    """That every object was read; a comparison and a write on drift would only add to their time."""
    return {
        "name": f"{held}: what differs",
        "ansible.builtin.assert": {"that": f"{held}_each.results | map(attribute='json') | list | length == {count}"},
    }


def by_uri(apps: Mapping[str, Running]) -> list[Task]:
    """The same without modules."""
    jackett, qbittorrent = apps["jackett"], apps["qbittorrent"]
    form = {"method": "POST", "body_format": "form-urlencoded"}
    password = {"password": jackett.password}
    session = {"username": qbittorrent.username, **{"password": qbittorrent.password}}
    cookie = {"Cookie": "{{ jackett_login.set_cookie.split(';') | first }}"}
    own = {"Cookie": "{{ qbittorrent_login.set_cookie.split(';') | first }}"}
    login = _uri("jackett login", url=f"{jackett.url}/UI/Dashboard", body=password, follow_redirects="none", **form)
    login["ansible.builtin.uri"]["status_code"] = [200, 302]
    enter = _uri("qbittorrent login", url=f"{qbittorrent.url}/api/v2/auth/login", body=session, **form)
    enter["ansible.builtin.uri"]["status_code"] = [200, 204]
    settings = {"url": f"{jackett.url}/api/v2.0/indexers/{{{{ jackett_indexers[item] }}}}/config", "headers": cookie}
    categories = {"url": f"{qbittorrent.url}/api/v2/torrents/categories", "headers": own}
    return [
        *_servarr_by_uri(apps["radarr"], "radarr"),
        *_servarr_by_uri(apps["sonarr"], "sonarr"),
        {**login, "register": "jackett_login"},
        _looped("jackett: read each", "ansible.builtin.uri", settings, len(INDEXERS), register="jackett_each"),
        _differing("jackett", len(INDEXERS)),
        {**enter, "register": "qbittorrent_login"},
        _looped("qbittorrent: read each", "ansible.builtin.uri", categories, CATEGORIES, register="qbittorrent_each"),
        _differing("qbittorrent", CATEGORIES),
    ]


def lists(requests: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """How often each collection was listed; objects and settings by id are no lists."""
    paths = [str(request["path"]) for request in requests if request["method"] == "GET"]
    collections = {f"/api/v3/{path}" for path in _PATHS.values()} | {"/api/v2.0/indexers"}
    return Counter(path for path in paths if path in collections)
