"""Short views of what a crawl gave."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from auditor.models import NotRead, Page


def paths(seen: Iterable[Page | NotRead]) -> list[str]:
    """Paths of the pages that were read, in the order read."""
    return [path_of(one.url) for one in seen if isinstance(one, Page)]


def reasons(seen: Iterable[Page | NotRead]) -> dict[str, str]:
    """Path -> reason of what was not read."""
    return {path_of(one.url): one.reason for one in seen if isinstance(one, NotRead)}


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
