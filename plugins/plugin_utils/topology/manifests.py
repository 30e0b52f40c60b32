# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kubernetes objects of a stack, as plain data in the order in which they must be applied."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from . import pods, seeds, storage
from .credentials import FINGERPRINT_KEY, by_instance
from .labels import labels, selector
from .stack import Instance, Stack

Manifest = dict[str, Any]


def namespace(stack: Stack) -> Manifest:
    """The namespace. Pods are held to ``restricted`` by warnings; the folders' Job and later the VPN need more."""
    levels = {"enforce": "privileged", "warn": "restricted", "audit": "restricted"}
    return {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {
            "name": stack.namespace,
            "labels": {f"pod-security.kubernetes.io/{mode}": level for mode, level in levels.items()},
        },
    }


def manifests(stack: Stack, data: Mapping[str, str], only: frozenset[str] | None = None) -> list[Manifest]:
    """All objects; ``data`` is the content of the credentials' Secret, ``only`` limits the apps to these instances."""
    return [*foundation(stack), *apps(stack, data, only)]


def foundation(stack: Stack) -> list[Manifest]:
    """What must be there, and the folders' Job done, before an app can mount what it needs."""
    return [namespace(stack), *storage.volumes(stack)]


def apps(stack: Stack, data: Mapping[str, str], only: frozenset[str] | None = None) -> list[Manifest]:
    """The instances' objects."""
    credentials = by_instance(stack, data)
    key = data[FINGERPRINT_KEY].encode()
    result: list[Manifest] = []
    for name, instance in stack.instances.items():
        if only is not None and name not in only:
            continue
        secret = _secret(instance, credentials[name], key)
        claim = storage.config_claim(stack, instance)
        result += [secret, *([claim] if claim else []), _service(instance)]
        result.append(pods.statefulset(stack, instance, _digest(secret, key)))
    return result


def _secret(instance: Instance, credentials: Mapping[str, str], key: bytes) -> Manifest:
    """What the pod reads: environment variables, and the file of its first settings."""
    seed = instance.catalog["seed"]
    values = {variable: credentials[name] for variable, name in instance.catalog["secret_environment"].items()}
    if seed:
        values[pods.SEED_KEY] = seeds.WRITERS[seed["writer"]](credentials, key)
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {
            "name": instance.object_name,
            "namespace": instance.namespace,
            "labels": labels(instance),
        },
        "type": "Opaque",
        "data": {name: base64.b64encode(value.encode()).decode() for name, value in values.items()},
    }


def _digest(secret: Manifest, key: bytes) -> str:
    """Keyed, so that it tells nothing; as pod annotation it restarts the pod when the Secret changes."""
    return hmac.new(key, json.dumps(secret["data"], sort_keys=True).encode(), hashlib.sha256).hexdigest()[:32]


def _service(instance: Instance) -> Manifest:
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {
            "name": instance.object_name,
            "namespace": instance.namespace,
            "labels": labels(instance),
        },
        "spec": {
            "selector": selector(instance),
            "ports": [{"name": "web", "port": instance.port, "targetPort": "web", "protocol": "TCP"}],
            # A tunnel that is down must not take the web page away.
            "publishNotReadyAddresses": instance.app == "qbittorrent",
        },
    }
