# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checking the user's variables: every refusal names the key, what was found and what is allowed."""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Callable, Mapping
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ...module_utils.errors import BadInput
from . import catalog

PREFIX = "mediastack_"
_NAME = re.compile(r"[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?")
_QUANTITY = re.compile(r"[0-9]+(\.[0-9]+)?(m|[kMGTPE]|[KMGTPE]i)?")
_Check = Callable[[Any], bool]


def variables(given: Mapping[str, Any]) -> dict[str, Any]:
    """All ``mediastack_*`` variables with types and defaults applied; BadInput for what can't be accepted.

    ``given`` holds the user's variables, templated; others than ``mediastack_*`` are not looked at.
    """
    spec = catalog.load("variables")
    ours = {name: value for name, value in given.items() if name.startswith(PREFIX)}
    known = checked(ours, spec, "")
    _check_media(known["mediastack_media"])
    _check_values(known)
    _check_indexers(known["mediastack_indexers"])
    _check_credentials(known["mediastack_credentials"])
    return known


def instance(name: str, given: Any) -> dict[str, Any]:
    """One entry of ``mediastack_apps``, checked; ``app`` is always set."""
    where = f"mediastack_apps.{name}"
    if not _NAME.fullmatch(name):
        raise BadInput(f"{where} is no name of an instance; allowed are lower case letters, digits and hyphens.")
    if given is None:
        given = {}
    if not isinstance(given, Mapping):
        raise BadInput(f"{where} is {_found(given)}; it must be a dictionary, such as {{enabled: false}}.")
    app = given.get("app", name)
    if app not in catalog.app_names():
        raise BadInput(
            f"{where} is of app '{app}', which the catalog does not have; set {where}.app to one of "
            f"{', '.join(catalog.app_names())}."
        )
    described = catalog.app(app)
    options = {**catalog.load("instance"), **described["options"]}
    for option, key in (("library", "library"), ("category", "category"), ("category_path", "category")):
        if key not in described:
            options.pop(option)
    if not described["claim"]:
        options.pop("claim")
    known = checked({"enabled": described.get("enabled", True), **given}, options, where)
    known.setdefault("claim", None)
    for option, value in (("name", known["name"]), ("claim.name", (known["claim"] or {}).get("name"))):
        if value is not None and not _NAME.fullmatch(value):
            raise BadInput(f"{where}.{option} is '{value}'; allowed are lower case letters, digits and hyphens.")
    _check_image(known["image"] or {}, f"{where}.image")
    size = (known["claim"] or {}).get("size")
    if size is not None and not _QUANTITY.fullmatch(size):
        raise BadInput(f"{where}.claim.size is '{size}'; write a quantity such as 5Gi.")
    return {**known, "app": app}


def checked(given: Mapping[str, Any], spec: Mapping[str, Any], where: str) -> dict[str, Any]:
    """A dictionary checked against an argument spec: unknown keys first, then types, choices and what is required."""
    _check_keys(given, spec, where)
    validation = ArgumentSpecValidator(copy.deepcopy(dict(spec))).validate(copy.deepcopy(dict(given)))
    if validation.error_messages:
        message = "; ".join(validation.error_messages).replace(" found in option_context", "")
        raise BadInput(f"{where + ': ' if where else ''}{message}; correct it in the inventory.")
    result: dict[str, Any] = validation.validated_parameters
    return result


def _check_keys(given: Any, spec: Mapping[str, Any], where: str) -> None:
    if not isinstance(given, Mapping):
        return  # the wrong type is the validator's to name
    for key, value in given.items():
        place = f"{where}.{key}" if where else str(key)
        if key not in spec:
            similar = difflib.get_close_matches(str(key), list(spec), 1)
            hint = f"did you mean {similar[0]}?" if similar else f"known are: {', '.join(sorted(spec))}."
            raise BadInput(f"{place} is not a known key of the inventory; {hint}")
        options = spec[key].get("options")
        if options and isinstance(value, list):
            for number, item in enumerate(value):
                _check_keys(item, options, f"{place}[{number}]")
        elif options:
            _check_keys(value, options, place)


