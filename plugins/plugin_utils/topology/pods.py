# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pods: one StatefulSet for each instance, as little privileged as its image allows."""

from __future__ import annotations

from typing import Any

from . import storage
from .labels import labels, selector
from .stack import Instance, Stack

SEED_KEY = "seed"
_RESTRICTED = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}


def statefulset(stack: Stack, instance: Instance, digest: str) -> dict[str, Any]:
    """The workload; ``digest`` stands for the content of its Secret."""
    return {
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": {"name": instance.object_name, "namespace": stack.namespace, "labels": labels(instance)},
        "spec": {
            "replicas": 1,
            "serviceName": instance.object_name,
            "podManagementPolicy": "Parallel",
            "selector": {"matchLabels": selector(instance)},
            "template": {
                "metadata": {"labels": labels(instance), "annotations": {"mediastack/secret": digest}},
                "spec": _pod(stack, instance),
            },
        },
    }


def _pod(stack: Stack, instance: Instance) -> dict[str, Any]:
    return {
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "securityContext": {
            "runAsUser": stack.uid,
            "runAsGroup": stack.gid,
            "runAsNonRoot": stack.uid != 0,
            "fsGroup": stack.gid,
            "fsGroupChangePolicy": "OnRootMismatch",
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "terminationGracePeriodSeconds": 60,
        **({"initContainers": [_prepare(stack, instance)]} if instance.claim_name else {}),
        "containers": [_app(stack, instance)],
        "volumes": [
            *_own_volumes(instance),
            *(
                {"name": volume, "persistentVolumeClaim": {"claimName": storage.share_claim(stack, volume)[0]}}
                for volume in dict.fromkeys(mount.volume for mount in instance.mounts)
            ),
        ],
    }


def _own_volumes(instance: Instance) -> list[dict[str, Any]]:
    """Its configuration, its first settings and what is gone with the pod; an app that keeps nothing has the last."""
    if not instance.claim_name:
        return [{"name": "scratch", "emptyDir": {}}]
    seed = {
        "secretName": instance.object_name,
        "items": [{"key": SEED_KEY, "path": SEED_KEY}],
        "defaultMode": 0o440,
    }
    return [
        {"name": "config", "persistentVolumeClaim": {"claimName": instance.claim_name}},
        {"name": "seed", "secret": seed},
        {"name": "scratch", "emptyDir": {"medium": "Memory"}},
    ]


def _own_mounts(instance: Instance) -> list[dict[str, Any]]:
    if not instance.claim_name:
        return [{"name": "scratch", "mountPath": instance.catalog["scratch"]}]
    return [
        {"name": "config", "mountPath": instance.catalog["claim"]["path"]},
        {"name": "scratch", "mountPath": "/run", "subPath": "run"},
    ]


def _prepare(stack: Stack, instance: Instance) -> dict[str, Any]:
    """Puts the first settings in place where there are none, whole or not at all, and makes /run.

    The images' init refuses a /run that is not the user's own; a subfolder of a scratch volume is.
    """
    target = f"{instance.catalog['claim']['path']}/{instance.catalog['seed']['file']}"
    script = (
        "umask 077\n"
        "mkdir -p -m 755 /scratch/run\n"
        f"[ -e {target} ] && exit 0\n"
        f'mkdir -p "$(dirname {target})"\n'
        f"cp /seed/{SEED_KEY} {target}.new\n"
        f"chmod 600 {target}.new\n"
        f"mv {target}.new {target}"
    )
    return {
        "name": "prepare",
        "image": stack.init_image,
        "command": ["sh", "-ec", script],
        "terminationMessagePolicy": "FallbackToLogsOnError",
        "securityContext": _RESTRICTED,
        "resources": {"requests": {"cpu": "10m", "memory": "16Mi"}},
        "volumeMounts": [
            {"name": "config", "mountPath": instance.catalog["claim"]["path"]},
            {"name": "seed", "mountPath": "/seed", "readOnly": True},
            {"name": "scratch", "mountPath": "/scratch"},
        ],
    }


def _app(stack: Stack, instance: Instance) -> dict[str, Any]:
    probe = {"httpGet": {"path": instance.catalog["probe"], "port": "web"}, "timeoutSeconds": 5}
    return {
        "name": instance.app,
        "image": instance.image,
        "env": _environment(stack, instance),
        "ports": [{"name": "web", "containerPort": instance.catalog["port"]["container"], "protocol": "TCP"}],
        "securityContext": _RESTRICTED,
        "resources": {
            "requests": instance.options["requests"] or instance.catalog["requests"],
            **({"limits": instance.options["limits"]} if instance.options["limits"] else {}),
        },
        # Ten minutes: a new version may migrate a large database before it answers.
        "startupProbe": {**probe, "periodSeconds": 1, "failureThreshold": 600},
        "readinessProbe": {**probe, "periodSeconds": 10},
        "livenessProbe": {**probe, "periodSeconds": 30, "failureThreshold": 5},
        "terminationMessagePolicy": "FallbackToLogsOnError",
        "volumeMounts": [
            *_own_mounts(instance),
            *(_share_mount(stack, mount.volume, mount.path) for mount in instance.mounts),
        ],
    }


def _share_mount(stack: Stack, volume: str, path: str) -> dict[str, Any]:
    folder = storage.share_claim(stack, volume)[1]
    return {"name": volume, "mountPath": path, **({"subPath": folder} if folder else {})}


def _environment(stack: Stack, instance: Instance) -> list[dict[str, Any]]:
    """PUID and PGID are for images that start as root; run as the user, they are the same and have no effect."""
    port = instance.catalog["port"]["container"]
    plain = {
        "TZ": stack.timezone,
        "PUID": str(stack.uid),
        "PGID": str(stack.gid),
        "UMASK": stack.umask,
        **{name: value.format(port=port) for name, value in instance.catalog["environment"].items()},
        **{name: str(value) for name, value in instance.options["environment"].items()},
    }
    secret = [
        {"name": name, "valueFrom": {"secretKeyRef": {"name": instance.object_name, "key": name}}}
        for name in instance.catalog["secret_environment"]
    ]
    return [*({"name": name, "value": value} for name, value in plain.items()), *secret]
