# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes ``docs/variables.md`` from the catalog: ``python -m tests.tools.variables``. A unit test keeps it current."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ansible_collections.homelab.mediastack.plugins.plugin_utils.topology import catalog

PAGE = Path(__file__).resolve().parents[2] / "docs" / "variables.md"

_HEAD = """# Variables

Everything that a stack is made of, set for its host or group. This page is made from the catalog (`make docs`), which
also checks the variables: an unknown key, a wrong type or a value that can't be is refused before anything is written.
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD, *_table(catalog.load("variables"))]
    parts += ["", "## Instances (`mediastack_apps.<instance>`)", ""]
    parts += _table(catalog.load("instance"))
    for name in catalog.app_names():
        app = catalog.app(name)
        parts += ["", f"### {app['title']} (`app: {name}`)", ""]
        parts.append(
            f"Image `{app['image']['repository']}:{app['image']['tag']}`, Service `{app['name']}` port "
            f"{app['port']['service']}, {_claim(app)}, credentials "
            f"{', '.join(f'`{credential}`' for credential in app['credentials'])}."
        )
        parts += ["", *_table(app["options"])]
    return "\n".join(parts) + "\n"


def _claim(app: Mapping[str, Any]) -> str:
    return f"claim `{app['name']}` of {app['claim']['size']}" if app["claim"] else "no claim"


def _table(spec: Mapping[str, Mapping[str, Any]]) -> list[str]:
    return ["| key | type | default | meaning |", "|---|---|---|---|", *_rows(spec, "")]


def _rows(spec: Mapping[str, Mapping[str, Any]], prefix: str) -> Iterator[str]:
    for key, option in spec.items():
        kind = option["type"] + (f" of {option['elements']}" if "elements" in option else "")
        if "choices" in option:
            kind = ", ".join(f"`{choice}`" for choice in option["choices"])
        default = "required" if option.get("required") else _shown(option.get("default"))
        yield f"| `{prefix}{key}` | {kind} | {default} | {option['description'].strip()} |"
        inner = "[]" if option.get("elements") == "dict" else ""
        yield from _rows(option.get("options", {}), f"{prefix}{key}{inner}.")


def _shown(value: Any) -> str:
    if value in (None, {}, []):
        return ""
    return f"`{', '.join(map(str, value))}`" if isinstance(value, (list, dict)) else f"`{value}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name} written")
