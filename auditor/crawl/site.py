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
from auditor.crawl.archive import Archive
from auditor.crawl.fetch import Answer, Fetcher, FetchProblem
from auditor.crawl.follow import Follower
from auditor.crawl.frontier import Candidate, Frontier
from auditor.crawl.gate import Gate
from auditor.crawl.known import Known
from auditor.crawl.pace import Pace
from auditor.crawl.scope import Scope
from auditor.crawl.sitemap import MAX_BYTES, sitemap_urls
from auditor.crawl.sniff import suffix_of, text_type
from auditor.crawl.source import credentials_of, first_address
from auditor.errors import NothingToAudit
from auditor.models import Link, NotRead, Page
from auditor.settings import CrawlSettings

MAX_FAILURES = 5  # connections that fail in a row: the site is down, and each may take the whole timeout
SPARE_REQUESTS, REQUESTS_A_PAGE = 50, 5  # what a site that only repeats itself, or fails, can cost
UNSETTLED = frozenset(("cap", "depth", "busy", "nofollow"))  # reasons of an earlier run that say nothing of the page itself
LOCKED = frozenset(("401", "403"))
DOWN = frozenset(("timeout", "unreachable"))
Seen = Page | NotRead


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
    ) -> None:
        self.settings = settings.model_copy(update={"auth": settings.auth or credentials_of(source)})
        self.start = first_address(source)
        self.scope = Scope(self.settings, self.start)
        has_secrets = self.settings.auth or settings.headers or settings.cookies
        self.may_be_http = self.start.startswith("https:") and "://" not in source and not has_secrets
        self.find_links, self.already = find_links, already
        self.warc = warc
        pace = Pace(settings.pause, is_preview=settings.allow_private and _is_loopback(self.start))
        self.fetcher = Fetcher(self.settings, self.start, pace=pace)
        self.gate = Gate(self.fetcher, settings.robots_token)
        self.follower = Follower(self.fetcher, self.gate, lambda url: identity(url) in self.done)
        self.frontier, self.known = Frontier(), Known(already)
        self.done: set[str] = set()
        self.nofollow: dict[str, str] = {}
        self.pages = self.failures = 0
        self.stopped: tuple[str, str] | None = None

    def waiting(self) -> int:
        """How many addresses are known and not dealt with."""
        return len(self.frontier)

    def run(self) -> Iterator[Seen]:
        """Everything that is seen; NothingToAudit when the first page cannot be read, or no page at all."""
        self.fetcher.archive = Archive(self.warc) if self.warc else None
        try:
            yield from self._resumed()
            yield from self._listed() if self.settings.urls else self._first()
            yield from self._walk()
            yield from self._rest()
        finally:
            self.fetcher.close()
        if not self.pages:
            raise NothingToAudit("crawl.nothing-read", url=self.start)

    def _resumed(self) -> Iterator[Seen]:
        """Take up an unfinished run: what it read stays read, the links of its pages are followed."""
        settled = [seen for seen in self.already if isinstance(seen, Page) or seen.reason not in UNSETTLED]
        self.done |= {identity(seen.url) for seen in settled}
        pages = [seen for seen in settled if isinstance(seen, Page)]
        self.pages = len(pages)
        if pages:
            self.scope.root = tidy(pages[0].url)
        for page in pages:
            yield from self._links(page)

    def _first(self) -> Iterator[Seen]:
        """The first page and the sitemaps; NothingToAudit when the page cannot be read."""
        if identity(self.start) not in self.done:
            yield from self._opened()
        else:
            self._reopened()
        if self.settings.max_depth > 0 and self.pages < self.settings.max_pages:
            yield from self._sitemaps()

    def _opened(self) -> list[Seen]:
        """What comes of the first page; where no scheme was given and https does not answer, http is tried."""
        try:
            seen = self._visit(Candidate(self.start, 0, 0.0, ("", "")), is_first=True)
        except NothingToAudit as problem:
            if problem.key != "crawl.unreachable" or not self.may_be_http:
                raise
            self.may_be_http, self.failures = False, 0
            self.start = self.scope.root = self.fetcher.root = self.start.replace("https:", "http:", 1)
            return self._opened()
        if not self.pages:
            _hold_first(seen)
        return seen

    def _reopened(self) -> None:
        """NothingToAudit when the site of an unfinished run does not answer now: what is left must wait, not be given up."""
        try:
            self.gate.rules(self.scope.root)
        except FetchProblem as problem:
            raise NothingToAudit(f"crawl.{problem.key}", url=self.scope.root, detail=problem.detail) from problem

    def _sitemaps(self) -> Iterator[Seen]:
        for url in sitemap_urls(self._sitemap_files(), self._sitemap):
            yield from self._consider(Link(url, region="sitemap"), 1)

    def _sitemap_files(self) -> Iterator[str]:
        """The sitemaps that robots.txt names, and the usual one."""
        for written in (*self.gate.rules(self.scope.root).sitemaps, "/sitemap.xml"):
            with suppress(ValueError):
                if same_site(url := joined(self.scope.root, written), self.scope.root):
                    yield url

    def _sitemap(self, url: str) -> bytes | None:
        try:
            answer = self.follower.read(url, limit=MAX_BYTES, wanted=lambda kind: True)
        except FetchProblem:
            return None
        return answer.body if answer.status == 200 else None

    def _listed(self) -> Iterator[Seen]:
        """The addresses of the settings' list, and nothing else."""
        for written in self.settings.urls:
            try:
                url = joined(self.start, written)
            except ValueError:
                yield NotRead(written, "off-site")
                continue
            if same_site(url, self.start):
                yield from self._consider(Link(url), 0)
            else:
                yield NotRead(url, "off-site")

    def _walk(self) -> Iterator[Seen]:
        budget = SPARE_REQUESTS + REQUESTS_A_PAGE * self.settings.max_pages
        while self.pages < self.settings.max_pages and self.fetcher.requests < budget and not self.stopped:
            candidate = self.frontier.take(self.settings.max_depth)
            if candidate is None:
                return
            yield from self._visit(candidate)

    def _visit(self, candidate: Candidate, *, is_first: bool = False) -> list[Seen]:
        """What comes of fetching an address: the page, the addresses that it showed to be no pages, or why it was not read."""
        name = identity(candidate.url)
        self.done.add(name)
        try:
            answer = self.follower.read(candidate.url)
        except FetchProblem as problem:
            self._failed(problem)
            if is_first:
                raise NothingToAudit(f"crawl.{problem.key}", url=candidate.url, detail=problem.detail) from problem
            return [NotRead(candidate.url, problem.reason, problem.detail)]
        self.failures = 0
        if is_first:
            self.scope.root = answer.url
        moved = [NotRead(candidate.url, "duplicate", answer.url)] if identity(answer.url) != name else []
        self.done.add(identity(answer.url))
        self.frontier.drop(answer.url)
        return [*self._outcome(answer, candidate.depth), *moved]

    def _failed(self, problem: FetchProblem) -> None:
        """Note a failure: a site that is down or asks for a long rest is left alone."""
        self.failures = self.failures + 1 if problem.reason in DOWN else 0
        if problem.reason == "busy" or self.failures >= MAX_FAILURES:
            self.stopped = (problem.reason, problem.detail)

    def _outcome(self, answer: Answer, depth: int) -> list[Seen]:
        if not 200 <= answer.status < 300:
            return [NotRead(answer.url, "http-error", str(answer.status))]
        kind = text_type(answer.content_type, answer.body) if answer.body.strip() else "text/html"
        if not kind:
            return [NotRead(answer.url, "not-text", answer.content_type)]
        page = Page(answer.url, "", answer.body, kind, answer.charset, 200, answer.fetched_at, depth)
        if self.scope.excludes(answer.url):
            return [NotRead(answer.url, "excluded"), *self._links(page)]
        admitted = self.known.admit(page)
        if isinstance(admitted, NotRead):
            return [admitted]
        self.pages += 1
        return [admitted, *self._links(admitted)]

    def _links(self, page: Page) -> list[Seen]:
        if self.settings.urls:
            return []
        return [seen for link in self.find_links(page) for seen in self._consider(link, page.depth + 1)]

    def _consider(self, link: Link, depth: int) -> list[NotRead]:
        """Put a link's address on the frontier, or say why not; another site's is none of ours."""
        try:
            url = self.scope.own(link.url)
        except ValueError:
            return []
        if (name := identity(url)) in self.done:
            return []
        if link.nofollow:
            self.nofollow.setdefault(name, url)
            return []
        if reason := self.scope.refusal(url):
            self.done.add(name)
            return [NotRead(url, reason, suffix_of(url) if reason == "not-text" else "")]
        self.frontier.add(url, text=link.text, region=link.region, depth=depth)
        return []

    def _rest(self) -> Iterator[NotRead]:
        """Why the addresses that are left were not read."""
        for candidate in self.frontier.rest():
            self.done.add(identity(candidate.url))
            yield NotRead(candidate.url, *self._why_left(candidate))
        yield from (NotRead(url, "nofollow") for name, url in sorted(self.nofollow.items()) if name not in self.done)

    def _why_left(self, candidate: Candidate) -> tuple[str, str]:
        if self.stopped:
            return self.stopped
        try:
            if not self.gate.allows(candidate.url):
                return "robots", ""
        except FetchProblem as problem:
            return problem.reason, problem.detail
        if candidate.depth > self.settings.max_depth:
            return "depth", str(self.settings.max_depth)
        return "cap", str(self.settings.max_pages)


def _hold_first(seen: Sequence[Seen]) -> None:
    """NothingToAudit when the first page turned out to be none."""
    for one in seen:
        if isinstance(one, NotRead) and one.reason in ("empty", "not-text", "http-error"):
            kind = "locked" if one.detail in LOCKED else one.reason
            raise NothingToAudit(f"crawl.first-{kind}", url=one.url, detail=one.detail)


def _is_loopback(url: str) -> bool:
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
