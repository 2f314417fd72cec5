"""What a process beside the main one does: read pages and judge their sentences into the store's caches, judge a batch, advise on findings.

In: what can be pickled. Out: the same, or nothing but what the store then holds. The same functions as the main process calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from auditor import extract
from auditor.language import Engine
from auditor.models import Analysis, Company, Labels, Segment
from auditor.pipeline.keys import makers_of, mark_of
from auditor.pipeline.knowing import knowledge, rules_digest
from auditor.pipeline.labelling import judged, label_pages, texts_of, unreadable
from auditor.settings import SiteSettings
from auditor.store import Store
from auditor.store.kept import Kept


@cache
def engine() -> Engine:
    """The engine of the process: compiling its rules takes longer than reading a small site."""
    return Engine(knowledge())


@cache
def _store(address: str) -> Store:
    """The store, opened once a process."""
    return Store(address)


@cache
def _makers() -> dict[str, str]:
    return makers_of(rules_digest())


def read_pages(address: str, at: Sequence[tuple[int, str]], site: SiteSettings) -> None:
    """Read pages, each by its crawl and address, and judge their sentences: texts and labels are in the store then.

    Who "we" is takes the whole site: what these pages call it stands for that, and what a name can change is judged again later. Sentences
    of several pages are parsed together, which takes a little less time.
    """
    store = _store(address)
    pages = [page for crawl, url in at if (page := store.page(crawl, url))]
    read = [(key, text) for key, text in texts_of(pages, site, store) if not unreadable(text)]
    if read:
        texts = [text for _, text in read]
        label_pages(texts, extract.identify(texts, site), engine(), knowledge(), store=store, read=[key for key, _ in read])
    Kept(store).keep(bool, {mark_of(page, site, _makers()): True for page in pages})


def judge_batch(segments: Sequence[Segment], company: Company) -> list[tuple[Analysis, Labels]]:
    """What was found in each segment and its labels, in their order."""
    return judged(segments, company, engine(), knowledge())
