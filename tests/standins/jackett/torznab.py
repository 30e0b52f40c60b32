# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Torznab: capabilities and searches; errors are XML, mostly with status 200 (facts: B5)."""

from __future__ import annotations

import hashlib
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from .catalogue import CATEGORIES, INDEXERS, Indexer
from .network import Broken
from .state import State

_SEARCHES = {"search": "q", "tv-search": "q,season,ep", "movie-search": "q", "music-search": "q"}
_SEARCHES |= {"audio-search": "q", "book-search": "q"}
_FUNCTIONS = {
    "search": "search",
    "tvsearch": "tv-search",
    "movie": "movie-search",
    "music": "music-search",
    "book": "book-search",
}
_HINT = "Please check the capabilities (t=caps) and make sure the search mode and parameters are supported."


def feed(state: State, request: Request) -> Response:
    """One request of a feed."""
    query = {key.lower(): value for key, value in request.query_params.items()}
    key = query.get("apikey") or query.get("passkey") or ""
    if key != state.server["APIKey"]:
        return _error(100, "Invalid API Key")
    name, function = request.path_params["id"], query.get("t", "search").lower()
    if name == "all":
        return _all(state, function, query.get("configured"))
    definition = state.definition(name)
    if name not in state.configured:
        return _error(201, "Indexer is not configured")
    if function == "caps":
        return _xml(_capabilities(definition), "application/rss+xml")
    if function not in _FUNCTIONS or not _offers(definition, _FUNCTIONS[function]):
        return _error(201, f"{name} does not support the requested query. {_HINT}")
    if "imdbid" in query:
        return _error(203, "Function Not Available: imdbid is not supported for movie search by this indexer", 400)
    try:
        state.search(definition)
    except Broken as error:
        state.errors[name] = str(error)
        return _error(900, f"Jackett.Common.IndexerException: {error}", 400)
    return _xml(_results(definition, query.get("cat", "")), "application/rss+xml")


def results(state: State, request: Request) -> Response:
    """The same as JSON, of one indexer or all that are configured; here errors are statuses (ResultsController)."""
    query, wanted = request.query_params, request.path_params["id"]
    if (query.get("apikey") or query.get("passkey")) != state.server["APIKey"]:
        return Response(status_code=401)
    if wanted != "all" and state.definition(wanted).id not in state.configured:
        return PlainTextResponse("Indexer is not configured", 404)
    found = [_searched(state, name) for name in sorted(state.configured) if wanted in ("all", name)]
    return JSONResponse({"Results": [], "Indexers": found})


def _searched(state: State, name: str) -> dict[str, object]:
    definition = INDEXERS[name]
    try:
        state.search(definition)
    except Broken as error:
        return {"ID": name, "Name": definition.name, "Status": 1, "Results": 0, "Error": str(error), "ElapsedTime": 0}
    count = len(definition.categories)
    return {"ID": name, "Name": definition.name, "Status": 2, "Results": count, "Error": None, "ElapsedTime": 1}


def _all(state: State, function: str, configured: str | None) -> Response:
    if function == "indexers":
        root = Element("indexers")
        for name, definition in INDEXERS.items():
            if configured == "true" and name not in state.configured:
                continue
            entry = SubElement(root, "indexer", id=name, configured=str(name in state.configured).lower())
            SubElement(entry, "title").text = definition.name
            SubElement(entry, "description").text = f"{definition.name} is a {definition.kind} tracker"
            SubElement(entry, "link").text = definition.link
            SubElement(entry, "language").text = definition.language
            SubElement(entry, "type").text = definition.kind
            entry.append(_capabilities(definition))
        return _xml(root, "application/xml")
    everything = Indexer("all", "AggregateSearch", "http://127.0.0.1/", tuple(CATEGORIES))
    if function == "caps":
        return _xml(_capabilities(everything), "application/rss+xml")
    return _xml(_results(everything, ""), "application/rss+xml")


def _offers(definition: Indexer, search: str) -> bool:
    first = {
        "tv-search": 5000,
        "movie-search": 2000,
        "music-search": 3000,
        "audio-search": 3000,
        "book-search": 7000,
    }.get(search)
    return first is None or any(first <= number < first + 1000 for number in definition.categories)


def _capabilities(definition: Indexer) -> Element:
    root = Element("caps")
    SubElement(root, "server", title="Jackett")
    SubElement(root, "limits", default="100", max="100")
    searching = SubElement(root, "searching")
    for search, parameters in _SEARCHES.items():
        available = "yes" if _offers(definition, search) else "no"
        SubElement(searching, search, available=available, supportedParams=parameters)
    categories = SubElement(root, "categories")
    parents: dict[int, Element] = {}
    for number in definition.categories:
        parent = number // 1000 * 1000
        if parent not in parents:
            parents[parent] = SubElement(categories, "category", id=str(parent), name=CATEGORIES[parent])
        if number != parent:
            SubElement(parents[parent], "subcat", id=str(number), name=CATEGORIES[number])
    return root


def _results(definition: Indexer, wanted: str) -> Element:
    """The same few releases every time, in the categories that were asked for."""
    asked = {int(part) for part in wanted.split(",") if part.isdigit()}
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    SubElement(channel, "title").text = definition.name
    for number in definition.categories:
        if asked and not asked & {number, number // 1000 * 1000}:
            continue
        title = f"{definition.name} sample {CATEGORIES[number]} 1080p"
        item = SubElement(channel, "item")
        SubElement(item, "title").text = title
        SubElement(item, "guid").text = f"{definition.link}{number}"
        SubElement(item, "size").text = "1048576"
        SubElement(item, "category").text = str(number)
        SubElement(item, "pubDate").text = "Sat, 01 Aug 2026 12:00:00 +0000"
        magnet = f"magnet:?xt=urn:btih:{hashlib.sha1(title.encode(), usedforsecurity=False).hexdigest()}"
        SubElement(item, "enclosure", url=magnet, length="1048576", type="application/x-bittorrent")
        for name, value in (("category", str(number)), ("seeders", "5"), ("peers", "6"), ("magneturl", magnet)):
            SubElement(item, "{http://torznab.com/schemas/2015/feed}attr", name=name, value=value)
    return root


def _error(code: int, description: str, status: int = 200) -> Response:
    return _xml(Element("error", code=str(code), description=description), "application/xml", status)


def _xml(root: Element, kind: str, status: int = 200) -> Response:
    return Response(tostring(root, encoding="utf-8", xml_declaration=True), status, media_type=kind)
