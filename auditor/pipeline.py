"""The stages in order: crawl, extract, language, judge, rewrite, store, report; each starts from what the last one stored.

In: a source or the name of a stored site, and settings. Out: an audit in the store, a report in a folder. Rooms that need one to
their right are handed functions from here.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from auditor import __version__, extract, judge, report, rewrite
from auditor import crawl as crawling
from auditor import knowledge as knowing
from auditor.errors import NothingToAudit, UsageProblem
from auditor.identity import digest, page_key
from auditor.knowledge import Knowledge
from auditor.language import Engine, models_found, segments_of
from auditor.models import (
    LANGS,
    Advice,
    Analysis,
    Audit,
    Company,
    Finding,
    LabelledSegment,
    Labels,
    Lang,
    NotRead,
    Page,
    PageText,
    Segment,
    Site,
)
from auditor.settings import CrawlSettings, Settings
from auditor.store import Store

TOOL = f"auditor {__version__}"
BATCH = 256  # segments analysed between two steps of the progress bar


class Watch(Protocol):
    """Who is told how far a run is: the command line's bar, or nobody."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins; `total` is its number of steps where that is known."""

    def step(self, n: int = 1, note: str = "") -> None:
        """`n` more steps of the stage are done."""

    def expect(self, total: int) -> None:
        """The stage turns out to have so many steps, as far as is known now."""

    def note(self, key: str, **fields: object) -> None:
        """Something worth saying, as a catalogue key and its fields."""


class Unwatched:
    """A watch that tells nobody."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Nothing."""

    def step(self, n: int = 1, note: str = "") -> None:
        """Nothing."""

    def expect(self, total: int) -> None:
        """Nothing."""

    def note(self, key: str, **fields: object) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished audit and the page to open."""

    audit: Audit
    index_html: Path


_knowledge = cache(knowing.load)  # read once a process: two stages of one run must not see two versions of a rule


@contextmanager
def _open(store: Store | str) -> Iterator[Store]:
    if isinstance(store, Store):
        yield store
        return
    with Store(store) as opened:
        yield opened


# ---------------------------------------------------------------- the stages


def audit_source(
    source: str,
    settings: Settings,
    *,
    output: Path | None = None,
    report_langs: Sequence[Lang] = (),
    store: Store | str | None = None,
    slug: str = "",
    watch: Watch | None = None,
) -> Outcome:
    """The main job: crawl, judge and build one source, or judge and build the site `slug` that was just crawled; NothingToAudit where
    there is no text.
    """
    watch = watch or Unwatched()
    with _open(store or settings.store) as opened:
        slug = slug or crawl_site(source, settings, store=opened, watch=watch)
        audit = judge_site(slug, settings, store=opened, watch=watch)
        return Outcome(audit, build_site(slug, settings, store=opened, output=output, report_langs=report_langs, watch=watch))


def crawl_site(source: str, settings: Settings, *, store: Store | str, watch: Watch | None = None) -> str:
    """Read a source into the store and return the site's name there; an unfinished crawl of the same source is resumed."""
    watch = watch or Unwatched()
    slug = crawling.slug_of(source)
    with _open(store) as opened:
        crawl, already = _begin(opened, slug, source, settings.crawl)
        is_remote = crawling.kind_of(source) == "address"
        watch.stage("crawl", settings.crawl.max_pages if is_remote else None)
        pages = sum(isinstance(seen, Page) for seen in already)
        watch.step(pages)
        warc = opened.warc_path(slug, crawl) if is_remote else None
        before = opened.latest_crawl(slug)
        earlier = partial(opened.page, before.id) if before and before.finished else None

        def tell(at: crawling.Progress) -> None:
            if is_remote:
                watch.expect(min(settings.crawl.max_pages, at.found - at.not_read))

        for seen in crawling.crawl(
            source, settings.crawl, find_links=extract.find_links, warc=warc, already=already, earlier=earlier, progress=tell
        ):
            opened.add(crawl, seen)
            pages += isinstance(seen, Page)
            watch.step(int(isinstance(seen, Page)), seen.url)
        opened.finish_crawl(crawl)
        if not pages:
            raise NothingToAudit("pipeline.no-pages", source=_public(source))
    return slug


