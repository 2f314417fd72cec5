"""Why there is no answer, out of what requests and urllib3 raise.

In: exceptions. Out: FetchProblem with the reason that NotRead gives.
"""

from __future__ import annotations

import requests
from requests.exceptions import InvalidURL, SSLError
from urllib3.exceptions import NameResolutionError, ReadTimeoutError
from urllib3.exceptions import SSLError as TLSProblem

from auditor.crawl.guard import ForbiddenAddress


class FetchProblem(Exception):
    """No answer: `reason` as NotRead gives it, `detail` for its sentence, `key` of the error when it was the first page."""

    def __init__(self, reason: str, detail: str = "", key: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail, self.key = reason, detail, key or reason


def problem_of(error: BaseException) -> FetchProblem:
    """Reason and key of what requests and urllib3 wrap several layers deep."""
    layers = list(layers_of(error))
    if any(isinstance(layer, ForbiddenAddress) for layer in layers):
        return FetchProblem("refused", key="private-address")
    if any(isinstance(layer, NameResolutionError) for layer in layers):
        return FetchProblem("unreachable", key="unknown-host")
    if any(isinstance(layer, (SSLError, TLSProblem)) for layer in layers):
        return FetchProblem("unreachable", key="bad-certificate")
    if any(isinstance(layer, (requests.Timeout, ReadTimeoutError, TimeoutError)) for layer in layers):
        return FetchProblem("timeout")
    if isinstance(error, (InvalidURL, UnicodeError)):
        return FetchProblem("unreachable", key="bad-address")
    return FetchProblem("unreachable")


def layers_of(error: BaseException | None, depth: int = 0) -> list[BaseException]:
    """An exception and those that it wraps or came from."""
    if error is None or depth > 8:
        return []
    inner = [arg for arg in (*error.args, getattr(error, "reason", None)) if isinstance(arg, BaseException)]
    return [error, *(layer for part in (*inner, error.__cause__) for layer in layers_of(part, depth + 1))]
