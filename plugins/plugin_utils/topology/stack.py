# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The resolved stack: plain values that everything else is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from . import catalog
from .paths import Mount


@dataclass(frozen=True)
class Instance:
    """One app of the stack. ``object_name`` names its StatefulSet, Service and Secret, ``options`` are the user's."""

    name: str
    app: str
    object_name: str
    namespace: str
    options: Mapping[str, Any]
    mounts: tuple[Mount, ...]

    @property
    def catalog(self) -> dict[str, Any]:
        """What the catalog says of its app."""
        return catalog.app(self.app)

    @property
    def title(self) -> str:
        """The app's own name."""
        return str(self.catalog["title"])

    @property
    def image(self) -> str:
        """The full image reference."""
        given = self.options["image"] or {}
        repository = given.get("repository") or self.catalog["image"]["repository"]
        digest = given.get("digest")
        return f"{repository}@{digest}" if digest else f"{repository}:{self.tag}"

    @property
    def tag(self) -> str:
        """The image's tag."""
        return str((self.options["image"] or {}).get("tag") or self.catalog["image"]["tag"])

    @property
    def host(self) -> str:
        """The Service's full name, which links are written with."""
        return f"{self.object_name}.{self.namespace}.svc.cluster.local"

    @property
    def port(self) -> int:
        """The Service's port."""
        return int(self.catalog["port"]["service"])

    @property
    def url(self) -> str:
        """How the controller reaches it."""
        return f"kube://{self.namespace}/{self.object_name}:{self.port}"

    @property
    def inner_url(self) -> str:
        """How other apps reach it."""
        return f"http://{self.host}" + ("" if self.port == 80 else f":{self.port}")

    @property
    def claim_name(self) -> str | None:
        """The claim of its configuration; None for an app that keeps nothing."""
        if not self.catalog["claim"]:
            return None
        return (self.options["claim"] or {}).get("name") or self.object_name

    @property
    def library(self) -> str | None:
        """Its library folder on the share."""
        kept = self.catalog.get("library")
        return self.options.get("library") or (catalog.load("layouts")["folders"][kept] if kept else None)

    @property
    def category(self) -> str | None:
        """The category of its downloads."""
        return self.options.get("category") or self.catalog.get("category")


@dataclass(frozen=True)
class Link:
    """``source`` is configured to talk to ``target``; ``data`` is the catalog's entry, ``options`` are the user's."""

    source: Instance
    target: Instance
    data: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of resource that holds the link at the source."""
        return str(self.data["kind"])


@dataclass(frozen=True)
class Stack:
    """Everything that follows from the user's variables. Holds the user's own credentials: never shown."""

    settings: Mapping[str, Any]
    instances: Mapping[str, Instance]
    links: tuple[Link, ...]
    disabled: tuple[Instance, ...] = ()

    def __getattr__(self, name: str) -> Any:
        """``stack.namespace`` is the variable ``mediastack_namespace``."""
        try:
            return self.settings[f"mediastack_{name}"]
        except KeyError:
            raise AttributeError(name) from None

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The folders on the share that the stack needs."""
        wanted = {instance.library for instance in self.instances.values() if instance.library}
        if any(mount for instance in self.instances.values() for mount in instance.mounts):
            wanted.add(catalog.load("layouts")["folders"]["downloads"])
        return tuple(sorted(wanted))

    def of(self, *apps: str) -> list[Instance]:
        """The instances of some apps."""
        return [instance for instance in self.instances.values() if instance.app in apps]
