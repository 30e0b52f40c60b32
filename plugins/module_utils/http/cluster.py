# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A cluster: its objects as plain data, and its pods' ports as sockets; failures are sentences.

Only the dynamic client is used: the typed one loads some thousand models, a second or more of every start.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

try:
    from kubernetes import config as kubernetes_config
    from kubernetes.client.api_client import ApiClient
    from kubernetes.client.exceptions import ApiException
    from kubernetes.config.config_exception import ConfigException
    from kubernetes.dynamic import DynamicClient
    from kubernetes.dynamic.exceptions import DynamicApiError, ResourceNotFoundError
    from kubernetes.stream.ws_client import portforward_call
    from urllib3.exceptions import HTTPError

    KUBERNETES_IMPORT_ERROR: ImportError | None = None
except ImportError as _error:  # users of plain URLs need no kubernetes
    KUBERNETES_IMPORT_ERROR = _error
    ApiException = DynamicApiError = ResourceNotFoundError = HTTPError = RuntimeError  # type: ignore[assignment,misc]

from ..errors import MediastackError
from .errors import Unreachable

FIELD_MANAGER = "mediastack"
MERGE_PATCH = "application/merge-patch+json"
Manifest = Mapping[str, Any]


class Refused(MediastackError):
    """The API server did not take a request; ``status`` is its HTTP status, ``reason`` what it said."""

    def __init__(self, message: str, status: int, reason: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason


class NoCluster(MediastackError):
    """Nothing answers where the cluster should be."""


class Cluster:
    """Reads and writes objects as plain data. ``kubeconfig`` and ``context`` may be None for Kubernetes' defaults.

    ``options`` is how sentences name the two.
    """

    def __init__(
        self, kubeconfig: str | None, context: str | None, options: str = "options kubeconfig and context"
    ) -> None:
        self.kubeconfig = kubeconfig
        self.context = context
        self.options = options

    def get(self, api_version: str, kind: str, name: str, namespace: str | None = None) -> dict[str, Any] | None:
        """An object, None where there is none."""
        try:
            with self._sentences(f"{kind} {_place(namespace, name)}"):
                return _plain(self._resource(api_version, kind).get(name=name, namespace=namespace))
        except Refused as error:
            if error.status == 404:
                return None
            raise

    def list(
        self, api_version: str, kind: str, namespace: str | None = None, label_selector: str | None = None
    ) -> list[dict[str, Any]]:
        """All objects of a kind, in a namespace or everywhere."""
        with self._sentences(f"{kind} objects in {namespace or 'all namespaces'}"):
            found = self._resource(api_version, kind).get(namespace=namespace, label_selector=label_selector)
            return list(_plain(found).get("items") or [])

    def apply(self, manifest: Manifest, dry_run: bool = False) -> dict[str, Any]:
        """Server-side apply; what the object is, or would be, afterwards. Fields of other managers are taken over."""
        with self._sentences(title(manifest)):
            resource = self._resource(manifest["apiVersion"], manifest["kind"])
            return _plain(
                resource.server_side_apply(
                    body=manifest,
                    name=manifest["metadata"]["name"],
                    namespace=manifest["metadata"].get("namespace"),
                    field_manager=FIELD_MANAGER,
                    force_conflicts=True,
                    **({"dry_run": "All"} if dry_run else {}),
                )
            )

    def create(self, manifest: Manifest) -> dict[str, Any]:
        """Make an object; Refused with status 409 where it exists."""
        with self._sentences(title(manifest)):
            resource = self._resource(manifest["apiVersion"], manifest["kind"])
            return _plain(resource.create(body=manifest, namespace=manifest["metadata"].get("namespace")))

    def replace(self, manifest: Manifest) -> dict[str, Any]:
        """Replace an object whose resourceVersion is unchanged; Refused with status 409 where somebody was faster."""
        with self._sentences(title(manifest)):
            resource = self._resource(manifest["apiVersion"], manifest["kind"])
            return _plain(resource.replace(body=manifest, namespace=manifest["metadata"].get("namespace")))

    def delete(self, manifest: Manifest) -> None:
        """Remove an object and what belongs to it; one that is gone already is fine."""
        metadata = manifest["metadata"]
        try:
            with self._sentences(title(manifest)):
                self._resource(manifest["apiVersion"], manifest["kind"]).delete(
                    name=metadata["name"],
                    namespace=metadata.get("namespace"),
                    body={"propagationPolicy": "Background"},
                )
        except Refused as error:
            if error.status != 404:
                raise

    def patch(self, manifest: Manifest) -> None:
        """Merge into an object; a null removes its key. Refused with status 404 where the object is missing."""
        metadata = manifest["metadata"]
        with self._sentences(title(manifest)):
            self._resource(manifest["apiVersion"], manifest["kind"]).patch(
                body=manifest,
                name=metadata["name"],
                namespace=metadata.get("namespace"),
                content_type=MERGE_PATCH,
            )

    def forward(self, namespace: str, pod: str, port: int) -> Any:
        """A connected, blocking socket to a port of a pod."""
        with self._sentences(f"a port-forward to pod {namespace}/{pod}"):
            configuration = self._api.configuration
            token = (configuration.auth_settings().get("BearerToken") or {}).get("value")
            stream = portforward_call(
                configuration,
                "GET",
                f"{configuration.host}/api/v1/namespaces/{namespace}/pods/{pod}/portforward",
                query_params=[("ports", str(port))],
                headers={"authorization": token} if token else {},
            )
            socket = stream.socket(port)
            socket.setblocking(True)
            return socket

    @cached_property
    def _api(self) -> Any:
        if KUBERNETES_IMPORT_ERROR is not None:
            raise MediastackError(
                "Reaching a cluster needs the Python library kubernetes where this task runs: pip install kubernetes."
            )
        try:
            if self.kubeconfig is None:
                with contextlib.suppress(ConfigException):
                    kubernetes_config.load_incluster_config()
                    return ApiClient()
            return kubernetes_config.new_client_from_config(config_file=self.kubeconfig, context=self.context)
        except (ConfigException, OSError, TypeError, ValueError) as error:
            raise Unreachable(
                f"No usable Kubernetes configuration in {self.kubeconfig or 'the default kubeconfig'}"
                f"{f' for context {self.context}' if self.context else ''} ({_short(error)}); set {self.options}."
            ) from None

    @cached_property
    def _client(self) -> Any:
        return DynamicClient(self._api)

    def _resource(self, api_version: str, kind: str) -> Any:
        return self._client.resources.get(api_version=api_version, kind=kind)

    @contextlib.contextmanager
    def _sentences(self, what: str) -> Iterator[None]:
        try:
            yield
        except (DynamicApiError, ApiException) as error:
            raise self._refused(what, error) from None
        except ResourceNotFoundError:
            raise MediastackError(f"The cluster does not know {what}; it needs Kubernetes 1.29 or newer.") from None
        except (HTTPError, OSError) as error:
            reason = str(getattr(error, "reason", None) or error).rsplit(">: ", maxsplit=1)[-1][:200]
            raise NoCluster(
                f"No cluster answers at the address in {self.kubeconfig or 'the default kubeconfig'} ({reason}); "
                f"start it, or set {self.options} to one that does."
            ) from None

    def _refused(self, what: str, error: Any) -> MediastackError:
        try:
            reason = json.loads(error.body)["message"].strip()
        except (ValueError, KeyError, TypeError):
            reason = str(error.reason)
        if error.status in (401, 403):
            hint = f"use an account with the rights for it ({self.options})"
        elif error.status == 422:
            hint = "some fields can't be changed: delete the object (claims keep their data) or name it differently"
        else:
            hint = "deploy the stack first" if error.status == 404 else "see kubectl get events"
        message = f"The cluster refused {what}: {reason} ({error.status}); {hint}."
        return Refused(message, error.status, reason)


@lru_cache(maxsize=8)
def cluster(kubeconfig: str | None, context: str | None) -> Cluster:
    """The process's one client for a cluster."""
    return Cluster(kubeconfig, context)


def title(manifest: Manifest) -> str:
    """How messages and diffs call an object."""
    metadata = manifest["metadata"]
    return f"{manifest['kind']} {_place(metadata.get('namespace'), metadata['name'])}"


def _place(namespace: str | None, name: str) -> str:
    return f"{namespace}/{name}" if namespace else name


def _plain(found: Any) -> dict[str, Any]:
    result: dict[str, Any] = found.to_dict()
    return result


def _short(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:160]}" if lines else type(error).__name__
