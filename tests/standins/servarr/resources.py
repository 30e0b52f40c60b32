# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags, root folders, profiles and what is only read (facts: servarr 7)."""

from __future__ import annotations

import getpass
import os
import re
import shutil
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from . import custom_formats, delays, health, mappings, profiles, qualities, releases, sections
from .answers import Body, answer, broken, conflict, invalid, missing, rule
from .program import Program, body_of, number_of
from .reading import reading
from .rules import check_system_folder, relation
from .sections import camel
from .settings import SETTINGS


def routes(program: Program) -> list[Route]:
    """All of them."""
    return [
        *_tags(program),
        *_root_folders(program),
        *mappings.routes(program),
        *qualities.routes(program),
        *custom_formats.routes(program),
        *profiles.routes(program),
        *delays.routes(program),
        *releases.routes(program),
        *sections.routes(program),
        *_small(program),
    ]


def _tags(program: Program) -> list[Route]:
    store = program.store

    async def create(request: Request) -> Response:
        """An exact label is the tag that is there; only then it is made small, which may clash."""
        label = (await body_of(request, {"label": str})).get("label") or ""
        held = {item["label"]: item for item in store.all("tag")}
        if label in held:
            return answer(held[label], 201, f"/api/v3/tag/{held[label]['id']}")
        _check(label)
        if label.lower() in held:
            raise conflict("constraint failed\nUNIQUE constraint failed: Tags.Label")
        made = store.insert("tag", {"label": label.lower()})
        return answer(made, 201, f"/api/v3/tag/{made['id']}")

    def _check(label: str) -> None:
        if not label:
            raise invalid(rule("Label", "'Label' must not be empty.", label, "NotEmptyValidator"))
        if program.app.name == "radarr" and not re.fullmatch(r"[a-z0-9-]+", label, re.IGNORECASE):
            text = "Allowed characters a-z, 0-9 and -"
            raise invalid(rule("Label", text, label, "RegularExpressionValidator"))

    users = {
        "delayprofile": "delayProfileIds",
        "downloadclient": "downloadClientIds",
        "importlist": "importListIds",
        "indexer": "indexerIds",
        "notification": "notificationIds",
        "releaseprofile": "releaseProfileIds" if program.app.name == "radarr" else "restrictionIds",
    }
    library = "movieIds" if program.app.name == "radarr" else "seriesIds"

    def _users(number: int) -> dict[str, list[int]]:
        """Which providers have the tag."""
        return {key: [item["id"] for item in store.all(kind) if number in item["tags"]] for kind, key in users.items()}

    def detail(request: Request) -> Response:
        """Usage, under keys that differ between the two."""
        none: dict[str, list[int]] = {library: [], "autoTagIds": []}
        return answer([{**item, **none, **_users(item["id"])} for item in store.all("tag")])

    async def replace(request: Request) -> Response:
        number = number_of(request)
        if store.get("tag", number) is None:
            raise missing()
        label = (await body_of(request, {"label": str})).get("label") or ""
        _check(label)
        return answer(store.update("tag", number, {"label": label.lower()}), 202, f"/api/v3/tag/{number}")

    def remove(request: Request) -> Response:
        number = number_of(request)
        if any(_users(number).values()):
            raise conflict(f"'{number}' cannot be deleted since it's still in use")
        if not store.delete("tag", number):
            raise missing()
        return Response()

    return [
        Route("/api/v3/tag/detail", detail),
        Route("/api/v3/tag/{id:int}", replace, methods=["PUT"]),
        Route("/api/v3/tag/{id:int}", remove, methods=["DELETE"]),
        Route("/api/v3/tag", create, methods=["POST"]),
        *reading(program, "tag"),
    ]


def _root_folders(program: Program) -> list[Route]:
    store = program.store

    def shown(item: Body) -> Body:
        path = Path(item["path"])
        accessible = path.is_dir()
        folders = sorted(entry for entry in path.iterdir() if entry.is_dir()) if accessible else []
        return {
            **item,
            "accessible": accessible,
            "freeSpace": shutil.disk_usage(path).free if accessible else 0,
            "unmappedFolders": [{"name": entry.name, "path": str(entry)} for entry in folders],
        }

    async def create(request: Request) -> Response:
        given = str((await body_of(request, {"path": str})).get("path") or "")
        path = given.rstrip("/") or given
        _check_root_folder(program, path)
        made = store.insert("rootfolder", {"path": path})
        return answer(shown(made), 201, f"/api/v3/rootfolder/{made['id']}")

    def remove(request: Request) -> Response:
        """One that is not there is fine; what lies in it does not matter."""
        store.delete("rootfolder", number_of(request))
        return Response()

    return [
        Route("/api/v3/rootfolder/{id:int}", remove, methods=["DELETE"]),
        Route("/api/v3/rootfolder", create, methods=["POST"]),
        *reading(program, "rootfolder", shown),
    ]


def _check_root_folder(program: Program, path: str) -> None:
    """All rules are about property Path, in this order; the folder is really written to (RootFolderController)."""
    if not path.startswith("/"):
        raise invalid(rule("Path", f"Invalid Path: '{path}'", path, "PathValidator"))
    if any(item["path"] == path for item in program.store.all("rootfolder")):
        text = f"Path '{path}' is already configured as a root folder"
        raise invalid(rule("Path", text, path, "RootFolderValidator"))
    start_up = relation(path, program.start_up_folder)
    if start_up:
        raise invalid(rule("Path", f"Path '{path}' cannot be {start_up} the start up folder", path))
    recycle_bin = str(program.store.setting("config/mediamanagement", {}).get("recycleBin") or "")
    in_bin = relation(path, recycle_bin) if recycle_bin else ""
    if in_bin:
        raise invalid(rule("Path", f"Path '{path}' is {in_bin} configured recycle bin folder", path))
    if not os.path.isdir(path):
        raise invalid(rule("Path", f"Path '{path}' does not exist", path, "PathExistsValidator"))
    check_system_folder("Path", path)
    probe = Path(path) / f"{program.app.name}_write_test.txt"
    try:
        probe.write_text("This file was created to verify if the folder is writable.")
        probe.unlink()
    except OSError:
        text = f"Folder '{path}' is not writable by user '{_user()}'"
        raise invalid(rule("Path", text, path, "FolderWritableValidator")) from None


def _user() -> str:
    """A user without a name is the image's own."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "abc"


def _small(program: Program) -> list[Route]:
    """Reading only, a little beyond what is configured."""

    def status(request: Request) -> Response:
        return answer(
            {
                "appName": program.app.title,
                "instanceName": program.config.instance_name,
                "version": program.version,
                "branch": program.config.value(SETTINGS["branch"]),
                "authentication": camel(program.config.method),
                "urlBase": program.url_base,
                "databaseType": "sqLite",
                "isDocker": False,
                "appData": str(program.folder),
                "runtimeName": ".NET",
                "osName": "linux",
            }
        )

    def empty(request: Request) -> Response:
        return answer([])

    async def command(request: Request) -> Response:
        name = (await body_of(request, {"name": str})).get("name")
        if not name:
            raise broken("Value cannot be null. (Parameter 'key')")
        return answer(program.store.insert("command", {"name": name, "status": "completed"}), 201)

    library = "movie" if program.app.name == "radarr" else "series"
    return [
        Route("/api", lambda request: answer({"current": "v3", "deprecated": []})),
        Route("/api/v3/system/status", status),
        *health.routes(program),
        Route(f"/api/v3/{library}", empty),
        Route("/api/v3/command", command, methods=["POST"]),
        *reading(program, "command"),
    ]
