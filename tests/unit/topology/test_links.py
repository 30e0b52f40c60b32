# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links follow from the apps, and carry names and ports that the catalog has once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.homelab.mediastack.plugins.module_utils.errors import BadInput
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology import storage
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.credentials import complete
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.manifests import manifests
from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology.resources import resources, view

from .conftest import Make

INDEXERS = [{"id": "thepiratebay", "name": "The Pirate Bay"}, {"id": "showrss", "apps": ["sonarr"]}]


def test_every_pair_is_linked(make: Make) -> None:
    """Both arrs to qBittorrent and to Jackett."""
    found = {(link.source.name, link.target.name, link.kind) for link in make().links}
    assert found == {
        ("radarr", "qbittorrent", "download_client"),
        ("sonarr", "qbittorrent", "download_client"),
        ("radarr", "jackett", "indexer"),
        ("sonarr", "jackett", "indexer"),
    }


def test_download_clients_use_the_full_service_name(make: Make) -> None:
    """Short names bypass nothing and match no bypass list."""
    (client,) = resources(make(namespace="cinema"))["radarr_download_client"]
    assert (client["host"], client["port"]) == ("qbitt.cinema.svc.cluster.local", 80)


def test_indexers_are_linked_to_the_apps_that_want_them(make: Make) -> None:
    """All that can search, or those that are named."""
    held = resources(make(indexers=INDEXERS))
    assert [item["name"] for item in held["radarr_indexer"]] == ["The Pirate Bay"]
    assert [item["name"] for item in held["sonarr_indexer"]] == ["The Pirate Bay", "showrss"]
    assert held["radarr_indexer"][0]["base_url"] == (
        "http://jackett.media.svc.cluster.local/api/v2.0/indexers/thepiratebay/results/torznab/"
    )
    assert all(2000 <= number < 3000 for number in held["radarr_indexer"][0]["categories"])
    assert held["sonarr_indexer"][0]["anime_categories"] == [5070]


def test_an_indexer_may_have_categories_of_its_own(make: Make) -> None:
    """By app, so that a second instance asks for the same."""
    held = resources(make(indexers=[{"id": "nyaasi", "categories": {"sonarr": [5070]}}]))
    assert held["sonarr_indexer"][0]["categories"] == [5070]
    assert held["radarr_indexer"][0]["categories"] != [5070]


def test_a_renamed_service_is_renamed_everywhere(make: Make) -> None:
    """Address, links and objects come from one name."""
    stack = make(apps={"qbittorrent": {"name": "torrents"}})
    assert resources(stack)["radarr_download_client"][0]["host"] == "torrents.media.svc.cluster.local"
    assert stack.instances["qbittorrent"].url == "kube://media/torrents:80"


def test_resending_secrets_names_links_of_an_instance(make: Make) -> None:
    """Those that it has, and those that others have to it."""
    held = resources(make(indexers=INDEXERS, resend_secrets=["qbittorrent"]))
    assert held["radarr_download_client"][0]["resend"] is True
    assert held["radarr_indexer"][0]["resend"] is False


def test_what_roles_see_holds_no_secret(make: Make) -> None:
    """Neither credentials nor secret settings of indexers."""
    stack = make(
        credentials={"radarr": {"api_key": "k" * 32}, "qbittorrent": {"password": "hunter-two-two"}},
        indexers=[{"id": "private", "secret_settings": {"cookie": "session-secret"}}],
    )
    shown = json.dumps(view(stack))
    assert "k" * 32 not in shown and "hunter-two-two" not in shown and "session-secret" not in shown


