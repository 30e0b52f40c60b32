# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags, root folders, profiles and configuration sections (facts: servarr 7)."""

from __future__ import annotations

import getpass
import os
import re
import shutil
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .answers import Body, answer, broken, conflict, invalid, missing, rule
from .program import Program, body_of, number_of
from .settings import password_hash

_SYSTEM = ("/", "/bin", "/boot", "/dev", "/etc", "/lib", "/proc", "/run", "/sbin", "/sys", "/usr", "/var")
_PROFILES = ("Any", "SD", "HD-720p", "HD-1080p", "Ultra-HD", "HD - 720p/1080p")


def routes(program: Program) -> list[Route]:
    """All of them."""
    return [*_tags(program), *_root_folders(program), *_profiles(program), *_sections(program), *_small(program)]


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

    def _users(number: int) -> dict[str, list[int]]:
        kinds = {"downloadclient": "downloadClientIds", "indexer": "indexerIds"}
        return {key: [item["id"] for item in store.all(kind) if number in item["tags"]] for kind, key in kinds.items()}

    def detail(request: Request) -> Response:
        releases = "releaseProfileIds" if program.app.name == "radarr" else "restrictionIds"
        return answer([{**item, releases: [], **_users(item["id"])} for item in store.all("tag")])

    async def replace(request: Request) -> Response:
        number = number_of(request)
        if store.get("tag", number) is None:
            raise missing()
        label = (await body_of(request, {"label": str})).get("label") or ""
        _check(label)
        return answer(store.update("tag", number, {"label": label}), 202, f"/api/v3/tag/{number}")

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
        *_reading(program, "tag"),
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

    def every(request: Request) -> Response:
        return answer([shown(item) for item in store.all("rootfolder")])

    def one(request: Request) -> Response:
        held = store.get("rootfolder", number_of(request))
        if held is None:
            raise missing()
        return answer(shown(held))

    async def create(request: Request) -> Response:
        given = str((await body_of(request, {"path": str})).get("path") or "")
        path = given.rstrip("/") or given
        _check_root_folder(program, path)
        made = store.insert("rootfolder", {"path": path})
        return answer(shown(made), 201, f"/api/v3/rootfolder/{made['id']}")

    def remove(request: Request) -> Response:
        if not store.delete("rootfolder", number_of(request)):
            raise missing()
        return Response()

    return [
        Route("/api/v3/rootfolder/{id:int}", one),
        Route("/api/v3/rootfolder/{id:int}", remove, methods=["DELETE"]),
        Route("/api/v3/rootfolder", every),
        Route("/api/v3/rootfolder", create, methods=["POST"]),
    ]


def _check_root_folder(program: Program, path: str) -> None:
    """All rules are about property Path; the folder is really written to."""
    if not path.startswith("/"):
        raise invalid(rule("Path", f"Invalid Path: '{path}'", path, "PathValidator"))
    if any(item["path"] == path for item in program.store.all("rootfolder")):
        text = f"Path '{path}' is already configured as a root folder"
        raise invalid(rule("Path", text, path, "RootFolderValidator"))
    if path in _SYSTEM:
        raise invalid(rule("Path", f"Path '{path}' is a system folder", path, "SystemFolderValidator"))
    if Path(path) == program.folder or Path(path) in program.folder.parents:
        text = f"Path '{path}' cannot be an ancestor of the start up folder"
        raise invalid(rule("Path", text, path, "StartupFolderValidator"))
    if not os.path.isdir(path):
        raise invalid(rule("Path", f"Path '{path}' does not exist", path, "PathExistsValidator"))
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


def _profiles(program: Program) -> list[Route]:
    if not program.store.all("qualityprofile"):
        for name in _PROFILES:
            program.store.insert("qualityprofile", {"name": name, "upgradeAllowed": False, "cutoff": 1, "items": []})
    return _reading(program, "qualityprofile")


def _reading(program: Program, kind: str) -> list[Route]:
    def every(request: Request) -> Response:
        return answer(program.store.all(kind))

    def one(request: Request) -> Response:
        held = program.store.get(kind, number_of(request))
        if held is None:
            raise missing()
        return answer(held)

    return [Route(f"/api/v3/{kind}/{{id:int}}", one), Route(f"/api/v3/{kind}", every)]


def _host(program: Program) -> Body:
    config = program.config
    return {
        "bindAddress": config.values["BindAddress"],
        "port": int(config.values["Port"]),
        "sslPort": int(config.values["SslPort"]),
        "enableSsl": False,
        "launchBrowser": True,
        "analyticsEnabled": True,
        "branch": config.values["Branch"],
        "logLevel": config.values["LogLevel"],
        "logSizeLimit": 1,
        "consoleLogLevel": config.values["ConsoleLogLevel"],
        "sslCertPath": config.values["SslCertPath"],
        "sslCertPassword": config.values["SslCertPassword"],
        "urlBase": config.url_base,
        "instanceName": config.instance_name,
        "updateAutomatically": False,
        "updateMechanism": "docker",
        "updateScriptPath": "",
        "proxyEnabled": False,
        "proxyType": "http",
        "proxyHostname": "",
        "proxyPort": 8080,
        "proxyUsername": "",
        "proxyPassword": "",
        "proxyBypassFilter": "",
        "proxyBypassLocalAddresses": True,
        "certificateValidation": "enabled",
        "backupFolder": "Backups",
        "backupInterval": 7,
        "backupRetention": 28,
        "trustCgnatIpAddresses": False,
    }


