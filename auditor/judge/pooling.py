"""What counts and how much: pages in scope, weights, and the sums that every ratio is made of.

In: pages with their labelled segments, and the index's data. Out: `Pool`: sums of each page and block, exact, so that they are the same in
any order. A segment weighs min(words, 30) × prominence, a page its kind's weight ÷ the number of pages of that kind (INDEX.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from auditor.judge.indicators import FORMULAS, is_body, is_focus_bearing
from auditor.knowledge.index import Index, Scope
from auditor.models import LANGS, LabelledSegment, Lang, PageKind, PageText, Segment

Sums = npt.NDArray[np.float64]  # whole numbers below 2**53: exact in any order; two columns an indicator, part and whole
JudgedPage = tuple[PageText, tuple[LabelledSegment, ...]]
HUNDREDTHS = 100  # segment weights are counted in hundredths, as whole numbers


def by_key(page: JudgedPage) -> tuple[str, str]:
    """The order in which pages are judged and listed, whatever order they came in."""
    return page[0].key, page[0].url


def in_scope(pages: Sequence[JudgedPage], scope: Scope) -> dict[str, float]:
    """Weight of each page by key: its kind's ÷ the number of pages of that kind; 0 out of scope.

    A page alone weighs 1, whatever its kind. A site without a page of a kind in scope is judged on its `other` pages. The second
    copy of a page, word for word, is out of scope.
    """
    copies = _copies(pages, scope)
    kinds = {text.key: text.kind for text, _ in pages if text.key not in copies}
    if len(kinds) == 1:
        return {text.key: float(text.key in kinds) for text, _ in pages}
    weights: Mapping[PageKind, float] = scope.pages if set(kinds.values()) & set(scope.pages) else {"other": 1.0}
    number = Counter(kinds.values())
    return {text.key: weights.get(kinds[text.key], 0.0) / number[kinds[text.key]] if text.key in kinds else 0.0 for text, _ in pages}


def _copies(pages: Sequence[JudgedPage], scope: Scope) -> set[str]:
    """Keys of the pages that say, word for word, what a weightier page (or the first by key) says."""
    seen: set[tuple[str, ...]] = set()
    copies = set()
    for text, segments in sorted(pages, key=lambda page: (-scope.pages.get(page[0].kind, 0.0), page[0].key, page[0].url)):
        words = tuple(labelled.segment.text for labelled in segments)
        if words and words in seen:
            copies.add(text.key)
        seen.add(words)
    return copies


def weight(segment: Segment, scope: Scope) -> int:
    """Weight of a segment within its page, in hundredths."""
    return round(min(segment.words, scope.words) * segment.prominence * HUNDREDTHS)


def formula_ids(index: Index) -> tuple[str, ...]:
    """Ids of the indicators that are computed, in the order of the axes."""
    return tuple(id for axis in index.axes for id in axis.indicators)


def page_terms(segments: Sequence[LabelledSegment], index: Index) -> Sums:
    """What each segment of a page adds to each ratio: one row a segment, two columns an indicator."""
    formulas = [FORMULAS[id] for id in formula_ids(index)]
    terms = [[value for formula in formulas for value in formula(labelled)] for labelled in segments]
    weights = [weight(labelled.segment, index.scope) for labelled in segments]
    return np.array(terms, dtype=np.float64).reshape(len(segments), 2 * len(formulas)) * np.array(weights, dtype=np.float64)[:, None]


@dataclass(frozen=True)
class PooledPage:
    """A page in scope, weighed."""

    key: str
    kind: str
    weight: float
    segments: tuple[LabelledSegment, ...]
    terms: Sums  # one row a segment

    @cached_property
    def sums(self) -> Sums:
        """The page's own sums."""
        return np.asarray(self.terms.sum(axis=0))

    @cached_property
    def block_sums(self) -> Sums:
        """One row a block, in reading order."""
        names: dict[str, int] = {}
        rows = [names.setdefault(labelled.segment.block or labelled.segment.id, len(names)) for labelled in self.segments]
        sums = np.zeros((len(names), self.terms.shape[1]))
        np.add.at(sums, rows, self.terms)
        return sums

    def alone(self) -> PooledPage:
        """The page as a pool of its own has it: it weighs 1."""
        return PooledPage(self.key, self.kind, 1.0, self.segments, self.terms)


@dataclass(frozen=True)
class Pool:
    """The pages that a score is made of: all of a site's in scope, or one page alone."""

    pages: tuple[PooledPage, ...]
    index: Index

    @cached_property
    def kinds(self) -> dict[tuple[str, float], list[int]]:
        """Pages (by position) of each kind, which share a weight; in an order of its own, that of the pages being free."""
        groups: dict[tuple[str, float], list[int]] = {}
        for n, page in enumerate(self.pages):
            groups.setdefault((page.kind, page.weight), []).append(n)
        return dict(sorted(groups.items()))

    @cached_property
    def page_sums(self) -> Sums:
        """One row a page."""
        return np.array([page.sums for page in self.pages]).reshape(len(self.pages), 2 * len(formula_ids(self.index)))

    @cached_property
    def totals(self) -> Sums:
        """The pooled sums: one row."""
        return self.weighed(np.ones((1, len(self.pages))))

    def weighed(self, counts: Sums) -> Sums:
        """Pooled sums when page n is taken `counts[row, n]` times: one row each."""
        totals = np.zeros((len(counts), self.page_sums.shape[1]))
        for (_, weight), rows in self.kinds.items():
            totals = totals + weight * (counts[:, rows] @ self.page_sums[rows])
        return totals

    @cached_property
    def languages(self) -> dict[Lang, float]:
        """Share of each language in the weight of the pool's segments; they add up to 1 unless there is nothing."""
        weights = dict.fromkeys(LANGS, 0.0)
        for (_, page_weight), rows in self.kinds.items():
            for lang in LANGS:
                found = (s.segment for n in rows for s in self.pages[n].segments if s.segment.lang == lang)
                weights[lang] += page_weight * sum(weight(segment, self.index.scope) for segment in found)
        total = weights["fr"] + weights["en"]
        return {lang: weights[lang] / total for lang in LANGS if weights[lang]}

    @cached_property
    def is_conclusive(self) -> bool:
        """Whether there is text enough for a number."""
        body = [labelled for page in self.pages for labelled in page.segments if is_body(labelled)]
        minimum = self.index.scope.minimum
        enough = sum(map(is_focus_bearing, body)) >= minimum.segments
        return enough and sum(labelled.segment.words for labelled in body) >= minimum.words

    @cached_property
    def counted(self) -> dict[str, tuple[str, ...]]:
        """Ids of the segments that each indicator counts, page by page."""
        found: dict[str, list[str]] = {id: [] for id in formula_ids(self.index)}
        for page in self.pages:
            for id, whole in zip(found, page.terms.T[1::2], strict=True):
                found[id] += [page.segments[n].segment.id for n in np.flatnonzero(whole)]
        return {id: tuple(ids) for id, ids in found.items()}


def pool_site(pages: Sequence[JudgedPage], weights: Mapping[str, float], index: Index) -> Pool:
    """The pool of a site: its pages in scope, by key."""
    ordered = sorted((page for page in pages if weights[page[0].key] > 0), key=by_key)
    return Pool(
        tuple(PooledPage(text.key, text.kind, weights[text.key], found, page_terms(found, index)) for text, found in ordered), index
    )
