"""The judgement on a site: its index, its axes, its pages, its findings.

In: pages with labelled segments. Out: one `Audit`; the same numbers in any order of pages, on any machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from auditor.identity import page_id
from auditor.judge.classic import classic
from auditor.judge.findings import Advise, findings
from auditor.judge.indicators import is_body
from auditor.judge.pooling import JudgedPage, Pool, PooledPage, Sums, in_scope, pool_site
from auditor.judge.scoring import DECIMALS, Numbers, interval
from auditor.knowledge import Knowledge
from auditor.knowledge.index import AxisRule, Index
from auditor.models import LANGS, Audit, AuditedPage, Axis, Indicator, Lang, NotRead, Score, Site, State

NOT_COMPUTED = Score(None, None, None, "not_computed")
NOT_APPLICABLE = Score(None, None, None, "not_applicable")
INCONCLUSIVE = Score(None, None, None, "inconclusive")


def assess(
    site: Site,
    pages: Sequence[JudgedPage],
    *,
    knowledge: Knowledge,
    date: str,
    tool: str,
    not_read: Sequence[NotRead] = (),
    advise: Advise | None = None,
) -> Audit:
    """The audit of a site; `advise` says how to mend a finding and how the mended segment would be judged.

    Without text enough there is no number (state `inconclusive`), but findings, pages and the classic count are there.
    """
    index: Index = knowledge.index
    weights = in_scope(pages, index.scope)
    pool = pool_site(pages, weights, index)
    numbers = Numbers(pool)
    overall, axes = judgement(numbers)
    pooled = {page.key: page for page in pool.pages}
    body = [labelled.segment for page in pool.pages for labelled in page.segments if is_body(labelled)]
    return Audit(
        site=site,
        tool=tool,
        date=date,
        rules_digest=knowledge.digest,
        reference=index.curves.name,
        languages=_languages(pages, pool),
        index=overall,
        axes=axes,
        classic=classic(body, site.company.names, index.classic),
        pages=tuple(
            _page(page, weights[page[0].key], pooled.get(page[0].key), index) for page in sorted(pages, key=lambda page: page[0].key)
        ),
        findings=findings(pool, numbers, knowledge.rules, advise, has_index=overall.value is not None),
        not_read=tuple(not_read),
        notes=_notes(pool, overall, index),
    )


def judgement(numbers: Numbers) -> tuple[Score, tuple[Axis, ...]]:
    """Index and axes of a pool."""
    index = numbers.pool.index
    if not numbers.pool.is_conclusive:
        return INCONCLUSIVE, tuple(_axis(axis, numbers, INCONCLUSIVE) for axis in index.axes)
    now, resampled, rough = numbers.now, numbers.resampled, index.scope.rough
    axes = tuple(_axis(axis, numbers, _score(now.axes[0, n], resampled.axes[:, n], rough)) for n, axis in enumerate(index.axes))
    is_whole = all(axis.score.state != "not_computed" for axis in axes)
    return _score(now.index[0, 0], resampled.index[:, 0], rough, "ok" if is_whole else "partial"), axes


def _axis(axis: AxisRule, numbers: Numbers, score: Score) -> Axis:
    if not axis.indicators:
        return Axis(axis.id, axis.weight, NOT_COMPUTED)
    counted = numbers.pool.counted
    return Axis(axis.id, axis.weight, score, tuple(_indicator(id, axis.id, numbers, counted) for id in axis.indicators))


def _indicator(id: str, axis: str, numbers: Numbers, counted: dict[str, tuple[str, ...]]) -> Indicator:
    if not numbers.pool.is_conclusive:
        return Indicator(id, axis, None, INCONCLUSIVE, counted[id])
    column = list(counted).index(id)
    ratio = float(numbers.now.ratios[0, column])
    score = _score(numbers.now.indicators[0, column], numbers.resampled.indicators[:, column], numbers.pool.index.scope.rough)
    return Indicator(id, axis, None if isnan(ratio) else round(ratio, DECIMALS + 2), score, counted[id])


def _score(value: float, resampled: Sums, rough: float, state: State = "ok") -> Score:
    """A number with its interval, called rough when that is wide; not applicable when nothing was counted."""
    if isnan(value):
        return NOT_APPLICABLE
    low, high = interval(resampled)
    return Score(round(float(value), DECIMALS), low, high, state, rough=(high - low) / 2 > rough)


def _page(page: JudgedPage, weight: float, pooled: PooledPage | None, index: Index) -> AuditedPage:
    """A page with scores of its own, in which it weighs 1; out of scope it has none."""
    text, segments = page
    score, axes = judgement(Numbers(Pool((pooled.alone(),), index))) if pooled else (NOT_APPLICABLE, ())
    return AuditedPage(
        id=page_id(text.key), key=text.key, url=text.url, title=text.title, description=text.description, lang=text.lang, kind=text.kind,
        weight=weight, index=score, axes=axes, segments=segments, links=tuple(dict.fromkeys(link.url for link in text.links)),
        canonical=text.canonical, alternates=text.alternates,
    )  # fmt: skip


def _languages(pages: Sequence[JudgedPage], pool: Pool) -> tuple[Lang, ...]:
    """Languages of the site, the one it is mostly written in first."""
    words = dict.fromkeys(LANGS, 0)
    for _, segments in pages:
        for labelled in segments:
            words[labelled.segment.lang] += labelled.segment.words
    shares = pool.languages
    found = [lang for lang in LANGS if words[lang] or lang in shares]
    return tuple(sorted(found, key=lambda lang: (-shares.get(lang, 0.0), -words[lang], lang)))


def _notes(pool: Pool, overall: Score, index: Index) -> tuple[str, ...]:
    """Catalogue keys of what a reader must know to read the numbers."""
    kinds = {page.kind for page in pool.pages}
    said = {
        "judge.note.inconclusive": overall.value is None,
        "judge.note.partial": overall.state == "partial",
        "judge.note.provisional": overall.value is not None and index.curves.provisional,
        "judge.note.other-pages": "other" in kinds and len(pool.pages) > 1,
        "judge.note.one-page": len(pool.pages) == 1,
        "judge.note.two-languages": len(pool.languages) > 1,
    }
    return tuple(key for key, holds in said.items() if holds)