_SECTIONS: dict[str, Body] = {
    "downloadclient": {
        "downloadClientWorkingFolders": "_UNPACK_|_FAILED_",
        "enableCompletedDownloadHandling": True,
        "autoRedownloadFailed": True,
        "autoRedownloadFailedFromInteractiveSearch": True,
    },
    "indexer": {"minimumAge": 0, "retention": 0, "maximumSize": 0, "rssSyncInterval": 30},
    "mediamanagement": {"recycleBin": "", "chmodFolder": "755", "copyUsingHardlinks": True, "fileDate": "none"},
    "ui": {"theme": "auto", "uiLanguage": 1},
}
_NEVER_EMPTY = ("chmodFolder", "downloadClientWorkingFolders", "backupFolder")
_NEVER_NULL = ("consoleLogLevel", "sslCertPath", "sslCertPassword", "urlBase", "branch", "instanceName")


def _sections(program: Program) -> list[Route]:
    store = program.store

    def current(section: str) -> Body:
        if section not in (*_SECTIONS, "host"):
            raise missing()
        held = {**_SECTIONS.get(section, {}), **store.setting(f"config/{section}", {}), "id": 1}
        if section == "host":
            user = store.setting("user", {})
            held = {**_host(program), **held, "apiKey": program.config.api_key}
            held.update(username=user.get("username", ""), password=user.get("password", ""))
            held.update(authenticationMethod=_camel(program.config.method))
            held.update(authenticationRequired=_camel(program.config.required))
        return held

    def read(request: Request) -> Response:
        return answer(current(request.path_params["section"]))

    async def write(request: Request) -> Response:
        section = request.path_params["section"]
        held = current(section)
        given = await body_of(request)
        if section == "host":
            _write_host(program, given)
        kept = {key: _kept(key, value, given) for key, value in held.items() if key not in _COMPUTED}
        store.set(f"config/{section}", kept)
        return answer(current(section), 202)

    return [
        Route("/api/v3/config/{section}", read),
        Route("/api/v3/config/{section}/{id:int}", read),
        Route("/api/v3/config/{section}", write, methods=["PUT"]),
        Route("/api/v3/config/{section}/{id:int}", write, methods=["PUT"]),
    ]


_COMPUTED = ("id", "apiKey", "username", "password", "authenticationMethod", "authenticationRequired")


def _kept(key: str, held: Any, given: Body) -> Any:
    """Omitted numbers and switches are zero and off, omitted texts are kept; some empty texts are the default."""
    if given.get(key) is None:
        return held if isinstance(held, str) else type(held)()
    return held if given[key] == "" and key in _NEVER_EMPTY else given[key]


def _write_host(program: Program, given: Body) -> None:
    """The key of the body is ignored; the stored hash round-trips; user names are made small."""
    for key in _NEVER_NULL:
        if given.get(key) is None:
            raise broken("Object reference not set to an instance of an object.")
    method = str(given.get("authenticationMethod", "none")).lower()
    if method == "basic" and program.app.name == "radarr":
        raise invalid(rule("AuthenticationMethod", "'Basic' is no longer supported, switch to 'Forms' instead."))
    user = program.store.setting("user", {})
    password = given.get("password") or ""
    if method == "forms":
        for key in ("username", "password"):
            if not given.get(key):
                raise invalid(rule(key.title(), f"'{key.title()}' must not be empty.", "", "NotEmptyValidator"))
        if password != user.get("password") and given.get("passwordConfirmation") != password:
            raise invalid(rule("PasswordConfirmation", "Must match Password"))
    if given.get("username") and password:
        hashed = password if password == user.get("password") else password_hash(password)
        program.store.set("user", {"username": given["username"].lower(), "password": hashed})
    values = program.config.values
    values["AuthenticationMethod"] = method.title()
    required = str(given.get("authenticationRequired", "enabled"))
    values["AuthenticationRequired"] = required[0].upper() + required[1:]
    program.config.save()


def _camel(word: str) -> str:
    return word[0].lower() + word[1:]


def _small(program: Program) -> list[Route]:
    """Reading only, a little beyond what is configured."""

    def status(request: Request) -> Response:
        return answer(
            {
                "appName": program.app.title,
                "instanceName": program.config.instance_name,
                "version": program.version,
                "branch": program.config.values["Branch"],
                "authentication": _camel(program.config.method),
                "urlBase": program.config.url_base,
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
        Route("/api/v3/health", empty),
        Route(f"/api/v3/{library}", empty),
        Route("/api/v3/notification", empty),
        Route("/api/v3/command", command, methods=["POST"]),
        *_reading(program, "command"),
    ]
