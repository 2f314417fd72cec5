"""What is known before a page is counted: the index's data, what rules are evidence of, and where each indicator's sums stand.

In: the index and the rules; of a site its faults, and what a rival prints too. Out: `Known`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from auditor.judge.evidence import Evidence, Weighed, evidence_of
from auditor.judge.indicators import FORMULAS, Formula
from auditor.judge.terms import Sums, share
from auditor.knowledge.index import Index
from auditor.knowledge.rules import Rule
from auditor.models import LANGS, Lang


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
    def leaning(self) -> dict[str, tuple[slice, Callable[[Weighed], Hashable]]]:
        """The indicators whose rows depend on other segments of the page too: where their sums stand, and what of those they depend on."""
        return {id: (self.places[id], formula.seen) for id, formula in self.formulas.items() if formula.seen}

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


def formulas(index: Index) -> dict[str, Formula]:
    """The indicators by id, in the order of the axes."""
    return {id: FORMULAS[id] for axis in index.axes for id in axis.indicators}
