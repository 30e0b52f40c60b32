# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session with one app: requests with a base URL, retries where they are safe, and failures as sentences."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

try:
    import requests
    from requests import Response
    from requests.exceptions import ConnectionError as RequestsConnectionError
    from requests.exceptions import RequestException, SSLError, Timeout
    from urllib3 import disable_warnings
    from urllib3.exceptions import InsecureRequestWarning

    REQUESTS_IMPORT_ERROR: ImportError | None = None
except ImportError as _error:  # sanity imports modules without their requirements
    REQUESTS_IMPORT_ERROR = _error

from ..errors import MediastackError
from ..reconcile.secrets import scrub
from . import kube
from .connection import Connection
from .errors import NotTrusted, NotYet, Rejected, Unreachable

_READ_RETRIES = 2
_RETRY_PAUSE = 0.3  # seconds
_POLL_PAUSE = 0.5  # seconds between two attempts at first contact

Result = TypeVar("Result")


class Client:
    """HTTP requests to one app over one kept-alive session.

    Redirects are never followed (the apps use them for "log in first" and "wrong base path"); proxies and netrc of
    the environment are not used, so a key goes to the app alone. ``secrets`` are scrubbed from every message.
    """

    def __init__(self, connection: Connection, app: str, secrets: Iterable[str | None] = ()) -> None:
        if REQUESTS_IMPORT_ERROR is not None:
            raise MediastackError(
                "The Python library requests is missing; install it where this task runs: pip install requests."
            )
        self.connection = connection
        self.app = app
        self.secrets = [secret for secret in secrets if secret]
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = (connection.ca_path or True) if connection.validate_certs else False
        if not connection.validate_certs:
            disable_warnings(InsecureRequestWarning)  # the user asked for it; no line on each request
        if connection.is_kube:
            self.session.mount(connection.base, kube.adapter(connection))

    def request(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        data: Any = None,
        files: Any = None,
        params: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Response:
        """Send one request and return whatever the app answers, errors of the app included.

        A read is tried again after a broken connection and while the app's database is locked. Raises Unreachable,
        NotTrusted or NotYet (no connection, or a 503 of an app that starts).
        """
        attempts = _READ_RETRIES + 1 if method == "GET" else 1
        while True:
            attempts -= 1
            try:
                answer = self.session.request(
                    method,
                    self.connection.base + path,
                    json=json,
                    data=data,
                    files=files,
                    params=params,
                    headers=headers,
                    timeout=self.connection.timeout,
                    allow_redirects=False,
                )
            except RequestException as error:
                failure = self._failure(error)
                if attempts and isinstance(failure, NotYet):
                    time.sleep(_RETRY_PAUSE)
                    continue
                raise failure from None
            except NotYet:  # from the kube transport, which requests passes through
                if not attempts:
                    raise
                time.sleep(_RETRY_PAUSE)
                continue
            if attempts and answer.status_code == 500 and "database is locked" in answer.text:
                time.sleep(_RETRY_PAUSE)
                continue
            if answer.status_code == 503:
                raise NotYet(f"{self.where} answers 503, it is still starting or overloaded; raise option wait.")
            return answer

    def wait_for(self, probe: Callable[[], Result]) -> Result:
        """Call ``probe`` until it raises NotYet no more, for at most the connection's ``wait`` seconds."""
        deadline = time.monotonic() + self.connection.wait
        while True:
            try:
                return probe()
            except NotYet as error:
                if time.monotonic() >= deadline:
                    raise Unreachable(f"{error} Waited {self.connection.wait} s (option wait).") from None
                time.sleep(min(_POLL_PAUSE, max(0.0, deadline - time.monotonic())))

    @property
    def where(self) -> str:
        """App and URL as messages name them."""
        return f"{self.app} at {self.connection.url}"

    def rejected(self, answer: Response, doing: str, detail: str | None = None) -> Rejected:
        """The failure for an answer with an error status: "Radarr at … refused to … (400): detail"."""
        body = decoded(answer)
        text = detail if detail is not None else _detail(body)
        sentence = f"{self.where} refused to {doing} ({answer.status_code})" + (f": {text}" if text else ".")
        return Rejected(scrub(sentence, self.secrets), answer.status_code, body)

    def _failure(self, error: Exception) -> MediastackError:
        text = str(error)
        if isinstance(error, SSLError):
            if "CERTIFICATE_VERIFY_FAILED" in text or "certificate verify failed" in text:
                return NotTrusted(
                    f"The certificate of {self.connection.url} is not trusted; set ca_path to the authority's "
                    "certificate, or validate_certs to false."
                )
            return Unreachable(f"{self.where} does not speak TLS as expected; check the scheme in option url.")
        if isinstance(error, Timeout):
            return NotYet(f"{self.where} did not answer within {self.connection.timeout} s (option timeout).")
        if "NameResolutionError" in text or "Name or service not known" in text or "getaddrinfo" in text:
            return Unreachable(f"The host name in {self.connection.url} is not known to DNS; correct option url.")
        if isinstance(error, RequestsConnectionError):
            reason = (
                "refused the connection" if "refused" in text.lower() else "can't be reached, or dropped the connection"
            )
            return NotYet(f"{self.where} {reason}; check that it runs and that option url is right.")
        return Unreachable(f"{self.where} can't be asked ({type(error).__name__}); correct option url.")


def decoded(answer: Response) -> Any:
    """The JSON of an answer, or its text where it has none."""
    try:
        return answer.json()
    except ValueError:
        return answer.text


def _detail(body: Any) -> str:
    if isinstance(body, dict):
        for key in ("message", "error", "title", "errorMessage"):
            if isinstance(body.get(key), str):
                return _first_line(body[key])
    if isinstance(body, str) and "<html" not in body.lower():
        return _first_line(body)
    return ""


def _first_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[0][:300] if lines else ""
