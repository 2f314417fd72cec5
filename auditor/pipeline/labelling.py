"""From pages to labelled segments: extraction, the engine, and the cache of labels.

In: pages. Out: their texts, and every segment with its labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from auditor import extract, judge
from auditor.errors import NothingToAudit, UsageProblem
from auditor.identity import digest
from auditor.knowledge import Knowledge
from auditor.language import Engine, models_found, segments_of
from auditor.models import LANGS, Analysis, Company, LabelledSegment, Labels, NotRead, Page, PageText, Segment, Site
from auditor.pipeline.sources import day_of, root_of, shown, worth_telling
from auditor.pipeline.watch import Unwatched, Watch
from auditor.settings import Settings
from auditor.store import Crawl, Store

BATCH = 256  # segments analysed between two steps of the progress bar


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
    crawl = store.latest_crawl(slug)
    if crawl is None:
        raise UsageProblem("pipeline.unknown-site", site=slug, known=", ".join(store.sites()) or "-")
    return label_seen(crawl, store.pages(crawl.id), settings, store=store, engine=engine, knowledge=knowledge, watch=watch)


def label_seen(
    crawl: Crawl,
    seen: Sequence[Page | NotRead],
    settings: Settings,
    *,
    store: Store,
    engine: Engine,
    knowledge: Knowledge,
    watch: Watch | None = None,
) -> Labelled:
    """What a crawl saw, read and labelled; NothingToAudit where it has no text."""
    watch = watch or Unwatched()
    pages = sorted((s for s in seen if isinstance(s, Page)), key=lambda page: page.key)
    not_read = worth_telling([s for s in seen if isinstance(s, NotRead)], pages)
    texts, unread = read_pages(pages, settings, watch)
    company = extract.identify(texts, settings.site)
    labelled = label_pages(texts, company, engine, knowledge, store=store, watch=watch)
    if not any(segments for _, segments in labelled):
        raise NothingToAudit("pipeline.no-text", source=crawl.source, pages=len(pages))
    site = Site(slug=crawl.site, source=shown(crawl.source), company=company, address=root_of(crawl.source))
    told = sorted({*not_read, *unread}, key=lambda row: (row.url, row.reason))
    return Labelled(site, tuple(labelled), tuple(told), day_of(pages, crawl.started), crawl.id)


def read_pages(pages: Sequence[Page], settings: Settings, watch: Watch | None = None) -> tuple[list[PageText], list[NotRead]]:
    """Texts of the pages, repetition marked, and the pages that have no text in a language that is judged."""
    watch = watch or Unwatched()
    watch.stage("extract", len(pages))
    texts = []
    for page in pages:
        text = extract.extract(page)
        texts.append(replace(text, lang=settings.site.lang) if settings.site.lang != "auto" else text)
        watch.step(note=page.url)
    reasons = {text.key: reason for text in texts if (reason := _unreadable(text))}
    kept = extract.drop_repeated([text for text in texts if text.key not in reasons])
    return kept, [NotRead(text.url, reasons[text.key], text.lang) for text in texts if text.key in reasons]


def _unreadable(text: PageText) -> str:
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
    watch: Watch | None = None,
) -> list[tuple[PageText, tuple[LabelledSegment, ...]]]:
    """Every page with its labelled segments; what the store has judged before under the same rules is not judged again."""
    by_page = [segments_of(text) for text in texts]
    segments = [segment for found in by_page for segment in found]
    labelled = iter(label_segments(segments, company, engine, knowledge, store=store, watch=watch))
    return [(text, tuple(islice(labelled, len(found)))) for text, found in zip(texts, by_page, strict=True)]


def label_segments(
    segments: Sequence[Segment],
    company: Company,
    engine: Engine,
    knowledge: Knowledge,
    *,
    store: Store | None = None,
    watch: Watch | None = None,
) -> list[LabelledSegment]:
    """The segments with their labels, in their order; see `label_pages`."""
    watch = watch or Unwatched()
    makers = {model.lang: f"{model.name} {model.version} {knowledge.digest}" for model in models_found()}
    keys = [_cache_key(segment, company, makers.get(segment.lang, "")) for segment in segments]
    known = store.cached(sorted(set(keys))) if store else {}
    missing = list({key: segment for key, segment in zip(keys, segments, strict=True) if key not in known}.items())
    watch.stage("label", len(missing))
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        found = judged([segment for _, segment in batch], company, engine, knowledge)
        fresh = {key: one for (key, _), one in zip(batch, found, strict=True)}
        known |= fresh
        if store:
            store.cache(fresh)
        watch.step(len(batch))
    return [LabelledSegment(segment, *known[key]) for key, segment in zip(keys, segments, strict=True)]


def judged(segments: Sequence[Segment], company: Company, engine: Engine, knowledge: Knowledge) -> list[tuple[Analysis, Labels]]:
    """What was found in each segment and its labels, in their order."""
    analyses = engine.analyse(segments, company)
    return [(analysis, judge.label(s, analysis, knowledge)) for s, analysis in zip(segments, analyses, strict=True)]


def _cache_key(segment: Segment, company: Company, maker: str) -> str:
    """What may change a label, and nothing else: text, model and rules, and the context that rules may read."""
    context = (segment.kind, str(segment.level), segment.page_kind, segment.lead_in, segment.prev, "\x1e".join(segment.heading))
    names = ("\x1e".join(company.names), "\x1e".join(company.customer_nouns))
    return digest(segment.text, segment.lang, maker, *context, *names, size=16)
