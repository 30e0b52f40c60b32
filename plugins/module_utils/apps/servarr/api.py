# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The session with a Radarr or Sonarr: identity check, lists fetched once, writes, and its four error bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import BadInput, MediastackError
from ...http.client import Client, decoded
from ...http.connection import Connection
from ...http.errors import NotYet, Refused, Rejected, WrongApp
from ...reconcile.kind import Object
from ...reconcile.secrets import scrub
from ...resource import Listing
from ..sessions import shared


@dataclass(frozen=True)
class Servarr:
    """What tells Radarr and Sonarr apart, as data.

    ``minimum`` the oldest major version whose API this dialect speaks.
    """

    name: str
    minimum: int
    category_field: str
    imported_category_field: str


RADARR = Servarr("Radarr", 5, "movieCategory", "movieImportedCategory")
SONARR = Servarr("Sonarr", 4, "tvCategory", "tvImportedCategory")


class ServarrApi:
    """Requests below ``/api/v3`` of one instance. Each collection is listed once; writes keep the list current."""

    def __init__(self, app: Servarr, connection: Connection, api_key: str) -> None:
        self.app = app
        self.client = Client(connection, app.name, [api_key])
        self.client.session.headers["X-Api-Key"] = api_key
        self.version = self.client.wait_for(self._identify)
        self._lists: dict[str, Listing] = {}
        self._schemas: dict[str, list[Object]] = {}
        self._templates: dict[str, Object] = {}
        self._sections: dict[str, Object] = {}

    def objects(self, collection: str) -> Listing:
        """All objects of a collection (``downloadclient``), from the one request of this session."""
        if collection not in self._lists:
            self._lists[collection] = Listing(self._get(f"/{collection}", list))
        return self._lists[collection]

    def forget(self, collection: str) -> None:
        """Ask again next time: what was just written changes these objects too."""
        self._lists.pop(collection, None)
        self._templates.pop(collection, None)

    def afresh(self, collection: str) -> Listing:
        """All objects of a collection as they are now."""
        self.forget(collection)
        return self.objects(collection)

    def schema(self, collection: str) -> list[Object]:
        """What the program offers for a collection of providers: one object for each implementation."""
        if collection not in self._schemas:
            self._schemas[collection] = self._get(f"/{collection}/schema", list)
        return self._schemas[collection]

    def template(self, collection: str) -> Object:
        """What the program starts a new object of a plain collection with."""
        if collection not in self._templates:
            self._templates[collection] = self._get(f"/{collection}/schema", dict)
        return self._templates[collection]

    def create(self, collection: str, body: Object, doing: str, *, force: bool = False) -> Object:
        """POST a new object (201) and return it as the program holds it."""
        body = {key: value for key, value in body.items() if key != "id"}
        held = self._write("POST", f"/{collection}", body, doing, force)
        items = self.objects(collection)
        items.become([*items, held])
        return held

    def update(self, collection: str, body: Object, doing: str, *, force: bool = False) -> Object:
        """PUT a whole object (202) and return it as the program holds it."""
        held = self._write("PUT", f"/{collection}/{body['id']}", body, doing, force)
        items = self.objects(collection)
        items.become([held if item["id"] == held["id"] else item for item in items])
        return held

    def delete(self, collection: str, body: Object, doing: str) -> None:
        """DELETE an object; one that is gone already is fine."""
        answer = self.client.request("DELETE", f"/api/v3/{collection}/{body['id']}")
        if answer.status_code not in (200, 204, 404):
            raise self._rejected(answer, doing)
        items = self.objects(collection)
        items.become([item for item in items if item["id"] != body["id"]])

    def reorder(self, collection: str, number: int, after: int | None, doing: str) -> Listing:
        """Move an object behind another one, None for the first place; returns all as the program holds them."""
        place = {} if after is None else {"after": after}
        answer = self.client.request("PUT", f"/api/v3/{collection}/reorder/{number}", params=place)
        held = decoded(answer)
        if answer.status_code not in (200, 202) or not isinstance(held, list):
            raise self._rejected(answer, doing)
        items = self.objects(collection)
        items.become(held)
        return items

    def section(self, name: str) -> Object:
        """A configuration section (``mediamanagement``), from the one request of this session."""
        if name not in self._sections:
            self._sections[name] = self._get(f"/config/{name}", dict)
        return self._sections[name]

    def save_section(self, name: str, body: Object, doing: str) -> Object:
        """PUT a whole section (202) and return it as the program holds it."""
        self._sections.pop(name, None)
        self._write("PUT", f"/config/{name}/{body['id']}", body, doing, False)
        return self.section(name)

    def ids(self, collection: str, name: str = "name") -> dict[str, int]:
        """The id of every object of a collection by its name."""
        return {item[name]: item["id"] for item in self.objects(collection)}

    def _get(self, path: str, expected: type) -> Any:
        answer = self.client.request("GET", f"/api/v3{path}")
        body = decoded(answer)
        if answer.status_code != 200 or not isinstance(body, expected):
            raise self._rejected(answer, f"list {path.strip('/')}")
        return body

    def _write(self, method: str, path: str, body: Object, doing: str, force: bool) -> Object:
        answer = self.client.request(
            method, f"/api/v3{path}", json=body, params={"forceSave": "true"} if force else None
        )
        held = decoded(answer)
        if answer.status_code not in (200, 201, 202) or not isinstance(held, dict):
            raise self._rejected(answer, doing)
        return held

    def _rejected(self, answer: Any, doing: str) -> Rejected:
        if answer.status_code == 401:
            return Rejected(f"{self.client.where} refused the key given in option api_key.", 401)
        body = decoded(answer)
        return self.client.rejected(answer, doing, "; ".join(failures(body)) or None)

    def _identify(self) -> str:
        client = self.client
        answer = client.request("GET", "/api/v3/system/status")
        if answer.status_code == 401:
            raise Refused(f"{client.where} refused the API key; set option api_key to the key of this {self.app.name}.")
        if answer.status_code in (301, 302, 307, 308):
            target = answer.headers.get("Location", "")
            raise WrongApp(
                f"{client.where} redirects to {target.split('?')[0]}; add the URL base to option url, or correct it."
            )
        body = decoded(answer)
        if answer.status_code in (502, 504):
            raise NotYet(f"{client.where} answers {answer.status_code}; the program behind the proxy is not up.")
        if answer.status_code == 400 and "hostname" in str(body).lower():
            raise WrongApp(
                f"What answers at {client.connection.url} refuses the host name of this address (400); add it to the "
                f"allowed hosts of {self.app.name}, or use a name in option url that is one of them."
            )
        if answer.status_code != 200 or not isinstance(body, dict) or "appName" not in body:
            raise WrongApp(
                f"What answers at {client.connection.url} is not {self.app.name} "
                f"({answer.status_code}); correct option url."
            )
        found, version = body["appName"], str(body.get("version", ""))
        if found != self.app.name:
            raise WrongApp(
                f"What answers at {client.connection.url} is {found} {version}, "
                f"not {self.app.name}; correct option url."
            )
        major = version.split(".", 1)[0]
        if not major.isdigit() or int(major) < self.app.minimum:
            raise WrongApp(
                f"{client.where} is version {version}; {self.app.name} {self.app.minimum} or newer is needed."
            )
        return version


