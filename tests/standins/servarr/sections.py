# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration sections: objects that are only read and replaced as a whole (facts: servarr 7.9; openapi)."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .answers import Body, answer, broken, invalid, not_found, rule
from .program import Program, body_of
from .settings import ALLOWED_HOSTS, METHODS, REQUIRED, SETTINGS, Setting, password_hash

_MEDIA_MANAGEMENT: Body = {
    "recycleBin": "",
    "recycleBinCleanupDays": 7,
    "downloadPropersAndRepacks": "preferAndUpgrade",
    "deleteEmptyFolders": False,
    "fileDate": "none",
    "rescanAfterRefresh": "always",
    "setPermissionsLinux": False,
    "chmodFolder": "755",
    "chownGroup": "",
    "skipFreeSpaceCheckWhenImporting": False,
    "minimumFreeSpaceWhenImporting": 100,
    "copyUsingHardlinks": True,
    "useScriptImport": False,
    "scriptImportPath": "",
    "importExtraFiles": False,
    "extraFileExtensions": "srt",
    "enableMediaInfo": True,
}
_UI: Body = {
    "firstDayOfWeek": 0,
    "calendarWeekColumnHeader": "ddd M/D",
    "shortDateFormat": "MMM D YYYY",
    "longDateFormat": "dddd, MMMM D YYYY",
    "timeFormat": "h(:mm)a",
    "showRelativeDates": True,
    "enableColorImpairedMode": False,
    "uiLanguage": 1,
    "theme": "auto",
}
_DOWNLOAD_CLIENT: Body = {
    "downloadClientWorkingFolders": "_UNPACK_|_FAILED_",
    "enableCompletedDownloadHandling": True,
    "autoRedownloadFailed": True,
    "autoRedownloadFailedFromInteractiveSearch": True,
}
_INDEXER: Body = {"minimumAge": 0, "retention": 0, "maximumSize": 0, "rssSyncInterval": 15}
_SECTIONS: dict[str, dict[str, Body]] = {
    "radarr": {
        "downloadclient": {**_DOWNLOAD_CLIENT, "checkForFinishedDownloadInterval": 1},
        "indexer": {
            **_INDEXER,
            "rssSyncInterval": 30,
            "preferIndexerFlags": False,
            "availabilityDelay": 0,
            "allowHardcodedSubs": False,
            "whitelistedHardcodedSubs": "",
        },
        "mediamanagement": {
            **_MEDIA_MANAGEMENT,
            "autoUnmonitorPreviouslyDownloadedMovies": False,
            "createEmptyMovieFolders": False,
            "autoRenameFolders": False,
            "pathsDefaultStatic": False,
        },
        "naming": {
            "renameMovies": False,
            "replaceIllegalCharacters": True,
            "colonReplacementFormat": "delete",
            "standardMovieFormat": "{Movie Title} ({Release Year}) {Quality Full}",
            "movieFolderFormat": "{Movie Title} ({Release Year})",
        },
        "ui": {**_UI, "movieRuntimeFormat": "hoursMinutes", "movieInfoLanguage": 1},
    },
    "sonarr": {
        "downloadclient": _DOWNLOAD_CLIENT,
        "indexer": _INDEXER,
        "mediamanagement": {
            **_MEDIA_MANAGEMENT,
            "autoUnmonitorPreviouslyDownloadedEpisodes": False,
            "createEmptySeriesFolders": False,
            "episodeTitleRequired": "always",
        },
        "naming": {
            "renameEpisodes": False,
            "replaceIllegalCharacters": True,
            "colonReplacementFormat": 4,
            "customColonReplacementFormat": "",
            "multiEpisodeStyle": 5,
            "standardEpisodeFormat": "{Series Title} - S{season:00}E{episode:00} - {Episode Title} {Quality Full}",
            "dailyEpisodeFormat": "{Series Title} - {Air-Date} - {Episode Title} {Quality Full}",
            "animeEpisodeFormat": "{Series Title} - S{season:00}E{episode:00} - {Episode Title} {Quality Full}",
            "seriesFolderFormat": "{Series Title}",
            "seasonFolderFormat": "Season {season}",
            "specialsFolderFormat": "Specials",
        },
        "ui": _UI,
    },
}
_HOST: Body = {
    "applicationUrl": "",
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
}
"""The part of the host section that lies in the database."""
_NEVER_EMPTY = ("chmodFolder", "extraFileExtensions", "downloadClientWorkingFolders", "backupFolder")
_UNSHOWN = ("pathsDefaultStatic",)


def routes(program: Program) -> list[Route]:
    """All sections."""
    store = program.store

    def current(section: str) -> Body:
        if section == "host":
            return _host(program)
        if section not in _SECTIONS[program.app.name]:
            raise not_found()
        return {**_SECTIONS[program.app.name][section], **store.setting(f"config/{section}", {}), "id": 1}

    def read(request: Request) -> Response:
        return answer(current(request.path_params["section"]))

    async def write(request: Request) -> Response:
        section = request.path_params["section"]
        held = current(section)
        given = await body_of(request)
        if section == "host":
            _write_host(program, given)
        else:
            _check(section, given)
            kept = {key: _kept(key, value, given) for key, value in held.items() if key not in ("id", *_UNSHOWN)}
            store.set(f"config/{section}", kept)
        return answer(current(section), 202, f"/api/v3/config/{section}/1")

    return [
        Route("/api/v3/config/{section}", read),
        Route("/api/v3/config/{section}/{id:int}", read),
        Route("/api/v3/config/{section}", write, methods=["PUT"]),
        Route("/api/v3/config/{section}/{id:int}", write, methods=["PUT"]),
    ]


