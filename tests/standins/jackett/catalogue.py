# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Some of Jackett's indexers and the forms of their settings (facts: jackett_qbittorrent B2, jackett_samples)."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

Item = dict[str, Any]

TAGS: Item = {
    "id": "tags",
    "type": "inputtags",
    "name": "Tags",
    "value": "",
    "separator": ",",
    "delimiters": r"[^A-Za-z0-9\-\._~]+",
    "pattern": r"^[A-Za-z0-9\-\._~]+$",
}
CATEGORIES = {
    2000: "Movies",
    2030: "Movies/SD",
    2040: "Movies/HD",
    2045: "Movies/UHD",
    3000: "Audio",
    5000: "TV",
    5030: "TV/SD",
    5040: "TV/HD",
    5070: "TV/Anime",
    7000: "Books",
    8000: "Other",
}
_ALL = tuple(CATEGORIES)
_MOVIES = (2000, 2030, 2040, 2045)
_TV = (5000, 5030, 5040)
_ARCHIVE = (*_MOVIES, 3000, 5000, 7000, 8000)


@dataclass(frozen=True)
class Indexer:
    """One definition. ``native`` ones run a live search when they are saved, ``login`` ones sign in."""

    id: str
    name: str
    link: str
    categories: tuple[int, ...]
    settings: tuple[Item, ...] = ()
    kind: str = "public"
    language: str = "en-US"
    links: tuple[str, ...] = ()
    legacy: tuple[str, ...] = ()
    native: bool = False
    flaresolverr: bool = False
    login: tuple[str, ...] = field(default=())

    def form(self) -> list[Item]:
        """A fresh form: site link first, tags last."""
        link = {"id": "sitelink", "type": "inputstring", "name": "Site Link", "value": self.link}
        return copy.deepcopy([link, *self.settings, TAGS])


def text(name: str, value: str | None = None, kind: str = "inputstring") -> Item:
    """A setting; its id is its label, small and without blanks."""
    return {"id": name.lower().replace(" ", ""), "type": kind, "name": name, "value": value}


def switch(name: str, value: bool) -> Item:
    """A setting that is on or off."""
    return {**text(name), "type": "inputbool", "value": value}


def choice(name: str, value: str, options: dict[str, str]) -> Item:
    """A setting with options; what is saved is not checked against them."""
    return {**text(name), "type": "inputselect", "value": value, "options": options}


def information(name: str) -> Item:
    """Text between the settings."""
    return {**text(name), "type": "displayinfo", "value": f"<p>{name}</p>"}


_ITORRENTS = "http://itorrents.org/"
_LINKS = {_ITORRENTS: "iTorrents.org", "magnet:": "magnet"}
_SORT = choice("Sort requested from site", "time", {"time": "created", "seeders": "seeders", "size": "size"})
_UNSORTED = (
    "Disable sorting - 1337x prevents sorting searches during high server load, which breaks the indexer when "
    "performing a keyword search - disable if you get zero results"
)
_SIGNED = {"-a": "created desc", "a": "created asc", "-se": "seeders desc", "se": "seeders asc"}
_SIGNED |= {"-s": "size desc", "s": "size asc"}
_TOP = {
    "recent": "All",
    "100": "Audio",
    "200": "Movies/TV",
    "300": "Apps",
    "400": "Games",
    "500": "XXX",
    "600": "Books",
}
_FLARESOLVERR = information("FlareSolverr")
_UPLOADER = (text("Filter by Uploader"), information("About filtering by Uploader"))

INDEXERS = {
    item.id: item
    for item in (
        Indexer(
            "1337x",
            "1337x",
            "https://1337x.to/",
            _ALL,
            (
                *_UPLOADER,
                _FLARESOLVERR,
                choice("Download link", _ITORRENTS, _LINKS),
                choice("Download link (fallback)", "magnet:", _LINKS),
                information("About the Download links"),
                switch(_UNSORTED, False),
                _SORT,
                choice("Order requested from site", "desc", {"desc": "desc", "asc": "asc"}),
            ),
            links=("https://1337x.to/", "https://1337x.st/"),
            flaresolverr=True,
        ),
        Indexer(
            "thepiratebay",
            "The Pirate Bay",
            "https://thepiratebay.org/",
            _ALL,
            (
                text("API URL", "apibay.org"),
                choice("Top100", "recent", _TOP),
                information("About the top100 selection"),
                *_UPLOADER,
            ),
            legacy=("https://thepiratebay.se/",),
        ),
        Indexer(
            "therarbg", "TheRARBG", "https://therarbg.to/", _ALL, (choice("Sort requested from site", "-a", _SIGNED),)
        ),
        Indexer(
            "dontorrent",
            "DonTorrent",
            "https://todotorrents.org/",
            (*_MOVIES, *_TV),
            (switch("Match words in title", True),),
            language="es-ES",
            links=("https://todotorrents.org/", "https://tomadivx.net/"),
            native=True,
        ),
        Indexer("yts", "YTS", "https://yts.mx/", _MOVIES),
        Indexer("limetorrents", "LimeTorrents", "https://www.limetorrents.lol/", _ALL, (_SORT,)),
        Indexer("nyaasi", "Nyaa.si", "https://nyaa.si/", (*_TV, 5070, 3000, 7000), (_SORT, switch("Strip S01", True))),
        Indexer("tokyotosho", "Tokyo Toshokan", "https://www.tokyotosho.info/", (*_TV, 5070)),
        Indexer("torrentdownloads", "TorrentDownloads", "https://www.torrentdownloads.pro/", _ALL),
        Indexer("internetarchive", "Internet Archive", "https://archive.org/", _ARCHIVE, (_SORT,)),
        Indexer("linuxtracker", "LinuxTracker", "https://linuxtracker.org/", (8000,)),
        Indexer("showrss", "showRSS", "https://showrss.info/", _TV),
        Indexer("rutor", "RuTor", "http://rutor.info/", _ALL, language="ru-RU"),
        Indexer("eztv", "EZTV", "https://eztv.re/", _TV, (_FLARESOLVERR,), flaresolverr=True),
        Indexer(
            "kickasstorrents-to",
            "kickasstorrents.to",
            "https://kickasstorrents.to/",
            _ALL,
            (_FLARESOLVERR,),
            flaresolverr=True,
        ),
        Indexer("knaben", "Knaben", "https://knaben.org/", _ALL, native=True),
        Indexer("subsplease", "SubsPlease", "https://subsplease.org/", (5000, 5070), native=True),
        Indexer(
            "iptorrents",
            "IPTorrents",
            "https://iptorrents.com/",
            _ALL,
            (text("Cookie"), text("User-Agent"), switch("Search freeleech only", False)),
            kind="private",
            native=True,
            login=("cookie",),
        ),
        Indexer(
            "torrentleech",
            "TorrentLeech",
            "https://www.torrentleech.org/",
            _ALL,
            (text("Username"), text("Password"), switch("Search freeleech only", False)),
            kind="private",
            login=("username", "password"),
        ),
        Indexer(
            "norbits",
            "NorBits",
            "https://norbits.net/",
            _ALL,
            (text("Username"), text("Password", kind="password"), switch("Use full search", False)),
            kind="private",
            language="nb-NO",
            native=True,
            login=("username", "password"),
        ),
    )
}
