# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Container images written by hand: layers as plain tar files, images as an OCI layout that containerd imports.

No engine is needed for it, so the published names under which the images run appear only inside the kind nodes.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Layer:
    """One tar file of an image, held in memory or on disk."""

    digest: str
    size: int
    content: bytes | Path

    @classmethod
    def of_file(cls, path: Path) -> Layer:
        """Describe a tar file on disk; its digest is kept beside it."""
        note = path.with_name(f"{path.name}.sha256")
        if not note.is_file() or note.stat().st_mtime < path.stat().st_mtime:
            with path.open("rb") as stream:
                note.write_text(hashlib.file_digest(stream, "sha256").hexdigest(), encoding="ascii")
        return cls(f"sha256:{note.read_text(encoding='ascii').strip()}", path.stat().st_size, path)

    @classmethod
    def of_entries(cls, entries: Iterable[Entry]) -> Layer:
        """Build a small layer in memory; equal entries give equal bytes."""
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as tar:
            for entry in entries:
                entry.add_to(tar)
        content = buffer.getvalue()
        return cls(_digest(content), len(content), content)

    def copy_to(self, stream: IO[bytes]) -> None:
        """Write the tar file to a stream."""
        if isinstance(self.content, bytes):
            stream.write(self.content)
            return
        with self.content.open("rb") as source:
            shutil.copyfileobj(source, stream, _BLOCK)


@dataclass(frozen=True)
class Entry:
    """One file, folder (no content, no link) or symbolic link of a layer, owned by root and without a date."""

    path: str
    content: bytes | Path | None = None
    link: str = ""
    mode: int = 0o644

    def add_to(self, tar: tarfile.TarFile) -> None:
        """Append the entry to an open tar file."""
        info = tarfile.TarInfo(self.path.lstrip("/"))
        info.mode = self.mode
        if self.link:
            info.type, info.linkname = tarfile.SYMTYPE, self.link
        elif self.content is None:
            info.type = tarfile.DIRTYPE
        elif isinstance(self.content, Path):
            info.size = self.content.stat().st_size
            with self.content.open("rb") as source:
                tar.addfile(info, source)
            return
        else:
            info.size = len(self.content)
            tar.addfile(info, io.BytesIO(self.content))
            return
        tar.addfile(info)


@dataclass(frozen=True)
class Image:
    """A named image: layers and how a container of it starts."""

    name: str
    layers: Sequence[Layer]
    config: Mapping[str, object] = field(default_factory=dict)
    architecture: str = "amd64"

    @property
    def config_blob(self) -> bytes:
        """Return the image configuration as it is stored."""
        return _json(
            {
                "architecture": self.architecture,
                "os": "linux",
                "created": "1970-01-01T00:00:00Z",
                "config": self.config,
                "rootfs": {"type": "layers", "diff_ids": [layer.digest for layer in self.layers]},
            }
        )

    @property
    def manifest_blob(self) -> bytes:
        """Return the image manifest as it is stored."""
        config = self.config_blob
        kind = "application/vnd.oci.image"
        return _json(
            {
                "schemaVersion": 2,
                "mediaType": f"{kind}.manifest.v1+json",
                "config": _descriptor(f"{kind}.config.v1+json", _digest(config), len(config)),
                "layers": [_descriptor(f"{kind}.layer.v1.tar", layer.digest, layer.size) for layer in self.layers],
            }
        )

    @property
    def digest(self) -> str:
        """Return the digest by which containerd knows the image."""
        return _digest(self.manifest_blob)


def write_archive(images: Sequence[Image], stream: IO[bytes], omit: Collection[str] = ()) -> None:
    """Write images as an OCI layout to a stream; layers with a digest in `omit` are left out, known to the reader."""
    blobs: dict[str, Layer] = {}
    for image in images:
        for content in (image.config_blob, image.manifest_blob):
            blobs[_digest(content)] = Layer(_digest(content), len(content), content)
        blobs.update({layer.digest: layer for layer in image.layers if layer.digest not in omit})
    index = {
        "schemaVersion": 2,
        "manifests": [
            {
                **_descriptor("application/vnd.oci.image.manifest.v1+json", image.digest, len(image.manifest_blob)),
                "platform": {"architecture": image.architecture, "os": "linux"},
                "annotations": {
                    "io.containerd.image.name": image.name,
                    "org.opencontainers.image.ref.name": image.name.rpartition(":")[2],
                },
            }
            for image in images
        ],
    }
    _member(stream, "oci-layout", _json({"imageLayoutVersion": "1.0.0"}))
    _member(stream, "index.json", _json(index))
    for digest, layer in blobs.items():
        _member(stream, f"blobs/{digest.replace(':', '/')}", layer)
    stream.write(bytes(2 * tarfile.BLOCKSIZE))


def _member(stream: IO[bytes], name: str, content: bytes | Layer) -> None:
    layer = content if isinstance(content, Layer) else Layer("", len(content), content)
    info = tarfile.TarInfo(name)
    info.size = layer.size
    stream.write(info.tobuf(tarfile.GNU_FORMAT))
    layer.copy_to(stream)
    stream.write(bytes(-layer.size % tarfile.BLOCKSIZE))


def _descriptor(media_type: str, digest: str, size: int) -> dict[str, object]:
    return {"mediaType": media_type, "digest": digest, "size": size}


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
