"""The index of a site in between: with one of its changes made, or with all but one.

In: two audits laid over each other. Out: the index before, after, and with each change made first and made last, by the very sums that
score a site and price a finding. Only the pages that a change touches are counted again, and those that link to a proof which it brings or
takes; a page that weighs nothing, whatever is made of the changes, is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, pairwise

import numpy as np

from auditor.judge.change_here import (
    NOBODY,
    State,
    chosen,
    faults_of,
    has_facts,
    in_place,
    is_still,
    is_there,
    leads_to,
    links_of,
    reworded,
    still_seen,
    still_segments,
    text_in,
    with_facts,
)
from auditor.judge.change_laid import COPY, SAME, OverlaidPage, Overlay, Slot, Version
from auditor.judge.contradictions import among
from auditor.judge.contradictions_scope import Scope, Statement
from auditor.judge.evidence import View, carries_proof
from auditor.judge.in_scope import page_weights
from auditor.judge.indicators import FORMULAS
from auditor.judge.known import Known
from auditor.judge.pooling import Pool, page_sums, pooled
from auditor.judge.scoring import score
from auditor.judge.terms import Sums
from auditor.knowledge import Knowledge
from auditor.models import LANGS, LabelledSegment, Lang, PageKind, Segment

Relabel = Callable[[Sequence[Segment]], Sequence[LabelledSegment]]
Context = tuple[Version, str, tuple[str, ...]]  # a sentence, the words of the one before it, the headings above it


@dataclass(frozen=True)
class Base:
    """A state with every change made, or none: what others are counted from."""

    state: State
    weights: Sums  # by page
    sums: Sums  # a row a page
    proved: frozenset[str]  # keys of pages that carry a proof
    stated: Mapping[int, list[Statement]]  # by page
    contradicted: frozenset[str]  # keys of pages with a fact that another sentence contradicts


@dataclass(frozen=True)
class Between:
    """The states between two audits; `relabel` judges a sentence again in other surroundings."""

    laid: Overlay
    knowledge: Knowledge
    known: Known
    date: str  # of the audit after: both are judged as of that day
    relabel: Relabel | None = None
    relabelled: dict[Context, Version] = field(default_factory=dict)
    wanted: dict[Context, tuple[Version, Segment]] = field(default_factory=dict)

    def indices(self) -> tuple[Sums, Sums, Sums]:
        """The index before and after (two numbers), with each unit made first, and with all units but each; NaN where there is none."""
        units = range(len(self.laid.units))
        self._relabel()
        rows = [self._totals(base, None) for base in self.bases]
        rows += [self._totals(base, unit) for base in self.bases for unit in units]
        found = self._scored(np.array(rows))
        return found[:2], found[2 : 2 + len(units)], found[2 + len(units) :]

    def _relabel(self) -> None:
        """Judge again, all at once, the sentences that stand in surroundings of neither audit in one of the states."""
        if self.relabel is None:
            return
        mattering = self._weighing.union(key for page in self.laid.pages for side in page.links for keys in side.values() for key in keys)
        for unit, changed in enumerate(self.laid.units):
            for page in (self.laid.pages[n] for n in changed.pages if self.laid.pages[n].key in mattering):
                for is_after in (False, True):
                    self._here(page, State(is_after, unit))
        found = self.relabel([segment for _, segment in self.wanted.values()])
        for context, again in zip(self.wanted, found, strict=True):
            version = self.wanted[context][0]
            self.relabelled[context] = replace(version, labelled=replace(version.labelled, analysis=again.analysis, labels=again.labels))

    def _here(self, page: OverlaidPage, state: State) -> list[Version]:
        """The sentences of a page in a state, in reading order, each as it is judged where it stands."""
        versions = chosen(page, state)
        if self.relabel is None or state.turned == NOBODY:
            return [version for _, version in versions]
        unit = self.laid.units[state.turned]
        beside = dict(pairwise([None, *(version for _, version in chosen(page, State(state.is_after)))][::-1]))
        headings, above, here = reworded(unit, state), None, list[Version]()
        for slot, version in versions:
            here.append(self._again(slot, version, above, headings, is_base=version in beside, is_beside=beside.get(version, 0) is above))
            above = version
        return here

    def _again(
        self, slot: Slot, version: Version, above: Version | None, reworded: Mapping[str, str], *, is_base: bool, is_beside: bool
    ) -> Version:
        """A sentence in its surroundings: as one of the audits has it, or judged again."""
        segment = version.labelled.segment
        prev = segment.prev if is_beside else above.labelled.segment.text if above else ""
        heading = tuple(reworded.get(text, text) for text in segment.heading) if is_base else segment.heading
        if (prev, heading) == (segment.prev, segment.heading):
            return version
        for other in (slot.before, slot.after):
            if other and other.text == version.text and (other.labelled.segment.prev, other.labelled.segment.heading) == (prev, heading):
                return other
        context = (version, prev, heading)
        if context in self.relabelled:
            return self.relabelled[context]
        self.wanted[context] = (version, replace(segment, prev=prev, heading=heading))
        return version

    @cached_property
    def bases(self) -> tuple[Base, Base]:
        """Nothing changed; all changed."""
        before = self._base(State(False))
        return before, self._base(State(True), before)

    def _base(self, state: State, other: Base | None = None) -> Base:
        """A base; what no change touches counts as it does in the `other`."""
        still = self._still if other else frozenset[str]()
        there = other.proved & still if other else frozenset[str]()
        proved = there | {p.key for p in self.laid.pages if p.key not in still and self._carries_proof(p, state)}
        stated = {n: other.stated[n] if other and page.key in still else self._stated(page, state) for n, page in self._telling.items()}
        contradicted = self._contradicted(stated)
        sums = other.sums.copy() if other else np.array([self._sums(p, state, proved, p.key in contradicted) for p in self.laid.pages])
        if other:
            turned = (proved ^ other.proved, contradicted ^ other.contradicted)
            for n, page in enumerate(self.laid.pages):
                if page.key not in still or page.key in turned[1] or (turned[0] and leads_to(page, turned[0])):
                    sums[n] = self._sums(page, state, proved, page.key in contradicted)
        return Base(state, self._weights(state), sums.reshape(len(self.laid.pages), -1), proved, stated, contradicted)

    @cached_property
    def _still(self) -> frozenset[str]:
        """Keys of the pages that no change touches."""
        return frozenset(page.key for page in self.laid.pages if is_still(page))

    @cached_property
    def _weighing(self) -> frozenset[str]:
        """Keys of the pages that weigh something in one of the states at least: a page that comes, goes or turns changes the others'."""
        may_turn = any(unit.how == "page" for unit in self.laid.units)
        weights = self._weights(State(False))
        return frozenset(page.key for page, weight in zip(self.laid.pages, weights, strict=True) if may_turn or weight)

    def _totals(self, base: Base, unit: int | None) -> Sums:
        """The pooled sums of a base, with one unit turned."""
        if unit is None:
            return np.asarray(base.weights @ base.sums)
        changed, state = self.laid.units[unit], replace(base.state, turned=unit)
        weights = self._weights(state) if changed.how == "page" else base.weights
        touched = {self.laid.pages[n].key for n in changed.pages}
        proved = (base.proved - touched) | {self.laid.pages[n].key for n in changed.pages if self._carries_proof(self.laid.pages[n], state)}
        contradicted = base.contradicted
        if changed.has_facts:
            restated = {n: self._stated(self._telling[n], state) for n in changed.pages if n in self._telling}
            contradicted = self._contradicted({**base.stated, **restated})
        turned = (proved ^ base.proved, contradicted ^ base.contradicted)
        totals = np.asarray(weights @ base.sums)
        leading = (n for n, page in enumerate(self.laid.pages) if leads_to(page, turned[0])) if turned[0] else ()
        for n in sorted({*changed.pages, *map(self._places.__getitem__, turned[1]), *leading}):
            page = self.laid.pages[n]
            totals = totals + weights[n] * (self._sums(page, state, proved, page.key in contradicted) - base.sums[n])
        return totals

    @cached_property
    def _places(self) -> dict[str, int]:
        """Places of the pages, by their keys."""
        return {page.key: n for n, page in enumerate(self.laid.pages)}

    def _carries_proof(self, page: OverlaidPage, state: State) -> bool:
        if page.key in self._still:
            return any(map(carries_proof, still_segments(page)))
        return is_there(page, state) and any(carries_proof(version.labelled) for version in self._here(page, state))

    def _weights(self, state: State) -> Sums:
        """The weight of each page, over that of the weightiest: a prior is so many observations of that one (`scoring`); 0 for one that is
        not there or a copy.
        """
        status = {page.key: page.status[state.has(page.unit) if page.unit != SAME else 1] for page in self.laid.pages}
        kinds: dict[str, PageKind] = {key: kind for key, kind in status.items() if kind != COPY and kind}
        found = page_weights(kinds, self.known.index.scope)
        return np.array([found.get(page.key, 0.0) for page in self.laid.pages]) / (max(found.values(), default=0.0) or 1.0)

    def _sums(self, page: OverlaidPage, state: State, proved: frozenset[str], is_contradicted: bool) -> Sums:
        """The sums of a page and its weight in each language; of one that changes, what stands on no other sentence was counted once."""
        if page.key not in self._weighing:
            return np.zeros(self.known.width + len(LANGS))
        if page.key in self._still:
            return self._still_sums(page, state, proved, is_contradicted)
        here = self._here(page, state)
        counted = in_place(here)
        view = View(tuple(one.weighed for one in counted), links_of(page, state), proved, faults_of(here) + is_contradicted)
        total = np.concatenate([np.array(page_sums(view, self.known), dtype=np.float64), np.zeros(len(LANGS))])
        for one in counted:
            total += one.row
        for id, place in self._pool.places.items():
            if FORMULAS[id].seen:
                total[place] += np.array(FORMULAS[id].rows(view, range(len(here)))).sum(axis=0)
        return total

    def _still_sums(self, page: OverlaidPage, state: State, proved: frozenset[str], is_contradicted: bool) -> Sums:
        """Those of a page that no change touches: all of it is counted at once."""
        faults = faults_of([slot.after for slot in page.slots if slot.after]) + is_contradicted
        view = View(still_seen(page, self.known), links_of(page, state), proved, faults)
        at_once = pooled(view, text_in(page, state), 1.0, self.known)
        return np.array([*at_once.sums, *at_once.languages.values()])

    @cached_property
    def _pool(self) -> Pool:
        return Pool((), self.known)

    def _contradicted(self, stated: Mapping[int, list[Statement]]) -> frozenset[str]:
        """Keys of the pages with a fact that another sentence contradicts."""
        found = among(list(chain.from_iterable(stated.values())), self._scope, self.date)
        return frozenset(side.page for one in found for side in one.sides)

    def _stated(self, page: OverlaidPage, state: State) -> list[Statement]:
        """The facts that a page states."""
        return self._scope.statements([(text_in(page, state), with_facts(page, state))]) if is_there(page, state) else []

    @cached_property
    def _scope(self) -> Scope:
        return Scope(self.knowledge.facts)

    @cached_property
    def _telling(self) -> dict[int, OverlaidPage]:
        """The pages, by their places, with those of their sentences alone that have facts on either side."""
        found = ([slot for slot in page.slots if has_facts(slot.before) or has_facts(slot.after)] for page in self.laid.pages)
        return {n: replace(page, slots=tuple(slots)) for n, (page, slots) in enumerate(zip(self.laid.pages, found, strict=True)) if slots}

    def _scored(self, rows: Sums) -> Sums:
        """The index of each row; rows with the same mix of languages are scored together."""
        weights, totals = rows[:, -len(LANGS) :], rows[:, : -len(LANGS)]
        shares = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1.0e-9)
        found = np.full(len(rows), np.nan)
        mixes, which = np.unique(shares, axis=0, return_inverse=True)
        for n, mix in enumerate(mixes):
            chosen = np.flatnonzero(which.reshape(-1) == n)
            languages: dict[Lang, float] = {lang: float(part) for lang, part in zip(LANGS, mix, strict=True) if part}
            found[chosen] = score(totals[chosen], self._pool, languages).index[:, 0]
        return found