def judge_site(slug: str, settings: Settings, *, store: Store | str, watch: Watch | None = None) -> Audit:
    """Judge the last complete crawl of a site, without the network, and keep the audit in the store."""
    watch = watch or Unwatched()
    knowledge = _knowledge()
    engine = Engine(knowledge)
    with _open(store) as opened:
        crawl = opened.latest_crawl(slug)
        if crawl is None:
            raise UsageProblem("pipeline.unknown-site", site=slug, known=", ".join(opened.sites()) or "-")
        seen = opened.pages(crawl.id)
        pages = sorted((s for s in seen if isinstance(s, Page)), key=lambda page: page.key)
        not_read = _worth_telling([s for s in seen if isinstance(s, NotRead)], pages)
        texts, unread = read_pages(pages, settings, watch)
        company = extract.identify(texts, settings.site)
        labelled = label_pages(texts, company, engine, knowledge, store=opened, watch=watch)
        if not any(segments for _, segments in labelled):
            raise NothingToAudit("pipeline.no-text", source=_public(crawl.source), pages=len(pages))
        watch.stage("judge", None)
        site = Site(slug=slug, source=_shown(crawl.source), company=company, address=_root(crawl.source))
        audit = judge.assess(
            site,
            labelled,
            knowledge=knowledge,
            date=_date(pages, crawl.started),
            tool=TOOL,
            not_read=sorted({*not_read, *unread}, key=lambda row: (row.url, row.reason)),
            advise=adviser(engine, knowledge, company, rewrite.proofs_of([s for _, segments in labelled for s in segments])),
        )
        opened.save_audit(slug, audit, crawl=crawl.id)
    return audit


def build_site(
    slug: str,
    settings: Settings,
    *,
    store: Store | str,
    output: Path | None = None,
    report_langs: Sequence[Lang] = (),
    watch: Watch | None = None,
) -> Path:
    """Write the report of a site's last audit and return its index.html."""
    watch = watch or Unwatched()
    watch.stage("build", None)
    with _open(store) as opened:
        audit = opened.latest_audit(slug)
        if audit is None:
            raise UsageProblem("pipeline.unjudged-site", site=slug, known=", ".join(opened.sites()) or "-")
    languages = tuple(report_langs) or settings.report.languages or audit.languages[:1]
    folder = output or Path(settings.report.output) / slug
    to_pdf = partial(_print_pdf, watch) if settings.report.pdf else None
    brand = report.load_brand(Path(settings.report.brand)) if settings.report.brand else report.Brand()
    return report.build(audit, folder, languages=languages, knowledge=_knowledge(), to_pdf=to_pdf, brand=brand)


def _print_pdf(watch: Watch, html: Path, pdf: Path) -> bool:
    """Whether the page could be printed; why not is told, and costs nothing but the PDF."""
    try:
        report.print_page(html, pdf)
    except report.NotPrinted as problem:
        watch.note(problem.key, **problem.fields)
        return False
    return True


# ---------------------------------------------------------------- between the rooms


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
    watch = watch or Unwatched()
    by_page = [segments_of(text) for text in texts]
    makers = {model.lang: f"{model.name} {model.version} {knowledge.digest}" for model in models_found()}
    keys = {segment.id: _cache_key(segment, company, makers.get(segment.lang, "")) for segments in by_page for segment in segments}
    known = store.cached(sorted(set(keys.values()))) if store else {}
    missing = list({keys[s.id]: s for segments in by_page for s in segments if keys[s.id] not in known}.values())
    watch.stage("label", len(missing))
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        fresh = {keys[s.id]: found for s, found in zip(batch, _judged(batch, company, engine, knowledge), strict=True)}
        known |= fresh
        if store:
            store.cache(fresh)
        watch.step(len(batch))
    return [(text, tuple(LabelledSegment(s, *known[keys[s.id]]) for s in segments)) for text, segments in zip(texts, by_page, strict=True)]


def _judged(segments: Sequence[Segment], company: Company, engine: Engine, knowledge: Knowledge) -> list[tuple[Analysis, Labels]]:
    analyses = engine.analyse(segments, company)
    return [(analysis, judge.label(s, analysis, knowledge)) for s, analysis in zip(segments, analyses, strict=True)]


