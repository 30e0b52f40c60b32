# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is wanted, whatever is there: check says what the run does, and the second run has nothing to do.

The modules' own functions, on stand-ins and a real qBittorrent that keep their state from one example to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.homelab.mediastack.plugins.module_utils.apps.jackett.modules import MODULES as JACKETT
from ansible_collections.homelab.mediastack.plugins.module_utils.apps.qbittorrent.modules import MODULES as QBITTORRENT
from ansible_collections.homelab.mediastack.plugins.module_utils.apps.servarr.modules import MODULES as SERVARR
from ansible_collections.homelab.mediastack.plugins.module_utils.resource import Resource
from tests.standins.running import Running

MODULES: dict[str, Resource] = {**SERVARR, **JACKETT, **QBITTORRENT}
Options = dict[str, Any]
Run = Callable[[str, Options, bool], dict[str, Any]]

NAMES = st.sampled_from(["one", "Two", 'three / "3"', "vier 🎬"])
TAGS = st.lists(st.sampled_from(["first", "second", "third"]), unique=True)
TERMS = st.lists(st.text("ab/[]+ .", min_size=1, max_size=5).filter(str.strip), min_size=1, max_size=3, unique=True)
QUALITIES = ("SDTV", "DVD", "HDTV-720p", "WEBDL-720p", "WEBRip-720p", "Bluray-720p", "WEBDL-1080p", "Bluray-1080p")
FORMATS = ("x264", "x265")


def options(always: Mapping[str, Any], /, **optional: Any) -> st.SearchStrategy[Options]:
    """Options of which the optional ones may be left out."""
    return st.fixed_dictionaries(dict(always), optional=optional)


def absent(wanted: st.SearchStrategy[Options], *names: str) -> st.SearchStrategy[Options]:
    """The same, or that it is not there."""
    gone = wanted.map(lambda given: {**{name: given[name] for name in names if name in given}, "state": "absent"})
    return st.one_of(wanted, wanted, gone)


def condition(value: str, negate: bool) -> Options:
    return {
        "name": value,
        "implementation": "ReleaseTitleSpecification",
        "negate": negate,
        "fields": {"value": value},
    }


SIZES = st.lists(st.integers(0, 900), min_size=3, max_size=3).map(sorted)
GROUP = st.just({"name": "WEB", "qualities": ["WEBDL-720p", "WEBRip-720p"]})
WISHES = st.one_of(
    st.lists(st.sampled_from(QUALITIES), min_size=1, unique=True),
    st.lists(st.sampled_from([name for name in QUALITIES if "WEB" not in name]), unique=True).flatmap(
        lambda singles: GROUP.map(lambda group: [*singles, group])
    ),
)

SERVARR_KINDS: dict[str, st.SearchStrategy[Options]] = {
    "tag": absent(options({"label": st.sampled_from(["fourth", "FIFTH"])}), "label"),
    "release_profile": absent(
        options({"name": NAMES, "ignored": TERMS}, required=TERMS, enabled=st.booleans(), tags=TAGS), "name"
    ),
    "delay_profile": options(
        {"tags": st.sampled_from([[], ["first"], ["second"]])},
        torrent_delay=st.integers(0, 90),
        enable_usenet=st.booleans(),
        enable_torrent=st.just(True),
        preferred_protocol=st.sampled_from(["usenet", "torrent"]),
        minimum_custom_format_score=st.integers(-5, 5),
    ),
    "quality_definition": SIZES.flatmap(
        lambda sizes: options(
            {
                "quality": st.sampled_from(QUALITIES),
                "min_size": st.just(sizes[0]),
                "preferred_size": st.sampled_from([sizes[1], "unlimited"]),
                "max_size": st.sampled_from([sizes[2], "unlimited"]),
            },
            title=NAMES,
        )
    ),
    "custom_format": absent(
        options(
            {
                "name": st.sampled_from([*FORMATS, "X265", "other"]),
                "specifications": st.lists(
                    st.builds(condition, st.sampled_from(["a", "b", "(c|d)"]), st.booleans()), min_size=1, max_size=3
                ),
            },
            include_custom_format_when_renaming=st.booleans(),
        ).filter(lambda given: given["name"] not in FORMATS),
        "name",
    ),
    "quality_profile": absent(
        options(
            {"name": NAMES, "qualities": WISHES},
            upgrade_allowed=st.booleans(),
            format_scores=st.dictionaries(st.sampled_from(FORMATS), st.integers(-9, 9)),
            reset_unmatched_scores=st.booleans(),
            min_upgrade_format_score=st.integers(1, 9),
            cutoff_format_score=st.integers(0, 9),
        ).map(lambda given: {**given, "cutoff": _named(given["qualities"][-1])}),
        "name",
    ),
    "download_client": absent(
        options(
            {"name": NAMES, "implementation": st.just("Transmission"), "enable": st.just(False)},
            port=st.integers(1, 65535),
            priority=st.integers(1, 50),
            tags=TAGS,
            password=st.sampled_from(["", "first-staple", "second-staple"]),
        ),
        "name",
    ),
    "indexer": absent(
        options(
            {"name": NAMES, "base_url": st.just("http://127.0.0.1:9/"), "test": st.just("never")},
            categories=st.lists(st.sampled_from([2000, 2040, 5000, 5030]), min_size=1, unique=True),
            priority=st.integers(1, 50),
            tags=TAGS,
            seed_ratio=st.sampled_from([0.5, 1, 2.25]),
            enable_rss=st.booleans(),
        ),
        "name",
    ),
    "config": options(
        {"section": st.just("ui")},
        settings=st.fixed_dictionaries(
            {}, optional={"theme": st.sampled_from(["dark", "light"]), "firstDayOfWeek": st.integers(0, 6)}
        ),
    ),
}
JACKETT_KINDS: dict[str, st.SearchStrategy[Options]] = {
    "jackett_indexer": absent(options({"id": st.sampled_from(["yts", "rutor"])}, tags=TAGS), "id"),
    "jackett_config": options({}, cache_ttl=st.integers(0, 4000), cache_enabled=st.booleans(), omdb_key=NAMES),
}
QBITTORRENT_KINDS: dict[str, st.SearchStrategy[Options]] = {
    "qbit_category": absent(
        options(
            {"name": st.sampled_from(["films", 'a "b" 🎬', "films/old"])},
            save_path=st.sampled_from(["", "/a", "/b/"]),
            download_path=st.sampled_from(["/c", "/d/"]),
        ),
        "name",
    ),
    "qbit_preferences": options(
        {},
        preferences=st.fixed_dictionaries(
            {},
            optional={
                "max_connec": st.integers(1, 900),
                "up_limit": st.integers(0, 99999),
                "save_path": st.sampled_from(["/films", "/films/new/"]),
                "add_stopped_enabled": st.booleans(),
                "proxy_type": st.sampled_from(["None", "HTTP", 2, "socks5"]),
            },
        ),
    ),
}


