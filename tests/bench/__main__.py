# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.bench`` (make bench): runs without drift, ours and with uri tasks, in one run.

First one kind in growing numbers on a Radarr stand-in, then several kinds over four programs. All hold every resource
as wanted. The start of ansible-playbook is measured with an empty play and subtracted. Writes a table and
``build/bench.json``.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests import playbook
from tests.bench import programs
from tests.standins.running import Running, jackett, qbittorrent, radarr, sonarr

RESULT = playbook.REPOSITORY / "build" / "bench.json"
SIZES = {"mediastack": (10, 100, 1000), "uri": (10, 100)}
STARTS = 3
"""How often the start of ansible-playbook is measured; the median counts."""


def main() -> int:
    """Measure, print, write."""
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder, radarr() as app, jackett() as indexers:
        bench = Bench(Path(folder), app, indexers)
        start = statistics.median(bench.seconds("start", 0) for _ in range(STARTS))
        print(f"start of ansible-playbook: {start:.2f} s, subtracted below")
        print(f"{'tool':<12}{'resources':>10}{'seconds':>10}{'requests':>10}{'s/resource':>12}")
        for count in sorted({size for sizes in SIZES.values() for size in sizes}):
            bench.hold(count)
            for tool, sizes in SIZES.items():
                if count in sizes:
                    rows.append(bench.row(tool, count, start))
        rows += over_programs(bench, start)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    verdict(rows)
    return 0


def over_programs(bench: Bench, start: float) -> list[dict[str, Any]]:
    """Several kinds over the four programs of the download side."""
    count, name = programs.RESOURCES, "four programs"
    rows = []
    with radarr() as films, sonarr() as series, jackett() as indexers, qbittorrent() as torrents:
        apps = {"radarr": films, "sonarr": series, "jackett": indexers, "qbittorrent": torrents}
        bench.plays[name, "mediastack"] = programs.ours(apps)
        bench.plays[name, "uri"] = programs.by_uri(apps)
        bench.run("mediastack", count, name)
        for tool in ("mediastack", "uri"):
            for app in (films, series, indexers):
                app.reset_requests()
            seconds = max(bench.seconds(tool, count, name) - start, 0.001)
            asked = [request for app in (films, series, indexers) for request in app.requests()]
            lists = {app: programs.lists(running.requests()) for app, running in apps.items() if app != "qbittorrent"}
            most = max((times for found in lists.values() for times in found.values()), default=0)
            print(f"{tool:<12}{count:>10}{seconds:>10.2f}{len(asked):>10}{seconds / count:>12.4f}  {name}", flush=True)
            rows.append(
                {
                    "tool": tool,
                    "resources": count,
                    "seconds": round(seconds, 3),
                    "requests": len(asked),
                    "programs": 4,
                    "most_lists_of_a_kind": most,
                }
            )
    return rows


class Bench:
    """The app, and plays that find nothing to change in it."""

    def __init__(self, folder: Path, app: Running, indexers: Running) -> None:
        self.folder = folder
        self.app = app
        self.indexers = indexers
        self.environment = playbook.environment(ANSIBLE_LOCALHOST_WARNING="false")
        self.plays: dict[tuple[str, str], list[dict[str, Any]]] = {("links", tool): PLAYS[tool] for tool in PLAYS}

    def hold(self, count: int) -> None:
        """Bring the app to what the plays want, by ours, which then finds nothing to do."""
        for attempt in (1, 2):
            changed = self.run("mediastack", count).changed
            if attempt == 2 and changed:
                raise SystemExit(f"The app does not hold what was written: {changed[0]}")

    def row(self, tool: str, count: int, start: float) -> dict[str, Any]:
        """One measurement."""
        self.app.reset_requests()
        seconds = max(self.seconds(tool, count) - start, 0.001)
        requests = len(self.app.requests())
        print(f"{tool:<12}{count:>10}{seconds:>10.2f}{requests:>10}{seconds / count:>12.4f}", flush=True)
        return {"tool": tool, "resources": count, "seconds": round(seconds, 3), "requests": requests}

    def seconds(self, tool: str, count: int, play: str = "links") -> float:
        """Wall time of one run that changes nothing."""
        started = time.monotonic()
        run = self.run(tool, count, play)
        if run.changed:
            raise SystemExit(f"{tool} changed something in a run without drift: {run.changed[0]}")
        return time.monotonic() - started

    def run(self, tool: str, count: int, play: str = "links") -> playbook.Run:
        """One run."""
        file = self.folder / f"{tool}-{count}.json"
        file.write_text(json.dumps([self._play(self.plays[play, tool], count)]), encoding="utf-8")
        run = playbook.run(playbook.command(str(file), "localhost,"), self.environment)
        if run.status:
            raise SystemExit(f"{tool} with {count} resources failed: {run.error or run.output[-2000:]}")
        return run

    def _play(self, tasks: list[dict[str, Any]], count: int) -> dict[str, Any]:
        return {
            "name": "Links",
            "hosts": "localhost",
            "connection": "local",
            "gather_facts": False,
            "vars": {
                "ansible_python_interpreter": sys.executable,
                "app_url": self.app.url,
                "api_key": self.app.api_key,
                "jackett_key": self.indexers.api_key,
                "indexers": [self._indexer(number) for number in range(count)],
                "jackett_indexers": list(programs.INDEXERS),
            },
            "tasks": tasks,
        }

    def _indexer(self, number: int) -> dict[str, str]:
        base = f"{self.indexers.url}/api/v2.0/indexers/thepiratebay/results/torznab/"
        return {"name": f"Indexer {number:04}", "base_url": base}


