# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Volumes: those of the media share, the apps' own claims, and the Job that makes the share's folders."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from . import catalog
from .labels import STACK_LABELS, labels
from .stack import Instance, Stack

Manifest = dict[str, Any]
_SHARE = "/share"


def volumes(stack: Stack) -> list[Manifest]:
    """Everything about the share: a volume and a claim for each part of the layout, and the folders' Job."""
    if not any(instance.mounts for instance in stack.instances.values()):
        return []
    result: list[Manifest] = []
    if not stack.media["claim"]:
        for volume, part in _parts(stack).items():
            size = stack.media["downloads_size" if volume == "downloads" else "size"]
            result += [_volume(stack, part, size), _claim(stack, part, size)]
    return [*result, _folders_job(stack)]


def share_claim(stack: Stack, volume: str) -> tuple[str, str]:
    """The claim of a part of the share and the folder within it: a claim of the user's holds the whole share."""
    part = _parts(stack)[volume]
    return (stack.media["claim"], part["folder"]) if stack.media["claim"] else (part["claim"], "")


def claim_names(stack: Stack) -> list[str]:
    """Every claim that the stack mounts."""
    shared = {share_claim(stack, mount.volume)[0] for item in stack.instances.values() for mount in item.mounts}
    return sorted(shared | {name for name in (item.claim_name for item in stack.instances.values()) if name})


def config_claim(stack: Stack, instance: Instance) -> Manifest | None:
    """The claim of an app's configuration; None where the user names an existing one, or the app keeps nothing."""
    given = instance.options.get("claim") or {}
    if given.get("name") or instance.claim_name is None:
        return None
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {
            "name": instance.claim_name,
            "namespace": stack.namespace,
            "labels": labels(instance),
        },
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            "storageClassName": given.get("storage_class") or stack.storage_class,
            "resources": {"requests": {"storage": given.get("size") or instance.catalog["claim"]["size"]}},
        },
    }


def _parts(stack: Stack) -> dict[str, dict[str, Any]]:
    result: dict[str, dict[str, Any]] = catalog.load("layouts")["layouts"][stack.layout]
    return result


def _volume_name(stack: Stack, part: dict[str, Any]) -> str:
    return f"{stack.namespace}-{part['claim']}"


def _volume(stack: Stack, part: dict[str, Any], size: str) -> Manifest:
    """A static volume that belongs to one claim; what it holds outlives every object of ours."""
    spec: dict[str, Any] = {
        "capacity": {"storage": size},
        "accessModes": ["ReadWriteMany"],
        "persistentVolumeReclaimPolicy": "Retain",
        "storageClassName": "",
        "claimRef": {
            "apiVersion": "v1",
            "kind": "PersistentVolumeClaim",
            "namespace": stack.namespace,
            "name": part["claim"],
        },
    }
    nfs = stack.media["nfs"]
    if nfs:
        spec["nfs"] = {"server": nfs["server"], "path": _joined(nfs["path"], part["folder"])}
        spec["mountOptions"] = nfs["mount_options"]
    else:
        # A share that is not mounted must stop the pods, not be made on the node's own disk.
        spec["hostPath"] = {"path": _joined(stack.media["host_path"], part["folder"]), "type": "Directory"}
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolume",
        "metadata": {"name": _volume_name(stack, part), "labels": STACK_LABELS},
        "spec": spec,
    }


def _claim(stack: Stack, part: dict[str, Any], size: str) -> Manifest:
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": part["claim"], "namespace": stack.namespace, "labels": STACK_LABELS},
        "spec": {
            "accessModes": ["ReadWriteMany"],
            "storageClassName": "",
            "volumeName": _volume_name(stack, part),
            "resources": {"requests": {"storage": size}},
        },
    }


def _folders_job(stack: Stack) -> Manifest:
    """Makes the share's folders and gives them to the stack's user.

    Root, because a new share belongs to root; where the server maps root to somebody else, the folders must be there.
    A Job can't be changed, so its name tells what it does: another task is another Job.
    """
    claim, _folder = share_claim(stack, "media")
    owner = f"{stack.uid}:{stack.gid}"
    script = (
        f"cd {_SHARE}\n"
        'for folder in "$@"; do\n'
        f'  mkdir -p "$folder" && {{ [ "$(stat -c %u:%g "$folder")" = {owner} ] || chown {owner} "$folder"; }} ||\n'
        f'    {{ echo "folder $folder can not be made for {owner}; make it on the server"; exit 1; }}\n'
        "done"
    )
    spec = {
        "backoffLimit": 2,
        "template": {
            "metadata": {"labels": STACK_LABELS},
            "spec": {
                "restartPolicy": "Never",
                "automountServiceAccountToken": False,
                "enableServiceLinks": False,
                "securityContext": {"runAsUser": 0, "runAsGroup": 0, "seccompProfile": {"type": "RuntimeDefault"}},
                "containers": [
                    {
                        "name": "folders",
                        "image": stack.init_image,
                        "command": ["sh", "-c", script, "folders", *stack.folders],
                        "terminationMessagePolicy": "FallbackToLogsOnError",
                        "securityContext": {
                            "allowPrivilegeEscalation": False,
                            "capabilities": {"drop": ["ALL"], "add": ["CHOWN", "DAC_OVERRIDE", "FOWNER"]},
                        },
                        "resources": {"requests": {"cpu": "10m", "memory": "16Mi"}},
                        "volumeMounts": [{"name": "media", "mountPath": _SHARE}],
                    }
                ],
                "volumes": [{"name": "media", "persistentVolumeClaim": {"claimName": claim}}],
            },
        },
    }
    digest = hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:10]
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {
            "name": f"media-folders-{digest}",
            "namespace": stack.namespace,
            "labels": STACK_LABELS,
        },
        "spec": spec,
    }


def _joined(path: str, folder: str) -> str:
    return f"{path.rstrip('/')}/{folder}".rstrip("/") or "/"
