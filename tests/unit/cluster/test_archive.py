# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Images written by hand are valid OCI layouts, equal for equal content."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Collection
from pathlib import Path

from tests.cluster.archive import Entry, Image, Layer, write_archive

ENTRIES = [Entry("opt", mode=0o755), Entry("opt/file", b"text"), Entry("opt/link", link="file", mode=0o777)]


def archive_of(images: list[Image], omit: Collection[str] = ()) -> tarfile.TarFile:
    stream = io.BytesIO()
    write_archive(images, stream, omit)
    stream.seek(0)
    return tarfile.open(fileobj=stream)


def content(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    assert member is not None
    return member.read()


def test_equal_entries_give_equal_layers() -> None:
    assert Layer.of_entries(ENTRIES) == Layer.of_entries(ENTRIES)


def test_layer_holds_files_folders_and_links() -> None:
    layer = Layer.of_entries(ENTRIES)
    assert isinstance(layer.content, bytes)
    with tarfile.open(fileobj=io.BytesIO(layer.content)) as tar:
        assert tar.getmember("opt").isdir()
        assert content(tar, "opt/file") == b"text"
        assert tar.getmember("opt/link").linkname == "file"
        assert {(entry.uid, entry.mtime) for entry in tar} == {(0, 0)}


def test_every_blob_is_named_by_its_digest() -> None:
    archive = archive_of([Image("example.org/app:1", [Layer.of_entries(ENTRIES)], {"Cmd": ["sh"]})])
    blobs = [member.name for member in archive if member.name.startswith("blobs/sha256/")]
    assert len(blobs) == 3
    for name in blobs:
        assert name.endswith(hashlib.sha256(content(archive, name)).hexdigest())


def test_index_leads_from_name_to_layers() -> None:
    layer = Layer.of_entries(ENTRIES)
    image = Image("example.org/app:1", [layer], {"Cmd": ["sh"]}, "arm64")
    archive = archive_of([image])
    (entry,) = json.loads(content(archive, "index.json"))["manifests"]
    assert entry["annotations"]["io.containerd.image.name"] == "example.org/app:1"
    assert entry["digest"] == image.digest
    manifest = json.loads(content(archive, f"blobs/{image.digest.replace(':', '/')}"))
    assert [part["digest"] for part in manifest["layers"]] == [layer.digest]
    config = json.loads(content(archive, f"blobs/{manifest['config']['digest'].replace(':', '/')}"))
    assert config["rootfs"]["diff_ids"] == [layer.digest]
    assert (config["config"], config["architecture"]) == ({"Cmd": ["sh"]}, "arm64")


def test_known_layers_are_left_out() -> None:
    base, top = Layer.of_entries(ENTRIES), Layer.of_entries([Entry("top", b"")])
    names = archive_of([Image("a:1", [base, top])], omit={base.digest}).getnames()
    assert f"blobs/{base.digest.replace(':', '/')}" not in names
    assert f"blobs/{top.digest.replace(':', '/')}" in names


def test_shared_layers_are_written_once() -> None:
    base = Layer.of_entries(ENTRIES)
    names = archive_of([Image("a:1", [base]), Image("b:1", [base], {"Cmd": ["b"]})]).getnames()
    assert names.count(f"blobs/{base.digest.replace(':', '/')}") == 1


def test_file_layer_follows_its_file(tmp_path: Path) -> None:
    tar = tmp_path / "base.tar"
    tar.write_bytes(b"one")
    first = Layer.of_file(tar)
    assert first.digest == f"sha256:{hashlib.sha256(b'one').hexdigest()}"
    assert Layer.of_file(tar) == first
    stream = io.BytesIO()
    first.copy_to(stream)
    assert stream.getvalue() == b"one"