def _check_media(media: Mapping[str, Any]) -> None:
    kinds = [kind for kind in ("nfs", "host_path", "claim") if media.get(kind)]
    if len(kinds) != 1:
        raise BadInput(
            f"mediastack_media has {' and '.join(kinds) or 'none of nfs, host_path and claim'}; "
            "set exactly one of mediastack_media.nfs, .host_path and .claim."
        )
    for option in ("size", "downloads_size"):
        if not _QUANTITY.fullmatch(media[option]):
            raise BadInput(f"mediastack_media.{option} is '{media[option]}'; write a quantity such as 400Gi.")
    paths = {"host_path": media.get("host_path"), "nfs.path": (media.get("nfs") or {}).get("path")}
    for option, path in paths.items():
        if path and not path.startswith("/"):
            raise BadInput(f"mediastack_media.{option} is '{path}'; it must be an absolute path.")


def _check_values(known: Mapping[str, Any]) -> None:
    rules: tuple[tuple[str, _Check, str], ...] = (
        ("mediastack_namespace", lambda value: bool(_NAME.fullmatch(value)), "lower case letters, digits and hyphens"),
        (
            "mediastack_umask",
            lambda value: bool(re.fullmatch(r"0?[0-7]{3}", value)),
            'three or four octal digits in quotes, such as "002"',
        ),
        (
            "mediastack_timezone",
            lambda value: bool(re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", value)),
            "a name of the tz database, such as Europe/Berlin",
        ),
        ("mediastack_uid", lambda value: 0 <= value < 2**31, "a number from 0 to 2147483647"),
        ("mediastack_gid", lambda value: 0 <= value < 2**31, "a number from 0 to 2147483647"),
        ("mediastack_kubeconfig", lambda value: value != "", "a file, or nothing at all for Kubernetes' default"),
        ("mediastack_rollout_timeout", lambda value: value > 0, "a number of seconds above 0"),
    )
    for name, holds, allowed in rules:
        if not holds(known[name]):
            raise BadInput(f"{name} is {known[name]!r}; allowed is {allowed}.")


def _check_indexers(indexers: list[Mapping[str, Any]]) -> None:
    for option in ("id", "name"):
        seen: set[str] = set()
        for item in indexers:
            value = str(item[option] or item["id"]).casefold()
            if value in seen:
                raise BadInput(f"mediastack_indexers has {option} '{value}' twice; keep one entry, or rename one.")
            seen.add(value)
    for item in indexers:
        if item["priority"] is not None and not 1 <= item["priority"] <= 50:
            raise BadInput(
                f"mediastack_indexers: {item['id']} has priority {item['priority']}; "
                "allowed are 1 (first) to 50 (last)."
            )


def _check_image(image: Mapping[str, Any], where: str) -> None:
    if image.get("tag") in ("latest", ""):
        raise BadInput(f"{where}.tag is '{image['tag']}'; name a version, so that every run deploys the same.")
    if image.get("digest") and not re.fullmatch(r"sha256:[0-9a-f]{64}", image["digest"]):
        raise BadInput(f"{where}.digest is '{image['digest']}'; write sha256: and 64 hexadecimal digits.")


def _check_credentials(credentials: Mapping[str, Any]) -> None:
    for name, values in credentials.items():
        if not isinstance(values, Mapping):
            raise BadInput(
                f"mediastack_credentials.{name} is no dictionary; write the credentials of the instance below it."
            )
        for key, value in values.items():
            if not isinstance(value, str) or not value:
                raise BadInput(
                    f"mediastack_credentials.{name}.{key} is empty or no text; write it as a text in quotes."
                )


def _found(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else f"of type {type(value).__name__}"
