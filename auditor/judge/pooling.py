"""The sums that every indicator is made of: of segments, blocks, pages, and of all pages together.

In: pages with their labelled segments, and the weight of each page. Out: `Pool`: sums of each page and block, exact, so that they are the
same in any order. A segment weighs min(words, 30) × prominence (INDEX.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, compress

import numpy as np

from auditor.garbage import undisturbed
from auditor.identity import page_key, segment_ids
from auditor.judge.evidence import View, carries_proof, weighed
from auditor.judge.known import Known
from auditor.judge.rows import Places
from auditor.judge.terms import Sums
from auditor.knowledge.index import Index
from auditor.models import LANGS, LabelledSegment, Lang, PageText

JudgedPage = tuple[PageText, tuple[LabelledSegment, ...]]


def by_key(page: JudgedPage) -> tuple[str, str]:
    """The order in which pages are judged and listed, whatever order they came in."""
    return page[0].key, page[0].url


def segment_rows(view: View, places: Places, known: Known) -> Sums:
    """What the segments at some places of a page add to the sums of every indicator: one row each."""
    columns = [formula.rows(view, places) for formula in known.formulas.values()]
    numbers = chain.from_iterable(chain.from_iterable(zip(*columns, strict=True)))
    return np.fromiter(numbers, np.float64, len(places) * known.width).reshape(-1, known.width)


def page_sums(view: View, known: Known) -> list[int]:
    """What the page itself adds, whatever its segments."""
    pages = ((formula.page, formula.columns) for formula in known.formulas.values())
    return [number for page, columns in pages for number in (page(view) if page else (0,) * columns)]


@dataclass(frozen=True)
class PooledPage:
    """A page in scope, weighed."""

    key: str
    kind: str
    weight: float
    view: View
    rows: Sums  # whole numbers below 2**53: exact in any order; one row a segment, some columns an indicator
    own: Sums  # what the page itself adds
    known: Known

    @cached_property
    def segments(self) -> tuple[LabelledSegment, ...]:
        """Its segments, title and description first."""
        return tuple(segment.labelled for segment in self.view.segments)

    @cached_property
    def sums(self) -> Sums:
        """The page's sums."""
        return np.asarray(self.rows.sum(axis=0) + self.own)

    @cached_property
    def block_sums(self) -> Sums:
        """One row a block, in reading order, without what the page itself adds."""
        names: dict[str, int] = {}
        blocks = [names.setdefault(labelled.segment.block or labelled.segment.id, len(names)) for labelled in self.segments]
        holds = np.zeros((len(names), len(blocks)))
        holds[blocks, range(len(blocks))] = 1.0
        return np.asarray(holds @ self.rows)

    @cached_property
    def languages(self) -> dict[Lang, int]:
        """Weight of its segments by language, in hundredths."""
        weights = dict.fromkeys(LANGS, 0)
        for segment in self.view.segments:
            weights[segment.labelled.segment.lang] += segment.weight
        return weights

    @cached_property
    def body(self) -> tuple[int, int]:
        """How many segments on the page itself are about someone, and the words of all of them."""
        body = [segment for segment in self.view.segments if segment.is_body]
        return sum(segment.is_focus_bearing for segment in body), sum(segment.labelled.segment.words for segment in body)

    @cached_property
    def counted(self) -> tuple[tuple[str, ...], ...]:
        """Ids of the segments that each indicator counts, in the order of the indicators."""
        ids = [labelled.segment.id for labelled in self.segments]
        chosen = (self.rows != 0.0) @ self.known.counting > 0.0
        return tuple(tuple(compress(ids, column)) for column in chosen.T.tolist())

    def alone(self) -> PooledPage:
        """The page as a pool of its own has it: it weighs 1; what was worked out of it holds there too."""
        page = replace(self, weight=1.0)
        page.__dict__.update({**vars(self), "weight": 1.0})
        return page


@dataclass(frozen=True)
class Pool:
    """The pages that a score is made of: all of a site's in scope, or one page alone."""

    pages: tuple[PooledPage, ...]
    known: Known

    @property
    def index(self) -> Index:
        """The index's data."""
        return self.known.index

    @cached_property
    def kinds(self) -> dict[tuple[str, float], list[int]]:
        """Pages (by position) of each kind, which share a weight; in an order of its own, that of the pages being free."""
        groups: dict[tuple[str, float], list[int]] = {}
        for n, page in enumerate(self.pages):
            groups.setdefault((page.kind, page.weight), []).append(n)
        return dict(sorted(groups.items()))

    @property
    def places(self) -> dict[str, slice]:
        """Where the sums of each indicator stand in a row of sums."""
        return self.known.places

    @property
    def failed(self) -> frozenset[str]:
        """Ids of the indicators that are not computed."""
        return self.known.failed

    @cached_property
    def page_sums(self) -> Sums:
        """One row a page."""
        return np.array([page.sums for page in self.pages]).reshape(len(self.pages), self.known.width)

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
                weights[lang] += page_weight * sum(self.pages[n].languages[lang] for n in rows)
        total = weights["fr"] + weights["en"]
        return {lang: weights[lang] / total for lang in LANGS if weights[lang]}

    @property
    def heaviest(self) -> float:
        """Weight of its weightiest page."""
        return max((page.weight for page in self.pages), default=1.0)

    @cached_property
    def is_conclusive(self) -> bool:
        """Whether there is text enough for a number."""
        minimum = self.index.scope.minimum
        segments, words = (sum(page.body[n] for page in self.pages) for n in (0, 1))
        return segments >= minimum.segments and words >= minimum.words

    @cached_property
    def counted(self) -> dict[str, tuple[str, ...]]:
        """Ids of the segments that each indicator counts, page by page."""
        if len(self.pages) == 1:
            return dict(zip(self.places, self.pages[0].counted, strict=True))
        return {id: tuple(chain.from_iterable(page.counted[n] for page in self.pages)) for n, id in enumerate(self.places)}


@undisturbed()
def pool_site(pages: Sequence[JudgedPage], weights: Mapping[str, float], known: Known) -> Pool:
    """The pool of a site: its pages in scope, by key."""
    proved = frozenset(text.key for text, segments in pages if any(map(carries_proof, segments)))
    ordered = sorted((page for page in pages if weights[page[0].key] > 0), key=by_key)
    return Pool(tuple(pooled(view_of(page, proved, known), page[0], weights[page[0].key], known) for page in ordered), known)


def view_of(page: JudgedPage, proved: frozenset[str], known: Known) -> View:
    """A page as the formulas see it."""
    text, segments = page
    faults, faulty = known.faults.get(text.key, (0, frozenset()))
    seen = tuple(weighed(labelled, known.index.scope, known.evidence) for labelled in segments)
    return View(seen, block_links(text), proved, faults, faulty, known.common)


def pooled(view: View, text: PageText, weight: float, known: Known) -> PooledPage:
    """A page with its sums."""
    own, rows = page_sums(view, known), segment_rows(view, range(len(view.segments)), known)
    return PooledPage(text.key, text.kind, weight, view, rows, np.array(own, dtype=np.float64), known)


def block_links(text: PageText) -> dict[str, frozenset[str]]:
    """Keys of the pages that each block links to, by the block's id."""
    if not any(block.links for block in text.blocks):
        return {}
    ids = segment_ids(text.key + "#", (block.text for block in text.blocks))
    links = ((id, frozenset(map(page_key, block.links)) - {text.key}) for id, block in zip(ids, text.blocks, strict=True) if block.links)
    return dict(links)
