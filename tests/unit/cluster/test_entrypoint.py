# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first process of the app images."""

from __future__ import annotations

import configparser
import os
from pathlib import Path

import pytest

from tests.cluster import entrypoint


def settings(text: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    return parser


def test_first_configuration_keeps_quiet(tmp_path: Path) -> None:
    path = tmp_path / "qBittorrent" / "qBittorrent.conf"
    entrypoint.seed_qbittorrent(path)
    found = settings(path.read_text(encoding="utf-8"))
    for key in ("DHT", "LSD", "PeX"):
        assert found["BitTorrent"][f"Session\\{key}Enabled"] == "false"
    assert found["LegalNotice"]["Accepted"] == "true"
    assert found["Preferences"]["Connection\\UPnP"] == "false"


def test_existing_configuration_keeps_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "qBittorrent.conf"
    path.write_text("[Preferences]\nWebUI\\Password_PBKDF2=kept\n\n[BitTorrent]\nSession\\DHTEnabled=true\n")
    entrypoint.seed_qbittorrent(path)
    entrypoint.seed_qbittorrent(path)
    found = settings(path.read_text(encoding="utf-8"))
    assert found["Preferences"]["WebUI\\Password_PBKDF2"] == "kept"
    assert found["BitTorrent"]["Session\\DHTEnabled"] == "false"


def test_setting_of_another_section_is_not_touched() -> None:
    text = entrypoint.with_setting("[A]\nkey=1\n[B]\nkey=2\n", "B", "key", "3")
    assert {name: settings(text)[name]["key"] for name in ("A", "B")} == {"A": "1", "B": "3"}


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("radarr", ["python3", "-m", "tests.standins.servarr", "--app", "radarr"]),
        ("jackett", ["python3", "-m", "tests.standins.jackett"]),
    ],
)
def test_standins(program: str, words: list[str]) -> None:
    assert entrypoint.command_of(program, {}) == words


def test_qbittorrent_takes_its_port_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(entrypoint, "CONFIG", tmp_path)
    assert entrypoint.command_of("qbittorrent", {}) == ["qbittorrent-nox", "--webui-port=8080"]
    words = entrypoint.command_of("qbittorrent", {"WEBUI_PORT": "9", "TORRENTING_PORT": "7"})
    assert words == ["qbittorrent-nox", "--webui-port=9", "--torrenting-port=7"]


def test_a_pod_of_its_own_user_stays_that_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    masks: list[int] = []
    started: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(entrypoint, "CONFIG", tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(os, "umask", masks.append)
    monkeypatch.setattr(os, "setuid", lambda _user: pytest.fail("changed the user"))
    monkeypatch.setattr(os, "execvpe", lambda _program, words, environment: started.append((words, environment)))
    monkeypatch.setenv("UMASK", "002")
    entrypoint.main("sonarr")
    ((words, environment),) = started
    assert masks == [0o002]
    assert words[-1] == "sonarr"
    assert environment["XDG_CONFIG_HOME"] == str(tmp_path)


def test_a_container_started_as_root_becomes_the_user_it_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(entrypoint, "CONFIG", tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "umask", lambda _mask: None)
    for name in ("lchown", "setgroups", "setgid", "setuid"):
        monkeypatch.setattr(os, name, lambda *words, name=name: calls.append((name, *words)))
    monkeypatch.setattr(os, "execvpe", lambda *_words: calls.append(("exec",)))
    monkeypatch.setenv("PUID", "1234")
    monkeypatch.setenv("PGID", "5678")
    entrypoint.main("radarr")
    assert calls == [
        ("lchown", tmp_path, 1234, 5678),
        ("lchown", tmp_path / "file", 1234, 5678),
        ("setgroups", []),
        ("setgid", 5678),
        ("setuid", 1234),
        ("exec",),
    ]
