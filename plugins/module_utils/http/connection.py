# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How an app is reached, as users say it: the connection options that all modules share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ..errors import BadInput

ARGUMENTS: dict[str, dict[str, Any]] = {
    "url": {"type": "str", "required": True},
    "validate_certs": {"type": "bool", "default": True},
    "ca_path": {"type": "path"},
    "timeout": {"type": "int", "default": 30},
    "wait": {"type": "int", "default": 60},
    "kubeconfig": {"type": "path"},
    "context": {"type": "str"},
}

_EXAMPLES = "http://radarr:7878, https://radarr.example.org or kube://media/radarr:80"


@dataclass(frozen=True)
class Connection:
    """A checked place to reach an app at; equal connections share one session.

    ``timeout`` seconds for one request, ``wait`` seconds until first contact must have succeeded.
    ``base`` is what requests are sent to: for ``kube://`` an http address with the service's full name, so that the
    Host header is one that every app accepts (it carries no port).
    """

    url: str
    base: str
    validate_certs: bool = True
    ca_path: str | None = None
    timeout: int = 30
    wait: int = 60
    kubeconfig: str | None = None
    context: str | None = None

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> Connection:
        """From module parameters; BadInput where ``url`` can't be one."""
        url = (params["url"] or "").rstrip("/")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise BadInput(f"Option url is '{url}', which is no URL ({error}); write it like {_EXAMPLES}.") from None
        if parts.username or parts.password:
            raise BadInput(
                f"Option url holds a user or password; give those in their own options and url like {_EXAMPLES}."
            )
        if parts.scheme in ("http", "https") and parts.hostname:
            base = url
        elif parts.scheme == "kube":
            base = _kube_base(url, parts.hostname, parts.path, port)
        else:
            raise BadInput(f"Option url is '{url}'; allowed are http://, https:// and kube:// URLs, like {_EXAMPLES}.")
        named = {
            name: params.get(name) for name in ("validate_certs", "ca_path", "timeout", "wait", "kubeconfig", "context")
        }
        return cls(url=url, base=base, **{name: value for name, value in named.items() if value is not None})

    @property
    def is_kube(self) -> bool:
        """Whether the app is reached through the Kubernetes API."""
        return self.url.startswith("kube://")

    @property
    def namespace(self) -> str | None:
        """The namespace of a ``kube://`` URL."""
        return urlsplit(self.url).hostname if self.is_kube else None

    @property
    def inner(self) -> str:
        """The URL by which other programs reach the app: a Service's full name for a ``kube://`` URL."""
        if not self.is_kube:
            return self.base
        target = KubeTarget.parse(self.url)
        host, _slash, path = self.base.removeprefix("http://").partition("/")
        port = "" if target.port in (80, "http") else f":{target.port}"
        return f"http://{host}{port}" + (f"/{path}" if path else "")

    @property
    def place(self) -> str:
        """What names the app in remembered state, the same for every way of writing its URL."""
        parts = urlsplit(self.url)
        return f"{parts.path.strip('/')}" if self.is_kube else f"{parts.netloc}{parts.path}"


@dataclass(frozen=True)
class KubeTarget:
    """What a ``kube://`` URL points to: a port of a Service, or of one pod (``kind`` service or pod)."""

    namespace: str
    kind: str
    name: str
    port: int | str
    path: str

    @classmethod
    def parse(cls, url: str) -> KubeTarget:
        """``kube://<namespace>/<service>:<port>[/path]`` or ``kube://<namespace>/pod/<name>:<port>[/path]``."""
        rest = url.removeprefix("kube://").split("/")
        kind = "service"
        if len(rest) > 2 and rest[1] == "pod":
            kind = "pod"
            del rest[1]
        if len(rest) < 2 or not rest[0] or ":" not in rest[1]:
            raise BadInput(
                f"Option url is '{url}'; a kube URL is kube://<namespace>/<service>:<port> or kube://<namespace>/pod/<name>:<port>."
            )
        name, _colon, port = rest[1].partition(":")
        if not name or not port:
            raise BadInput(f"Option url is '{url}'; it needs a name and a port, like kube://media/radarr:80.")
        return cls(rest[0], kind, name, int(port) if port.isdigit() else port, "/".join(rest[2:]))


def _kube_base(url: str, namespace: str | None, path: str, port: int | None) -> str:
    if not namespace or port is not None:
        raise BadInput(
            f"Option url is '{url}'; a kube URL is kube://<namespace>/<service>:<port> or kube://<namespace>/pod/<name>:<port>."
        )
    target = KubeTarget.parse(url)
    host = f"{target.name}.{target.namespace}.{'svc' if target.kind == 'service' else 'pod'}.cluster.local"
    return f"http://{host}" + (f"/{target.path}" if target.path else "")
