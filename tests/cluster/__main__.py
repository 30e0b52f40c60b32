# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of the test cluster: `python3 -m tests.cluster up|down|status|kubeconfig|images`."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType

from . import images, node_image, own_engine
from .bring_up import up
from .engine import Engine, find, find_or_revive
from .kind import Cluster, remove_network
from .paths import cache_folder, cluster_names, kubeconfig
from .progress import ClusterError, say, step, stop_children

_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,48}[a-z0-9])?")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; expected trouble is one sentence on stderr and exit code 1."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if not _NAME.fullmatch(options.name):
            raise ClusterError(f"{options.name!r} can't be a cluster's name; use small letters, digits, '-' and '.'.")
        return int(options.run(options) or 0)
    except ClusterError as error:
        stop_children()
        print(f"ERROR: {error}", file=sys.stderr)
        _leave(1)
    except BrokenPipeError:
        os._exit(0)  # whoever reads our output has seen enough
    except KeyboardInterrupt:
        stop_children()
        print("Interrupted; 'up' continues where it was, 'down --all' takes everything away.", file=sys.stderr)
        _leave(130)
    return 1


def _leave(code: int) -> None:
    # Threads may still wait for programs that were just ended; what they would report is known.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m tests.cluster", description="A real Kubernetes for the tests.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run, text in (
        ("up", _up, "bring the cluster up, or renew what changed in it"),
        ("down", _down, "delete the cluster"),
        ("status", _status, "say what is there"),
        ("kubeconfig", _kubeconfig, "print the path of the kubeconfig"),
        ("images", _images, "print the names of the app images in the nodes"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        command.add_argument("--name", default="mediastack", help="the cluster's name (default: %(default)s)")
        if name == "up":
            command.add_argument("--nodes", type=int, help="1 or 3 nodes (default: 1, or what the cluster has)")
        if name == "down":
            command.add_argument("--all", action="store_true", help="all clusters, and the engine where it is ours")
        if name == "images":
            command.add_argument("--json", action="store_true", help="as JSON, with the version of qBittorrent")
    return parser


def _up(options: argparse.Namespace) -> None:
    with _alone():
        up(options.name, options.nodes)


def _down(options: argparse.Namespace) -> None:
    with _alone():
        engine = find_or_revive()
        for name in cluster_names() if options.all else [options.name]:
            if engine:
                Cluster(name, engine).delete()
        last = options.all or not cluster_names()
        if engine and last:
            remove_network(engine)
        if last and (own_engine.running_pid() or own_engine.leftovers()):
            with step("Stopping our container engine", "5 s"):
                own_engine.stop()
            if left := own_engine.leftovers():
                raise ClusterError(f"Not everything could be taken away: {', '.join(left)}.")
    say("Down; the cache is kept.")


def _status(options: argparse.Namespace) -> int:
    engine = find()
    if not engine:
        print("engine      none answers; 'up' starts one of its own")
        print(f"left over   {', '.join(own_engine.leftovers()) or 'nothing'}")
        return 1
    where = engine.env.get("DOCKER_HOST", "its default socket")
    print(f"engine      {engine.program} ({engine.owner}) at {where}")
    built = engine.has_image(node_image.built_tag())
    kept = "kept in the cache" if node_image.saved_tar().is_file() else "not in the cache"
    print(f"node image  {node_image.built_tag()}: {'in the engine' if built else 'not in the engine'}, {kept}")
    print("times       first build 10 to 12 minutes, from the cache 30 to 45 s, when all is up 3 s")
    ready = [_describe(Cluster(name, engine)) for name in cluster_names() or [options.name]]
    return 0 if all(ready) else 1


def _describe(cluster: Cluster) -> bool:
    nodes = cluster.nodes
    if not nodes:
        print(f"cluster     '{cluster.name}' is not up")
        return False
    if not cluster.answers():
        print(f"cluster     '{cluster.name}' does not answer; 'up' repairs it")
        return False
    readiness = cluster.readiness()
    print(f"cluster     '{cluster.name}', kubeconfig {kubeconfig(cluster.name)}")
    for node, ready in readiness.items():
        print(f"  node      {node}: {'ready' if ready else 'not ready'}")
    _describe_images(cluster.engine, nodes[0])
    return all(readiness.values())


def _describe_images(engine: Engine, node: str) -> None:
    present = images.in_node(engine, node)
    for image in images.all_images(with_storage=False):
        state = {None: "missing", image.digest: "current"}.get(present.get(image.name), "outdated; 'up' renews it")
        print(f"  image     {image.name}: {state}")


def _kubeconfig(options: argparse.Namespace) -> None:
    path = kubeconfig(options.name)
    if not path.is_file():
        raise ClusterError(f"There is no cluster '{options.name}'; run 'python3 -m tests.cluster up' first.")
    print(path)


def _images(options: argparse.Namespace) -> None:
    found = images.names()
    if options.json:
        print(json.dumps({"qbittorrent": images.qbittorrent_version(), "images": found}, indent=2))
    else:
        print("\n".join(found.values()))


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Let only one run at a time change clusters and engine; a second one waits."""
    with (cache_folder(".") / "cluster.lock").open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another run is at work on the test clusters; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
