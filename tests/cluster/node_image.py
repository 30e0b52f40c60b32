# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The image kind makes its nodes of: the published one where a registry answers, else one built from packages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from . import packages
from .archive import Entry, Image, Layer, write_archive
from .engine import Engine
from .packages import KUBERNETES_VERSION, RootFileSystem
from .paths import SOURCES, cache_folder, content_hash, files_below
from .progress import ClusterError, answer, say, step

PUBLISHED = "docker.io/kindest/node:v1.34.0"
REPOSITORY_NAME = "mediastack-node"
KUBE_IMAGE = f"localhost/mediastack/kube:{KUBERNETES_VERSION}"
CHOICE = "MEDIASTACK_NODE_IMAGE"
RECIPE = "1"  # raise it when this file puts the image together in another way

NODE = RootFileSystem(
    "node",
    "bookworm",
    (
        *("systemd", "systemd-sysv", "bash", "util-linux", "mount", "procps", "hostname", "ca-certificates", "curl"),
        *("conntrack", "iptables", "nftables", "ipset", "iproute2", "ethtool", "kmod", "jq", "e2fsprogs"),
        *("containerd", "runc", "containernetworking-plugins", "nfs-common", "open-iscsi", "pigz"),
    ),
    "50 s",
)
CONTROL_PLANE = RootFileSystem(
    "control-plane",
    "bookworm",
    ("iptables", "iproute2", "conntrack", "kmod", "ca-certificates", "busybox-static", "tini"),
    "30 s",
)
_PROGRAMS = ("etcd", "kube-apiserver", "kube-controller-manager", "kube-proxy", "kube-scheduler", "kubectl")


def recipe_hash() -> str:
    """Return the content hash of everything the built image is made of."""
    parts = (RECIPE, packages.KIND, packages.hyperkube_hash(), NODE.tar.name, CONTROL_PLANE.tar.name)
    files = (SOURCES / "node" / "setup.sh", SOURCES / "manifests" / "storage-class.yaml")
    return content_hash([*parts, *files])


def built_tag() -> str:
    """Return the local tag of the built image."""
    return f"{REPOSITORY_NAME}:{recipe_hash()}"


def saved_tar() -> Path:
    """Return where the built image is kept for an engine that lost it."""
    return cache_folder("node-image") / f"{recipe_hash()}.tar"


def is_built(image: str) -> bool:
    """Tell whether a node image is one of ours, which needs our network and storage."""
    return f"{REPOSITORY_NAME}:" in image


def at_hand(engine: Engine) -> str:
    """Return the tag of a node image that needs neither a build nor a registry, or nothing."""
    choice = os.environ.get(CHOICE, "auto")
    if choice not in ("auto", "build", "pull"):
        return choice
    if choice != "build" and engine.has_image(PUBLISHED):
        return PUBLISHED
    if choice == "pull":
        return ""
    if not engine.has_image(built_tag()) and saved_tar().is_file():
        with step("Loading the node image from the cache", "20 s"):
            engine.command("load", "--input", saved_tar())
    return built_tag() if engine.has_image(built_tag()) else ""


def pull(engine: Engine) -> str:
    """Return the published image if a registry answers soon, or nothing."""
    choice = os.environ.get(CHOICE, "auto")
    if choice == "build":
        return ""
    if choice == "auto" and not engine.succeeds("manifest", "inspect", PUBLISHED, timeout=8):
        say("No image registry answers; the node image is built from packages.")
        return ""
    with step(f"Pulling {PUBLISHED}", "1 minute, once"):
        engine.command("pull", "--quiet", PUBLISHED)
    return PUBLISHED


