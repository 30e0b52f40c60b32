# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module ``<app>_prune`` as data: which kinds an app has, how they are listed and deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import BadInput
from .reconcile.plan import DELETE, NONE
from .reconcile.prune import missing, surplus
from .resource import Resource, planned


@dataclass(frozen=True)
class Prunable:
    """A kind of objects.

    ``held``        ``api -> {name: object as results show it}``, secrets masked
    ``delete``      ``(api, name) -> None``
    ``ignore_case`` the app holds names that differ only in case to be the same
    ``separator``   what stands between the names of what contains and what is contained; both are deleted at once
    """

    held: Callable[[Any], Mapping[str, Any]]
    delete: Callable[[Any, str], None]
    ignore_case: bool = False
    separator: str | None = None


def prune(
    prefix: str,
    title: str,
    arguments: Mapping[str, dict[str, Any]],
    kinds: Mapping[str, Prunable],
    connect: Callable[[Mapping[str, Any]], Any],
) -> Resource:
    """The module ``<prefix>_prune`` of an app."""

    def perform(params: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
        if not params["keep"]:
            raise BadInput(
                "Option keep is empty, which would delete everything; name at least one, or use state=absent of the "
                "kind's own module."
            )
        kind, what = kinds[params["kind"]], f"{title} {params['kind'].replace('_', ' ')}"
        api = None if planned(params, check_mode).get("app") else connect(params)
        held = kind.held(api) if api is not None else {}
        absent = missing(held, params["keep"], ignore_case=kind.ignore_case) if api is not None else []
        if absent and not check_mode:
            raise BadInput(
                f"Option keep names {', '.join(map(repr, absent))}, which {title} does not have, so nothing was "
                f"deleted; it has: {', '.join(sorted(held)) or 'none'}. Correct keep, or create that first."
            )
        gone = surplus(held, params["keep"], params["ignore"], ignore_case=kind.ignore_case, separator=kind.separator)
        if not check_mode:
            for name in gone:
                kind.delete(api, name)
        return _report(what, {name: held[name] for name in gone}, absent)

    options = {
        **arguments,
        "kind": {"type": "str", "required": True, "choices": sorted(kinds)},
        "keep": {"type": "list", "elements": "str", "required": True},
        "ignore": {"type": "list", "elements": "str", "default": []},
    }
    return Resource(f"{prefix}_prune", options, perform)


def _report(what: str, gone: Mapping[str, Any], absent: list[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "changed": bool(gone),
        "action": DELETE if gone else NONE,
        "resource": {"removed": list(gone)},
    }
    if gone:
        header = f"{what} objects that are not kept"
        result["diff"] = {"before": dict(gone), "after": {}, "before_header": header, "after_header": header}
    if absent:
        result["warnings"] = [
            f"{', '.join(map(repr, absent))} of option keep is not there; a run fails unless an earlier task makes it."
        ]
    return result