def _check(section: str, given: Body) -> None:
    """The rules of numbers that are written down in the facts."""
    if section == "mediamanagement":
        _between(given, "minimumFreeSpaceWhenImporting", 100, 1 << 31)
    elif section == "indexer" and given.get("rssSyncInterval"):
        _between(given, "rssSyncInterval", 10, 120)


def _between(given: Body, key: str, low: int, high: int) -> None:
    value = given.get(key) or 0
    if not low <= value <= high:
        title = key[0].upper() + key[1:]
        raise invalid(rule(title, f"'{title}' must be between {low} and {high}. You entered {value}.", value))


def _kept(key: str, held: Any, given: Body) -> Any:
    """Omitted numbers and switches are zero and off, omitted texts are kept; some empty texts are the default."""
    if given.get(key) is None:
        return held if isinstance(held, str) else type(held)()
    return held if given[key] == "" and key in _NEVER_EMPTY else given[key]


def _in_file(program: Program) -> dict[str, Setting]:
    return {**SETTINGS, **(ALLOWED_HOSTS if program.filters_hosts else {})}


def _host(program: Program) -> Body:
    """What the environment pins is shown as it pins it; keys and passwords of others are in clear."""
    config, user = program.config, program.store.setting("user", {})
    return {
        "id": 1,
        **{key: config.value(setting) for key, setting in _in_file(program).items()},
        **_HOST,
        **program.store.setting("config/host", {}),
        "urlBase": config.url_base,
        "instanceName": config.instance_name,
        "apiKey": config.api_key,
        "authenticationMethod": camel(config.method),
        "authenticationRequired": camel(config.required),
        "username": user.get("username", ""),
        "password": user.get("password", ""),
        "passwordConfirmation": "",
        "trustCgnatIpAddresses": False,
    }


def _write_host(program: Program, given: Body) -> None:
    """The key of the body is ignored; texts of config.xml must not be null; what the environment pins stays pinned."""
    in_file = _in_file(program)
    method = str(given.get("authenticationMethod") or "none").lower()
    _check_host(program, given, method)
    for key, setting in in_file.items():
        if isinstance(setting.default, str) and given.get(key) is None:
            raise broken("Object reference not set to an instance of an object.")
        program.config.put(setting, setting.default.__class__() if given.get(key) is None else given[key])
    user, password = program.store.setting("user", {}), given.get("password") or ""
    if given.get("username") and password:
        # the stored hash round-trips
        hashed = password if password == user.get("password") else password_hash(password)
        program.store.set("user", {"username": given["username"].lower(), "password": hashed})
    required = str(given.get("authenticationRequired") or "enabled").lower()
    program.config.values["AuthenticationMethod"] = {word.lower(): word for word in METHODS}[method]
    program.config.values["AuthenticationRequired"] = {word.lower(): word for word in REQUIRED}[required]
    program.config.values["TrustCgnatIpAddresses"] = str(bool(given.get("trustCgnatIpAddresses")))
    program.config.save()
    held = {**_HOST, **program.store.setting("config/host", {})}
    program.store.set("config/host", {key: _kept(key, value, given) for key, value in held.items()})


def _check_host(program: Program, given: Body, method: str) -> None:
    port = given.get("port") or 0
    if port not in (80, 443) and not 1024 < port <= 65535:
        raise invalid(rule("Port", f"'Port' must be between 1025 and 65535. You entered {port}.", port))
    _between(given, "logSizeLimit", 1, 10)
    _between(given, "backupInterval", 1, 7)
    _between(given, "backupRetention", 1, 90)
    if method == "basic" and program.app.name == "radarr":
        raise invalid(rule("AuthenticationMethod", "'Basic' is no longer supported, switch to 'Forms' instead."))
    if not program.config.is_own_name(str(given.get("instanceName") or program.app.title)):
        raise invalid(rule("InstanceName", f"Must contain {program.app.title}", given.get("instanceName")))
    user, password = program.store.setting("user", {}), given.get("password") or ""
    if method in ("forms", "basic"):
        for key in ("username", "password"):
            if not given.get(key):
                raise invalid(rule(key.title(), f"'{key.title()}' must not be empty.", "", "NotEmptyValidator"))
    if password != user.get("password") and (given.get("passwordConfirmation") or "") != password:
        # whatever the method is (HostConfigController)
        raise invalid(rule("PasswordConfirmation", "Must match Password"))
    if not given.get("branch"):
        text = f"Branch name is required, '{program.app.branch}' is the default"
        raise invalid(rule("Branch", text, given.get("branch"), "NotEmptyValidator"))
    if program.filters_hosts:
        _check_allowed_hosts(given)


def _check_allowed_hosts(given: Body) -> None:
    hosts = given.get("allowedHosts")
    if hosts is None:
        raise invalid(rule("AllowedHosts", "'Allowed Hosts' must not be empty.", None, "NotNullValidator"))
    if "*" in re.split(r"[,;]\s*", hosts):
        raise invalid(rule("AllowedHosts", "Must be valid hosts", hosts))
    if not hosts and str(given.get("authenticationRequired") or "").lower() != "enabled":
        raise invalid(rule("AllowedHosts", "Required unless authentication is required for all", hosts))


def camel(word: str) -> str:
    """As words of enumerations are written."""
    return word[0].lower() + word[1:]