def test_files_are_renamed_unless_the_user_says_otherwise(make: Make) -> None:
    """Title (Year)/Title (Year) - Quality, and Season 01."""
    (naming,) = resources(make())["radarr_config"]
    assert (naming["section"], naming["settings"]["rename_movies"]) == ("naming", True)
    assert naming["settings"]["movie_folder_format"] == "{Movie Title} ({Release Year})"
    own = {"radarr": {"config": {"naming": {"rename_movies": False}, "ui": {"theme": "dark"}}}}
    held = {item["section"]: item["settings"] for item in resources(make(apps=own))["radarr_config"]}
    assert held["naming"]["rename_movies"] is False
    assert held["ui"] == {"theme": "dark"}
    (naming,) = resources(make())["sonarr_config"]
    assert naming["settings"]["season_folder_format"] == "Season {season:00}"


TWICE: dict[str, Any] = {
    "radarr-4k": {"app": "radarr", "category": "movies-4k", "library": "movies-4k"},
    "torrents": {"app": "qbittorrent"},
}


def test_any_number_of_instances_is_linked(make: Make) -> None:
    """Two of Radarr and of qBittorrent: each with each, and nothing of one is the other's."""
    held = resources(make(apps=TWICE, indexers=INDEXERS))
    clients = held["radarr_download_client"]
    assert {(item["instance"], item["target"]) for item in clients} == {
        (source, target) for source in ("radarr", "radarr-4k") for target in ("qbittorrent", "torrents")
    }
    assert {item["category"] for item in clients if item["instance"] == "radarr-4k"} == {"movies-4k"}
    assert len({item["host"] for item in clients}) == 2
    assert {item["url"] for item in held["radarr_tag"]} == set()
    folders = {item["instance"]: item["path"] for item in held["radarr_root_folder"]}
    assert folders["radarr"] != folders["radarr-4k"]
    categories = {(item["instance"], item["name"]) for item in held["qbit_category"]}
    assert {("qbittorrent", "movies-4k"), ("torrents", "movies-4k"), ("torrents", "tv")} <= categories


def test_an_app_may_use_some_download_clients_only(make: Make) -> None:
    """Each with a priority and tags, which are made first."""
    wished = {"torrents": {"priority": 2, "tags": ["4K", "slow"]}}
    apps = {**TWICE, "radarr-4k": {**TWICE["radarr-4k"], "download_clients": wished, "tags": ["SLOW"]}}
    held = resources(make(apps=apps))
    (client,) = [item for item in held["radarr_download_client"] if item["instance"] == "radarr-4k"]
    assert (client["target"], client["priority"], client["tags"]) == ("torrents", 2, ["4k", "slow"])
    assert [item["label"] for item in held["radarr_tag"]] == ["4k", "SLOW"]
    usual = next(item for item in held["radarr_download_client"] if item["instance"] == "radarr")
    assert (usual["priority"], usual["tags"]) == (None, None), "where nothing is said, nothing is managed"
    categories = {item["name"] for item in held["qbit_category"] if item["instance"] == "qbittorrent"}
    assert "movies-4k" not in categories, "a client that is not used needs no category"


