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
from auditor.crawl.decode import TooLarge, UnknownEncoding, decoded
from auditor.crawl.known import Known
from auditor.crawl.members import is_torn
from auditor.crawl.shell import needs_browser, says_something
from auditor.crawl.sniff import HTML, PAGES, PDF, XHTML, may_be_text, media_type, page_type, suffix_of
from auditor.errors import NothingToAudit, UsageProblem
from auditor.models import NotRead, Page

MAX_BYTES = 10 * 1024 * 1024  # of one body, decompressed; as crawling does by default
REDIRECTS = frozenset((301, 302, 303, 307, 308))
NOT_MODIFIED = 304
WANTED = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.conversion


class Damaged(Exception):
    """From here on the archive cannot be read."""


@dataclass(frozen=True, slots=True)
class Response:
    """A response record, its body not read yet; or what a browser made of one."""

    url: str
    status: int
    content_type: str
    charset: str | None
    record: Any
    id: str = ""
    is_revisit: bool = False  # the body is in an archive before this one
    drawn_from: str = ""  # id of the response that a browser made this of

    @property
    def date(self) -> str | None:
        """When it came."""
        date = self.record.headers.get("WARC-Date")
        return str(date) if date else None

    def header(self, name: str) -> str:
        """A header of the answer, "" where there is none."""
        headers = self.record.http_headers
        return str(headers.get(name) or "") if headers is not None else ""


def read_warc(path: Path, *, max_bytes: int = MAX_BYTES, pdf: bool = False) -> Iterator[Page | NotRead]:
    """Pages and failures of the main site of an archive; UsageProblem when it is no archive, NothingToAudit when it holds no page."""
    hosts, drawn = _hosts(path)
    if not hosts:
        raise NothingToAudit("crawl.empty-archive", file=path)
    main = max(hosts, key=lambda host: hosts[host])  # the first of those with most pages
    site = (one for one in responses_of(path, has_drawn=True) if bare_host(one.url) == main and one.id not in drawn)
    yield from _of_site(path, site, max_bytes, pdf)


def _of_site(path: Path, responses: Iterator[Response], max_bytes: int, pdf: bool) -> Iterator[Page | NotRead]:
    known, read, failed = Known(), set[str](), dict[str, NotRead]()
    try:
        for response in responses:
            name = identity(response.url)
            if name in read or is_machinery(response, pdf=pdf):
                continue
            seen = _seen(response, known, max_bytes, pdf)
            if isinstance(seen, Page):
                read.add(name)
                yield seen
            else:
                failed.setdefault(name, seen)
        is_whole = not is_torn(path)
    except Damaged:
        is_whole = False
    if not is_whole:
        failed[path.name] = NotRead(path.name, "damaged")
    yield from (seen for name, seen in failed.items() if name not in read)


def _hosts(path: Path) -> tuple[Counter[str], set[str]]:
    """How many pages each host has in the archive, as far as it can be read, and the ids of the responses that a browser has drawn."""
    hosts, drawn = Counter[str](), set[str]()
    with suppress(Damaged):
        for response in responses_of(path, has_drawn=True):
            drawn |= {response.drawn_from} - {""}
            if response.status == 200 and response.content_type in (HTML, XHTML, PDF) and not response.is_revisit:
                hosts[bare_host(response.url)] += not response.drawn_from
    return hosts, drawn


def responses_of(path: Path, *, has_drawn: bool = False) -> Iterator[Response]:
    """The answers that an archive holds, in their order; pages as a browser drew them only where asked for. UsageProblem for no file."""
    try:
        with path.open("rb") as stream:
            yield from responses_in(stream, has_drawn=has_drawn)
    except OSError as error:
        raise UsageProblem("crawl.unreadable-file", file=path, reason=error.strerror) from None


