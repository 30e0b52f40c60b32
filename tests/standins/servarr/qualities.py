# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Qualities and their definitions (Quality.cs, QualityDefinitionController; facts: servarr 7.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .answers import Body, answer, invalid, not_found, rule
from .program import Program, body_of, list_of, number_of
from .reading import reading

NUMBER = (int, float)
HIGHEST = {"radarr": 2000, "sonarr": 1000}
_BASE = "/api/v3/qualitydefinition"


@dataclass(frozen=True)
class Quality:
    """A quality: worst first, those of a group one after the other."""

    id: int
    name: str
    source: str
    resolution: int
    sizes: tuple[float | None, float | None, float | None] = (0, 95, 100)
    group: str = ""
    modifier: str = "none"

    def shown(self, app: str) -> Body:
        """As it is in profiles and definitions."""
        modifier = {"modifier": self.modifier} if app == "radarr" else {}
        return {
            "id": self.id,
            "name": self.name,
            "source": self.source,
            "resolution": self.resolution,
            **modifier,
        }


_OPEN = (0, None, None)
RADARR = (
    Quality(0, "Unknown", "unknown", 0),
    Quality(24, "WORKPRINT", "workprint", 0),
    Quality(25, "CAM", "cam", 0),
    Quality(26, "TELESYNC", "telesync", 0),
    Quality(27, "TELECINE", "telecine", 0),
    Quality(29, "REGIONAL", "dvd", 480, modifier="regional"),
    Quality(28, "DVDSCR", "dvd", 480, modifier="screener"),
    Quality(1, "SDTV", "tv", 480),
    Quality(2, "DVD", "dvd", 0),
    Quality(23, "DVD-R", "dvd", 480, modifier="remux"),
    Quality(8, "WEBDL-480p", "webdl", 480, group="WEB 480p"),
    Quality(12, "WEBRip-480p", "webrip", 480, group="WEB 480p"),
    Quality(20, "Bluray-480p", "bluray", 480),
    Quality(21, "Bluray-576p", "bluray", 576),
    Quality(4, "HDTV-720p", "tv", 720),
    Quality(5, "WEBDL-720p", "webdl", 720, group="WEB 720p"),
    Quality(14, "WEBRip-720p", "webrip", 720, group="WEB 720p"),
    Quality(6, "Bluray-720p", "bluray", 720),
    Quality(9, "HDTV-1080p", "tv", 1080),
    Quality(3, "WEBDL-1080p", "webdl", 1080, group="WEB 1080p"),
    Quality(15, "WEBRip-1080p", "webrip", 1080, group="WEB 1080p"),
    Quality(7, "Bluray-1080p", "bluray", 1080, _OPEN),
    Quality(30, "Remux-1080p", "bluray", 1080, _OPEN, modifier="remux"),
    Quality(16, "HDTV-2160p", "tv", 2160, _OPEN),
    Quality(18, "WEBDL-2160p", "webdl", 2160, _OPEN, "WEB 2160p"),
    Quality(17, "WEBRip-2160p", "webrip", 2160, _OPEN, "WEB 2160p"),
    Quality(19, "Bluray-2160p", "bluray", 2160, _OPEN),
    Quality(31, "Remux-2160p", "bluray", 2160, _OPEN, modifier="remux"),
    Quality(22, "BR-DISK", "bluray", 1080, _OPEN, modifier="brdisk"),
    Quality(10, "Raw-HD", "tv", 1080, _OPEN, modifier="rawhd"),
)
SONARR = (
    Quality(0, "Unknown", "unknown", 0, (1, 95, 199.9)),
    Quality(1, "SDTV", "television", 480, (2, 95, 100)),
    Quality(12, "WEBRip-480p", "webRip", 480, (2, 95, 100), "WEB 480p"),
    Quality(8, "WEBDL-480p", "web", 480, (2, 95, 100), "WEB 480p"),
    Quality(2, "DVD", "dvd", 480, (2, 95, 100)),
    Quality(13, "Bluray-480p", "bluray", 480, (2, 95, 100)),
    Quality(22, "Bluray-576p", "bluray", 576, (2, 95, 100)),
    Quality(4, "HDTV-720p", "television", 720, (3, 95, 125)),
    Quality(9, "HDTV-1080p", "television", 1080, (4, 95, 125)),
    Quality(10, "Raw-HD", "televisionRaw", 1080, (4, 95, None)),
    Quality(14, "WEBRip-720p", "webRip", 720, (3, 95, 130), "WEB 720p"),
    Quality(5, "WEBDL-720p", "web", 720, (3, 95, 130), "WEB 720p"),
    Quality(6, "Bluray-720p", "bluray", 720, (4, 95, 130)),
    Quality(15, "WEBRip-1080p", "webRip", 1080, (4, 95, 130), "WEB 1080p"),
    Quality(3, "WEBDL-1080p", "web", 1080, (4, 95, 130), "WEB 1080p"),
    Quality(7, "Bluray-1080p", "bluray", 1080, (4, 95, 155)),
    Quality(20, "Bluray-1080p Remux", "blurayRaw", 1080, (35, 95, None)),
    Quality(16, "HDTV-2160p", "television", 2160, (35, 95, 199.9)),
    Quality(17, "WEBRip-2160p", "webRip", 2160, (35, 95, None), "WEB 2160p"),
    Quality(18, "WEBDL-2160p", "web", 2160, (35, 95, None), "WEB 2160p"),
    Quality(19, "Bluray-2160p", "bluray", 2160, (35, 95, None)),
    Quality(21, "Bluray-2160p Remux", "blurayRaw", 2160, (35, 95, None)),
)
QUALITIES = {"radarr": RADARR, "sonarr": SONARR}


