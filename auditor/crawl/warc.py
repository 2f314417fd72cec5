"""An archive read back as pages: ours, or anyone's.

In: a .warc or .warc.gz. Out: its pages in the order of the file, as a crawl of its main site would have given them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecordType

from auditor.crawl.address import bare_host, identity, is_no_page, joined, same_site, tidy
from auditor.crawl.archive import is_torn
from auditor.crawl.decode import TooLarge, UnknownEncoding, decoded
from auditor.crawl.known import Known
from auditor.crawl.sniff import HTML, XHTML, may_be_text, media_type, text_type
from auditor.errors import NothingToAudit, UsageProblem
from auditor.models import NotRead, Page

MAX_BYTES = 10 * 1024 * 1024  # of one body, decompressed; as crawling does by default
REDIRECTS = frozenset((301, 302, 303, 307, 308))
NOT_MODIFIED = 304
WANTED = WarcRecordType.response | WarcRecordType.revisit


class _Damaged(Exception):
    """From here on the archive cannot be read."""


@dataclass(frozen=True, slots=True)
class _Response:
    """A response record, its body not read yet."""

    url: str
    status: int
    content_type: str
    charset: str | None
    record: Any
    is_revisit: bool = False  # the body is in an archive before this one


def read_warc(path: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Page | NotRead]:
    """Pages and failures of the main site of an archive; UsageProblem when it is no archive, NothingToAudit when it holds no page."""
    hosts = _hosts(path)
    if not hosts:
        raise NothingToAudit("crawl.empty-archive", file=path)
    main = max(hosts, key=lambda host: hosts[host])  # the first of those with most pages
    yield from _of_site(path, main, max_bytes)


def _of_site(path: Path, main: str, max_bytes: int) -> Iterator[Page | NotRead]:
    known, read, failed = Known(), set[str](), dict[str, NotRead]()
    try:
        for response in _responses(path):
            name = identity(response.url)
            if bare_host(response.url) != main or name in read or _is_machinery(response):
                continue
            seen = _seen(response, known, max_bytes)
            if isinstance(seen, Page):
                read.add(name)
                yield seen
            else:
                failed.setdefault(name, seen)
        is_whole = not is_torn(path)
    except _Damaged:
        is_whole = False
    if not is_whole:
        failed[path.name] = NotRead(path.name, "damaged")
    yield from (seen for name, seen in failed.items() if name not in read)


def _hosts(path: Path) -> Counter[str]:
    """How many pages each host has in the archive, as far as it can be read."""
    hosts: Counter[str] = Counter()
    with suppress(_Damaged):
        for response in _responses(path):
            if response.status == 200 and response.content_type in (HTML, XHTML) and not response.is_revisit:
                hosts[bare_host(response.url)] += 1
    return hosts


def _responses(path: Path) -> Iterator[_Response]:
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WANTED, parse_http=True, strict_mode=False):
                if response := _response(record):
                    yield response
    except OSError as error:
        if error.errno is None:  # fastwarc's own: the bytes are no WARC, or no longer
            raise _Damaged(str(error)) from error
        raise UsageProblem("crawl.unreadable-file", file=path, reason=error.strerror) from None


def _response(record: Any) -> _Response | None:
    headers = record.http_headers
    try:
        url = tidy((record.headers.get("WARC-Target-URI") or "").strip("<>"))
    except ValueError:
        return None
    if headers is None or headers.status_code is None:
        return None
    kind, charset = media_type(headers.get("Content-Type") or "")
    return _Response(url, headers.status_code, kind, charset, record, record.record_type == WarcRecordType.revisit)


def _is_machinery(response: _Response) -> bool:
    """robots.txt, sitemaps and what else is fetched for a page's sake."""
    if urlsplit(response.url).path == "/robots.txt" or is_no_page(response.url):
        return True
    return 200 <= response.status < 300 and not may_be_text(response.content_type)


def _seen(response: _Response, known: Known, max_bytes: int) -> Page | NotRead:
    headers = response.record.http_headers
    if response.status in REDIRECTS:
        return _moved(response, headers.get("Location") or "")
    if response.is_revisit and (response.status < 300 or response.status == NOT_MODIFIED):
        return NotRead(response.url, "unchanged")
    if not 200 <= response.status < 300:
        return NotRead(response.url, "http-error", str(response.status))
    try:
        body = _body(response.record, max_bytes)
    except TooLarge:
        return NotRead(response.url, "too-large", str(max_bytes))
    except UnknownEncoding as error:
        return NotRead(response.url, "not-text", str(error))
    if body.strip() and not (kind := text_type(response.content_type, body)):
        return NotRead(response.url, "not-text", response.content_type)
    return known.admit(Page(response.url, "", body, kind if body.strip() else "text/html", response.charset, 200, _date(response.record)))


def _moved(response: _Response, location: str) -> NotRead:
    """A redirect, as a crawl tells it: the address shows the page that it leads to."""
    try:
        target = joined(response.url, location)
    except ValueError:
        return NotRead(response.url, "off-site", location)
    return NotRead(response.url, "duplicate" if same_site(target, response.url) else "off-site", target)


def _body(record: Any, max_bytes: int) -> bytes:
    headers = record.http_headers
    if record.headers.get("WARC-Truncated"):
        raise TooLarge
    raw = record.reader.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise TooLarge
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        raw = _unchunked(raw)
    return decoded(raw, headers.get("Content-Encoding") or "", max_bytes)


def _unchunked(raw: bytes) -> bytes:
    """The body out of its chunks (RFC 9112, 7.1); as it is where the archive's writer has already taken it out."""
    chunks, rest = [], raw
    while rest:
        line, _, rest = rest.partition(b"\r\n")
        try:
            size = int(line.partition(b";")[0], 16)
        except ValueError:
            return raw
        if size == 0:
            break
        chunks.append(rest[:size])
        rest = rest[size + 2 :]
    return b"".join(chunks)


def _date(record: Any) -> str | None:
    date = record.headers.get("WARC-Date")
    return str(date) if date else None
