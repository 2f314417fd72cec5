"""Anybody's archives as sites to be judged: their presentation pages, by company, in a store that is made for them.

In: addresses of WARC files, one at a time and in any order. Out: a store with a finished crawl for each company of each archive, and then
one crawl a company. Pages are chosen by address (no query, three folders at most) and by content (a kind that counts, French or English,
words enough); which of them a company keeps depends on the order in which archives were named, not on who read them first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from auditor import extract
from auditor.benchmark import registered_domain
from auditor.crawl import archives_named, choice_of, read_every_site
from auditor.identity import digest
from auditor.models import LANGS, NotRead, Page
from auditor.settings import CrawlSettings
from auditor.store import Store

KINDS = frozenset(("home", "about", "offer", "case", "contact"))  # what weighs in the index
FOLDERS = 3  # in the path of a presentation page, at most
WORDS = 40  # of text, at least
PAGES = 20  # of a company, at most


@dataclass
class Found:
    """What an archive gave: the crawl of each company, and how much was left out for which reason."""

    crawls: dict[str, int] = field(default_factory=dict)
    pages: int = 0  # seen, kept or not
    left_out: Counter[str] = field(default_factory=Counter)  # pages by reason
    is_whole: bool = True  # could be read to its end


def archives_of(patterns: Sequence[str]) -> list[str]:
    """The archives that the patterns name, each once, in order; UsageProblem for a pattern that names none."""
    return list(dict.fromkeys(address for pattern in patterns for address in archives_named(pattern)))


def gather(address: str, store: Store, settings: CrawlSettings) -> Found:
    """Read an archive into the store, a crawl a company; UsageProblem where it cannot be opened. Done twice, its first crawls stay idle."""
    found, kept = Found(), Counter[tuple[str, str]]()
    for page in _pages(address, found):
        if company := _company(page, found, kept):
            if company not in found.crawls:
                found.crawls[company] = _begin(company, store, settings)
            store.add(found.crawls[company], page)
    return found


def _pages(address: str, found: Found) -> Iterator[Page]:
    """The pages of an archive that may present a company, as far as their address says."""
    for seen in read_every_site(address):
        if isinstance(seen, NotRead):
            found.is_whole = found.is_whole and seen.url != address
            found.left_out[seen.reason] += seen.url != address
        elif _is_deep(seen.url):
            found.left_out["address"] += 1
        else:
            yield seen
        found.pages += 1


def _is_deep(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.query) or parts.path.strip("/").count("/") >= FOLDERS


def _company(page: Page, found: Found, kept: Counter[tuple[str, str]]) -> str:
    """The registered domain that a page counts for; "" where it is left out."""
    domain = registered_domain(page.url)
    place, reason = (domain, _host(page)), ""
    if not domain:
        reason = "no-domain"
    elif kept[place] >= PAGES:
        reason = "enough-pages"
    else:
        text = extract.extract(page)
        words = sum(len(block.text.split()) for block in text.blocks if block.kept)
        reason = "kind" if text.kind not in KINDS else "language" if text.lang not in LANGS else "short" if words < WORDS else ""
    found.left_out[reason] += bool(reason)
    kept[place] += not reason
    return "" if reason else domain


def _host(page: Page) -> str:
    return (urlsplit(page.url).hostname or "").removeprefix("www.")


def _begin(company: str, store: Store, settings: CrawlSettings) -> int:
    return store.begin_crawl(company, f"https://{company}/", digest(choice_of(settings)))


def put_together(company: str, crawls: Sequence[int], store: Store, settings: CrawlSettings) -> int:
    """Make what several archives hold of a company, in their order, one finished crawl, and say how many pages it has: those of the first
    of its hosts that is met, each address once, twenty at most.
    """
    pages = [seen for crawl in crawls for seen in store.pages(crawl) if isinstance(seen, Page)]
    chosen = {page.key: page for page in reversed(pages) if _host(page) == _host(pages[0])}
    crawl = _begin(company, store, settings)
    for page in [page for page in pages if chosen.get(page.key) is page][:PAGES]:
        store.add(crawl, page)
    store.finish_crawl(crawl)
    return min(len(chosen), PAGES)
