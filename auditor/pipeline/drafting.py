"""A draft in the place of its page, before it is published: the site as it would be, beside the site as it is.

In: drafts, the site that they are for. Out: an audit of the site with the drafts in place, and what they change. Nothing of it is kept: a
draft is no audit of the site, and leaves no trace in its history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urljoin

from auditor import crawl as crawling
from auditor import extract, judge, rewrite
from auditor.errors import NothingToAudit, UsageProblem
from auditor.judge.pooling import JudgedPage
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Audit, Change, Draft, Page, PageText, Site
from auditor.pipeline.advised import Ground, advised
from auditor.pipeline.advising import advisers
from auditor.pipeline.deciding import Turned, mutes_of, turned_down
from auditor.pipeline.house import Advise, House
from auditor.pipeline.labelling import label_pages, label_segments, read_pages
from auditor.pipeline.places import Placed, place
from auditor.pipeline.sources import day_of, public, root_of, shown
from auditor.pipeline.watch import Watch
from auditor.settings import Settings
from auditor.store import Store

META = ("title", "description")


@dataclass(frozen=True, slots=True)
class Tools:
    """What judging needs, handed on as one."""

    settings: Settings
    store: Store
    engine: Engine
    knowledge: Knowledge
    house: House
    tool: str
    watch: Watch


def audit_with_drafts(sources: Sequence[str], slug: str, tools: Tools) -> tuple[Audit, Change]:
    """The stored site with the drafts in place, judged, and what they change; NothingToAudit where a draft or the site has no text."""
    crawl = tools.store.latest_crawl(slug)
    if crawl is None:
        raise UsageProblem("pipeline.unknown-site", site=slug, known=", ".join(tools.store.sites()) or "-")
    pages = sorted((seen for seen in tools.store.pages(crawl.id) if isinstance(seen, Page)), key=lambda page: page.key)
    texts, _ = read_pages(pages, tools.settings, tools.watch)
    site = Site(slug, shown(crawl.source), extract.identify(texts, tools.settings.site), root_of(crawl.source))
    placed = [(source, place(page, texts)) for source in sources for page in _drafts(source, tools.settings)]
    _refuse_twice(placed)
    date = day_of(pages, crawl.started)
    before = _judged(site, texts, date, tools, is_advised=False)
    after = _judged(site, _with(pages, texts, [one for _, one in placed], site.address, tools), date, tools, is_advised=True)
    drafts = [_draft(source, one) for source, one in placed]
    again = partial(label_segments, company=site.company, engine=tools.engine, knowledge=tools.knowledge, store=tools.store)
    return after, judge.compare_audits(before, after, tools.house.knowledge, drafts=drafts, relabel=again)


def _drafts(source: str, settings: Settings) -> list[Page]:
    """The pages of a draft: a file, a folder, or what comes through standard input."""
    seen = crawling.crawl(source, settings.crawl, find_links=lambda page: ())
    pages = [page for page in seen if isinstance(page, Page)]
    if not pages:
        raise NothingToAudit("pipeline.no-pages", source=public(source))
    return pages


def _refuse_twice(placed: Sequence[tuple[str, Placed]]) -> None:
    """Two drafts for one page would hide one of them."""
    taken: dict[str, str] = {}
    for source, one in placed:
        if one.instead and taken.setdefault(one.instead.key, source) != source:
            page = one.instead.title or one.instead.key
            raise UsageProblem("pipeline.two-drafts", first=taken[one.instead.key], second=source, page=page)


def _judged(site: Site, texts: Sequence[PageText], date: str, tools: Tools, *, is_advised: bool) -> Audit:
    """An audit of these texts that is kept nowhere; with suggestions where they are to be read."""
    labelled = tools.house.pages(label_pages(texts, site.company, tools.engine, tools.knowledge, store=tools.store, watch=tools.watch))
    sentences = [s for _, segments in labelled for s in segments]
    if not sentences:
        raise NothingToAudit("pipeline.no-text", source=site.source, pages=len(texts))
    decided = tools.store.decisions(site.slug)
    told = tools.house.judging(mutes_of(decided, {s.segment.id for s in sentences}))
    advise = _advise(site, labelled, tools, turned_down(decided)) if is_advised else None
    return judge.assess(site, labelled, **told, date=date, tool=tools.tool, advise=advise)


def _advise(site: Site, pages: Sequence[JudgedPage], tools: Tools, turned_down: Turned) -> Advise:
    knowledge, proofs = tools.house.knowledge, rewrite.proofs_of([s for _, segments in pages for s in segments])
    ground = Ground(site.company, proofs, tools.settings.words, turned_down)
    thinking = advisers(tools.engine, knowledge, site.company, proofs, turned_down)
    return tools.house.advise(advised(pages, thinking, ground, knowledge=knowledge, store=tools.store))


def _with(pages: Sequence[Page], texts: Sequence[PageText], placed: Sequence[Placed], address: str, tools: Tools) -> list[PageText]:
    """The texts of the site with each draft in place, read as if it stood there."""
    instead = {one.instead.key: one for one in placed if one.instead}
    there = [_moved(instead[page.key].draft, page.url, page.key) if page.key in instead else page for page in pages]
    new = [one.draft for one in placed if not one.instead]
    there += [_moved(draft, urljoin(address, draft.key) if address else draft.url, draft.key) for draft in new]
    fresh, unread = read_pages(there, tools.settings, tools.watch)
    known = {text.key: text for text in texts}
    if unread and not fresh:
        raise NothingToAudit("pipeline.no-text", source=address, pages=len(there))
    return [_headed(text, known[text.key]) if text.key in instead else text for text in fresh]


def _moved(draft: Page, url: str, key: str) -> Page:
    return replace(draft, url=url, key=key)


def _headed(text: PageText, old: PageText) -> PageText:
    """A draft without a title or description of its own keeps the page's: it does not say that they change. It stays a page of its kind."""
    own = {block.kind for block in text.blocks}
    kept = tuple(block for block in old.blocks if block.kind in META and block.kind not in own)
    heads = sorted((*kept, *(block for block in text.blocks if block.kind in META)), key=lambda block: META.index(block.kind))
    body = tuple(block for block in text.blocks if block.kind not in META)
    title = text.title if "title" in own else old.title
    return replace(text, blocks=(*heads, *body), title=title, description=text.description or old.description, kind=old.kind)


def _draft(source: str, one: Placed) -> Draft:
    page = one.instead
    key, title = (page.key, page.title) if page else (one.draft.key, one.text.title)
    name = one.draft.url if crawling.kind_of(source) == "folder" else shown(source)
    return Draft(name, key, one.how, title)
