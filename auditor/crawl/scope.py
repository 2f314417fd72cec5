"""Which addresses belong to a crawl, and under which spelling they are fetched.

In: addresses as links give them, the settings' patterns, where the first page was found. Out: the address to fetch, or why not.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from auditor.crawl.address import CACHED, is_endless, is_no_page, matches, origin, same_site, tidy
from auditor.crawl.sniff import PDF, PDF_MARK, page_type, suffix_of
from auditor.settings import CrawlSettings


class Scope:
    """The site around `root`, the address of the first page."""

    def __init__(self, settings: CrawlSettings, root: str) -> None:
        self.settings, self.root = settings, root
        self.refusal = lru_cache(CACHED)(self._refusal)  # a menu repeats its links on every page

    def own(self, link: str) -> str:
        """The address under the scheme and host of the root: one robots.txt, no needless redirects; ValueError for another site's."""
        url = _under(link, self.root)
        if not url:
            raise ValueError(link)
        return url

    def _refusal(self, url: str) -> str:
        """The reason (as NotRead has it) not to fetch an address of the site, "" when there is none."""
        if suffix_of(urlsplit(url).path) == "pdf":
            kind = page_type(PDF, PDF_MARK, pdf=self.settings.pdf)
            if kind != PDF:
                return kind
        elif is_no_page(url):
            return "not-text"
        if is_endless(url):
            return "trap"
        return "excluded" if self.excludes(url) else ""

    def excludes(self, url: str) -> bool:
        """Whether the user's patterns leave the address out."""
        if self.settings.include and not matches(url, self.settings.include):
            return True
        return matches(url, self.settings.exclude)


@lru_cache(CACHED)
def _under(link: str, root: str) -> str:
    """The address under the scheme and host of the root; "" for another site's, and for what is no web address."""
    try:
        url = tidy(link)
    except ValueError:
        return ""
    if url.startswith(f"{origin(root)}/"):
        return url
    if not same_site(url, root):
        return ""
    parts = urlsplit(root)
    return urlunsplit(urlsplit(url)._replace(scheme=parts.scheme, netloc=parts.netloc))
