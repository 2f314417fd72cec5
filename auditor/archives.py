"""Anybody's archives as sites to be judged: their presentation pages, by company, in a store that is made for them.

In: patterns of paths of WARC files. Out: a store with a finished crawl a company, and what was left out. Pages are chosen by address (no
query, three folders at most) and by content (a kind that counts, French or English, words enough).
"""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from auditor import extract
from auditor.benchmark import registered_domain
from auditor.crawl import choice_of, read_every_site
from auditor.errors import AuditorError, UsageProblem
from auditor.identity import digest
from auditor.models import LANGS, NotRead, Page
from auditor.pipeline import Watch
from auditor.settings import CrawlSettings
from auditor.store import Store

KINDS = frozenset(("home", "about", "offer", "case", "contact"))  # what weighs in the index
FOLDERS = 3  # in the path of a presentation page, at most
WORDS = 40  # of text, at least
PAGES = 20  # of a company, at most


@dataclass
class Found:
    """What archives gave: the crawl of each company, and how much was left out for which reason."""

    crawls: dict[str, int] = field(default_factory=dict)
    hosts: dict[str, str] = field(default_factory=dict)
    pages: Counter[str] = field(default_factory=Counter)
    archives: int = 0
    broken: list[str] = field(default_factory=list)  # names of archives that could not be read to their end
    left_out: Counter[str] = field(default_factory=Counter)  # pages by reason


def archives_of(patterns: Sequence[str]) -> list[Path]:
    """The files that the patterns name, each once, in order; UsageProblem for a pattern that names none."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        named = sorted(glob.glob(str(Path(pattern).expanduser()), recursive=True))
        files = [Path(one) for one in named if Path(one).is_file()]
        if not files:
            raise UsageProblem("benchmark.no-archive", pattern=pattern)
        found |= dict.fromkeys(files)
    return list(found)


def gather(archives: Sequence[Path], store: Store, settings: CrawlSettings, watch: Watch) -> Found:
    """Read the archives into the store, a crawl a registered domain; one that is broken costs nothing but itself."""
    found = Found()
    watch.stage("crawl", None)
    for archive in archives:
        found.archives += 1
        for page in _pages(archive, found):
            if company := _company(page, found):
                _keep(page, company, found, store, settings)
                watch.step(1, page.url)
    for crawl in found.crawls.values():
        store.finish_crawl(crawl)
    return found


def _pages(archive: Path, found: Found) -> Iterator[Page]:
    """The pages of an archive that may present a company, as far as their address says."""
    try:
        for seen in read_every_site(archive):
            if isinstance(seen, NotRead):
                found.broken += [seen.url] * (seen.url == archive.name)
                found.left_out[seen.reason] += 1
            elif _is_deep(seen.url):
                found.left_out["address"] += 1
            else:
                yield seen
    except AuditorError:
        found.broken.append(archive.name)


def _is_deep(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.query) or parts.path.strip("/").count("/") >= FOLDERS


def _company(page: Page, found: Found) -> str:
    """The registered domain that a page counts for; "" where it is left out. Of several hosts of a company the first met counts."""
    domain, host = registered_domain(page.url), (urlsplit(page.url).hostname or "").removeprefix("www.")
    reason = ""
    if not domain:
        reason = "no-domain"
    elif found.hosts.setdefault(domain, host) != host:
        reason = "other-host"
    elif found.pages[domain] >= PAGES:
        reason = "enough-pages"
    else:
        text = extract.extract(page)
        words = sum(len(block.text.split()) for block in text.blocks if block.kept)
        reason = "kind" if text.kind not in KINDS else "language" if text.lang not in LANGS else "short" if words < WORDS else ""
    found.left_out[reason] += bool(reason)
    return "" if reason else domain


def _keep(page: Page, company: str, found: Found, store: Store, settings: CrawlSettings) -> None:
    if company not in found.crawls:
        found.crawls[company] = store.begin_crawl(company, f"https://{company}/", digest(choice_of(settings)))
    found.pages[company] += 1
    store.add(found.crawls[company], page)
