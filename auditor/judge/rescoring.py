"""What a site's index would be with other words in the place of some of its sentences.

In: pages with labelled segments, and the sentences as they would be judged once mended. Out: the index now and then, and what each group
of changes alone would gain. The same recomputation that prices findings (`pricing`): a mended sentence keeps the weight and place of the
old one, and faults of coherence stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from auditor.judge.contradictions import contradictions
from auditor.judge.correcting import correct
from auditor.judge.findings import bears_out
from auditor.judge.in_scope import in_scope
from auditor.judge.known import known
from auditor.judge.pooling import JudgedPage, Pool, pool_site
from auditor.judge.pricing import change
from auditor.judge.scoring import DECIMALS, score
from auditor.judge.terms import Sums
from auditor.judge.voice import faults, uses
from auditor.knowledge import Knowledge
from auditor.knowledge.rules import Rule
from auditor.models import Correction, LabelledSegment

Mended = Mapping[str, LabelledSegment]  # by the id of the sentence that gives way


@dataclass(frozen=True, slots=True)
class Rescored:
    """The index now and with all changes in place, and what each group of changes alone adds; None where no number exists."""

    now: float | None
    then: float | None
    gains: tuple[float | None, ...]


def rescore(
    pages: Sequence[JudgedPage],
    mended: Mended,
    groups: Sequence[Sequence[str]],
    *,
    knowledge: Knowledge,
    date: str,
    corrections: Sequence[Correction] = (),
    common: Mapping[str, bool] | None = None,
) -> Rescored:
    """The index with every sentence of `mended` in place, and the gain of each group of ids alone; `date`: ISO, of the audit; the rest as
    `assess` takes it.
    """
    pages = correct(pages, corrections).pages
    weights = in_scope(pages, knowledge.index.scope)
    contradicting, used = contradictions(pages, knowledge.facts, date), uses(pages, knowledge.voice)
    asked = replace(known(knowledge.index, knowledge.rules), common=common, faults=faults(used, contradicting))

    def pooled(changes: Mended) -> Pool:
        return pool_site(_with(pages, changes), weights, asked)

    pool, then = pool_site(pages, weights, asked), pooled(mended)
    if not pool.is_conclusive:
        return Rescored(None, None, (None,) * len(groups))
    chosen = [{id: mended[id] for id in group if id in mended} for group in groups]
    totals = [_alone(pool, changes) if len(changes) == 1 else pooled(changes).totals[0] for changes in chosen]
    now, mended_all, *others = (float(value) for value in score(np.array([pool.totals[0], then.totals[0], *totals]), pool).index[:, 0])
    gains = tuple(round(one - now, DECIMALS) + 0.0 for one in others)  # of what is not rounded yet, as findings are priced
    return Rescored(round(now, DECIMALS), round(mended_all, DECIMALS) if then.is_conclusive else None, gains)


def broken(labelled: LabelledSegment, rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
    """The rules that would make a finding of a sentence, in the order of their matches."""
    met = dict.fromkeys(signal.rule for signal in sorted(labelled.analysis.signals, key=lambda s: (s.start, s.end, s.rule)))
    return tuple(rules[id] for id in met if rules[id].severity and bears_out(labelled, rules[id]))


def _with(pages: Sequence[JudgedPage], mended: Mended) -> list[JudgedPage]:
    """The pages with the mended sentences in the place of the old ones, weighing as much as those did."""
    return [(text, tuple(_mended(old, mended.get(old.segment.id)) for old in segments)) for text, segments in pages]


def _mended(old: LabelledSegment, new: LabelledSegment | None) -> LabelledSegment:
    return old if new is None else LabelledSegment(replace(old.segment, text=new.segment.text), new.analysis, new.labels)


def _alone(pool: Pool, changes: Mended) -> Sums:
    """The pooled sums with one sentence mended: counted again where it stands, and nowhere else."""
    for n, page in enumerate(pool.pages):
        for row, labelled in enumerate(page.segments):
            if labelled.segment.id in changes:
                return np.asarray(pool.totals[0] + change(pool, n, row, changes[labelled.segment.id]))
    return np.asarray(pool.totals[0])  # on a page that is out of scope
