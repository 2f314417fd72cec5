"""A site read over the network: its first page, then the most telling of the pages that links and sitemaps lead to.

In: an address, settings, a function that finds the links of a page. Out: a Page or NotRead for each address, nothing twice.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from auditor.crawl.address import identity, joined, same_site, tidy
from auditor.crawl.answer import Answer
from auditor.crawl.archive import Archive
from auditor.crawl.book import Book
from auditor.crawl.draw import Drawer
from auditor.crawl.fetch import Fetcher
from auditor.crawl.follow import Follower
from auditor.crawl.frontier import Candidate
from auditor.crawl.gate import Gate
from auditor.crawl.known import Known
from auditor.crawl.left import Left
from auditor.crawl.outline import Memory, NoMemory
from auditor.crawl.pace import Pace
from auditor.crawl.problem import FetchProblem
from auditor.crawl.shown import Missing
from auditor.crawl.sitemap import MAX_BYTES, sitemap_urls
from auditor.crawl.source import credentials_of, first_address
from auditor.crawl.visit import Seen, Visits
from auditor.errors import NothingToAudit
from auditor.identity import digest
from auditor.models import Link, NotRead, Page
from auditor.settings import CrawlSettings

SPARE_REQUESTS, REQUESTS_A_PAGE = 50, 5  # what a site that only repeats itself, or fails, can cost
# Reasons of an earlier run that say nothing of the page itself, or of its links: what came is in the archive and is not asked for again.
UNSETTLED = frozenset(("cap", "depth", "busy", "nofollow", "noindex", "needs-browser"))
LOCKED = frozenset(("401", "403"))
PROBE = "missing"  # what the address of no page is made of


class SiteCrawl:
    """One crawl of one site: `run` gives what it sees, `waiting` how many addresses are still to be dealt with."""

    def __init__(
        self,
        source: str,
        settings: CrawlSettings,
        *,
        find_links: Callable[[Page], Sequence[Link]],
        warc: Path | None = None,
        already: Sequence[Seen] = (),
        memory: Memory | None = None,
    ) -> None:
        self.settings = settings.model_copy(update={"auth": settings.auth or credentials_of(source)})
        self.start = first_address(source)
        has_secrets = self.settings.auth or settings.headers or settings.cookies
        self.may_be_http = self.start.startswith("https:") and "://" not in source and not has_secrets
        self.warc = warc
        self.fetcher = Fetcher(self.settings, self.start, pace=_pace(settings, self.start))
        self.gate = Gate(self.fetcher, settings.robots_token)
        self.follower = Follower(self.fetcher, self.gate)
        self.book = Book(self.settings, self.start, find_links)
        drawer = Drawer(self.settings, self._part, self._keep_drawn)
        self.visits = Visits(self.book, Known(already), drawer, self._hop, memory or NoMemory())
        self.left: Left | None = None
        self.earlier = [seen for seen in already if isinstance(seen, Page) or seen.reason not in UNSETTLED]

    def waiting(self) -> int:
        """How many addresses are known and not dealt with."""
        return len(self.book.frontier) + len(self.visits.crew)

    def run(self) -> Iterator[Seen]:
        """Everything that is seen; NothingToAudit when the first page cannot be read, or no page at all."""
        self.fetcher.archive = Archive(self.warc) if self.warc else None
        try:
            yield from self._resumed()
            self.left = self._left()
            yield from self._listed() if self.settings.urls else self._first()
            yield from self._walk()
            yield from self.book.rest(self._why_left)
        finally:
            self.visits.crew.close()
            self.visits.drawer.close()
            self.fetcher.close()
        if not self.visits.read:
            raise NothingToAudit("crawl.nothing-read", url=self.start)

    def _part(self, url: str) -> Answer:
        """What a page drawn in a browser asks for."""
        return self.follower.read(url, wanted=lambda kind: True, is_kept=False, is_part=True)

    def _left(self) -> Left | None:
        archive = self.fetcher.archive
        if archive is None or archive.is_new:
            return None
        return Left(archive, self.book.knows, max_bytes=self.settings.max_bytes, pdf=self.settings.pdf)

    def _hop(self, url: str, *, earlier: Page | None) -> Answer:
        """The answer of one hop of a visit: from the archive where an unfinished run had it already, and robots.txt still allows it."""
        if self.left and self.gate.allows(url) and (answer := self.left.take(url, earlier)):
            return answer
        return self.follower.hop(url, earlier=earlier)

    def _keep_drawn(self, page: Page) -> None:
        if self.fetcher.archive:
            self.fetcher.archive.add_drawn(page)

    def _resumed(self) -> Iterator[Seen]:
        """Take up an unfinished run: what it read stays read, the links of its pages are followed."""
        self.book.done |= {identity(seen.url) for seen in self.earlier}
        pages = [seen for seen in self.earlier if isinstance(seen, Page)]
        self.earlier = []  # bodies are not kept twice
        if pages:
            self.book.scope.root = tidy(pages[0].url)
        for page in pages:
            self.visits.take_up(page)
        for page in pages:
            yield from self.visits.links(page)

    def _first(self) -> Iterator[Seen]:
        """The first page, the sitemaps and the probe; NothingToAudit when the page cannot be read."""
        if not self.book.knows(self.start):
            yield from self._opened()
        else:
            self._reopened()
        if self.settings.max_depth > 0 and len(self.visits.read) < self.settings.max_pages:
            yield from self._sitemaps()
            self._probe()

    def _opened(self) -> list[Seen]:
        """What comes of the first page; where no scheme was given and https does not answer, http is tried."""
        self.visits.begin(Candidate(self.start, 0, 0.0, ("", "")), is_first=True)
        seen: list[Seen] = []
        try:
            while self.visits.crew:
                seen += self.visits.next()
        except NothingToAudit as problem:
            if problem.key != "crawl.unreachable" or not self.may_be_http:
                raise
            self.may_be_http = False
            self.start = self.book.scope.root = self.fetcher.root = self.start.replace("https:", "http:", 1)
            return self._opened()
        if not self.visits.read:
            _hold_first(seen)
        return seen

    def _reopened(self) -> None:
        """NothingToAudit when the site of an unfinished run does not answer now: what is left must wait, not be given up."""
        try:
            self.gate.rules(self.book.scope.root)
        except FetchProblem as problem:
            raise NothingToAudit(f"crawl.{problem.key}", url=self.book.scope.root, detail=problem.detail) from problem

    def _sitemaps(self) -> Iterator[Seen]:
        for url in sitemap_urls(self._sitemap_files(), self._sitemap):
            yield from self.book.consider(Link(url, region="sitemap"), 1)

    def _sitemap_files(self) -> Iterator[str]:
        """The sitemaps that robots.txt names, and the usual one."""
        root = self.book.scope.root
        for written in (*self.gate.rules(root).sitemaps, "/sitemap.xml"):
            with suppress(ValueError):
                if same_site(url := joined(root, written), root):
                    yield url

    def _sitemap(self, url: str) -> bytes | None:
        try:
            answer = self.follower.read(url, limit=MAX_BYTES, wanted=lambda kind: True)
        except FetchProblem:
            return None
        return answer.body if answer.status == 200 else None

    def _probe(self) -> None:
        """Learn what the site shows for an address that it cannot have; a proper site answers with an error."""
        root = self.book.scope.root
        if self.visits.home is None or not self.book.frontier:
            return
        with suppress(FetchProblem):
            answer = self.follower.read(joined(root, f"/{digest(PROBE, root)}"), is_kept=False)
            self.visits.missing = Missing(self.visits.home, answer.body) if answer.status == 200 else None

    def _listed(self) -> Iterator[Seen]:
        """The addresses of the settings' list, and nothing else."""
        for written in self.settings.urls:
            try:
                url = joined(self.start, written)
            except ValueError:
                yield NotRead(written, "off-site")
                continue
            if same_site(url, self.start):
                yield from self.book.consider(Link(url), 0)
            else:
                yield NotRead(url, "off-site")

    def _walk(self) -> Iterator[Seen]:
        budget = SPARE_REQUESTS + REQUESTS_A_PAGE * self.settings.max_pages
        while True:
            while self._may_begin(budget) and (candidate := self.book.frontier.take(self.settings.max_depth)):
                self.visits.begin(candidate)
            if not self.visits.crew:
                return
            yield from self.visits.next()

    def _may_begin(self, budget: int) -> bool:
        """Whether one more page may be asked for: never more at once than may still be read, so that every crawl reads the same ones."""
        visits, under_way = self.visits, len(self.visits.crew)
        if visits.stopped or visits.crew.room <= 0:
            return False
        return len(visits.read) + under_way < self.settings.max_pages and visits.hops + under_way < budget

    def _why_left(self, candidate: Candidate) -> tuple[str, str]:
        if self.visits.stopped:
            return self.visits.stopped
        try:
            if not self.gate.allows(candidate.url):
                return "robots", ""
        except FetchProblem as problem:
            return problem.reason, problem.detail
        if candidate.depth > self.settings.max_depth:
            return "depth", str(self.settings.max_depth)
        return "cap", str(self.settings.max_pages)


def _pace(settings: CrawlSettings, start: str) -> Pace:
    is_preview = settings.allow_private and _is_loopback(start)
    return Pace(settings.pause, connections=settings.connections, is_preview=is_preview)


def _hold_first(seen: Sequence[Seen]) -> None:
    """NothingToAudit when the first page turned out to be none."""
    for one in seen:
        if isinstance(one, NotRead) and one.reason in ("empty", "not-text", "pdf", "pdf-reader", "http-error", "needs-browser"):
            kind = "locked" if one.detail in LOCKED else one.reason
            raise NothingToAudit(f"crawl.first-{kind}", url=one.url, detail=one.detail)


def _is_loopback(url: str) -> bool:
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
