# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment's maker: the newest Python that really runs is taken, links replace links and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools import venv

WORKS = "#!/bin/sh\necho '{version} /somewhere'\n"
SHIM = "#!/bin/sh\necho 'command not found' >&2\nexit 127\n"


def program(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="ascii")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def _empty_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setattr(venv, "FITTING", ("3.93", "3.92"))


def test_the_newest_that_runs_is_taken(tmp_path: Path) -> None:
    program(tmp_path / "bin", "python3.93", SHIM)
    older = program(tmp_path / "bin", "python3.92", WORKS.format(version="3.92.1"))
    assert venv.find_python() == (str(older), "3.92.1 /somewhere")


def test_pyenv_keeps_pythons_that_are_not_on_path(tmp_path: Path) -> None:
    program(tmp_path / "bin", "python3.93", SHIM)
    kept = program(tmp_path / "pyenv" / "versions" / "3.93.0" / "bin", "python3.93", WORKS.format(version="3.93.0"))
    assert venv.find_python()[0] == str(kept)


def test_one_that_lies_about_its_version_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "bin", "python3.93", WORKS.format(version="3.9.3"))
    with pytest.raises(venv.Unfit, match=r"No Python 3\.93, 3\.92 runs here; install one"):
        venv.find_python()


def test_links_replace_links_only(tmp_path: Path) -> None:
    place = tmp_path / "new" / "link"
    for target in (tmp_path / "a", tmp_path / "b", tmp_path / "b"):
        venv.link(place, target)
        assert place.readlink() == target
    place.unlink()
    place.mkdir()
    with pytest.raises(venv.Unfit, match="is in the way; move it away"):
        venv.link(place, tmp_path / "a")
