"""What a process beside the main one does: read a page and judge its sentences into the store's caches, judge a batch, advise on findings.

In: what can be pickled. Out: the same, or nothing but what the store then holds. The same functions as the main process calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from auditor import extract
from auditor.language import Engine, segments_of
from auditor.models import Analysis, Company, Labels, Segment
from auditor.pipeline.keys import makers_of, mark_of
from auditor.pipeline.knowing import knowledge, rules_digest
from auditor.pipeline.labelling import judged, label_segments, text_of, unreadable
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


def read_page(address: str, crawl: int, url: str, site: SiteSettings) -> None:
    """Read a page of a crawl and judge its sentences: text and labels are in the store then.

    Who "we" is takes the whole site: the page's own names stand for it, and what a name can change is judged again later.
    """
    store = _store(address)
    page = store.page(crawl, url)
    if page is None:
        return
    text = text_of(page, site, store)
    if not unreadable(text):
        label_segments(segments_of(text), extract.identify([text], site), engine(), knowledge(), store=store)
    Kept(store).keep(bool, {mark_of(page, site, _makers()): True})


def judge_batch(segments: Sequence[Segment], company: Company) -> list[tuple[Analysis, Labels]]:
    """What was found in each segment and its labels, in their order."""
    return judged(segments, company, engine(), knowledge())