def connect(app: Servarr, params: Mapping[str, Any]) -> ServarrApi:
    """The process's session with the instance that module parameters name."""
    connection = Connection.from_params(params)
    api_key = params["api_key"]
    if not api_key:
        raise BadInput(f"Option api_key is empty; set it to the API key of {app.name}.")
    if any(ord(character) < 33 or ord(character) > 126 for character in api_key):
        raise BadInput("Option api_key holds blanks or other characters that no key has; check where it comes from.")
    return shared(lambda: ServarrApi(app, connection, api_key), app.name, connection, api_key)


def failures(body: Any, *, warnings: bool | None = None) -> list[str]:
    """The sentences in a 400 body: a list of validation failures, or a problem document.

    ``warnings`` True keeps only warnings, False only errors. ``attemptedValue`` may echo a secret and is never used.
    """
    if isinstance(body, list):
        return [
            scrub(f"{item.get('propertyName') or 'test'}: {item.get('errorMessage', 'rejected')}")
            for item in body
            if isinstance(item, dict) and (warnings is None or bool(item.get("isWarning")) == warnings)
        ]
    if isinstance(body, dict) and isinstance(body.get("errors"), dict):
        return [scrub(f"{name}: {' '.join(map(str, texts))}") for name, texts in body["errors"].items()]
    return []


def only_warnings(error: MediastackError) -> bool:
    """Whether a rejection consists of nothing but warnings."""
    body = getattr(error, "body", None)
    return isinstance(body, list) and bool(body) and not failures(body, warnings=False)
