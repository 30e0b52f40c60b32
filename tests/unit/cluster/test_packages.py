# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions and addresses read from what Debian's programs print, and installs that refuse in one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cluster import packages
from tests.cluster.packages import archive_of, installed_versions, upstream_version
from tests.cluster.progress import ClusterError


@pytest.mark.parametrize(
    ("debian", "upstream"),
    [
        ("5.1.0-2", "5.1.0"),
        ("1:1.37.0-6+b3", "1.37.0"),
        ("20.10.24+dfsg1-1+deb12u1", "20.10.24"),
        ("2.3~rc1-1", "2.3"),
        ("7.0", "7.0"),
        ("1.2-3-4", "1.2-3"),
    ],
)
def test_upstream_version(debian: str, upstream: str) -> None:
    assert upstream_version(debian) == upstream


def test_installed_versions() -> None:
    status = (
        "Package: one\nStatus: install ok installed\nVersion: 1:2-3\nDescription: text\n Version: 9\n\n"
        "Package: removed\nStatus: deinstall ok config-files\n\nPackage: two\nVersion: 4\n"
    )
    assert installed_versions(status) == {"one": "1:2-3", "two": "4"}


def test_archive_is_debians_main_one() -> None:
    targets = "\n".join(
        [
            "Vendor|Vendor|main|stable|https://vendor.example/apt/",
            "Debian|Debian-Security|main|bookworm-security|http://archive.example/security/",
            "Debian|Debian|main|bookworm-updates|http://archive.example/updates/",
            "Debian|Debian|contrib|bookworm|http://archive.example/contrib/",
            "Debian|Debian|main|bookworm|http://archive.example/debian/",
        ]
    )
    assert archive_of(targets) == "http://archive.example/debian/"
    assert archive_of(targets.rpartition("\n")[0]) == ""


def test_root_file_system_is_named_by_its_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    one = packages.RootFileSystem("apps", "trixie", ("a",), "1 s").tar
    other = packages.RootFileSystem("apps", "trixie", ("a", "b"), "1 s").tar
    assert one != other
    assert one.parent == other.parent == tmp_path / "homelab-mediastack" / "rootfs"


def test_nothing_is_installed_where_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "run", lambda *_words, **_options: pytest.fail("ran something"))
    packages.install_programs({"sh": "dash"})


def test_install_needs_apt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ClusterError, match="no apt-get to install no-such-package with"):
        packages.install_programs({"no-such-program": "no-such-package"})


def test_install_needs_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\n", encoding="ascii")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(ClusterError, match="needs root"):
        packages.install_programs({"no-such-program": "no-such-package"})


def test_missing_builders_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert len(packages.missing_for_build()) == 2
