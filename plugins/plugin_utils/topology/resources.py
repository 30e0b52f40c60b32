# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the roles configure: for every module the list of resources that the stack declares, without any secret."""

from __future__ import annotations

from typing import Any

from . import paths
from .stack import Instance, Link, Stack

Resources = dict[str, list[dict[str, Any]]]


def resources(stack: Stack) -> Resources:
    """Options of every module's tasks: ``{"radarr_tag": [{"instance": "radarr", "url": …, "label": …}], …}``."""
    result: Resources = {}
    for app in ("radarr", "sonarr"):
        result[f"{app}_tag"] = [
            {**_at(instance), "label": label} for instance in stack.of(app) for label in _tags(stack, instance)
        ]
        result[f"{app}_root_folder"] = [
            {**_at(instance), "path": path} for instance in stack.of(app) for path in _root_folders(instance)
        ]
        result[f"{app}_config"] = [
            {**_at(instance), "section": section, "settings": settings}
            for instance in stack.of(app)
            for section, settings in _sections(instance).items()
        ]
        result[f"{app}_download_client"] = _download_clients(stack, app)
        result[f"{app}_indexer"] = _indexers(stack, app)
    result["jackett_config"] = [
        {**_at(instance), "config": _server(stack, instance), "former_flaresolverr": _former_flaresolverr(stack)}
        for instance in stack.of("jackett")
    ]
    result["jackett_indexer"] = [
        {
            **_at(instance),
            "id": item["id"],
            "settings": item["settings"],
            "flaresolverr": bool(_server(stack, instance).get("flaresolverr_url")),
        }
        for instance in stack.of("jackett")
        for item in stack.indexers
    ]
    result["qbit_preferences"] = [
        {**_at(instance), "preferences": _preferences(instance)} for instance in stack.of("qbittorrent")
    ]
    result["qbit_category"] = [
        {**_at(instance), "name": name, "save_path": path}
        for instance in stack.of("qbittorrent")
        for name, path in _categories(stack, instance).items()
    ]
    for module in ("radarr", "sonarr", "jackett", "qbit"):
        result[f"{module}_prune"] = _pruned(stack, module, result)
    return result


_SERVARR = {"indexer": "name", "download_client": "name", "root_folder": "path", "tag": "label"}
_NAMES = {
    "radarr": _SERVARR,
    "sonarr": _SERVARR,
    "jackett": {"indexer": "id"},
    "qbit": {"category": "name"},
}
"""What can be pruned by which modules, and what names it; in the order in which nothing that goes is in use."""


def _pruned(stack: Stack, module: str, declared: Resources) -> list[dict[str, Any]]:
    """For each instance and kind that is to be pruned the names that stay; nothing where none is declared."""
    wished = stack.prune
    result: list[dict[str, Any]] = []
    for kind, key in _NAMES[module].items():
        if kind not in (wished.get("kinds") or []):
            continue
        keep: dict[str, list[str]] = {}
        for item in declared[f"{module}_{kind}"]:
            keep.setdefault(item["instance"], []).append(item[key])
        result += [
            {**_at(stack.instances[name]), "kind": kind, "keep": names, "ignore": wished["ignore"]}
            for name, names in keep.items()
        ]
    return result


def view(stack: Stack) -> dict[str, Any]:
    """The stack as roles and users see it: addresses, links and resources, no secret."""
    return {
        "namespace": stack.namespace,
        "kubeconfig": stack.kubeconfig,
        "context": stack.context,
        "instances": {
            name: {
                "app": instance.app,
                "title": instance.title,
                "url": instance.url,
                "address": instance.inner_url,
                "image": instance.image,
            }
            for name, instance in stack.instances.items()
        },
        "links": [{"source": link.source.name, "target": link.target.name, "kind": link.kind} for link in stack.links],
        "resources": resources(stack),
    }


def _at(instance: Instance) -> dict[str, Any]:
    return {"instance": instance.name, "url": instance.url}


def _searches(instance: Instance, item: dict[str, Any]) -> bool:
    return item["apps"] is None or instance.name in item["apps"]


def _small(labels: list[str] | None) -> list[str] | None:
    """Tags as the apps store them; None where nothing is said, which leaves those of the app alone."""
    return None if labels is None else sorted({label.lower() for label in labels})


