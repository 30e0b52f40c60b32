# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job: deploy and link, change nothing the second time, predict and repair exactly what was spoiled.

The tests of this file are one story and run in their order.
"""

from __future__ import annotations

import base64
import re
import stat
import subprocess
import sys
from pathlib import Path

from tests import playbook
from tests.apps import SPOILED, Apps

from .conftest import DEMO, Home

OUTPUTS: list[str] = []
"""The complete -vvv output of every run, searched for secrets at the end."""


def test_a_check_of_a_fresh_namespace_plans_everything_as_new(home: Home) -> None:
    """Nothing is there to ask, and nothing is there afterwards."""
    run = home.site("--check", "--diff", "-vvv")
    OUTPUTS.append(run.output)
    assert run.status == 0, run.error
    assert "Apply the Kubernetes objects" in run.changed
    for resource in ("radarr → qbittorrent", "sonarr → jackett: TheRARBG", "radarr: /movies/movies"):
        assert any(f"({resource})" in name for name in run.changed), resource
    assert f"StatefulSet {home.namespace}/radarr" in run.output
    assert not home.apps.objects("namespace", f"--field-selector=metadata.name={home.namespace}")


def test_the_first_run_deploys_and_links(home: Home) -> None:
    """What the check named is what it changes."""
    checked = home.site("--check")
    run = home.site("-vvv", "--diff")
    OUTPUTS.append(run.output)
    assert run.status == 0, run.error
    assert sorted(run.changed) == sorted(checked.changed)


def test_the_second_run_changes_nothing(home: Home) -> None:
    """Neither does a check."""
    for arguments in (["-vvv", "--diff"], ["--check"]):
        run = home.site(*arguments)
        OUTPUTS.append(run.output)
        assert run.status == 0, run.error
        assert run.changed == [] and run.changes == {"demo": 0}


def test_the_links_work(home: Home) -> None:
    """By the programs' own tests: they log in to the real qBittorrent and read Jackett's capabilities."""
    for name, port in (("radarr", 80), ("sonarr", 8989)):
        session = home.apps.servarr(name, port)
        clients, indexers = session.get("/api/v3/downloadclient"), session.get("/api/v3/indexer")
        assert [item["name"] for item in clients] == ["qBittorrent"]
        assert len(indexers) == (4 if name == "radarr" else 3)
        session.send("POST", "/api/v3/downloadclient/testall")
        session.send("POST", "/api/v3/indexer/testall")
        assert all(folder["accessible"] for folder in session.get("/api/v3/rootfolder"))
    categories = home.apps.qbittorrent().get("/api/v2/torrents/categories")
    assert {name: item["savePath"] for name, item in categories.items()} == dict.fromkeys(
        ("movies", "tv", "manual"), "/downloads"
    )


def test_what_was_spoiled_is_named_by_a_check_and_repaired_by_a_run(home: Home) -> None:
    """Exactly that, and then nothing more."""
    for item in SPOILED:
        item.do(home.apps)
    wanted = sorted(item.repaired_by for item in SPOILED)
    checked = home.site("--check", "--diff", "-vvv")
    run = home.site("--diff", "-vvv")
    again = home.site()
    OUTPUTS.extend([checked.output, run.output])
    assert sorted(checked.changed) == wanted, checked.error
    assert sorted(run.changed) == wanted, run.error
    assert again.changed == [], again.error


def test_what_was_spoiled_in_the_cluster_is_repaired_with_a_short_diff(home: Home) -> None:
    """A deleted Service, a changed label and a changed environment, and only these."""
    home.apps.kubectl("delete", "service", "sonarr")
    home.apps.kubectl("label", "statefulset", "radarr", "app.kubernetes.io/part-of=other", "--overwrite")
    for arguments in (["--check"], []):
        run = home.site("--tags", "deploy", "--diff", *arguments)
        assert run.changed == ["Apply the Kubernetes objects"], run.error
        headers = set(re.findall(r"^--- before: (.*)$", run.output, re.MULTILINE))
        assert headers == {f"Service {home.namespace}/sonarr", f"StatefulSet {home.namespace}/radarr"}
        assert "managedFields" not in run.output and "resourceVersion" not in run.output
    assert home.site().changed == []


def test_a_service_that_is_not_wanted_any_more_goes_and_its_claim_stays(home: Home) -> None:
    """A disabled app loses its workload, its links and nothing that holds data; enabled again, it has everything."""
    without = home.site(apps={**_demo_apps(home), "sonarr": {"enabled": False}})
    assert without.status == 0, without.error
    names = {item["metadata"]["name"] for item in home.apps.objects("statefulset")}
    assert names == {"flaresolverr", "jackett", "qbitt", "radarr"}
    assert "sonarr" in {item["metadata"]["name"] for item in home.apps.objects("persistentvolumeclaim")}
    back = home.site()
    assert back.changed == ["Apply the Kubernetes objects"], back.error


def test_flaresolverr_leaves_no_link_behind(home: Home) -> None:
    """Off, Jackett does not ask what is no longer there; on again, it does."""
    apps = {**_demo_apps(home), "flaresolverr": {"enabled": False}}
    indexers = [{"id": "thepiratebay", "name": "The Pirate Bay"}]
    without = home.site(apps=apps, indexers=indexers)
    assert without.status == 0, without.error
    assert without.changed == ["Apply the Kubernetes objects", "Server settings of Jackett (jackett)"]
    assert home.site(apps=apps, indexers=indexers).changed == []
    back = home.site()
    assert back.changed == ["Apply the Kubernetes objects", "Server settings of Jackett (jackett)"], back.error


def test_what_is_not_declared_is_deleted_only_when_asked(home: Home) -> None:
    """And never what a pattern protects."""
    indexers = [{"id": "thepiratebay", "name": "The Pirate Bay"}, {"id": "1337x", "tags": ["public"], "seed_ratio": 2}]
    assert home.site(indexers=indexers).changed == []
    pruned = home.site(indexers=indexers, prune={"kinds": ["indexer"], "ignore": ["internet*"]})
    assert pruned.status == 0, pruned.error
    assert pruned.changed == [
        "Delete what is not declared in Radarr (radarr: indexer)",
        "Delete what is not declared in Sonarr (sonarr: indexer)",
        "Delete what is not declared in Jackett (jackett: indexer)",
    ]
    back = home.site()
    assert [name for name in back.changed if "TheRARBG" in name or "therarbg" in name], back.error
    assert not [name for name in back.changed if "Internet Archive" in name], "it was protected"


def test_the_credentials_are_written_for_their_owner_only(home: Home) -> None:
    """Once, and unchanged the second time."""
    file = home.folder / "credentials.yml"
    first, second = (home.site("--tags", "credentials", "-vvv", "--diff", credentials_file=str(file)) for _ in range(2))
    OUTPUTS.extend([first.output, second.output])
    assert first.changed == ["Write addresses, logins and keys to a file"], first.error
    assert second.changed == []
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text(encoding="utf-8")
    assert all(value in text for key, value in home.apps.credentials.items() if key != "fingerprint-key")


def test_the_playbook_runs_from_the_installed_collection(home: Home, tmp_path: Path) -> None:
    """Built, installed elsewhere and called by its full name, it finds nothing to change."""
    galaxy = Path(sys.executable).parent / "ansible-galaxy"
    for arguments in (
        ["build", "--output-path", str(tmp_path)],
        ["install", str(tmp_path / "homelab-mediastack-0.1.0.tar.gz"), "-p", str(tmp_path / "installed"), "--no-deps"],
    ):
        done = subprocess.run(
            [str(galaxy), "collection", *arguments],
            cwd=playbook.REPOSITORY,
            env=home.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    environment = {**home.environment, "ANSIBLE_COLLECTIONS_PATH": str(tmp_path / "installed")}
    command = playbook.command("homelab.mediastack.site", DEMO, home.arguments())
    run = playbook.run(command, environment)
    assert run.status == 0, run.error
    assert run.changes == {"demo": 0}


def test_no_secret_in_any_output(home: Home) -> None:
    """Every password and key, plain and as the API server shows it, in everything that any run said."""
    assert len(OUTPUTS) >= 7
    secrets = {value for key, value in home.apps.credentials.items() if not key.endswith(".username")}
    assert len(secrets) >= 7
    for output in OUTPUTS:
        for value in secrets:
            assert value not in output
            assert base64.b64encode(value.encode()).decode() not in output


def test_teardown_keeps_claims_and_credentials(home: Home) -> None:
    """So that a new deployment is the old stack again."""
    before = home.apps.credentials
    run = home.site(name="playbooks/teardown.yml")
    assert run.status == 0, run.error
    assert not home.apps.objects("pod") and not home.apps.objects("statefulset")
    again = home.site(name="playbooks/teardown.yml")
    assert again.changed == []
    back = home.site()
    assert back.changed == ["Apply the Kubernetes objects"], back.error
    assert Apps(home.apps.kubeconfig, home.namespace, home.apps.kubectl_program).credentials == before


def test_teardown_with_data_leaves_nothing(home: Home) -> None:
    """But the namespace, and what lies on the share."""
    run = home.site("-e", "teardown_data=true", name="playbooks/teardown.yml")
    assert run.status == 0, run.error
    for kind in ("pod", "statefulset", "service", "secret", "job", "lease"):
        assert home.apps.objects(kind) == [], kind
    assert (home.share / "movies").is_dir()


def _demo_apps(home: Home) -> dict[str, dict[str, object]]:
    tag = home.environment["MEDIASTACK_DEMO_QBITTORRENT"]
    quiet = {"dht": False, "lsd": False, "pex": False}
    return {"qbittorrent": {"image": {"tag": tag}, "preferences": quiet}, "flaresolverr": {"enabled": True}}
