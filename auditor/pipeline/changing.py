"""Audits of one site over time: the history that each carries on, and what changed since the one before.

In: audits in the store. Out: an audit with its history, a `Change`. Where the rules have changed since, the old pages are read and labelled
again from their crawl, so that what the rules did is not put down to the words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from auditor import extract, judge
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Audit, Change, Page
from auditor.pipeline.hands import Hands
from auditor.pipeline.house import House
from auditor.pipeline.labelling import label_pages, label_segments, read_pages
from auditor.pipeline.lately import Lately
from auditor.pipeline.watch import Watch
from auditor.settings import Settings
from auditor.store import Store
from auditor.store.written import Written


def keep_audit(slug: str, audit: Audit, *, crawl: int, store: Store, lately: Lately) -> Audit:
    """The audit as the store keeps it, after those before it; judged again on the same crawl by the same rules, it takes its own place."""
    found = store.crawl(crawl)
    named = replace(audit, archive=found.warc.name if found and found.warc else "")
    written = Written(named.pages)
    latest = lately.latest(written)
    is_again = latest is not None and (_is_again(latest, audit, crawl) or judge.is_same_reading(latest[1], audit))
    if latest is not None:
        past = latest[1].history if is_again else (*latest[1].history, judge.past_of(latest[1]))
        named = replace(named, history=past)
    store.save_audit(slug, named, crawl=crawl, instead=is_again, written=written)
    lately.has_followed(instead=is_again)
    return named


def _is_again(latest: tuple[int | None, Audit], audit: Audit, crawl: int) -> bool:
    return (latest[0], latest[1].rules_digest) == (crawl, audit.rules_digest)


def last_change(
    audit: Audit,
    settings: Settings,
    *,
    store: Store,
    lately: Lately,
    house: House,
    engine: Callable[[], Engine],
    knowledge: Knowledge,
    watch: Watch | None = None,
    hands: Hands | None = None,
) -> Change | None:
    """What changed since the audit before; None for the first one. The engine is made only where there is something to compare."""
    before = lately.before() if audit.history else None
    if before is None:
        return None
    (crawl, then), again, ready = before, None, engine()
    if then.rules_digest != audit.rules_digest == knowledge.digest:
        again = judge_again(crawl, then, audit.date, settings, store=store, house=house, engine=ready, knowledge=knowledge, watch=watch)
    relabel = partial(label_segments, company=audit.site.company, engine=ready, knowledge=knowledge, store=store, hands=hands)
    return judge.compare_audits(then, audit, house.knowledge, reread=again, relabel=relabel)


def judge_again(
    crawl: int | None,
    then: Audit,
    date: str,
    settings: Settings,
    *,
    store: Store,
    house: House,
    engine: Engine,
    knowledge: Knowledge,
    watch: Watch | None = None,
) -> Audit | None:
    """An old audit's pages by the rules of today, as of `date`, without suggestions, kept nowhere; None where the store has lost them."""
    pages = sorted((s for s in store.pages(crawl) if isinstance(s, Page)), key=lambda page: page.key) if crawl is not None else []
    if not pages:
        return None
    texts, _ = read_pages(pages, settings, watch)
    company = extract.identify(texts, settings.site)
    labelled = label_pages(texts, company, engine, knowledge, store=store, watch=watch)
    site = replace(then.site, company=company)
    return judge.assess(site, house.pages(labelled), **house.judging(), date=date, tool=then.tool)
