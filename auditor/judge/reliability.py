"""Whether a score can be relied on: both halves of the text agree, no one segment decides, the same input gives the same number.

In: audits and the rules. Out: `Reliability`. Audits keep their segments but not the links between blocks, so that a proof on another page
counts for nothing here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isnan, sqrt

from auditor.judge.in_scope import in_scope
from auditor.judge.known import known
from auditor.judge.pooling import JudgedPage, Pool, pool_site
from auditor.judge.scoring import DECIMALS, score
from auditor.knowledge import Knowledge
from auditor.models import Audit, AuditedPage, LabelledSegment, PageText

LARGE = 100  # segments in scope from which no single one may move the index by much
FEWEST = 4  # audits under which halves cannot be correlated
PLACES = 3
INDEX = "index"


@dataclass(frozen=True, slots=True)
class Reliability:
    """What was found over a set of audits."""

    audits: int  # that have a number
    halves: dict[str, float | None]  # index and axes: correlation of odd with even blocks, stepped up (Spearman-Brown); None under 4 audits
    large: int  # sites of 100 segments or more
    largest: float | None  # points by which leaving out one segment moves the index of such a site at most
    same: bool  # whether every audit, judged twice and with its pages in another order, gave the same number


def reliability(audits: Sequence[Audit], knowledge: Knowledge) -> Reliability:
    """The reliability of the index over audits; those without a number are left out."""
    shown = [audit for audit in audits if audit.index.value is not None]
    moves = [move for audit in shown if (move := largest_move(audit, knowledge)) is not None]
    return Reliability(
        audits=len(shown),
        halves=split_half(shown, knowledge),
        large=len(moves),
        largest=max(moves, default=None),
        same=all(is_same(audit, knowledge) for audit in shown),
    )


def split_half(audits: Sequence[Audit], knowledge: Knowledge) -> dict[str, float | None]:
    """Agreement of the scores of odd and even blocks for the index and each axis: 2r / (1 + r), r being Pearson's correlation."""
    odd, even = ([_scores(_half(audit, which), knowledge) for audit in audits] for which in (1, 0))
    ids = (INDEX, *(axis.id for axis in knowledge.index.axes))
    return {id: stepped_up(correlation([half[id] for half in odd], [half[id] for half in even])) for id in ids}


def stepped_up(r: float | None) -> float | None:
    """Reliability of the whole from the correlation of its halves (Spearman 1910, Brown 1910)."""
    return None if r is None or r <= -1 else round(2 * r / (1 + r), PLACES)


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Pearson's r over the pairs that are both known; None under four of them, or where one side does not vary."""
    pairs = [(x, y) for x, y in zip(left, right, strict=True) if not isnan(x) and not isnan(y)]
    if len(pairs) < FEWEST:
        return None
    mean = [sum(side) / len(pairs) for side in zip(*pairs, strict=True)]
    apart = [(x - mean[0], y - mean[1]) for x, y in pairs]
    spread = sqrt(sum(x * x for x, _ in apart) * sum(y * y for _, y in apart))
    return sum(x * y for x, y in apart) / spread if spread else None


def largest_move(audit: Audit, knowledge: Knowledge) -> float | None:
    """Points by which leaving out any one segment moves the index at most; None for a site of fewer than a hundred segments."""
    pages = judged(audit)
    weights = in_scope(pages, knowledge.index.scope)
    counting = [page for page in pages if weights[page[0].key] > 0]
    if sum(len(segments) for _, segments in counting) < LARGE:
        return None
    whole = _index(_pool(pages, knowledge))
    return round(max(abs(_index(_pool(without, knowledge)) - whole) for without in _each_left_out(pages, counting)), PLACES)


def is_same(audit: Audit, knowledge: Knowledge) -> bool:
    """Whether the index comes out the same to the last digit when judged again, with the pages in another order."""
    pages = judged(audit)
    first = _index(_pool(pages, knowledge))
    return first == _index(_pool(judged(audit), knowledge)) == _index(_pool(pages[::-1], knowledge))


def judged(audit: Audit, keep: Callable[[AuditedPage], tuple[LabelledSegment, ...]] = lambda page: page.segments) -> list[JudgedPage]:
    """The pages of an audit as they were judged, with the segments that `keep` keeps of each."""
    return [(PageText(page.key, page.url, page.lang, page.kind, page.title, page.description, ()), keep(page)) for page in audit.pages]


def _each_left_out(pages: Sequence[JudgedPage], counting: Sequence[JudgedPage]) -> Iterator[list[JudgedPage]]:
    for text, segments in counting:
        for n in range(len(segments)):
            yield [(text, (*segments[:n], *segments[n + 1 :])) if page[0] is text else page for page in pages]


def _half(audit: Audit, which: int) -> list[JudgedPage]:
    """The pages with every other block of each kind."""
    return judged(audit, lambda page: tuple(s for s, n in zip(page.segments, _numbers(page), strict=True) if n % 2 == which))


def _numbers(page: AuditedPage) -> list[int]:
    """For each segment, which block of its kind on the page it stands in.

    Counted within its kind: headings and paragraphs take turns, and one half must not get all the headings.
    """
    numbers: dict[str, int] = {}
    kinds: Counter[str] = Counter()
    for labelled in page.segments:
        block, kind = labelled.segment.block or labelled.segment.id, labelled.segment.kind
        if block not in numbers:
            numbers[block] = kinds[kind]
            kinds[kind] += 1
    return [numbers[labelled.segment.block or labelled.segment.id] for labelled in page.segments]


def _pool(pages: Sequence[JudgedPage], knowledge: Knowledge) -> Pool:
    return pool_site(pages, in_scope(pages, knowledge.index.scope), known(knowledge.index, knowledge.rules))


def _index(pool: Pool) -> float:
    return round(float(score(pool.totals, pool).index[0, 0]), DECIMALS)


def _scores(pages: Sequence[JudgedPage], knowledge: Knowledge) -> dict[str, float]:
    """Index and axes of half a site, in which each page counts as half a page."""
    pool = _pool(pages, knowledge)
    pool = replace(pool, pages=tuple(replace(page, own=page.own / 2) for page in pool.pages))
    now = score(pool.totals, pool)
    axes = {axis.id: float(now.axes[0, n]) for n, axis in enumerate(knowledge.index.axes)}
    return {INDEX: float(now.index[0, 0]), **axes}
