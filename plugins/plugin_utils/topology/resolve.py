# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Resolving: the user's variables, laid over the catalog, become one stack. Pure: no file, no network, no cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ...module_utils.errors import BadInput
from . import catalog, paths, schema, versions
from .stack import Instance, Link, Stack


def resolve(given: Mapping[str, Any]) -> Stack:
    """The stack of a host from its ``mediastack_*`` variables; BadInput names the key to change."""
    settings = schema.variables(given)
    declared = _instances(settings)
    instances = {name: item for name, item in declared.items() if item.options["enabled"]}
    _check_names(instances)
    versions.check(instances.values())
    _check_known_instances(settings, instances)
    links = _links(instances)
    _check_cardinality(links)
    _check_indexers(settings, instances, links)
    disabled = tuple(item for item in declared.values() if item.name not in instances)
    return Stack(settings, instances, links, disabled)


def _instances(settings: Mapping[str, Any]) -> dict[str, Instance]:
    wished = {**dict.fromkeys(catalog.app_names()), **settings["mediastack_apps"]}
    result: dict[str, Instance] = {}
    for name, given in wished.items():
        options = schema.instance(name, given)
        described = catalog.app(options["app"])
        object_name = options["name"] or (described["name"] if name == options["app"] else name)
        result[name] = Instance(
            name=name,
            app=options["app"],
            object_name=object_name,
            namespace=settings["mediastack_namespace"],
            options=options,
            mounts=paths.mounts(described, settings["mediastack_layout"]),
        )
    return result


def _check_names(instances: Mapping[str, Instance]) -> None:
    checks = {
        "name": [instance.object_name for instance in instances.values()],
        "claim.name": [instance.claim_name for instance in instances.values() if instance.claim_name],
        "category": [f"{item.app} {item.category}" for item in instances.values() if item.category],
    }
    for option, values in checks.items():
        for value, times in Counter(values).items():
            if times > 1:
                raise BadInput(
                    f"Two instances of mediastack_apps have the {option} '{value.split()[-1]}'; "
                    f"set {option} of one of them to something else."
                )


def _check_known_instances(settings: Mapping[str, Any], instances: Mapping[str, Instance]) -> None:
    has = ", ".join(sorted(instances)) or "none"
    for name, values in settings["mediastack_credentials"].items():
        if name not in instances:
            raise BadInput(f"mediastack_credentials.{name} names no instance; the stack has: {has}.")
        allowed = instances[name].catalog["credentials"]
        for key in values:
            if key not in allowed:
                raise BadInput(
                    f"mediastack_credentials.{name}.{key} is no credential of {instances[name].title}; "
                    f"it has: {', '.join(allowed)}."
                )
    for name in settings["mediastack_resend_secrets"]:
        if name not in instances:
            raise BadInput(f"mediastack_resend_secrets has '{name}', which is no instance; the stack has: {has}.")


def _links(instances: Mapping[str, Instance]) -> tuple[Link, ...]:
    return tuple(
        Link(source, target, data, options)
        for data in catalog.load("links")
        for source in instances.values()
        if source.app == data["source"]
        for target, options in _targets(source, data, instances)
    )


def _targets(
    source: Instance, data: Mapping[str, Any], instances: Mapping[str, Instance]
) -> list[tuple[Instance, dict[str, Any]]]:
    """The instances that a link of this kind goes to, with what the user says of each: all where nothing is said."""
    possible = {instance.name: instance for instance in instances.values() if instance.app == data["target"]}
    given = source.options.get(data["option"]) if "option" in data else None
    if given is None:
        return [(instance, {}) for instance in possible.values()]
    where = f"mediastack_apps.{source.name}.{data['option']}"
    for name in given:
        if name not in possible:
            raise BadInput(
                f"{where} names '{name}', which is no instance of {data['target']}; "
                f"the stack has: {', '.join(possible) or 'none'}."
            )
    return [
        (possible[name], schema.checked(options or {}, data["options"], f"{where}.{name}"))
        for name, options in given.items()
    ]


def _check_cardinality(links: tuple[Link, ...]) -> None:
    """A source that can have but some links of a kind is refused with more; the catalog says how many."""
    found = Counter((link.source.name, link.kind) for link in links if "at_most" in link.data)
    for link in links:
        count, most = found[link.source.name, link.kind], link.data.get("at_most")
        if most is not None and count > most:
            raise BadInput(
                f"{link.source.name} can be linked to {most} {link.target.app}, and the stack has {count}; set "
                f"enabled: false for all but {most} of them in mediastack_apps."
            )


def _check_indexers(settings: Mapping[str, Any], instances: Mapping[str, Instance], links: tuple[Link, ...]) -> None:
    searching = {link.source.name for link in links if link.kind == "indexer"}
    indexers = settings["mediastack_indexers"]
    holders = [instance for instance in instances.values() if instance.app == "jackett"]
    if indexers and not holders:
        raise BadInput("mediastack_indexers is set, but no instance of jackett is enabled; enable one or empty it.")
    for item in indexers:
        for name in item["apps"] or []:
            if name not in searching:
                raise BadInput(
                    f"mediastack_indexers: {item['id']} names '{name}' in apps, which does not search Jackett; "
                    f"allowed are: {', '.join(sorted(searching)) or 'none'}."
                )
        for name in item["categories"]:
            if name not in catalog.app_names():
                raise BadInput(
                    f"mediastack_indexers: {item['id']} has categories for '{name}'; "
                    f"allowed are apps: {', '.join(catalog.app_names())}."
                )
        if item["id"] in catalog.load("indexers")["need_flaresolverr"]:
            solved = {link.source.name for link in links if link.kind == "flaresolverr"}
            for holder in holders:
                if holder.name not in solved and not holder.options["config"].get("flaresolverr_url"):
                    raise BadInput(
                        f"mediastack_indexers: {item['id']} can only be searched through FlareSolverr, which is off; "
                        "set mediastack_apps.flaresolverr.enabled to true, or remove the indexer."
                    )
