"""The first stage: a source read into the store, or one page of it read to be looked at.

In: a source, settings. Out: a crawl in the store, under the name of its site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from auditor import crawl as crawling
from auditor import extract
from auditor.errors import NothingToAudit
from auditor.identity import digest
from auditor.models import NotRead, Page, PageText
from auditor.pipeline.earlier import Earlier
from auditor.pipeline.keeping import forget_old
from auditor.pipeline.meanwhile import Meanwhile
from auditor.pipeline.sources import public, shown
from auditor.pipeline.watch import Unwatched, Watch
from auditor.settings import CrawlSettings, Settings
from auditor.store import Store, hold

TOGETHER = 8  # of what a crawl sees, in one commit


@contextmanager
def opened_from(store: Store | str) -> Iterator[Store]:
    """The store itself, or one that is opened by its address and closed again."""
    if isinstance(store, Store):
        yield store
        return
    with Store(store) as opened:
        yield opened


def crawl_site(
    source: str, settings: Settings, *, store: Store | str, watch: Watch | None = None, meanwhile: Meanwhile | None = None
) -> str:
    """Read a source into the store and return the site's name there; an unfinished crawl of the same source is resumed. Each page that
    the store holds is given to `meanwhile`.
    """
    watch = watch or Unwatched()
    slug = crawling.slug_of(source)
    with opened_from(store) as opened, hold(opened, slug):
        forget_old(settings, opened, watch)
        crawl, already = begin(opened, slug, source, settings.crawl)
        is_remote = crawling.kind_of(source) == "address"
        watch.stage("crawl", settings.crawl.max_pages if is_remote else None)
        pages = sum(isinstance(seen, Page) for seen in already)
        watch.step(pages)
        warc = opened.warc_path(slug, crawl) if is_remote else None
        before = opened.latest_crawl(slug)
        is_again = before is not None and bool(before.finished)
        earlier = Earlier(opened, before.id if before and is_again else None)
        if meanwhile and before and is_again:
            meanwhile.expect(opened.size(before.id))

        def tell(at: crawling.Progress) -> None:
            if is_remote:
                watch.expect(min(settings.crawl.max_pages, at.found - at.not_read))

        with _keeping(opened, crawl, meanwhile, earlier) as keep:
            for seen in crawling.crawl(
                source, settings.crawl, find_links=extract.find_links, warc=warc, already=already, memory=earlier, progress=tell
            ):
                keep(seen)
                pages += isinstance(seen, Page)
                watch.step(int(isinstance(seen, Page)), seen.url)
        opened.finish_crawl(crawl)
        if not pages:
            raise NothingToAudit("pipeline.no-pages", source=public(source))
    return slug


@contextmanager
def _keeping(store: Store, crawl: int, meanwhile: Meanwhile | None, earlier: Earlier) -> Iterator[Callable[[Page | NotRead], None]]:
    """What puts into the store what is seen, some at a time, and all of it however the crawl ends; what a run that is killed has not put
    there yet is in its archive. Pages that are there are given to `meanwhile`.
    """
    waiting: list[Page | NotRead] = []

    def keep(seen: Page | NotRead) -> None:
        waiting.append(seen)
        if len(waiting) == TOGETHER:
            store.add(crawl, *waiting)
            earlier.keep()
            if meanwhile:
                meanwhile.take(crawl, *(one for one in waiting if isinstance(one, Page)))
            waiting.clear()

    try:
        yield keep
    finally:
        store.add(crawl, *waiting)
        earlier.keep()


def extract_source(source: str, url: str, settings: Settings) -> PageText:
    """The text of one page: a file, standard input or an address."""
    crawl = settings.crawl.model_copy(update={"max_pages": 1})
    for seen in crawling.crawl(source, crawl, find_links=lambda page: ()):
        if isinstance(seen, Page):
            return extract.extract(replace(seen, url=url) if url else seen)
    raise NothingToAudit("pipeline.no-pages", source=public(source))


def begin(store: Store, slug: str, source: str, settings: CrawlSettings) -> tuple[int, list[Page | NotRead]]:
    """A crawl to write into, and what an unfinished one of the same source and settings has already seen."""
    if crawling.kind_of(source) == "address":
        same = digest(crawling.choice_of(settings))
        unfinished = store.unfinished_crawl(slug, public(source), same)
        if unfinished is not None:
            return unfinished, store.pages(unfinished)
        return store.begin_crawl(slug, public(source), same), []
    return store.begin_crawl(slug, shown(source), ""), []
