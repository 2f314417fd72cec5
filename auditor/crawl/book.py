"""The addresses of a site: which are known, which may be read, and what becomes of those that are not.

In: links as pages and sitemaps give them. Out: candidates, best first; a NotRead for each address that will not be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from auditor.crawl.address import MAX_LENGTH, identity
from auditor.crawl.chain import Chains
from auditor.crawl.frontier import Candidate, Frontier
from auditor.crawl.scope import Scope
from auditor.crawl.sniff import PDF, suffix_of
from auditor.models import Link, NotRead, Page
from auditor.settings import CrawlSettings

LONGEST = 4 * MAX_LENGTH  # characters that are looked at of an address: one of megabytes is none to remember, or to list, whole


class Book:
    """Addresses by identity; each gets one fate."""

    def __init__(self, settings: CrawlSettings, root: str, find_links: Callable[[Page], Sequence[Link]]) -> None:
        self.settings, self.scope = settings, Scope(settings, root)
        self._find_links = find_links
        self.frontier, self._chains = Frontier(), Chains()
        self.done: set[str] = set()  # under way, or with their fate
        self._passed: dict[str, tuple[str, str]] = {}  # address and reason of links passed over, unless another link leads there

    def knows(self, url: str) -> bool:
        """Whether the address is under way or has its fate."""
        return identity(url) in self.done

    def begin(self, url: str) -> None:
        """The address is under way."""
        self.done.add(identity(url))
        self.frontier.drop(url)

    def found(self, page: Page) -> tuple[Link, ...]:
        """The links of a page; none where none is followed."""
        if self.settings.urls or page.content_type == PDF:  # the links of a brochure are those of the page that leads to it
            return ()
        return tuple(self._find_links(page))

    def links(self, page: Page, *, nofollow: bool = False, found: tuple[Link, ...] | None = None) -> list[NotRead]:
        """Note the links of a page (`found` where they are known), and give those that will not be read; none of them is followed where
        the page asks so.
        """
        found = self.found(page) if found is None else found
        links = [replace(link, nofollow=True) for link in found] if nofollow else found
        return [seen for link in links for seen in self.consider(link, page.depth + 1, page.url)]

    def consider(self, link: Link, depth: int, found_on: str = "") -> list[NotRead]:
        """Note a link, or say why it will not be read; another site's is none of ours."""
        try:
            url = self.scope.own(link.url[:LONGEST])
        except ValueError:
            return []
        is_trap = self._chains.is_too_long(url, found_on)
        if (name := identity(url)) in self.done:
            return []
        if link.nofollow or is_trap and not self.scope.refusal(url):
            self._passed.setdefault(name, (url, "nofollow" if link.nofollow else "trap"))
            return []
        if reason := self.scope.refusal(url):
            self.done.add(name)
            return [NotRead(url, reason, suffix_of(url) if reason == "not-text" else "")]
        self.frontier.add(url, text=link.text, region=link.region, depth=depth)
        return []

    def rest(self, why_left: Callable[[Candidate], tuple[str, str]]) -> Iterator[NotRead]:
        """Why the addresses that are left were not read."""
        for candidate in self.frontier.rest():
            self.done.add(identity(candidate.url))
            yield NotRead(candidate.url, *why_left(candidate))
        yield from (NotRead(*passed) for name, passed in sorted(self._passed.items()) if name not in self.done)
