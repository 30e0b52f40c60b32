# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Download clients, indexers, notifications: one controller for all, as in the program (facts: servarr 3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from . import fields, lists, live, notifications, rules
from .answers import Body, Failure, answer, broken, invalid, missing, not_found, rule
from .program import Program, body_of, number_of, refuse_id

_TITLES = {"QBittorrent": "qBittorrent", "Sabnzbd": "SABnzbd", **notifications.TITLES, **lists.TITLES}
_BINDING = {"name": str, "tags": list, "fields": list, "implementation": str}


@dataclass(frozen=True)
class Kind:
    """A kind of provider. ``envelope`` holds the keys beside the fields, with what a body without them means.

    ``own`` are keys that only one program has, ``switches`` those of which one being set means that it is on.
    """

    name: str
    envelope: dict[str, Any]
    switches: tuple[str, ...]
    schema: dict[str, Any] = field(default_factory=dict)
    server_sets: dict[str, Any] = field(default_factory=dict)
    own: dict[str, dict[str, Any]] = field(default_factory=dict)
    bulk: bool = True


DOWNLOAD_CLIENT = Kind(
    "downloadclient",
    {"enable": False, "priority": 0, "removeCompletedDownloads": False, "removeFailedDownloads": False},
    ("enable",),
    {"enable": False, "priority": 1, "removeCompletedDownloads": True, "removeFailedDownloads": True},
)
INDEXER = Kind(
    "indexer",
    {
        "enableRss": False,
        "enableAutomaticSearch": False,
        "enableInteractiveSearch": False,
        "priority": 0,
        "downloadClientId": 0,
    },
    ("enableRss", "enableAutomaticSearch", "enableInteractiveSearch"),
    {"priority": 25},
    {"supportsRss": True, "supportsSearch": True},
    {"sonarr": {"seasonSearchMaximumSingleEpisodeAge": 0}},
)
NOTIFICATION = Kind(
    "notification",
    {},
    notifications.SWITCHES,
    own={app: dict.fromkeys(flags, False) for app, flags in notifications.FLAGS.items()},
    bulk=False,
)


IMPORT_LIST = Kind("importlist", {}, lists.SWITCHES, {"enableAuto": True}, own=lists.ENVELOPES)
METADATA = Kind("metadata", {"enable": False}, ("enable",), bulk=False)


