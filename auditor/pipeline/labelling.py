"""From pages to labelled segments: extraction, the engine, and the cache of labels.

In: pages. Out: their texts, and every segment with its labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from auditor import extract, judge
from auditor.errors import NothingToAudit
from auditor.knowledge import Knowledge
from auditor.language import Engine, segments_at, spans_of
from auditor.models import LANGS, Analysis, Company, LabelledSegment, Labels, NotRead, Page, PageText, Segment, Site
from auditor.pipeline import sentences
from auditor.pipeline.keys import label_key, makers_of, sentences_key, text_key
from auditor.pipeline.sources import crawl_of, day_of, root_of, shown, worth_telling
from auditor.pipeline.watch import Unwatched, Watch
from auditor.settings import Settings, SiteSettings
from auditor.store import Crawl, Store
from auditor.store.kept import Kept

if TYPE_CHECKING:
    from auditor.pipeline.hands import Hands

BATCH = 256  # segments analysed between two steps of the progress bar
WORTH = 600  # segments from which processes are begun for them: a process takes as long to load its models


@dataclass(frozen=True, slots=True)
class Labelled:
    """The last crawl of a site with its pages labelled, ready to be judged."""

    site: Site
    pages: tuple[tuple[PageText, tuple[LabelledSegment, ...]], ...]
    not_read: tuple[NotRead, ...]
    date: str  # ISO 8601
    crawl: int


def label_site(
    slug: str, settings: Settings, *, store: Store, engine: Engine, knowledge: Knowledge, watch: Watch | None = None
) -> Labelled:
    """The last complete crawl of a site, read and labelled without the network; NothingToAudit where it has no text."""
    crawl = crawl_of(slug, store)
    return label_seen(crawl, store.pages(crawl.id), settings, store=store, engine=engine, knowledge=knowledge, watch=watch)


def label_seen(
    crawl: Crawl,
    seen: Iterable[Page | NotRead],
    settings: Settings,
    *,
    store: Store,
    engine: Engine,
    knowledge: Knowledge,
    watch: Watch | None = None,
    hands: Hands | None = None,
) -> Labelled:
    """What a crawl saw, read and labelled; NothingToAudit where it has no text."""
    watch, seen = watch or Unwatched(), list(seen)
    pages = sorted((s for s in seen if isinstance(s, Page)), key=lambda page: page.key)
    not_read = worth_telling([s for s in seen if isinstance(s, NotRead)], pages)
    texts, unread, read = _read(pages, settings, watch, store)
    company = extract.identify(texts, settings.site)
    labelled = label_pages(texts, company, engine, knowledge, store=store, read=read, watch=watch, hands=hands)
    if not any(segments for _, segments in labelled):
        raise NothingToAudit("pipeline.no-text", source=crawl.source, pages=len(pages))
    site = Site(slug=crawl.site, source=shown(crawl.source), company=company, address=root_of(crawl.source))
    told = sorted({*not_read, *unread}, key=lambda row: (row.url, row.reason))
    return Labelled(site, tuple(labelled), tuple(told), day_of(pages, crawl.started), crawl.id)


def read_pages(
    pages: Sequence[Page], settings: Settings, watch: Watch | None = None, *, store: Store | None = None
) -> tuple[list[PageText], list[NotRead]]:
    """Texts of the pages, repetition marked, and the pages that have no text in a language that is judged; what the store has read before,
    byte for byte, is not read again.
    """
    return _read(pages, settings, watch or Unwatched(), store)[:2]


def _read(pages: Sequence[Page], settings: Settings, watch: Watch, store: Store | None) -> tuple[list[PageText], list[NotRead], list[str]]:
    """See `read_pages`; and the key of each text in the store."""
    watch.stage("extract", len(pages))
    read = list(_texts(pages, settings.site, store, watch))
    reasons = {text.key: reason for _, text in read if (reason := unreadable(text))}
    kept = [(key, text) for key, text in read if text.key not in reasons]
    unread = [NotRead(text.url, reasons[text.key], text.lang) for _, text in read if text.key in reasons]
    return extract.drop_repeated([text for _, text in kept]), unread, [key for key, _ in kept]


def texts_of(pages: Sequence[Page], site: SiteSettings, store: Store) -> list[tuple[str, PageText]]:
    """The text of each page with its key in the store, from there where it is."""
    return list(_texts(pages, site, store, Unwatched()))


def _texts(pages: Sequence[Page], site: SiteSettings, store: Store | None, watch: Watch) -> Iterator[tuple[str, PageText]]:
    """The text of each page with its key, in their order; a batch of fresh ones is kept at a time."""
    for start in range(0, len(pages), BATCH):
        some = pages[start : start + BATCH]
        keys = [text_key(page) for page in some] if store else [page.url for page in some]
        known = Kept(store).found(PageText, keys) if store else {}
        fresh = {key: extract.extract(page) for key, page in zip(keys, some, strict=True) if key not in known}
        if store and fresh:
            Kept(store).keep(PageText, fresh)
        for key, page in zip(keys, some, strict=True):
            text = known[key] if key in known else fresh[key]
            yield key, replace(text, lang=site.lang) if site.lang != "auto" else text
            watch.step(note=page.url)


def unreadable(text: PageText) -> str:
    """Why the page has no text that is judged, "" where it has."""
    if not any(block.kept and block.kind not in ("title", "description") for block in text.blocks):
        return "empty"
    return "" if text.lang in LANGS else "language"


def label_pages(
    texts: Sequence[PageText],
    company: Company,
    engine: Engine,
    knowledge: Knowledge,
    *,
    store: Store | None = None,
    read: Sequence[str] = (),
    watch: Watch | None = None,
    hands: Hands | None = None,
) -> list[tuple[PageText, tuple[LabelledSegment, ...]]]:
    """Every page with its labelled segments; what the store has judged before under the same rules is not judged again. With the keys
    under which the texts were `read`, but for what repeats on the site, the store has and keeps the sentences of whole pages.
    """
    keys = _keys(texts, read, company, knowledge)
    known = sentences.found({key: text for key, text in zip(keys, texts, strict=True) if key}, store) if store else {}
    rest = [(key, text, spans_of(text)) for key, text in zip(keys, texts, strict=True) if key not in known]
    segments = [segment for _, text, spans in rest for segment in segments_at(text, spans) if segment]
    labelled = iter(label_segments(segments, company, engine, knowledge, store=store, watch=watch, hands=hands))
    fresh = [(*one, tuple(islice(labelled, len(one[2])))) for one in rest]
    if store:
        sentences.keep(fresh, store)
    found = (segments for *_, segments in fresh)
    return [(text, known[key] if key in known else next(found)) for key, text in zip(keys, texts, strict=True)]


def _keys(texts: Sequence[PageText], read: Sequence[str], company: Company, knowledge: Knowledge) -> list[str]:
    """The key of the sentences of each text, "" where it is not known under which key the text was read."""
    if not read:
        return [""] * len(texts)
    makers = makers_of(knowledge.digest)
    return [sentences_key(text, key, company, makers) for text, key in zip(texts, read, strict=True)]


def label_segments(
    segments: Sequence[Segment],
    company: Company,
    engine: Engine,
    knowledge: Knowledge,
    *,
    store: Store | None = None,
    watch: Watch | None = None,
    hands: Hands | None = None,
) -> list[LabelledSegment]:
    """The segments with their labels, in their order; see `label_pages`. With `hands`, processes judge them where there are many."""
    watch = watch or Unwatched()
    makers = makers_of(knowledge.digest)
    keys = [label_key(segment, company, makers.get(segment.lang, "")) for segment in segments]
    known = store.cached(sorted(set(keys))) if store else {}
    missing = list({key: segment for key, segment in zip(keys, segments, strict=True) if key not in known}.items())
    watch.stage("label", len(missing))
    batches = [missing[start : start + BATCH] for start in range(0, len(missing), BATCH)]
    for batch, found in zip(batches, _judged(batches, company, engine, knowledge, hands), strict=True):
        fresh = {key: one for (key, _), one in zip(batch, found, strict=True)}
        known |= fresh
        if store:
            store.cache(fresh)
        watch.step(len(batch))
    return [LabelledSegment(segment, *known[key]) for key, segment in zip(keys, segments, strict=True)]


def _judged(
    batches: Iterable[Sequence[tuple[str, Segment]]], company: Company, engine: Engine, knowledge: Knowledge, hands: Hands | None
) -> Iterator[list[tuple[Analysis, Labels]]]:
    """What was found in each batch, in their order."""
    given = [[segment for _, segment in batch] for batch in batches]
    if not hands or not hands.size or not (hands.are_at_work or sum(map(len, given)) >= WORTH):
        yield from (judged(batch, company, engine, knowledge) for batch in given)
        return
    from concurrent.futures.process import BrokenProcessPool  # which a check of one page does without

    from auditor.pipeline.jobs import judge_batch

    if hands.are_getting_ready:
        hands.use_wait()
    hands.begin({segment.lang for batch in given for segment in batch})
    futures = [hands.give(judge_batch, batch, company) for batch in given]
    hands.use_wait()
    for batch, future in zip(given, futures, strict=True):
        try:
            yield future.result()
        except BrokenProcessPool:
            yield judged(batch, company, engine, knowledge)


def judged(segments: Sequence[Segment], company: Company, engine: Engine, knowledge: Knowledge) -> list[tuple[Analysis, Labels]]:
    """What was found in each segment and its labels, in their order."""
    analyses = engine.analyse(segments, company)
    return [(analysis, judge.label(s, analysis, knowledge)) for s, analysis in zip(segments, analyses, strict=True)]