def _named(quality: Any) -> str:
    return quality if isinstance(quality, str) else str(quality["name"])


EXAMPLES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def runner(app: Running, folder: Path, login: Options) -> Run:
    """Performs a module as its action plugin does."""

    def run(module: str, given_options: Options, check_mode: bool) -> dict[str, Any]:
        resource = MODULES[module]
        more = {"state_path": str(folder / "state.json")} if resource.secrets else {}
        validation = ArgumentSpecValidator(resource.argument_spec).validate(
            {"url": app.url, **login, **more, **given_options}
        )
        assert not validation.error_messages, validation.error_messages
        return resource.perform(validation.validated_parameters, check_mode)

    return run


def holds(run: Run, module: str, wanted: Options) -> None:
    """The two promises, for one wanted state."""
    checked, done, again = run(module, wanted, True), run(module, wanted, False), run(module, wanted, False)
    assert {key: checked.get(key) for key in ("changed", "action", "diff")} == {
        key: done.get(key) for key in ("changed", "action", "diff")
    }, wanted
    assert (again["changed"], again["action"]) == (False, "none"), (wanted, again.get("diff"))


@pytest.fixture(scope="module", params=["radarr", "sonarr"])
def servarr(
    request: pytest.FixtureRequest, radarr: Running, sonarr: Running, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Run]:
    app = radarr if request.param == "radarr" else sonarr
    run = runner(app, tmp_path_factory.mktemp("properties"), {"api_key": app.api_key})
    for label in ("first", "second", "third"):
        run(f"{request.param}_tag", {"label": label}, False)
    for name in FORMATS:
        run(f"{request.param}_custom_format", {"name": name, "specifications": [condition(name, False)]}, False)
    return request.param, run


@pytest.mark.parametrize("kind", SERVARR_KINDS)
def test_radarr_and_sonarr(servarr: tuple[str, Run], kind: str) -> None:
    app, run = servarr

    @EXAMPLES
    @given(SERVARR_KINDS[kind])
    def examples(wanted: Options) -> None:
        holds(run, f"{app}_{kind}", wanted)

    examples()


@pytest.mark.parametrize("module", JACKETT_KINDS)
def test_jackett(jackett: Running, tmp_path_factory: pytest.TempPathFactory, module: str) -> None:
    run = runner(jackett, tmp_path_factory.mktemp("properties"), {"password": jackett.password})

    @EXAMPLES
    @given(JACKETT_KINDS[module])
    def examples(wanted: Options) -> None:
        holds(run, module, wanted)

    examples()


@pytest.mark.parametrize("module", QBITTORRENT_KINDS)
def test_qbittorrent(every_qbittorrent: Running, tmp_path_factory: pytest.TempPathFactory, module: str) -> None:
    login = {"username": every_qbittorrent.username, "password": every_qbittorrent.password}
    run = runner(every_qbittorrent, tmp_path_factory.mktemp("properties"), login)

    @EXAMPLES
    @given(QBITTORRENT_KINDS[module])
    def examples(wanted: Options) -> None:
        holds(run, module, wanted)

    examples()