def responses_in(stream: Any, *, has_drawn: bool = False) -> Iterator[Response]:
    """The same of what a stream (anything with `read`) brings; Damaged where it is no archive from here on."""
    try:
        for record in ArchiveIterator(stream, record_types=WANTED, parse_http=True, strict_mode=False):
            response = _drawn(record) if record.record_type == WarcRecordType.conversion else _response(record)
            if response and (has_drawn or not response.drawn_from):
                yield response
    except OSError as error:
        if error.errno is None:  # fastwarc's own: the bytes are no WARC, or no longer
            raise Damaged(str(error)) from error
        raise


def seen_in(response: Response, known: Known, max_bytes: int) -> Page | NotRead:
    """The page of a response, or why it is none; `known` are the pages of its site that came before."""
    return _seen(response, known, max_bytes, False)


def _response(record: Any) -> Response | None:
    headers = record.http_headers
    if headers is None or headers.status_code is None or not (url := _url(record)):
        return None
    kind, charset = media_type(headers.get("Content-Type") or "")
    is_revisit = record.record_type == WarcRecordType.revisit
    return Response(url, headers.status_code, kind, charset, record, record.headers.get("WARC-Record-ID") or "", is_revisit)


def _drawn(record: Any) -> Response | None:
    """A page as a browser showed it; what else an archive may have made of its pages, a picture or a plain text, is none of ours."""
    kind, charset = media_type(record.headers.get("Content-Type") or "")
    source, url = record.headers.get("WARC-Refers-To") or "", _url(record)
    return Response(url, 200, kind, charset, record, drawn_from=source) if kind in (HTML, XHTML) and source and url else None


def _url(record: Any) -> str:
    try:
        return tidy((record.headers.get("WARC-Target-URI") or "").strip("<>"))
    except ValueError:
        return ""


def is_machinery(response: Response, *, pdf: bool = False) -> bool:
    """Whether the answer is robots.txt, a sitemap or what else is fetched for a page's sake."""
    if pdf and (response.content_type == PDF or suffix_of(urlsplit(response.url).path) == "pdf"):
        return False
    if urlsplit(response.url).path == "/robots.txt" or is_no_page(response.url):
        return True
    return 200 <= response.status < 300 and not may_be_text(response.content_type)


def _seen(response: Response, known: Known, max_bytes: int, pdf: bool) -> Page | NotRead:
    if response.status in REDIRECTS:
        return _moved(response, response.header("Location"))
    if response.is_revisit and (response.status < 300 or response.status == NOT_MODIFIED):
        return NotRead(response.url, "unchanged")
    if not 200 <= response.status < 300:
        return NotRead(response.url, "http-error", str(response.status))
    try:
        body = decoded(raw_body(response.record, max_bytes), response.header("Content-Encoding"), max_bytes)
    except TooLarge:
        return NotRead(response.url, "too-large", str(max_bytes))
    except UnknownEncoding as error:
        return NotRead(response.url, "not-text", str(error))
    return _admitted(response, body, known, pdf)


def _admitted(response: Response, body: bytes, known: Known, pdf: bool) -> Page | NotRead:
    kind = page_type(response.content_type, body, pdf=pdf)
    if kind not in PAGES:
        return NotRead(response.url, kind, response.content_type)
    robots = response.header("X-Robots-Tag").lower()
    page = Page(response.url, "", body, kind, response.charset, 200, response.date, robots=robots)
    if not response.drawn_from and needs_browser(page) and not says_something(page):
        return NotRead(response.url, "needs-browser")
    return known.admit(page)


def _moved(response: Response, location: str) -> NotRead:
    """A redirect, as a crawl tells it: the address shows the page that it leads to."""
    try:
        target = joined(response.url, location)
    except ValueError:
        return NotRead(response.url, "off-site", location)
    return NotRead(response.url, "duplicate" if same_site(target, response.url) else "off-site", target)


def raw_body(record: Any, max_bytes: int) -> bytes:
    """The body of a record without the chunks of its transfer, still compressed; TooLarge where it is, or was cut for it."""
    if record.headers.get("WARC-Truncated"):
        raise TooLarge
    raw: bytes = record.reader.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise TooLarge
    headers = record.http_headers
    return _unchunked(raw) if headers is not None and "chunked" in (headers.get("Transfer-Encoding") or "").lower() else raw


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
