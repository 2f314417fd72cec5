"""What an unfinished run had fetched when it was killed and had not handed over yet: taken from its archive, not asked for again.

In: the archive of that run, and which addresses have their fate. Out: answers by address, each given once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from auditor.crawl.answer import NOT_MODIFIED, Answer, plain
from auditor.crawl.archive import Archive
from auditor.crawl.decode import TooLarge
from auditor.crawl.fetch import RETRIED
from auditor.crawl.gate import REDIRECTS
from auditor.crawl.problem import FetchProblem
from auditor.crawl.warc import Response, is_machinery, raw_body, responses_of
from auditor.models import Page


class Left:
    """Answers of an archive; a few more than there were connections, and none that it would be a mistake to believe later."""

    def __init__(self, archive: Archive, is_settled: Callable[[str], bool], *, max_bytes: int, pdf: bool) -> None:
        self._max_bytes = max_bytes
        self._came: dict[str, Answer | FetchProblem] = {}
        for response in responses_of(archive.path):
            archive.remember(response.url, response.id)
            if is_settled(response.url) or response.status in RETRIED or is_machinery(response, pdf=pdf):
                continue
            if not (response.status in REDIRECTS and response.header("Set-Cookie")):  # it leads on for who has the cookie, which is gone
                self._came[response.url] = self._read(response)

    def take(self, url: str, earlier: Page | None) -> Answer | None:
        """The answer that came from an address, None where there is none; `earlier` is what a 304 speaks of. FetchProblem as it was."""
        came = self._came.pop(url, None)
        if isinstance(came, FetchProblem):
            raise came
        if came is None or came.status != NOT_MODIFIED:
            return came
        return _again(came, earlier) if earlier else None

    def _read(self, response: Response) -> Answer | FetchProblem:
        try:
            body = self._body(response) if 200 <= response.status < 300 and not response.is_revisit else b""
        except FetchProblem as problem:
            return problem
        return Answer(
            response.url, response.status, body, response.content_type, response.charset, response.header("Location"),
            response.date or "", response.header("X-Robots-Tag").lower(), response.header("ETag"), response.header("Last-Modified"),
        )  # fmt: skip

    def _body(self, response: Response) -> bytes:
        try:
            return plain(raw_body(response.record, self._max_bytes), response.header("Content-Encoding"), self._max_bytes)
        except TooLarge:
            raise FetchProblem("too-large", str(self._max_bytes)) from None


def _again(answer: Answer, earlier: Page) -> Answer:
    """The page of an earlier crawl, which had not changed."""
    return replace(
        answer, status=earlier.status, body=earlier.body, content_type=earlier.content_type, charset=earlier.charset,
        etag=answer.etag or earlier.etag, last_modified=answer.last_modified or earlier.last_modified,
    )  # fmt: skip
