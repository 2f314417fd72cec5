"""The judgement on a site: its index, its axes, its pages, its findings.

In: pages with labelled segments. Out: one `Audit`; the same numbers in any order of pages, on any machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isnan, nan

from auditor.garbage import undisturbed
from auditor.house import ProfileSettings
from auditor.identity import page_id
from auditor.judge.classic import classic
from auditor.judge.contradictions import contradictions
from auditor.judge.correcting import correct
from auditor.judge.crossings import cross
from auditor.judge.findings import Advise, findings
from auditor.judge.in_scope import in_scope
from auditor.judge.known import known
from auditor.judge.ledger import ledger
from auditor.judge.lenses import read_lenses
from auditor.judge.muting import mute
from auditor.judge.parity import compare_languages
from auditor.judge.pooling import JudgedPage, Pool, PooledPage, block_links, pool_site
from auditor.judge.profiles import weigh
from auditor.judge.resampling import Numbers, numbers_of
from auditor.judge.scoring import DECIMALS
from auditor.judge.voice import faults, uses, voice
from auditor.knowledge import Knowledge
from auditor.knowledge.index import AxisRule, Index
from auditor.models import LANGS, Audit, AuditedPage, Axis, Correction, Indicator, Lang, Mute, NotRead, Score, Site

NOT_COMPUTED = Score(None, None, None, "not_computed")
NOT_APPLICABLE = Score(None, None, None, "not_applicable")
PLACES = 6  # decimals of a value
INCONCLUSIVE = Score(None, None, None, "inconclusive")


@undisturbed()
def assess(
    site: Site,
    pages: Sequence[JudgedPage],
    *,
    knowledge: Knowledge,
    date: str,
    tool: str,
    not_read: Sequence[NotRead] = (),
    advise: Advise | None = None,
    common: Mapping[str, bool] | None = None,
    mutes: Sequence[Mute] = (),
    corrections: Sequence[Correction] = (),
    profiles: Sequence[ProfileSettings] = (),
) -> Audit:
    """The audit of a site; `advise` says how to mend a finding and how the mended segment would be judged, `common` whether a rival prints
    a claim too, by the id of each segment that was held against rivals: without it nothing can be said of how distinct the site is. `mutes`
    take findings out of the lists, beside the marks in the pages themselves; `corrections` change labels before anything is judged,
    `profiles` move severities.

    Without text enough there is no number (state `inconclusive`), but findings, pages and the classic count are there.
    """
    index: Index = knowledge.index
    right = correct(pages, corrections)
    pages = right.pages
    weights = in_scope(pages, index.scope)
    contradicting, used = contradictions(pages, knowledge.facts, date), uses(pages, knowledge.voice)
    pool = pool_site(pages, weights, replace(known(index, knowledge.rules), common=common, faults=faults(used, contradicting)))
    numbers = Numbers(pool)
    overall, axes = judgement(numbers)
    body = [segment.labelled.segment for page in pool.pages for segment in page.view.segments if segment.is_body]
    every = findings(pool, numbers, knowledge.rules, advise, has_index=overall.value is not None)
    found = mute(weigh(every, pages, profiles), pages, mutes, date)
    promises = ledger(pages, knowledge, site.company.names)
    languages = _languages(pages, pool)
    return Audit(
        site=site,
        tool=tool,
        date=date,
        rules_digest=knowledge.digest,
        reference=index.curves.name,
        languages=languages,
        index=overall,
        axes=axes,
        classic=classic(body, site.company.names, index.classic),
        pages=_pages(pages, weights, pool),
        findings=found.findings,
        not_read=tuple(not_read),
        notes=_notes(pool, overall, index),
        promises=promises,
        contradictions=contradicting,
        voice=voice(used),
        lenses=read_lenses(pages, knowledge.lenses, promises) if knowledge.lenses else (),
        parity=compare_languages(pages, languages[0], knowledge.lenses.terms) if knowledge.lenses and languages else (),
        crossings=cross(pool, lambda part: judgement(Numbers(part))),
        muted=found.muted,
        corrected=right.corrected,
        idle=(*found.idle, *right.idle),
    )


@undisturbed()
def judgement(numbers: Numbers) -> tuple[Score, tuple[Axis, ...]]:
    """Index and axes of a pool."""
    pool, scores = numbers.pool, _scores(numbers)
    indicators = dict(zip(pool.places, _indicators(numbers, scores), strict=True))
    axes = tuple(_axis(axis, pool, indicators, score) for axis, score in zip(pool.index.axes, scores[len(pool.places) : -1], strict=True))
    is_whole = all(axis.score.state != "not_computed" for axis in axes)
    overall = scores[-1]
    return (overall if is_whole or overall.state != "ok" else replace(overall, state="partial")), axes


def _scores(numbers: Numbers) -> list[Score]:
    """Scores of the indicators, the axes and the index, in that order."""
    pool = numbers.pool
    if not pool.is_conclusive:
        return [INCONCLUSIVE] * (len(pool.places) + len(pool.index.axes) + 1)
    values, (low, high), rough = numbers.now.all[0], numbers.intervals, pool.index.scope.rough
    return [_score(*number, rough) for number in zip(values.tolist(), low.tolist(), high.tolist(), strict=True)]


def _score(value: float, low: float, high: float, rough: float) -> Score:
    """A number with its interval, called rough when that is wide; not applicable when nothing was counted."""
    if isnan(value):
        return NOT_APPLICABLE
    return Score(round(value, DECIMALS), low, high, "ok", rough=(high - low) / 2 > rough)


def _axis(axis: AxisRule, pool: Pool, indicators: Mapping[str, Indicator], score: Score) -> Axis:
    """An axis and its indicators; not computed without any, or where one of them failed."""
    failed = not axis.indicators or pool.failed.intersection(axis.indicators)
    return Axis(axis.id, axis.weight, NOT_COMPUTED if failed else score, tuple(indicators[id] for id in axis.indicators))


def _indicators(numbers: Numbers, scores: Sequence[Score]) -> Iterator[Indicator]:
    """Every indicator, in the order of the axes."""
    pool = numbers.pool
    ratios = numbers.now.values[0].tolist() if pool.is_conclusive else [nan] * len(pool.places)
    found, counted = numbers.now.terms if pool.is_conclusive else {}, pool.counted
    for (id, axis), ratio, score in zip(pool.known.axes.items(), ratios, scores[: len(ratios)], strict=True):
        if id in pool.failed:
            yield Indicator(id, axis, None, NOT_COMPUTED)
            continue
        terms = found[id][0].tolist() if not isnan(ratio) else ()
        shown = tuple(round(term, PLACES) for term in terms) if len(terms) > 1 else ()
        yield Indicator(id, axis, None if isnan(ratio) else round(ratio, PLACES), score, counted[id], terms=shown)


@undisturbed()
def _pages(pages: Sequence[JudgedPage], weights: Mapping[str, float], pool: Pool) -> tuple[AuditedPage, ...]:
    """All pages by key, those in scope with scores of their own, in which they weigh 1."""
    pooled = {page.key: page for page in pool.pages}
    judged = map(judgement, numbers_of(Pool((page.alone(),), pool.known) for page in pool.pages))
    scores = {page.key: found for page, found in zip(pool.pages, judged, strict=True)}
    ordered = sorted(pages, key=lambda page: page[0].key)
    return tuple(_page(page, weights, pooled.get(page[0].key), scores.get(page[0].key, (NOT_APPLICABLE, ()))) for page in ordered)


def _page(page: JudgedPage, weights: Mapping[str, float], pooled: PooledPage | None, judged: tuple[Score, tuple[Axis, ...]]) -> AuditedPage:
    """A page with its scores; out of scope it has none."""
    (text, segments), (score, axes), own = page, judged, weights.keys()
    links = pooled.view.links if pooled else block_links(text)
    linked = tuple((block, tuple(sorted(keys & own))) for block, keys in sorted(links.items()) if keys & own)
    return AuditedPage(
        id=page_id(text.key), key=text.key, url=text.url, title=text.title, description=text.description, lang=text.lang, kind=text.kind,
        weight=weights[text.key], index=score, axes=axes, segments=segments, links=tuple(dict.fromkeys(link.url for link in text.links)),
        canonical=text.canonical, alternates=text.alternates, block_links=linked, skipped=text.skipped,
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