def weights(app: str) -> dict[int, int]:
    """The weight of each quality; those of a group weigh the same."""
    result: dict[int, int] = {}
    weight, group = 0, ""
    for quality in QUALITIES[app]:
        if not quality.group or quality.group != group:
            weight += 1
        group = quality.group
        result[quality.id] = weight
    return result


def routes(program: Program) -> list[Route]:
    """Definitions: made at the first start, one for each quality."""
    app, store = program.app.name, program.store
    if not store.all("qualitydefinition"):
        for quality in QUALITIES[app]:
            lowest, preferred, highest = quality.sizes
            sizes = {"minSize": lowest, "maxSize": highest, "preferredSize": preferred}
            store.insert("qualitydefinition", {"quality": quality.id, "title": quality.name, **sizes})
    known = {quality.id: quality for quality in QUALITIES[app]}
    weight = weights(app)

    def shown(held: Body) -> Body:
        sizes = {} if program.is_sonarr_5 else {key: held[key] for key in ("minSize", "maxSize", "preferredSize")}
        return {
            "quality": known[held["quality"]].shown(app),
            "title": held["title"],
            "weight": weight[held["quality"]],
            **sizes,
            "id": held["id"],
        }

    def limits(request: Request) -> Response:
        return answer({"min": 0, "max": HIGHEST[app]})

    def save(number: int, given: Body) -> Body:
        held = store.get("qualitydefinition", number)
        if held is None:
            raise not_found()
        sizes = {key: given.get(key) for key in ("minSize", "maxSize", "preferredSize")}
        return shown(store.update("qualitydefinition", number, {**held, "title": given.get("title"), **sizes}))

    async def replace(request: Request) -> Response:
        """Sizes that are left out are null, and so without limit."""
        given = await body_of(request, _KINDS)
        check_sizes(given, HIGHEST[app])
        return answer(save(number_of(request), given), 202)

    async def replace_all(request: Request) -> Response:
        """Unchecked, since the rules are about one object."""
        for given in await list_of(request, _KINDS):
            save(given["id"], given)
        return answer([shown(held) for held in store.all("qualitydefinition")], 202)

    return [
        Route(f"{_BASE}/update", replace_all, methods=["PUT"]),
        Route(f"{_BASE}/limits", limits),
        Route(f"{_BASE}/{{id:int}}", replace, methods=["PUT"]),
        *reading(program, "qualitydefinition", shown),
    ]


_KINDS: dict[str, Any] = {"title": str, "minSize": NUMBER, "maxSize": NUMBER, "preferredSize": NUMBER}


def check_sizes(given: Body, highest: int) -> None:
    """Each within the limits and not beyond its neighbour (QualityDefinitionResourceValidator)."""
    low, best, high = (given.get(key) for key in ("minSize", "preferredSize", "maxSize"))
    failures = [
        *_between("MinSize", low, 0, highest if best is None else best),
        *_between("PreferredSize", best, 0 if low is None else low, highest if high is None else high),
        *_between("MaxSize", high, 0 if best is None else best, highest),
    ]
    if failures:
        raise invalid(*failures)


def _between(name: str, value: float | None, least: float, most: float) -> list[Body]:
    if value is None:
        return []
    title = name.replace("Size", " Size")
    failures = []
    if value < least:
        text = f"'{title}' must be greater than or equal to '{least}'."
        failures.append(rule(name, text, value, "GreaterThanOrEqualTo"))
    if value > most:
        failures.append(rule(name, f"'{title}' must be less than or equal to '{most}'.", value, "LessThanOrEqualTo"))
    return failures