@pytest.mark.parametrize(
    ("wished", "sentence"),
    [
        (
            {"radarr": {}},
            "radarr.download_clients names 'radarr', which is no instance of qbittorrent; .*: qbittorrent",
        ),
        ({"qbittorrent": {"prio": 1}}, r"download_clients\.qbittorrent\.prio is not a known key"),
        ({"qbittorrent": {"priority": "high"}}, "download_clients.qbittorrent: .*priority"),
    ],
)
def test_download_clients_that_can_not_be_are_refused(make: Make, wished: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        make(apps={"radarr": {"download_clients": wished}})


def test_indexers_have_tags_and_rules_for_seeding(make: Make) -> None:
    """So that downloads can be removed when they have seeded enough."""
    held = resources(make(indexers=[{"id": "yts", "tags": ["Public"], "seed_ratio": 1.5, "seed_time": 60}]))
    (indexer,) = held["radarr_indexer"]
    assert (indexer["tags"], indexer["seed_ratio"], indexer["seed_time"]) == (["public"], 1.5, 60)
    assert [item["label"] for item in held["sonarr_tag"]] == ["public"]


def test_pruning_is_off_and_keeps_what_is_declared(make: Make) -> None:
    assert resources(make(indexers=INDEXERS))["radarr_prune"] == []
    prune = {"kinds": ["indexer", "category", "tag"], "ignore": ["by hand*"]}
    held = resources(make(indexers=INDEXERS, prune=prune))
    (films,) = held["radarr_prune"]
    assert (films["kind"], films["keep"], films["ignore"]) == ("indexer", ["The Pirate Bay"], ["by hand*"])
    assert held["jackett_prune"][0]["keep"] == ["thepiratebay", "showrss"]
    assert set(held["qbit_prune"][0]["keep"]) == {"manual", "movies", "tv"}
    assert resources(make(prune=prune))["jackett_prune"] == [], "nothing declared, nothing deleted"


def test_kinds_that_can_not_be_pruned_are_refused(make: Make) -> None:
    with pytest.raises(BadInput, match=r"kinds must be one or more of: indexer.* film found in mediastack_prune"):
        make(prune={"kinds": ["film"]})


SOLVER = {"flaresolverr": {"enabled": True}}


def test_jackett_asks_the_flaresolverr_of_the_stack(make: Make) -> None:
    """Off by default; then nothing is said, but for a link that would lead nowhere."""
    (off,) = resources(make())["jackett_config"]
    assert "flaresolverr_url" not in off["config"]
    assert off["former_flaresolverr"] == ["http://flaresolverr.media.svc.cluster.local"]
    renamed = {"flaresolverr": {"name": "solver"}}
    former = resources(make(apps=renamed))["jackett_config"][0]["former_flaresolverr"]
    assert former == ["http://solver.media.svc.cluster.local"]
    held = resources(make(apps=SOLVER, indexers=[{"id": "1337x"}]))
    (server,) = held["jackett_config"]
    assert server["config"]["flaresolverr_url"] == "http://flaresolverr.media.svc.cluster.local"
    assert server["former_flaresolverr"] == []
    assert held["jackett_indexer"][0]["flaresolverr"] is True
    own = {**SOLVER, "jackett": {"config": {"flaresolverr_url": "http://solver:8191"}}}
    assert resources(make(apps=own))["jackett_config"][0]["config"]["flaresolverr_url"] == "http://solver:8191"


def test_an_indexer_that_needs_it_is_refused_while_it_is_off(make: Make) -> None:
    with pytest.raises(BadInput, match=r"1337x can only be searched through FlareSolverr.*flaresolverr\.enabled"):
        make(indexers=[{"id": "1337x"}])


def test_a_jackett_asks_one_flaresolverr_only(make: Make) -> None:
    second = {"solver-2": {"app": "flaresolverr", "enabled": True}}
    with pytest.raises(BadInput, match="jackett can be linked to 1 flaresolverr, and the stack has 2"):
        make(apps={**SOLVER, **second})


def test_an_app_that_keeps_nothing_has_neither_claim_nor_first_settings(make: Make) -> None:
    stack = make(apps=SOLVER)
    assert "flaresolverr" not in storage.claim_names(stack)
    made = manifests(stack, complete(stack, {}), frozenset({"flaresolverr"}))
    assert "PersistentVolumeClaim" not in [item["kind"] for item in made if item["metadata"]["name"] == "flaresolverr"]
    pod = next(item for item in made if item["kind"] == "StatefulSet")["spec"]["template"]["spec"]
    assert "initContainers" not in pod
    assert pod["volumes"] == [{"name": "scratch", "emptyDir": {}}]
    assert pod["containers"][0]["volumeMounts"] == [{"name": "scratch", "mountPath": "/config"}]
    with pytest.raises(BadInput, match=r"flaresolverr\.claim is not a known key"):
        make(apps={"flaresolverr": {"enabled": True, "claim": {"size": "1Gi"}}})
