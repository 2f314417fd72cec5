"""What counts and how much: pages in scope, weights, and the sums that every indicator is made of.

In: pages with their labelled segments, and the index's data. Out: `Pool`: sums of each page and block, exact, so that they are the same in
any order. A segment weighs min(words, 30) × prominence, a page its kind's weight ÷ the number of pages of that kind (INDEX.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, compress, repeat

import numpy as np

from auditor.garbage import undisturbed
from auditor.identity import page_key, segment_ids
from auditor.judge.evidence import Evidence, View, carries_proof, evidence_of, weighed
from auditor.judge.indicators import FORMULAS, Formula, Sums, share
from auditor.knowledge.index import Index, Scope
from auditor.knowledge.rules import Rule
from auditor.models import LANGS, LabelledSegment, Lang, PageKind, PageText

JudgedPage = tuple[PageText, tuple[LabelledSegment, ...]]


@dataclass(frozen=True)
class Known:
    """What judging a site asks of the rules, and what is known of it beyond its sentences."""

    index: Index
    evidence: Evidence
    faults: Mapping[str, tuple[int, frozenset[str]]] = field(default_factory=dict)  # of coherence by page key: kinds, ids of segments
    common: Mapping[str, bool] | None = None  # whether a rival prints it too, by the id of each claim that was held against rivals

    @cached_property
    def formulas(self) -> dict[str, Formula]:
        """The indicators by id, in the order of the axes."""
        return formulas(self.index)

    @cached_property
    def axes(self) -> dict[str, str]:
        """The axis of each indicator, in the order of the axes."""
        return {id: axis.id for axis in self.index.axes for id in axis.indicators}

    @cached_property
    def places(self) -> dict[str, slice]:
        """Where the sums of each indicator stand in a row of sums."""
        places, start = {}, 0
        for id, formula in self.formulas.items():
            places[id] = slice(start, start + formula.columns)
            start += formula.columns
        return places

    @cached_property
    def shares(self) -> dict[str, int]:
        """Where the sums of each indicator begin whose value is a plain share, but of those that are not computed."""
        return {id: place.start for id, place in self.places.items() if FORMULAS[id].value is share and id not in self.failed}

    @cached_property
    def curves(self) -> dict[str, list[int]]:
        """Which indicators, by their number, each kind of curve scores."""
        kinds = [rule.curve for axis in self.index.axes for rule in axis.indicators.values()]
        return {kind: [n for n, other in enumerate(kinds) if other == kind] for kind in dict.fromkeys(kinds)}

    @cached_property
    def priors(self) -> dict[int, float]:
        """The prior of each indicator that has one, by its number."""
        priors = (rule.prior for axis in self.index.axes for rule in axis.indicators.values())
        return {n: prior for n, prior in enumerate(priors) if prior}

    @cached_property
    def points(self) -> dict[Lang, Sums]:
        """The two points of each indicator's curve, a row each, by language."""
        points = self.index.curves.points
        return {lang: np.array([points[id][lang] for id in self.places], dtype=np.float64).reshape(-1, 2) for lang in LANGS}

    @cached_property
    def width(self) -> int:
        """How many sums a row has."""
        return sum(formula.columns for formula in self.formulas.values())

    @cached_property
    def failed(self) -> frozenset[str]:
        """Ids of the indicators for which a kind of evidence is missing from the rules: they are not computed."""
        return frozenset(id for id, formula in self.formulas.items() if not self.evidence.known.issuperset(formula.needs))

    @cached_property
    def counting(self) -> Sums:
        """Which sums (rows) say of which indicators (columns), when they are not 0, that a segment counts."""
        counting = np.zeros((self.width, len(self.places)))
        for column, (id, place) in enumerate(self.places.items()):
            counting[[place.start + n for n in FORMULAS[id].counted], column] = 1.0
        return counting


def known(index: Index, rules: Mapping[str, Rule]) -> Known:
    """What an index and the rules know, of a site of which nothing else is known."""
    return Known(index, evidence_of(index.evidence, rules))


def by_key(page: JudgedPage) -> tuple[str, str]:
    """The order in which pages are judged and listed, whatever order they came in."""
    return page[0].key, page[0].url


def in_scope(pages: Sequence[JudgedPage], scope: Scope) -> dict[str, float]:
    """Weight of each page by key: its kind's ÷ the number of pages of that kind; 0 out of scope.

    A page alone weighs 1, whatever its kind. A site without a page of a kind in scope is judged on its `other` pages. The second
    copy of a page, word for word, is out of scope.
    """
    copies = copies_of(pages, scope)
    weights = page_weights({text.key: text.kind for text, _ in pages if text.key not in copies}, scope)
    return {text.key: weights.get(text.key, 0.0) for text, _ in pages}


def page_weights(kinds: Mapping[str, PageKind], scope: Scope) -> dict[str, float]:
    """Weight of each page from the kinds of all that are no copies, by key."""
    if len(kinds) == 1:
        return dict.fromkeys(kinds, 1.0)
    weights: Mapping[PageKind, float] = scope.pages if set(kinds.values()) & set(scope.pages) else {"other": 1.0}
    number = Counter(kinds.values())
    return {key: weights.get(kind, 0.0) / number[kind] for key, kind in kinds.items()}


def copies_of(pages: Sequence[JudgedPage], scope: Scope) -> set[str]:
    """Keys of the pages that say, word for word, what a weightier page (or the first by key) says."""
    seen: set[tuple[str, ...]] = set()
    copies = set()
    for text, segments in sorted(pages, key=lambda page: (-scope.pages.get(page[0].kind, 0.0), page[0].key, page[0].url)):
        words = tuple(labelled.segment.text for labelled in segments)
        if words and words in seen:
            copies.add(text.key)
        seen.add(words)
    return copies


def formulas(index: Index) -> dict[str, Formula]:
    """The indicators by id, in the order of the axes."""
    return {id: FORMULAS[id] for axis in index.axes for id in axis.indicators}


def segment_sums(view: View, n: int, known: Known) -> list[int]:
    """What segment `n` of a page adds to the sums of every indicator."""
    return [number for formula in known.formulas.values() for number in formula.row(view, n)]


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

    @property
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
        body = [segment for page in self.pages for segment in page.view.segments if segment.is_body]
        minimum = self.index.scope.minimum
        enough = sum(segment.is_focus_bearing for segment in body) >= minimum.segments
        return enough and sum(segment.labelled.segment.words for segment in body) >= minimum.words

    @cached_property
    def counted(self) -> dict[str, tuple[str, ...]]:
        """Ids of the segments that each indicator counts, page by page."""
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
    own, places = page_sums(view, known), range(len(view.segments))
    columns = [_column(formula, view, places) for formula in known.formulas.values()]
    return PooledPage(text.key, text.kind, weight, view, np.hstack(columns), np.array(own, dtype=np.float64), known)


def _column(formula: Formula, view: View, places: range) -> Sums:
    """What each segment of a page adds to the sums of one indicator: one row each."""
    rows = chain.from_iterable(map(formula.row, repeat(view), places))
    return np.fromiter(rows, np.float64, len(places) * formula.columns).reshape(-1, formula.columns)


def block_links(text: PageText) -> dict[str, frozenset[str]]:
    """Keys of the pages that each block links to, by the block's id."""
    if not any(block.links for block in text.blocks):
        return {}
    ids = segment_ids(text.key + "#", (block.text for block in text.blocks))
    links = ((id, frozenset(map(page_key, block.links)) - {text.key}) for id, block in zip(ids, text.blocks, strict=True) if block.links)
    return dict(links)