def build(engine: Engine, program: Path) -> str:
    """Build the node image around the Kubernetes programs, and keep it in the cache too."""
    tag = built_tag()
    container, base = f"{REPOSITORY_NAME}-build", f"{REPOSITORY_NAME}-base:{recipe_hash()}"
    images = control_plane_images(program)
    pause = next(image.name for image in images if "/pause:" in image.name)
    engine.succeeds("rm", "--force", "--volumes", container)
    with step("Building the node image", "40 s, once"):
        engine.command("import", NODE.make(), base)
        words = ("--privileged", "--network=none", "--tmpfs=/run", "--tmpfs=/tmp", "--stop-signal=SIGRTMIN+3")
        engine.command(
            *("run", "--detach", "--name", container, *words, "--env=container=docker"),
            *("--entrypoint=/bin/sleep", base, "infinity"),
        )
        try:
            _fill(engine, container, program, images, pause)
            entrypoint = 'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]'
            engine.command("commit", "--change", entrypoint, "--change", "CMD []", container, tag)
        finally:
            engine.succeeds("rm", "--force", "--volumes", container)
            engine.succeeds("rmi", base)
    with step("Keeping the node image in the cache", "15 s"):
        part = saved_tar().with_suffix(".part")
        engine.command("save", "--output", part, tag)
        for old in saved_tar().parent.glob("*.tar"):
            old.unlink()
        part.replace(saved_tar())
    for old_tag in engine.answer("images", "--format", "{{.Repository}}:{{.Tag}}", REPOSITORY_NAME).split():
        if old_tag != tag:
            engine.succeeds("rmi", old_tag)  # fails for the image of a cluster that runs, and may
    return tag


def _fill(engine: Engine, container: str, program: Path, images: list[Image], pause: str) -> None:
    files = Layer.of_entries(_node_files(program))
    engine.command("exec", "--interactive", container, "tar", "-x", "-C", "/", feed=files.copy_to)

    def archive(stream: IO[bytes]) -> None:
        write_archive(images, stream)

    engine.command(
        *("exec", "--interactive", "--env", f"PAUSE_IMAGE={pause}", container, "sh", "/setup.sh"), feed=archive
    )


def _node_files(program: Path) -> list[Entry]:
    """Return what the node has beyond Debian: kind's own files, taken from its module, and the programs."""
    source = packages.module_folder(packages.KIND) / "images" / "base" / "files"
    entries = []
    for path in files_below(source):
        name = path.relative_to(source)
        executable = name.parts[:3] == ("usr", "local", "bin") or name.parts[:2] == ("kind", "bin")
        if name.parts[0] != "LICENSES":
            entries.append(Entry(str(name), path, mode=0o755 if executable else 0o644))
    if not entries:
        raise ClusterError(f"kind's module has no files below {source}; run 'go clean -modcache' and try again.")
    return [
        *entries,
        Entry("usr/bin/hyperkube", program, mode=0o755),
        Entry("kind/version", KUBERNETES_VERSION.encode()),
        Entry("kind/manifests/default-storage.yaml", SOURCES / "manifests" / "storage-class.yaml"),
        Entry("setup.sh", SOURCES / "node" / "setup.sh", mode=0o755),
    ]


def control_plane_images(program: Path) -> list[Image]:
    """Return the images kubeadm asks for, under the names it gives them, and the one of our pod network."""
    names = answer([program, "kubeadm", "config", "images", "list", f"--kubernetes-version={KUBERNETES_VERSION}"])
    links = [Entry(f"usr/local/bin/{name}", link="hyperkube", mode=0o777) for name in (*_PROGRAMS, "node-network")]
    programs = Layer.of_entries(
        [
            Entry("usr/local/bin/hyperkube", program, mode=0o755),
            Entry("coredns", link="usr/local/bin/hyperkube", mode=0o777),
            *links,
        ]
    )
    kube_layers = [Layer.of_file(CONTROL_PLANE.make()), programs]
    pause_layer = Layer.of_entries(
        [
            Entry("pause", CONTROL_PLANE.read("usr/bin/tini-static"), mode=0o755),
            Entry("bin/busybox", CONTROL_PLANE.read("usr/bin/busybox"), mode=0o755),
        ]
    )
    path = "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    kube_config = {"Entrypoint": ["/coredns"], "Env": [path]}
    # The pause container only holds namespaces; tini lets it end at once when it is told to.
    pause_config = {"Entrypoint": ["/pause", "-s", "--", "/bin/busybox", "sleep", "2147483647"], "Env": [path]}
    architecture = packages.architecture()
    return [
        Image(name, [pause_layer], pause_config, architecture)
        if "/pause:" in name
        else Image(name, kube_layers, kube_config, architecture)
        for name in [*names.split(), KUBE_IMAGE]
    ]
