# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The app images of the tests: their content, their names inside the nodes, and how they get there."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from . import packages
from .archive import Entry, Image, Layer, write_archive
from .engine import Engine
from .packages import RootFileSystem
from .paths import REPOSITORY, SOURCES, cache_folder, files_below
from .progress import ClusterError, run, say, step

APPS = RootFileSystem(
    "apps",
    "trixie",
    (
        *("python3", "python3-starlette", "python3-uvicorn", "python3-requests", "python3-yaml", "python3-multipart"),
        *("qbittorrent-nox", "tini", "curl", "busybox-static", "ca-certificates", "iproute2", "iptables"),
    ),
    "70 s",
)
STANDINS = {
    "radarr": ("lscr.io/linuxserver/radarr:6.2.1.10461-ls308", 7878),
    "sonarr": ("lscr.io/linuxserver/sonarr:4.0.19.2979-ls316", 8989),
    "jackett": ("lscr.io/linuxserver/jackett:v0.24.2440-ls5", 9117),
    "flaresolverr": ("ghcr.io/flaresolverr/flaresolverr:v3.5.0", 8191),
}
BUSYBOX = "docker.io/library/busybox:1.37"
LOCAL_PATH = f"localhost/mediastack/local-path-provisioner:{packages.LOCAL_PATH_VERSION}"
_WORKDIR = "opt/mediastack"
_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def qbittorrent_version() -> str:
    """Return the version of the real qBittorrent in the app image."""
    if not APPS.tar.is_file():
        raise ClusterError("The app images are not made yet; run 'python3 -m tests.cluster up' first.")
    return APPS.package_version("qbittorrent-nox")


def names() -> dict[str, str]:
    """Return the names of the app images in the nodes, by app."""
    standins = {app: name for app, (name, _) in STANDINS.items()}
    return {**standins, "qbittorrent": f"lscr.io/linuxserver/qbittorrent:{qbittorrent_version()}", "busybox": BUSYBOX}


def all_images(with_storage: bool) -> list[Image]:
    """Describe every image the nodes need beyond those of Kubernetes itself."""
    found = names()
    base = Layer.of_file(APPS.tar)
    start = Layer.of_entries([Entry("usr/local/bin/start.py", SOURCES / "entrypoint.py", mode=0o755)])
    standins = Layer.of_entries(_standin_files())
    images = [_app(found[app], app, port, [base, start, standins]) for app, (_, port) in STANDINS.items()]
    images.append(_app(found["qbittorrent"], "qbittorrent", 8080, [base, start]))
    images.append(_image(BUSYBOX, [_busybox()], {"Cmd": ["sh"], "Env": [_PATH]}))
    if with_storage:
        program = packages.go_install(packages.LOCAL_PATH, "local-path-provisioner")
        layer = Layer.of_entries([Entry("usr/bin/local-path-provisioner", program, mode=0o755)])
        images.append(_image(LOCAL_PATH, [layer], {"Entrypoint": ["local-path-provisioner"], "Env": [_PATH]}))
    return images


def load(engine: Engine, nodes: Sequence[str], images: Sequence[Image]) -> None:
    """Bring the images that changed into every node."""
    with ThreadPoolExecutor(len(nodes)) as pool:
        for _ in pool.map(lambda node: _load_one(engine, node, images), nodes):
            pass


def _load_one(engine: Engine, node: str, images: Sequence[Image]) -> None:
    present = in_node(engine, node)
    wanted = [image for image in images if present.get(image.name) != image.digest]
    if not wanted:
        return
    known = {layer.digest for image in images if image not in wanted for layer in image.layers}
    known |= _stored_layers(engine, node, {layer.digest for image in wanted for layer in image.layers} - known)

    def archive(stream: IO[bytes]) -> None:
        write_archive(wanted, stream, omit=known)

    with step(f"Loading {len(wanted)} images into {node}", "15 s" if len(known) == 0 else "2 s"):
        words = ("ctr", "--namespace=k8s.io", "images", "import", "--all-platforms", "--snapshotter=overlayfs", "-")
        engine.command("exec", "--interactive", node, *words, feed=archive)


def in_node(engine: Engine, node: str) -> dict[str, str]:
    """Return the digests of the images in a node, by name."""
    listing = engine.answer("exec", node, "ctr", "--namespace=k8s.io", "images", "list").splitlines()
    return {words[0]: words[2] for line in listing[1:] if len(words := line.split()) > 2}


def _stored_layers(engine: Engine, node: str, digests: set[str]) -> set[str]:
    """Return which layers a node's store holds already, of an older image of the same base."""
    stored = set(engine.answer("exec", node, "ctr", "--namespace=k8s.io", "content", "list", "--quiet").split())
    return digests & stored


def _app(name: str, app: str, port: int, layers: Sequence[Layer]) -> Image:
    return _image(
        name,
        layers,
        {
            "Entrypoint": ["tini", "--", "python3", "-I", "/usr/local/bin/start.py", app],
            "Env": [
                _PATH,
                "LANG=C.UTF-8",
                "PYTHONDONTWRITEBYTECODE=1",
                "PYTHONUNBUFFERED=1",
                f"PYTHONPATH=/{_WORKDIR}",
            ],
            "WorkingDir": f"/{_WORKDIR}",
            "ExposedPorts": {f"{port}/tcp": {}},
        },
    )


def _image(name: str, layers: Sequence[Layer], config: dict[str, object]) -> Image:
    return Image(name, layers, config, packages.architecture())


def _standin_files() -> list[Entry]:
    source = REPOSITORY / "tests"
    files = files_below(source / "standins")
    if not files:
        say("  tests/standins is not there yet: the images of Radarr, Sonarr and Jackett will not start")
    return [
        Entry(_WORKDIR, mode=0o755),
        Entry(f"{_WORKDIR}/tests", mode=0o755),
        Entry(f"{_WORKDIR}/tests/__init__.py", b""),
        *(Entry(f"{_WORKDIR}/tests/{path.relative_to(source)}", path) for path in files),
    ]


def _busybox() -> Layer:
    """Return the one layer of a BusyBox image: the static program, a link per applet, the usual folders."""
    program = cache_folder("bin") / f"busybox-{APPS.package_version('busybox-static')}"
    if not program.is_file():
        part: Path = program.with_suffix(".part")
        part.write_bytes(APPS.read("usr/bin/busybox"))
        part.chmod(0o755)
        part.replace(program)
    applets = run([program, "--list"]).stdout.decode().split()
    return Layer.of_entries(
        [
            *(Entry(folder, mode=0o755) for folder in ("bin", "etc", "root")),
            Entry("tmp", mode=0o1777),
            Entry("etc/passwd", b"root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"),
            Entry("etc/group", b"root:x:0:\nnobody:x:65534:\n"),
            Entry("bin/busybox", program, mode=0o755),
            *(Entry(f"bin/{name}", link="busybox", mode=0o777) for name in sorted(set(applets) - {"busybox"})),
        ]
    )
