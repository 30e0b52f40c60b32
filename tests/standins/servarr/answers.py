# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's answers: JSON without nulls, and its four shapes of errors (facts: servarr 2)."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

Body = dict[str, Any]
_TRACE = "00-00000000000000000000000000000000-0000000000000000-00"


def without_nulls(value: Any) -> Any:
    """Nulls are not written: an absent key is null."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def answer(body: Any, status: int = 200, location: str | None = None) -> Response:
    """JSON as the program writes it."""
    headers = {"Location": location} if location else None
    return JSONResponse(without_nulls(body), status, headers)


class Failure(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


def rule(property_name: str, message: str, attempted: Any = None, code: str = "PredicateValidator") -> Body:
    """A violated rule of a resource: no isWarning, but what was attempted."""
    return {
        "propertyName": property_name,
        "errorMessage": message,
        "attemptedValue": attempted,
        "severity": "error",
        "errorCode": code,
        "formattedMessageArguments": [],
        "formattedMessagePlaceholderValues": {"propertyName": property_name, "propertyValue": attempted},
    }


def setting(
    property_name: str, message: str, warning: bool = False, detail: str | None = None, attempted: Any = None
) -> Body:
    """A failed rule or test of a provider's settings; severity says error for warnings too."""
    return {
        "isWarning": warning,
        "propertyName": property_name,
        "errorMessage": message,
        "attemptedValue": attempted,
        "severity": "error",
        "detailedDescription": detail,
    }


def invalid(*failures: Body) -> Failure:
    """400 with the list."""
    return Failure(400, list(failures))


def unbound(path: str, message: str) -> Failure:
    """400 for JSON that does not fit the resource's types."""
    return Failure(
        400,
        {
            "type": "https://tools.ietf.org/html/rfc9110#section-15.5.1",
            "title": "One or more validation errors occurred.",
            "status": 400,
            "traceId": _TRACE,
            "errors": {path: [message]},
        },
    )


def broken(message: str) -> Failure:
    """500 as an unexpected exception ends, with its stack."""
    return Failure(500, {"message": message, "description": f"{message}\n   at Servarr.Standin.Handle()"})


def not_found() -> Failure:
    """404 of a GET."""
    kind = "https://tools.ietf.org/html/rfc9110#section-15.5.5"
    return Failure(404, {"type": kind, "title": "Not Found", "status": 404, "traceId": _TRACE})


def missing() -> Failure:
    """404 of an object that is to be changed."""
    return Failure(404, {"message": "NotFound", "description": "NotFound\n   at Servarr.Standin.Handle()"})


def conflict(message: str) -> Failure:
    """409: in use, or a constraint of the database."""
    return Failure(409, {"message": message, "description": f"{message}\n   at Servarr.Standin.Handle()"})
