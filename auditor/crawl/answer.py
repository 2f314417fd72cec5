"""An answer: what came of a request, as it came and as it is read.

In: a response of requests. Out: Came with its bytes, Answer without its compression; what its headers ask of a crawler.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from auditor.crawl.decode import TooLarge, UnknownEncoding, decoded
from auditor.crawl.problem import FetchProblem

if TYPE_CHECKING:
    import requests

NOT_MODIFIED = 304
YEAR = 365 * 24 * 3600.0  # seconds


@dataclass(frozen=True, slots=True)
class Came:
    """An answer as it came: its media type and charset, whether it brought cookies that are new, its bytes, and whether they were cut at
    the limit.
    """

    response: requests.Response
    at: str
    kind: str
    charset: str | None
    has_news: bool
    raw: bytes = b""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said, its body without compression."""

    url: str
    status: int
    body: bytes
    content_type: str
    charset: str | None
    location: str
    fetched_at: str
    robots: str = ""  # X-Robots-Tag, lower case
    etag: str = ""
    last_modified: str = ""
    has_news: bool = False  # cookies that were not sent: asked again, the server may say something else


def said(response: requests.Response) -> tuple[str, str, str]:
    """X-Robots-Tag, ETag and Last-Modified."""
    headers = response.headers
    return headers.get("X-Robots-Tag", "").lower(), headers.get("ETag", ""), headers.get("Last-Modified", "")


def plain(raw: bytes, encoding: str, limit: int) -> bytes:
    """A body out of its compression; FetchProblem where that is too large or cannot be done."""
    try:
        return decoded(raw, encoding, limit)
    except TooLarge:
        raise FetchProblem("too-large", str(limit)) from None
    except UnknownEncoding:
        raise FetchProblem("not-text", encoding) from None


def retry_after(header: str) -> float:
    """Seconds to wait, from a number or a date; 0 for anything else, a year for whatever is longer."""
    try:
        seconds = float(header)
    except ValueError:
        seconds = _until(header)
    return min(max(0.0, seconds), YEAR) if seconds == seconds else 0.0  # float reads "nan", and "inf"


def _until(date: str) -> float:
    try:
        return (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):  # TypeError: a date without its zone; OverflowError: the year 99999999999
        return 0.0
