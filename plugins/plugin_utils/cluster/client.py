# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One client for every kind of object, whose failures are sentences."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

try:
    from kubernetes.client.exceptions import ApiException
    from kubernetes.dynamic import DynamicClient
    from kubernetes.dynamic.exceptions import DynamicApiError, ResourceNotFoundError
    from urllib3.exceptions import HTTPError
except ImportError:  # api_client reports it
    ApiException = DynamicApiError = ResourceNotFoundError = HTTPError = RuntimeError  # type: ignore[assignment,misc]
    DynamicClient = None  # type: ignore[assignment,misc]

from ...module_utils.errors import MediastackError
from ...module_utils.http.errors import Unreachable
from ...module_utils.http.kube import api_client

FIELD_MANAGER = "mediastack"
Manifest = Mapping[str, Any]


class Refused(MediastackError):
    """The API server did not take a request; ``status`` is its HTTP status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Cluster:
    """Reads and writes objects as plain data. ``kubeconfig`` and ``context`` may be None for Kubernetes' defaults."""

    def __init__(self, kubeconfig: str | None, context: str | None) -> None:
        self.kubeconfig = kubeconfig
        self.context = context

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

    @cached_property
    def _client(self) -> Any:
        try:
            return DynamicClient(api_client(self.kubeconfig, self.context))
        except Unreachable as error:
            named = "mediastack_kubeconfig and mediastack_context"
            raise MediastackError(str(error).replace("options kubeconfig and context", named)) from None

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
            where = self.kubeconfig or "the default kubeconfig"
            reason = str(getattr(error, "reason", None) or error)
            raise MediastackError(
                f"No cluster answers at the address in {where} ({reason.rsplit('>: ', 1)[-1][:200]}); start it, or set "
                "mediastack_kubeconfig and mediastack_context to one that does."
            ) from None

    def _refused(self, what: str, error: Any) -> MediastackError:
        try:
            message = json.loads(error.body)["message"]
        except (ValueError, KeyError, TypeError):
            message = str(error.reason)
        if error.status in (401, 403):
            hint = "use an account with the rights for it (mediastack_kubeconfig, mediastack_context)"
        elif error.status == 422:
            hint = "some fields can't be changed: delete the object (claims keep their data) or name it differently"
        else:
            hint = "deploy the stack first" if error.status == 404 else "see kubectl get events"
        return Refused(f"The cluster refused {what}: {message.strip()} ({error.status}); {hint}.", error.status)


def title(manifest: Manifest) -> str:
    """How messages and diffs call an object."""
    metadata = manifest["metadata"]
    return f"{manifest['kind']} {_place(metadata.get('namespace'), metadata['name'])}"


def _place(namespace: str | None, name: str) -> str:
    return f"{namespace}/{name}" if namespace else name


def _plain(found: Any) -> dict[str, Any]:
    result: dict[str, Any] = found.to_dict()
    return result
