# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file is as it should be: header, docstring, length, nothing of one machine in it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from tests.tools.files import REPOSITORY, is_shell, repository_files

FILES = repository_files()
PYTHON = [path for path in FILES if path.endswith(".py") and (REPOSITORY / path).stat().st_size]
HEADER = "# SPDX-License-Identifier: GPL-3.0-or-later"
LONGEST = 450
MADE = ("CHANGELOG.rst", "LICENSE", "changelogs/changelog.yaml", "requirements/dev.txt")
# written apart, so that this file does not find itself
MACHINE = re.compile("|".join(("/wo" + r"rk/", "/tmp/wo" + "rk", "/ro" + r"ot/", "/home/(?!me/|user/)[a-z]+/")))


def text(path: str) -> str:
    return (REPOSITORY / path).read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("path", PYTHON)
def test_python_file_has_header_docstring_and_length(path: str) -> None:
    source = text(path)
    assert HEADER in "\n".join(source.splitlines()[:4]), "the three lines of the licence are missing"
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "a docstring that says what the file is for is missing"
    if any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in tree.body):
        assert "from __future__ import annotations" in source
    assert source.count("\n") <= LONGEST, f"more than {LONGEST} lines; split the file"


@pytest.mark.parametrize("path", [path for path in PYTHON if path.startswith("plugins/")])
def test_public_parts_of_plugins_have_docstrings(path: str) -> None:
    public = (ast.FunctionDef, ast.ClassDef)
    nodes = [node for node in ast.walk(ast.parse(text(path))) if isinstance(node, ast.Module | ast.ClassDef)]
    parts = [part for node in nodes for part in node.body if isinstance(part, public) and part.name[0] != "_"]
    allowed = {"get_connection_with_tls_context", "get_connection", "close", "run"}  # what a base class describes
    assert [part.name for part in parts if not ast.get_docstring(part) and part.name not in allowed] == []


@pytest.mark.parametrize("path", [path for path in FILES if is_shell(path)])
def test_shell_script_has_header_and_can_be_run(path: str) -> None:
    assert HEADER in text(path)
    assert (REPOSITORY / path).stat().st_mode & 0o111


@pytest.mark.parametrize("path", [path for path in FILES if path not in MADE])
def test_no_path_of_one_machine(path: str) -> None:
    assert MACHINE.findall(text(path)) == []


def test_engine_imports_neither_ansible_nor_http() -> None:
    code = (
        "import sys; import ansible_collections.homelab.mediastack.plugins.module_utils.reconcile.apply;"
        "print(sorted({'ansible', 'requests', 'kubernetes', 'http.client'} & set(sys.modules)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(REPOSITORY / ".build" / "collections"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (shown.stdout.strip(), shown.stderr) == ("[]", "")
