"""A crawl judged: its pages read and labelled, its findings advised on, beside its rivals where it has any.

In: what a crawl saw, settings. Out: an audit, kept in the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from auditor import judge, rewrite
from auditor.models import Audit, Decision, NotRead, Page
from auditor.pipeline.advised import Ground, advised
from auditor.pipeline.advising import advisers
from auditor.pipeline.changing import keep_audit
from auditor.pipeline.comparing import NO_RIVALS, Rivals, judge_beside
from auditor.pipeline.deciding import mutes_of, turned_down
from auditor.pipeline.hands import Hands
from auditor.pipeline.helping import desk, helped
from auditor.pipeline.house import house_of
from auditor.pipeline.jobs import engine
from auditor.pipeline.knowing import TOOL, knowledge
from auditor.pipeline.labelling import label_seen
from auditor.pipeline.lately import Lately
from auditor.pipeline.watch import Watch
from auditor.settings import Settings
from auditor.store import Crawl, Store


def judge_seen(
    crawl: Crawl,
    seen: Iterable[Page | NotRead],
    settings: Settings,
    decided: Sequence[Decision],
    *,
    store: Store,
    watch: Watch,
    rivals: Rivals | None = None,
    hands: Hands | None = None,
    lately: Lately | None = None,
) -> Audit:
    """The audit of what a crawl saw, as the store keeps it; NothingToAudit where there is no text."""
    known, ready = knowledge(), engine()
    house = house_of(settings, known)
    found = label_seen(crawl, seen, settings, store=store, engine=ready, knowledge=known, watch=watch, hands=hands)
    watch.stage("judge", None)
    sentences = [s for _, segments in found.pages for s in segments]
    proofs = rewrite.proofs_of(sentences)
    pages = house.pages(found.pages)
    judging = partial(
        judge.assess,
        found.site,
        pages,
        **house.judging(mutes_of(decided, {s.segment.id for s in sentences})),
        date=found.date,
        tool=TOOL,
        not_read=found.not_read,
    )
    ground = Ground(found.site.company, proofs, settings.words, turned_down(decided))
    thinking = advisers(ready, house.knowledge, ground.company, proofs, ground.turned_down)
    advise = advised(pages, thinking, ground, knowledge=house.knowledge, store=store, hands=hands)
    at = desk(settings, store, ready, house.knowledge, watch, site=found.site, proofs=proofs)
    advise = helped(lambda one: judging(advise=house.advise(one)), advise, at, turned_down(decided))
    judging = partial(judging, advise=house.advise(advise))
    audit = judge_beside(found, rivals or NO_RIVALS, judging, engine=ready, knowledge=known, watch=watch)
    return keep_audit(crawl.site, audit, crawl=found.crawl, store=store, lately=lately or Lately(crawl.site, store))
