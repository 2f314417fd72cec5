"""From an address to its fate: hop by hop through redirects, then what the page says of itself, then whether it is one more page.

In: candidates. Out: pages and NotReads, always in the order in which they were asked for, however many are under way at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from auditor.crawl.address import identity
from auditor.crawl.answer import Answer
from auditor.crawl.book import Book
from auditor.crawl.crew import Crew
from auditor.crawl.draw import Drawer
from auditor.crawl.follow import own_target, target_of
from auditor.crawl.frontier import Candidate
from auditor.crawl.head import Said, said
from auditor.crawl.known import Known, telling_of
from auditor.crawl.outline import Memory, Outline
from auditor.crawl.problem import FetchProblem
from auditor.crawl.shown import Missing
from auditor.crawl.sniff import PAGES, PDF, page_type
from auditor.errors import NothingToAudit
from auditor.models import Link, NotRead, Page

MAX_FAILURES = 5  # connections that fail in a row: the site is down, and each may take the whole timeout
DOWN = frozenset(("timeout", "unreachable"))
Seen = Page | NotRead


@dataclass(frozen=True, slots=True)
class Visit:
    """A candidate on its way through redirects; `twin` is the page that named this address as the one of which it is a version."""

    candidate: Candidate
    url: str
    met: tuple[str, ...] = ()
    twin: tuple[Page, Said] | None = None
    is_first: bool = False
    earlier: Page | None = None  # what an earlier crawl read at the address


class Visits:
    """The visits of one crawl and what they have come to."""

    def __init__(self, book: Book, known: Known, drawer: Drawer, hop: Callable[..., Answer], memory: Memory) -> None:
        self.book, self.known, self.drawer, self._hop, self._memory = book, known, drawer, hop, memory
        self.settings = book.settings
        self.crew: Crew[Visit, Answer | FetchProblem] = Crew(self._fetch, self.settings.connections)
        self.read: set[str] = set()  # identities of pages
        self.home: bytes | None = None  # body of the first page
        self.missing: Missing | None = None
        self.hides_all = bool(
            self.settings.urls
        )  # "noindex" tells nothing: a list was asked for, or the first page says it too (a preview)
        self.hops = self._failures = 0
        self.stopped: tuple[str, str] | None = None

    def take_up(self, page: Page) -> None:
        """A page that an unfinished run has read."""
        self.read.add(identity(page.url))
        if self.home is None:
            self.home, self.hides_all = page.body, self.hides_all or self._said(page).noindex

    def links(self, page: Page) -> list[NotRead]:
        """Note the links of a page of an unfinished run."""
        return self.book.links(page, nofollow=self._said(page).nofollow)

    def begin(self, candidate: Candidate, *, is_first: bool = False) -> None:
        """Set out for an address."""
        self._put(Visit(candidate, candidate.url, is_first=is_first))

    def next(self) -> list[Seen]:
        """What the visit that was begun first has come to; nothing while it goes on. NothingToAudit where the first page cannot be read."""
        visit, came = self.crew.take()
        self.hops += 1
        try:
            if isinstance(came, FetchProblem):
                raise came
            self._failures = 0
            own = self._said(came) if came.body else Said()
            if target := target_of(came) or _refreshed(came, own):
                self._put(self._onward(visit, target, may_repeat=came.has_news))
                return []
        except FetchProblem as problem:
            return self._settled(visit, self._failed(visit, problem))
        return self._settled(visit, self._arrived(visit, came, own))

    def _put(self, visit: Visit) -> None:
        self.book.begin(visit.url)
        self.crew.put(replace(visit, earlier=self._memory.page(visit.url)))

    def _fetch(self, visit: Visit) -> Answer | FetchProblem:
        """Done by the crew, beside the caller."""
        try:
            return self._hop(visit.url, earlier=visit.earlier)
        except FetchProblem as problem:
            return problem

    def _said(self, page: Page | Answer) -> Said:
        return said(page.url, page.body, page.robots, self.settings.robots_token)

    def _onward(self, visit: Visit, target: str, *, may_repeat: bool) -> Visit:
        """The next hop; FetchProblem when it was made before, is one too many or leads to a page that is known.

        Where a cookie came with the redirect the hop may well be made again: many sites show a page only to who brings theirs back.
        """
        met = (*visit.met, visit.url)
        if target in met and not may_repeat or len(met) > self.settings.max_redirects:
            raise FetchProblem("redirect", target, "too-many-redirects")
        if self.book.knows(target) and identity(target) not in {identity(url) for url in met}:
            raise FetchProblem("duplicate", target)
        return replace(visit, url=target, met=met)

    def _failed(self, visit: Visit, problem: FetchProblem) -> list[Seen]:
        """Note a failure: a site that is down or asks for a long rest is left alone."""
        self._failures = self._failures + 1 if problem.reason in DOWN else 0
        if problem.reason == "busy" or self._failures >= MAX_FAILURES:
            self.stopped = (problem.reason, problem.detail)
        first = visit.candidate.url
        if visit.is_first:
            raise NothingToAudit(f"crawl.{problem.key}", url=first, detail=problem.detail) from problem
        self.book.done -= {identity(url) for url in (*visit.met, visit.url)} - {identity(first)}  # no fate of their own yet
        return [NotRead(first, problem.reason, problem.detail)]

    def _arrived(self, visit: Visit, answer: Answer, own: Said) -> list[Seen]:
        if visit.is_first:
            self.book.scope.root, self.hides_all = answer.url, self.hides_all or own.noindex
        first = visit.candidate.url
        moved = [NotRead(first, "duplicate", answer.url)] if identity(answer.url) != identity(first) else []
        return [*self._outcome(visit, answer, own), *moved]

    def _settled(self, visit: Visit, seen: list[Seen]) -> list[Seen]:
        """What was seen, and what becomes of the page that waited for its canonical version: it is read where that cannot be."""
        if not visit.twin:
            return seen
        page = next((one for one in seen if isinstance(one, Page)), None)
        twin, own = visit.twin
        return [*seen, NotRead(twin.url, "duplicate", page.url)] if page else [*seen, *self._admitted(twin, own)]

    def _outcome(self, visit: Visit, answer: Answer, own: Said) -> list[Seen]:
        if not 200 <= answer.status < 300:
            return [NotRead(answer.url, "http-error", str(answer.status))]
        kind = page_type(answer.content_type, answer.body, pdf=self.settings.pdf)
        if kind not in PAGES:
            return [NotRead(answer.url, kind, answer.content_type)]
        page = Page(answer.url, "", answer.body, kind, answer.charset, 200, answer.fetched_at, visit.candidate.depth)
        page = replace(page, etag=answer.etag, last_modified=answer.last_modified, robots=answer.robots)
        if reason := self._unwanted(page, own):
            return [NotRead(answer.url, reason), *(self.book.links(page, nofollow=own.nofollow) if reason != "missing" else ())]
        if not visit.is_first and not visit.twin and (canonical := self._canonical(page, own)):
            return self._left_to(canonical, visit, page, own)
        return self._admitted(page, own)

    def _unwanted(self, page: Page, own: Said) -> str:
        if self.book.scope.excludes(page.url):
            return "excluded"
        if self.missing and page.content_type != PDF and not self.drawer.wants(page) and self.missing.is_shown(page.body):
            return "missing"
        return "noindex" if own.noindex and not self.hides_all else ""

    def _canonical(self, page: Page, own: Said) -> str:
        """The other address of the site that the page calls its own, "" where there is none to believe.

        Sites that name their first page on every page are common: only versions of the first page itself may do so.
        """
        try:
            url = self.book.scope.own(own.canonical) if own.canonical and not self.settings.urls else ""
        except ValueError:
            return ""
        is_other = url and identity(url) not in (identity(page.url), identity(self.book.scope.root)) and not self.book.scope.refusal(url)
        return url if is_other else ""

    def _left_to(self, canonical: str, visit: Visit, page: Page, own: Said) -> list[Seen]:
        """The page stands aside for its canonical version, which is read now unless that has been tried."""
        under_way = {identity(visit.url) for visit in self.crew.jobs()}
        if identity(canonical) in self.read | under_way:
            return [NotRead(page.url, "duplicate", canonical)]
        if self.book.knows(canonical):
            return self._admitted(page, own)
        self._put(Visit(replace(visit.candidate, url=canonical), canonical, twin=(page, own)))
        return []

    def _admitted(self, page: Page, own: Said) -> list[Seen]:
        outline = self._memory.outline(page) if self.settings.render != "always" else None
        try:
            shown = page if outline else self.drawer.drawn(page)
        except FetchProblem as problem:
            return [NotRead(page.url, problem.reason), *self.book.links(page, nofollow=own.nofollow)]
        telling = outline.telling if outline else telling_of(shown.body)
        admitted = self.known.admit(shown, telling)
        if isinstance(admitted, NotRead):
            return [admitted]
        self.read.add(identity(admitted.url))
        self.home = self.home or admitted.body
        found = outline.links if outline else self._noted(page, admitted, telling)
        return [admitted, *self.book.links(admitted, nofollow=own.nofollow, found=found)]

    def _noted(self, page: Page, admitted: Page, telling: str) -> tuple[Link, ...]:
        """The links of a page, noted for the next crawl: not of one for a browser, and not where none is looked for."""
        found = self.book.found(admitted)
        if not self.settings.urls and not self.drawer.wants(page):
            self._memory.note(admitted, Outline(telling, found))
        return found


def _refreshed(answer: Answer, own: Said) -> str:
    """Where a page sends its reader on, unless to itself."""
    is_elsewhere = own.refresh and identity(own.refresh) != identity(answer.url)
    return own_target(answer.url, own.refresh) if is_elsewhere else ""
