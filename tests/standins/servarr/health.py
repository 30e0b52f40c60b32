# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program finds wrong with its links: the checks that need no time to pass (HealthCheck/Checks)."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .answers import Body, answer
from .program import Program

_ALL = ("/torznab/all/api", "/api/v2.0/indexers/all/results/torznab")
_SWITCHES = ("enableRss", "enableAutomaticSearch", "enableInteractiveSearch")
_WIKI = "https://wiki.servarr.com/{app}/system#{anchor}"


def routes(program: Program) -> list[Route]:
    """The list."""

    def every(request: Request) -> Response:
        return answer(list(_issues(program)))

    return [Route("/api/v3/health", every)]


def _issues(program: Program) -> Iterator[Body]:
    title, indexers = program.app.title, program.store.all("indexer")

    def issue(source: str, kind: str, message: str, anchor: str) -> Body:
        url = _WIKI.format(app=program.app.name, anchor=anchor)
        return {"source": source, "type": kind, "message": message, "wikiUrl": url}

    if not any(client["enable"] for client in program.store.all("downloadclient")):
        text = "No download client is available"
        yield issue("DownloadClientCheck", "warning", text, "no-download-client-is-available")
    if not any(item["enableRss"] for item in indexers):
        text = f"No indexers available with RSS sync enabled, {title} will not grab new releases automatically"
        yield issue("IndexerRssCheck", "error", text, text.lower().replace(",", "").replace(" ", "-"))
    for word in ("Automatic", "Interactive"):
        if not any(item[f"enable{word}Search"] for item in indexers):
            text = (
                f"No indexers available with {word} Search enabled, "
                f"{title} will not provide any {word.lower()} search results"
            )
            yield issue("IndexerSearchCheck", "warning", text, "no-indexers-available-with-search-enabled")
            break
    everything = [item["name"] for item in indexers if _asks_all(item) and any(item[switch] for switch in _SWITCHES)]
    if everything:
        text = f"Indexers using the unsupported Jackett 'all' endpoint: {', '.join(everything)}"
        yield issue("IndexerJackettAllCheck", "warning", text, "jackett-all-endpoint-used")


def _asks_all(item: Body) -> bool:
    """A feed of everything that Jackett has, in its old or new address (IndexerJackettAllCheck)."""
    addresses = [str(item["values"].get(key) or "").lower() for key in ("baseUrl", "apiPath")]
    return any(part in address for part in _ALL for address in addresses)