class Controller:
    """The routes of one kind."""

    def __init__(self, program: Program, kind: Kind) -> None:
        self.program = program
        self.kind = kind
        envelope = {**kind.envelope, **kind.own.get(program.app.name, {})}
        self.envelope = envelope
        self.binding: dict[str, type | tuple[type, ...]] = {
            **_BINDING,
            **{key: type(empty) for key, empty in envelope.items()},
        }
        self.schema_envelope = {**envelope, **{key: value for key, value in kind.schema.items() if key in envelope}}
        self.implementations = fields.implementations(program.app.name, kind.name)
        if kind is METADATA:
            lists.make_metadata(program, self.implementations)

    def routes(self) -> list[Route]:
        """Fixed names first, then ids."""
        base = f"/api/v3/{self.kind.name}"
        bulk = [
            Route(f"{base}/bulk", self.replace_all, methods=["PUT"]),
            Route(f"{base}/bulk", self.remove_all, methods=["DELETE"]),
        ]
        return [
            Route(f"{base}/schema", self.schema),
            Route(f"{base}/test", self.test, methods=["POST"]),
            Route(f"{base}/testall", self.test_all, methods=["POST"]),
            *(bulk if self.kind.bulk else ()),
            Route(f"{base}/{{id:int}}", self.one),
            Route(f"{base}/{{id:int}}", self.replace, methods=["PUT"]),
            Route(f"{base}/{{id:int}}", self.remove, methods=["DELETE"]),
            Route(base, self.every),
            Route(base, self.create, methods=["POST"]),
        ]

    def every(self, request: Request) -> Response:
        """GET list, by name (ProviderControllerBase.GetAll)."""
        held = sorted(self.program.store.all(self.kind.name), key=lambda item: str(item["name"]).casefold())
        return answer([self._shown(item) for item in held])

    def one(self, request: Request) -> Response:
        """GET one."""
        held = self.program.store.get(self.kind.name, number_of(request))
        if held is None:
            raise not_found()
        return answer(self._shown(held))

    def schema(self, request: Request) -> Response:
        """What can be made, by name; ids are left out, secrets of defaults are masked."""
        schemas = [self._schema(name) for name in self.implementations]
        return answer(sorted(schemas, key=lambda item: str(item["implementationName"]).casefold()))

    async def create(self, request: Request) -> Response:
        """An enabled one is always tested; forcing drops warnings only."""
        given = await body_of(request, self.binding)
        refuse_id(given)
        item = self._item(given, None)
        self._check_resource(item, given, None)
        if self._enabled(item):
            force = _forced(request, "forceSave")
            self._check_settings(item, force)
            await self._check_live(item, force)
        held = self.program.store.insert(self.kind.name, item)
        return answer(self._shown(held), 201, f"/api/v3/{self.kind.name}/{held['id']}")

    async def replace(self, request: Request) -> Response:
        """There is no merge; a body that changes nothing is not tested and not written."""
        number = number_of(request)
        given = await body_of(request, self.binding)
        held = self.program.store.get(self.kind.name, number)
        if held is None:
            raise not_found()
        item = self._item(given, held)
        self._check_resource(item, given, number)
        force = _forced(request, "forceSave")
        if self._enabled(item):
            self._check_settings(item, force)
            if {**item, "id": number} != held and not force:
                await self._check_live(item, force=False)
        result = self.program.store.update(self.kind.name, number, item)
        return answer(self._shown(result), 202, f"/api/v3/{self.kind.name}/{number}")

    def remove(self, request: Request) -> Response:
        """One that is not there is fine."""
        self.program.store.delete(self.kind.name, number_of(request))
        return answer({})

    async def replace_all(self, request: Request) -> Response:
        """Some keys of several at once, untested."""
        given = await body_of(request, {**self.binding, "ids": list})
        changed = []
        for number in _ids(given):
            item = self._held(number)
            item.update({key: given[key] for key in self.envelope if given.get(key) is not None})
            item["tags"] = _applied(item["tags"], given)
            changed.append(self._shown(self.program.store.update(self.kind.name, number, item)))
        return answer(changed, 202)

    async def remove_all(self, request: Request) -> Response:
        """Several at once."""
        for number in _ids(await body_of(request, {"ids": list})):
            self.program.store.delete(self.kind.name, number)
        return answer({})

    async def test(self, request: Request) -> Response:
        """Always tests, also what is off; forced, only warnings of the settings don't count."""
        given = await body_of(request, self.binding)
        number = given.get("id") or None
        held = self.program.store.get(self.kind.name, number) if number else None
        item = self._item(given, held)
        self._check_resource(item, given, number)
        self._check_settings(item, _forced(request, "forceTest"))
        await self._check_live(item, force=False)
        return answer({})

    async def test_all(self, request: Request) -> Response:
        """Tests what is on and whose settings are valid; 400 where one fails, with the same list."""
        result = []
        for item in self.program.store.all(self.kind.name):
            if not self._enabled(item) or self._rules(item):
                continue
            failures = await run_in_threadpool(self._live, item)
            result.append({"id": item["id"], "isValid": not failures, "validationFailures": failures})
        return answer(result, 200 if all(entry["isValid"] for entry in result) else 400)

    def _held(self, number: int) -> Body:
        held = self.program.store.get(self.kind.name, number)
        if held is None:
            raise missing()
        return held

    def _item(self, given: Body, held: Body | None) -> Body:
        """What is stored of a body: unmasked, every key with a value."""
        name = given.get("implementation")
        for key in ("name", "implementation", "configContract"):
            if not given.get(key):
                title = key[0].upper() + key[1:]
                raise invalid(rule(title, f"'{title}' must not be empty.", given.get(key), "NotEmptyValidator"))
        if name not in self.implementations or given["configContract"] != self.implementations[name]["contract"]:
            raise broken("Value cannot be null. (Parameter 'type')")
        if given.get("fields") is None:
            raise invalid(rule("Fields", "'Fields' must not be empty.", None, "NotNullValidator"))
        known = held["values"] if held and held["implementation"] == name else None
        envelope = {key: given[key] if given.get(key) is not None else empty for key, empty in self.envelope.items()}
        return {
            "name": given["name"],
            "implementation": name,
            **envelope,
            "tags": sorted(set(given.get("tags") or [])),
            "values": fields.read(self.implementations[name], given["fields"], known),
        }

    def _check_resource(self, item: Body, given: Body, number: int | None) -> None:
        """Rules of the envelope; names are unique whatever their case."""
        store = self.program.store
        for other in store.all(self.kind.name):
            if other["id"] != number and other["name"].casefold() == item["name"].casefold():
                raise invalid(rule("Name", "Should be unique", item["name"]))
        if self._checks_priority() and not 1 <= item["priority"] <= 50:
            text = f"'Priority' must be between 1 and 50. You entered {item['priority']}."
            raise invalid(rule("Priority", text, item["priority"], "InclusiveBetweenValidator"))
        if self.kind is IMPORT_LIST:
            lists.check_resource(self.program, item)
        wished = item.get("downloadClientId")
        if wished and store.get("downloadclient", wished) is None:
            raise invalid(rule("DownloadClientId", "Download client does not exist", wished))

    def _checks_priority(self) -> bool:
        """Sonarr 4 takes any priority of a download client; notifications have none."""
        return "priority" in self.envelope and (self.program.app.name == "radarr" or self.kind.name == "indexer")

    def _check_settings(self, item: Body, force: bool) -> None:
        _refuse(self._rules(item), force)

    async def _check_live(self, item: Body, force: bool) -> None:
        _refuse(await run_in_threadpool(self._live, item), force)

    def _rules(self, item: Body) -> list[Body]:
        if self.kind is METADATA:
            return []
        if self.kind is IMPORT_LIST:
            return lists.check_settings(self.program.app.name, item["implementation"], item["values"])
        return rules.check(self.program.app.name, self.kind.name, item["implementation"], item["values"])

    def _live(self, item: Body) -> list[Body]:
        app, network = self.program.app.name, self.program.network
        if self.kind is METADATA:
            return []
        if self.kind is IMPORT_LIST:
            return lists.test(self.program, item["implementation"], item["values"])
        if self.kind.name == "notification":
            return notifications.test(self.program, item["implementation"], item["values"])
        if self.kind.name == "indexer":
            return live.indexer(app, item["values"], network)
        return live.download_client(app, item["implementation"], item["values"], network)

    def _enabled(self, item: Body) -> bool:
        return any(item.get(switch) for switch in self.kind.switches)

    def _shown(self, item: Body) -> Body:
        described = self.implementations[item["implementation"]]
        return {
            **{key: item[key] for key in self.envelope},
            **self._server_sets(item["implementation"]),
            **self._names(item["implementation"]),
            "name": item["name"],
            "fields": fields.shown(described, item["values"]),
            "tags": item["tags"],
            "id": item["id"],
        }

    def _schema(self, name: str) -> Body:
        described = self.implementations[name]
        defaults = {entry["name"]: entry.get("default") for entry in described["fields"]}
        return {
            **self.schema_envelope,
            **self._server_sets(name),
            **self._names(name),
            "name": "",
            "fields": fields.shown(described, defaults),
            "tags": [],
            "presets": [],
        }

    def _server_sets(self, name: str) -> Body:
        """What a body cannot change."""
        if self.kind is IMPORT_LIST:
            return lists.server_sets(self.implementations[name])
        if self.kind.name != "notification":
            return self.kind.server_sets
        return notifications.server_sets(self.program.app.name, name, self.implementations[name]["supports"])

    def _names(self, name: str) -> Body:
        described = self.implementations[name]
        return {
            "implementationName": described.get("title") or _TITLES.get(name, name),
            "implementation": name,
            "configContract": described["contract"],
            "protocol": described["protocol"],
            "infoLink": f"https://wiki.servarr.com/{self.program.app.name}/supported#{name.lower()}",
        }


def _ids(given: Body) -> list[int]:
    ids: list[int] = given.get("ids") or []
    if not ids:
        raise Failure(400, {"message": "BadRequest: ids must be provided"})
    return ids


def _applied(tags: list[int], given: Body) -> list[int]:
    """Tags added, removed or replaced."""
    wished = set(given.get("tags") or [])
    how = str(given.get("applyTags") or "add").lower()
    if how == "replace":
        return sorted(wished)
    return sorted(set(tags) | wished if how == "add" else set(tags) - wished)


def _refuse(failures: list[Body], force: bool) -> None:
    """Forced, warnings don't count."""
    counted = [failure for failure in failures if not (force and failure["isWarning"])]
    if counted:
        raise Failure(400, counted)


def _forced(request: Request, name: str) -> bool:
    return request.query_params.get(name, "").lower() == "true"
