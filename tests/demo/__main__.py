# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.demo`` (make demo): deploy and link, run again, spoil a setting in each app, run again, sum up."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests import playbook
from tests.apps import SPOILED, Apps
from tests.demo import site

LOGS = playbook.REPOSITORY / ".build" / "logs"


def main() -> int:
    """The three runs; exit status 0 where each did what it had to."""
    LOGS.mkdir(parents=True, exist_ok=True)
    environment = playbook.environment(**site.inventory_environment())
    started = time.monotonic()
    first = step("1 Deploy and link", environment)
    second = step("2 Run again: nothing may change", environment) if not first.status else playbook.Run()
    if first.status or second.status:
        return 1
    apps = Apps(Path(environment["MEDIASTACK_DEMO_KUBECONFIG"]), "media", site.kubectl())
    print("Spoiling one setting in each app, behind the collection's back")
    for item in SPOILED:
        item.do(apps)
        print(f"  ! {item.app} {item.what}")
    third = step("3 Run again: exactly that is repaired", environment)
    wanted = sorted(item.repaired_by for item in SPOILED)
    good = not any(second.changes.values()) and sorted(third.changed) == wanted and not third.status
    summary(apps, {"first": first, "again": second, "repair": third}, time.monotonic() - started)
    if not good:
        print("The demo did not do what it had to: the second run may change nothing, the third had to change")
        print("\n".join(f"  {name}" for name in wanted))
    return 0 if good else 1


def step(title: str, environment: dict[str, str]) -> playbook.Run:
    """One run, told as it goes; the whole output goes to a log."""
    log = LOGS / f"demo-{title[0]}.log"
    print(title, flush=True)
    run = playbook.Run()
    for kind, name in playbook.events(site.site(["--diff"]), environment, run, log):
        if kind == "changed":
            print(f"  + {name}", flush=True)
    changes = sum(run.changes.values())
    print(f"  changed={changes} in {run.seconds:.0f} s; whole output: {log.relative_to(playbook.REPOSITORY)}")
    if run.status:
        print(f"  Failed: {run.error or 'see the log'}")
    return run


def summary(apps: Apps, runs: dict[str, playbook.Run], seconds: float) -> None:
    """What a newcomer wants to know, on one screen."""
    radarr, sonarr = apps.servarr("radarr", 80), apps.servarr("sonarr", 8989)
    print("\nApps")
    for item in apps.objects("statefulset"):
        image = item["spec"]["template"]["spec"]["containers"][0]["image"]
        state = "ready" if item["status"].get("readyReplicas") else "not ready"
        print(f"  {item['metadata']['name']:<10} {state}  {image}")
    print("Links")
    for name, session in (("radarr", radarr), ("sonarr", sonarr)):
        for collection, target in (("downloadclient", "qbitt"), ("indexer", "jackett")):
            names = ", ".join(item["name"] for item in session.get(f"/api/v3/{collection}"))
            print(f"  {name} → {target}: {names}")
    print("Runs")
    for title, run in runs.items():
        print(f"  {title:<7} changed={sum(run.changes.values()):<3} {run.seconds:5.1f} s")
    print(f"Where to look next ({seconds:.0f} s in all)")
    print("  make site ARGS='--check --diff'        what a run would change")
    print("  make site ARGS='--tags credentials'    addresses, logins and keys to a file of mode 0600")
    print(f"  {apps.kubectl_program} --kubeconfig {apps.kubeconfig} -n media get pods")
    print("  make demo-down                         remove everything again")


if __name__ == "__main__":
    sys.exit(main())