def _cache_key(segment: Segment, company: Company, maker: str) -> str:
    """What may change a label, and nothing else: text, model and rules, and the context that rules may read."""
    context = (segment.kind, str(segment.level), segment.page_kind, segment.lead_in, segment.prev, "\x1e".join(segment.heading))
    names = ("\x1e".join(company.names), "\x1e".join(company.customer_nouns))
    return digest(segment.text, segment.lang, maker, *context, *names, size=16)


def adviser(
    engine: Engine, knowledge: Knowledge, company: Company, proofs: Sequence[rewrite.Proof] = ()
) -> Callable[[Finding, LabelledSegment], judge.Priced]:
    """The function that judging is handed: what to say of a finding, with the proofs of its site, and how its finished rewrite would be
    labelled.
    """

    def relabel(segment: Segment) -> LabelledSegment:
        return LabelledSegment(segment, *_judged([segment], company, engine, knowledge)[0])

    def advise(finding: Finding, labelled: LabelledSegment) -> judge.Priced:
        rule = knowledge.rules[finding.rule]
        advice: Advice = rewrite.advise(
            labelled, rule, company=company, parse=engine.parse, relabel=relabel, knowledge=knowledge, site=proofs
        )
        ready = next((s for s in advice.suggestions if s.status == "ready"), None)
        return advice, relabel(replace(labelled.segment, text=ready.text)) if ready else None

    return advise


def advise_segment(labelled: LabelledSegment, engine: Engine, knowledge: Knowledge, company: Company) -> dict[str, Advice]:
    """What rewriting has to say of one labelled segment, by the id of each rule that makes a finding of it."""
    advise = adviser(engine, knowledge, company)
    rules = dict.fromkeys(s.rule for s in labelled.analysis.signals if knowledge.rules[s.rule].severity)
    return {rule: advise(_finding(rule, knowledge.rules[rule].family, labelled), labelled)[0] for rule in rules}


def _finding(rule: str, family: str, labelled: LabelledSegment) -> Finding:
    segment = labelled.segment
    return Finding("", rule, family, segment.id, segment.page, "note", 0, len(segment.text))


def extract_source(source: str, url: str, settings: Settings) -> PageText:
    """The text of one page: a file, standard input or an address."""
    crawl = settings.crawl.model_copy(update={"max_pages": 1})
    for seen in crawling.crawl(source, crawl, find_links=lambda page: ()):
        if isinstance(seen, Page):
            return extract.extract(replace(seen, url=url) if url else seen)
    raise NothingToAudit("pipeline.no-pages", source=_public(source))


# ---------------------------------------------------------------- small facts


def _worth_telling(not_read: Sequence[NotRead], pages: Sequence[Page]) -> list[NotRead]:
    """Without the other addresses of pages that were read: to the user, index.html beside / is the page, not one that is missing."""
    read = {page.key for page in pages}
    return [row for row in not_read if row.reason != "duplicate" or page_key(row.url) not in read]


def _begin(store: Store, slug: str, source: str, settings: CrawlSettings) -> tuple[int, list[Page | NotRead]]:
    """A crawl to write into, and what an unfinished one of the same source and settings has already seen."""
    if crawling.kind_of(source) == "address":
        same = digest(crawling.choice_of(settings))
        unfinished = store.unfinished_crawl(slug, _public(source), same)
        if unfinished is not None:
            return unfinished, store.pages(unfinished)
        return store.begin_crawl(slug, _public(source), same), []
    return store.begin_crawl(slug, _shown(source), ""), []


def _public(source: str) -> str:
    """The source without user name and password."""
    if crawling.kind_of(source) != "address":
        return source
    parts = urlsplit(source)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _shown(source: str) -> str:
    """The source as a report may show it: an address, or the last name of a path, never where it lies on this disk."""
    return _public(source) if "://" in source or source == "-" else Path(source).resolve().name


def _root(source: str) -> str:
    parts = urlsplit(_public(source)) if "://" in source else None
    return f"{parts.scheme}://{parts.netloc}/" if parts else ""


def _date(pages: Sequence[Page], started: str) -> str:
    """The day the pages were read (UTC): SOURCE_DATE_EPOCH, else the last fetch, else the start of the crawl."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    fetched = [page.fetched_at for page in pages if page.fetched_at]
    return (max(fetched) if fetched else started or time.strftime("%Y-%m-%d", time.gmtime()))[:10]