def _tags(stack: Stack, instance: Instance) -> list[str]:
    """The user's own, and those that its links have."""
    linked = [link.options.get("tags") or [] for link in stack.links if link.source is instance]
    linked += [item["tags"] or [] for item in stack.indexers if _searches(instance, item)]
    own = {label.lower(): label for label in instance.options["tags"]}
    return list({**{label.lower(): label.lower() for labels in linked for label in labels}, **own}.values())


def _root_folders(instance: Instance) -> list[str]:
    given = instance.options["root_folders"]
    if given is not None:
        return [path.rstrip("/") or "/" for path in given]
    return [paths.inside(instance.mounts, instance.library or "", instance.title)]


def _sections(instance: Instance) -> dict[str, dict[str, Any]]:
    """The settings of each section that has some: the catalog's, the user's laid over them."""
    usual = instance.catalog["config"]
    merged = {section: {**usual.get(section, {}), **given} for section, given in instance.options["config"].items()}
    return {section: settings for section, settings in merged.items() if settings}


def _server(stack: Stack, instance: Instance) -> dict[str, Any]:
    """The settings of a Jackett: the user's, laid over its link to FlareSolverr."""
    addresses = [
        link.target.inner_url for link in stack.links if link.source is instance and link.kind == "flaresolverr"
    ]
    linked = {"flaresolverr_url": addresses[0]} if addresses else {}
    return {**linked, **{key: value for key, value in instance.options["config"].items() if value is not None}}


def _former_flaresolverr(stack: Stack) -> list[str]:
    """Addresses of the stack's own that are off: a link to one of them would lead nowhere."""
    return [instance.inner_url for instance in stack.disabled if instance.app == "flaresolverr"]


def _download_folder(instance: Instance) -> str:
    return paths.inside(instance.mounts, paths.folder("downloads"), instance.title)


def _categories(stack: Stack, instance: Instance) -> dict[str, str]:
    """Every category with its folder: those that linked apps download to, and the user's own."""
    default = _download_folder(instance)
    linked = {
        link.source.category: link.source.options["category_path"]
        for link in stack.links
        if link.kind == "download_client" and link.target is instance and link.source.category
    }
    return {name: path or default for name, path in {**instance.options["categories"], **linked}.items()}


def _preferences(instance: Instance) -> dict[str, Any]:
    """Category folders count only in this manual mode (facts: jackett_qbittorrent A3)."""
    return {
        **instance.catalog["preferences"],
        "save_path": _download_folder(instance),
        "use_category_paths_in_manual_mode": True,
        **instance.options["preferences"],
    }


def _download_clients(stack: Stack, app: str) -> list[dict[str, Any]]:
    return [
        {
            **_at(link.source),
            "target": link.target.name,
            "name": _client_name(link),
            "host": link.target.host,
            "port": link.target.port,
            "category": link.source.category,
            "priority": link.options.get("priority"),
            "tags": _small(link.options.get("tags")),
            "resend": _resend(stack, link),
        }
        for link in stack.links
        if link.kind == "download_client" and link.source.app == app
    ]


def _client_name(link: Link) -> str:
    return link.target.title if link.target.name == link.target.app else link.target.name


def _indexers(stack: Stack, app: str) -> list[dict[str, Any]]:
    result = []
    for link in stack.links:
        if link.kind != "indexer" or link.source.app != app:
            continue
        for item in stack.indexers:
            if not _searches(link.source, item):
                continue
            result.append(
                {
                    **_at(link.source),
                    "target": link.target.name,
                    "name": _indexer_name(link, item),
                    "base_url": f"{link.target.inner_url}/api/v2.0/indexers/{item['id']}/results/torznab/",
                    "categories": item["categories"].get(app, link.data["categories"]),
                    "anime_categories": link.data.get("anime_categories"),
                    "priority": item["priority"],
                    "minimum_seeders": item["minimum_seeders"],
                    "tags": _small(item["tags"]),
                    "seed_ratio": item["seed_ratio"],
                    "seed_time": item["seed_time"],
                    "resend": _resend(stack, link),
                }
            )
    return result


def _indexer_name(link: Link, item: dict[str, Any]) -> str:
    name = str(item["name"] or item["id"])
    return name if link.target.name == link.target.app else f"{name} ({link.target.name})"


def _resend(stack: Stack, link: Link) -> bool:
    return bool({link.source.name, link.target.name} & set(stack.resend_secrets))