_LOOP: Mapping[str, Any] = {"loop": "{{ indexers }}", "loop_control": {"label": "{{ item.name }}"}}

# What a careful author writes without a module: read the indexer, compare, write on a difference.
PLAYS: dict[str, list[dict[str, Any]]] = {
    "start": [],
    "mediastack": [
        {
            "name": "Indexers",
            "homelab.mediastack.radarr_indexer": {
                "url": "{{ app_url }}",
                "api_key": "{{ api_key }}",
                "name": "{{ item.name }}",
                "base_url": "{{ item.base_url }}",
                "api_path": "/api",
                "indexer_api_key": "{{ jackett_key }}",
                "categories": [2000],
                "test": "never",
            },
            **_LOOP,
        }
    ],
    "uri": [
        {
            "name": "Read the indexers",
            "ansible.builtin.uri": {"url": "{{ app_url }}/api/v3/indexer", "headers": {"X-Api-Key": "{{ api_key }}"}},
            "register": "held",
        },
        {
            "name": "Read each indexer",
            "ansible.builtin.uri": {
                "url": "{{ app_url }}/api/v3/indexer/{{ ids[item.name] }}",
                "headers": {"X-Api-Key": "{{ api_key }}"},
            },
            "register": "each",
            "vars": {"ids": "{{ held.json | items2dict(key_name='name', value_name='id') }}"},
            **_LOOP,
        },
        {
            "name": "Write those that differ",
            "ansible.builtin.uri": {
                "url": "{{ app_url }}/api/v3/indexer/{{ item.json.id }}?forceSave=true",
                "method": "PUT",
                "headers": {"X-Api-Key": "{{ api_key }}"},
                "body_format": "json",
                "body": "{{ item.json }}",
            },
            "loop": "{{ each.results }}",
            "loop_control": {"label": "{{ item.item.name }}"},
            "when": (
                "(item.json.fields | selectattr('name', 'equalto', 'baseUrl') | first).value != item.item.base_url"
                " or (item.json.fields | selectattr('name', 'equalto', 'categories') | first).value != [2000]"
            ),
        },
    ],
}


def verdict(rows: list[dict[str, Any]]) -> None:
    """The aims, with what was seen."""
    seconds = {(row["tool"], row["resources"], row.get("programs", 1)): row["seconds"] for row in rows}
    faster = seconds["uri", 100, 1] / seconds["mediastack", 100, 1]
    growth = (seconds["mediastack", 1000, 1] / 1000) / (seconds["mediastack", 100, 1] / 100)
    print(f"at 100 resources {faster:.1f} times as fast as uri (aim: 15)")
    print(f"seconds per resource at 1000 against 100: {growth:.2f} (aim: at most 1)")
    count = programs.RESOURCES
    faster = seconds["uri", count, 4] / seconds["mediastack", count, 4]
    lists = next(row["most_lists_of_a_kind"] for row in rows if row.get("programs") and row["tool"] == "mediastack")
    print(f"{count} resources over four programs: {faster:.1f} times as fast as uri (aim: 15)")
    print(f"list requests for a kind and task, at most: {lists} (aim: 1)")


if __name__ == "__main__":
    sys.exit(main())
