"""One request, one answer: within limits of time and size, at the pace of the host, kept as evidence.

In: an address of the site. Out: an Answer, redirects not followed; FetchProblem with its reason.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import IncompleteRead

import requests
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError

from auditor.crawl.address import PLAIN, same_site
from auditor.crawl.answer import NOT_MODIFIED, Answer, Came, plain, retry_after, said
from auditor.crawl.archive import Archive, Exchange
from auditor.crawl.cookies import Cookies
from auditor.crawl.deadline import TimedAdapter, is_over, within
from auditor.crawl.guard import ForbiddenAddress, GuardedAdapter
from auditor.crawl.pace import MAX_RETRY_AFTER, Pace
from auditor.crawl.problem import FetchProblem, layers_of, problem_of
from auditor.crawl.sniff import PDF, may_be_text, media_type
from auditor.models import Page
from auditor.settings import CrawlSettings

CHUNK = 256 * 1024  # bytes: most pages in one piece, for each one waits for the thread that works on the page before
WHOLE = 4  # times the timeout: an answer that drips longer, headers or body, is given up
RETRIED = frozenset((429, 502, 503, 504))
BUSY = frozenset((429, 503))
RETRY_PAUSE = 1.0  # seconds before the one retry when the server names no time
ACCEPT = "text/html,application/xhtml+xml;q=0.9,text/markdown;q=0.8,text/plain;q=0.8,*/*;q=0.1"


@dataclass(frozen=True, slots=True)
class _Want:
    """What is wanted of an answer."""

    limit: int
    kind: Callable[[str], bool]
    may_cut: bool
    is_kept: bool
    earlier: Page | None


class Fetcher:
    """Requests to one site; credentials of the settings go to that site only, and never over a connection less safe than asked."""

    def __init__(self, settings: CrawlSettings, root: str, *, pace: Pace) -> None:
        self.settings, self.root, self.pace = settings, root, pace
        self.archive: Archive | None = None
        kind = TimedAdapter if settings.allow_private else GuardedAdapter
        self.adapter: TimedAdapter = kind(pool_maxsize=max(10, settings.connections))
        self.cookies = Cookies()
        self._lines = threading.Semaphore(settings.connections)  # held while a connection is in use, not while its answer is filed
        self.authorities: str | bool = os.environ.get("REQUESTS_CA_BUNDLE") or True  # a company may sign its own certificates

    def close(self) -> None:
        """Close the connections and the archive."""
        self.adapter.close()
        if self.archive:
            self.archive.close()

    def get(
        self,
        url: str,
        *,
        limit: int = 0,
        wanted: Callable[[str], bool] | None = None,
        may_cut: bool = False,
        is_kept: bool = True,
        is_part: bool = False,
        earlier: Page | None = None,
    ) -> Answer:
        """The answer, after one retry where that may help; FetchProblem when there is none or its media type is not wanted.

        `limit` is in bytes, the settings' when 0; `may_cut` gives the beginning of what is longer; what is not `is_kept` is no evidence
        and stays out of the archive; a part of a page (`is_part`) comes without a pause, as it does to a reader.
        `earlier` is what came from the address before: it is the answer again where the server says so. Threads may call it at once.
        """
        want, problem = _Want(limit or self.settings.max_bytes, wanted or self._may_be_page, may_cut, is_kept, earlier), None
        for is_last in (False, True):
            try:
                with nullcontext() if is_part else self._in_turn():
                    came = self._once(url, want, is_last)
                answer = self._answer(came, url, want)
            except FetchProblem as error:
                if is_last or error.key not in ("unreachable", "cut-short"):
                    raise
                problem = error
            else:
                if is_last or answer.status not in RETRIED:
                    return answer
                self._hold(came.response)
        raise problem or FetchProblem("unreachable")

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """One of the connections, when its next request may go out."""
        with self._lines:
            self.pace.wait()
            yield

    def _may_be_page(self, kind: str) -> bool:
        return may_be_text(kind) or kind == PDF and self.settings.pdf

    def _once(self, url: str, want: _Want, is_last: bool) -> Came:
        """What comes of a request, to its last byte."""
        started, ok = time.monotonic(), False
        try:
            with within(WHOLE * self.settings.timeout), closing(self._send(url, earlier=want.earlier)) as response:
                came = self._read(response, want, is_last)
                ok = response.status_code < 400
        except TimeoutError as error:
            raise FetchProblem("timeout") from error
        finally:
            self.pace.answered(time.monotonic() - started, ok)
        return came

    def _hold(self, response: requests.Response) -> None:
        """Wait as Retry-After says; FetchProblem `busy` when that is too long to wait for."""
        seconds = retry_after(response.headers.get("Retry-After", ""))
        if seconds > MAX_RETRY_AFTER:
            raise FetchProblem("busy", str(round(seconds)))
        self.pace.hold(seconds or RETRY_PAUSE)

    def _send(self, url: str, earlier: Page | None) -> requests.Response:
        timeout = self.settings.timeout
        try:
            prepared = self._prepare(url)
            prepared.headers.update(_conditions(earlier))
            return self.adapter.send(prepared, stream=True, timeout=(timeout, timeout), verify=self.authorities)
        except (RequestException, ForbiddenAddress, HTTPError, UnicodeError) as error:
            raise problem_of(error) from error

    def _prepare(self, url: str) -> requests.PreparedRequest:
        own = self._is_own(url)
        headers = {"User-Agent": self.settings.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"}
        headers |= dict(self.settings.headers) if own else {}
        jar = self.cookies.jar()
        if own:
            jar.update(dict(self.settings.cookies))
        prepared = requests.PreparedRequest()
        prepared.method = "GET"
        if PLAIN.fullmatch(url):  # requests leaves it as it is, and takes as long to find that out as for all the rest
            prepared.url = url
        else:
            prepared.prepare_url(url, None)
        prepared.prepare_headers(headers)
        prepared.prepare_cookies(jar)
        if own and self.settings.auth:
            prepared.prepare_auth(self.settings.auth)
        return prepared

    def _is_own(self, url: str) -> bool:
        return same_site(url, self.root) and (url.startswith("https:") or self.root.startswith("http:"))

    def _read(self, response: requests.Response, want: _Want, is_last: bool) -> Came:
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        kind, charset = media_type(response.headers.get("Content-Type", ""))
        has_news = self.cookies.take(response.cookies)
        if response.status_code == NOT_MODIFIED and want.earlier:
            if not response.raw.chunked:  # announced only: a 304 has no body (RFC 9110, 15.4.5), and its chunks would be waited for
                response.raw.drain_conn()  # or the connection would be closed with it, and made anew for every page
            return Came(response, at, kind, charset, has_news)
        if 200 <= response.status_code < 300 and not want.kind(kind):
            raise FetchProblem("pdf" if kind == PDF else "not-text", kind)
        return Came(response, at, kind, charset, has_news, *self._raw(response, want.limit, is_last))

    def _answer(self, came: Came, url: str, want: _Want) -> Answer:
        """What came, filed and without its compression."""
        response, is_page = came.response, 200 <= came.response.status_code < 300
        if response.status_code == NOT_MODIFIED and want.earlier:
            return self._unchanged(response, url, came.at, want.earlier)
        if self.archive and want.is_kept:
            self.archive.add(Exchange(url, came.at, response, came.raw, came.is_cut, self._secrets()))
        if came.is_cut and is_page and not want.may_cut:
            raise FetchProblem("too-large", str(want.limit))
        body = plain(came.raw, response.headers.get("Content-Encoding", ""), want.limit) if is_page else b""
        location = response.headers.get("Location", "").encode("latin-1", "replace").decode("utf-8", "replace")
        return Answer(url, response.status_code, body, came.kind, came.charset, location, came.at, *said(response), came.has_news)

    def _unchanged(self, response: requests.Response, url: str, at: str, earlier: Page) -> Answer:
        """What came from the address before, for it is what would come now."""
        if self.archive:
            self.archive.add(Exchange(url, at, response, b"", False, self._secrets(), earlier.fetched_at or at))
        robots, etag, last_modified = said(response)
        validators = (etag or earlier.etag, last_modified or earlier.last_modified)
        return Answer(url, earlier.status, earlier.body, earlier.content_type, earlier.charset, "", at, robots, *validators)

    def _secrets(self) -> frozenset[str]:
        return frozenset(name.lower() for name, _ in self.settings.headers)

    def _raw(self, response: requests.Response, limit: int, is_last: bool) -> tuple[bytes, bool]:
        """The bytes as they came, and whether they were cut at the limit."""
        chunks, size = [], 0
        try:
            while chunk := response.raw.read1(CHUNK, decode_content=False):
                chunks.append(chunk)
                size += len(chunk)
                if size > limit:
                    return b"".join(chunks)[:limit], True
            if is_over():
                raise TimeoutError
        except (HTTPError, OSError) as error:
            if not any(isinstance(layer, IncompleteRead) for layer in layers_of(error)):
                raise problem_of(error) from error
            if not is_last or not chunks:  # a dropped connection, or a wrong Content-Length: at the second try what came is kept
                raise FetchProblem("unreachable", key="cut-short") from error
        return b"".join(chunks), False


def _conditions(earlier: Page | None) -> dict[str, str]:
    """Headers that ask for an answer only where the page has changed (RFC 9110, 13.1)."""
    if earlier is None:
        return {}
    asked = {"If-None-Match": earlier.etag, "If-Modified-Since": earlier.last_modified}
    return {name: value for name, value in asked.items() if value}
