"""What two audits laid over each other are made of: sentences in both their versions, the slots and pages that hold them, units of change.

In: labelled sentences, what the index knows. Out: records; a version works out what it counts for when that is first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from auditor.judge.change_match import PagePair, Pair
from auditor.judge.evidence import SEEN, View, Weighed, weighed
from auditor.judge.indicators import FORMULAS
from auditor.judge.known import Known
from auditor.judge.terms import Sums
from auditor.judge.voice import Use
from auditor.models import LANGS, AuditedPage, LabelledSegment, PageKind, PageText
from auditor.models.changes import How
from auditor.models.prominence import prominence_of

COPY: Literal["copy"] = "copy"
Status = PageKind | Literal["copy", ""]  # of a page in the scope of an audit: its kind, a copy of another page, "" where there is none
SAME = -1  # the unit of what did not change
Links = Mapping[str, frozenset[str]]


@dataclass(frozen=True, eq=False)
class Counted:
    """A sentence where it stands."""

    weighed: Weighed
    known: Known

    @cached_property
    def row(self) -> Sums:
        """What it adds to the sums by itself; then its weight in each language."""
        alone, all_of_them = View((self.weighed,)), self.known.formulas.items()
        row = [number for id, formula in all_of_them for number in (_nothing(id) if formula.seen else formula.rows(alone, (0,))[0])]
        languages = [self.weighed.weight if lang == self.weighed.labelled.segment.lang else 0 for lang in LANGS]
        return np.array([*row, *languages], dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Version:
    """A sentence as one audit has it; on the first screen it weighs more, which depends on what stands above it."""

    labelled: LabelledSegment
    known: Known
    uses: tuple[Use, ...]

    def counted(self, first_screen: bool) -> Counted:
        """The sentence on the first screen, or below."""
        return self._first if first_screen else self._below

    @property
    def text(self) -> str:
        """Its words."""
        return self.labelled.segment.text

    @cached_property
    def _first(self) -> Counted:
        return self._counted(True)

    @cached_property
    def _below(self) -> Counted:
        return self._counted(False)

    def _counted(self, first_screen: bool) -> Counted:
        return Counted(weighed(placed(self.labelled, first_screen), self.known.index.scope, self.known.evidence), self.known)

    @cached_property
    def traces(self) -> tuple[object, ...]:
        """All by which it may matter to the index, but its place: two versions with the same traces are one."""
        seen = tuple(look(self._first.weighed) for look in SEEN.values())
        said = tuple((use.matter, use.said) for use in self.uses)
        return (tuple(self._first.row.tolist()), seen, said, self.labelled.segment.block)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a sentence: its versions, and the unit that turns the one into the other."""

    before: Version | None
    after: Version | None
    unit: int
    places: tuple[float, float] = (0.0, 0.0)  # in the reading order of either side


@dataclass(frozen=True, slots=True)
class Unit:
    """One change: what it is, and where it does anything."""

    how: How | Literal["page"]
    pages: tuple[int, ...]  # places in the overlay
    pair: Pair | None = None
    has_facts: bool = False  # whether sentences may contradict each other by it


@dataclass(frozen=True, slots=True)
class OverlaidPage:
    """A page in both audits."""

    pair: PagePair
    key: str
    status: tuple[Status, Status]
    unit: int  # of the page itself, SAME where it is judged in the same place
    slots: tuple[Slot, ...]
    blocks: Mapping[str, str]  # new ids of blocks by their old ones
    links: tuple[Links, Links]  # by block
    link_units: Mapping[str, int]  # of the blocks whose links changed


@dataclass(frozen=True)
class Overlay:
    """Two audits laid over each other."""

    pages: tuple[OverlaidPage, ...]
    units: tuple[Unit, ...]
    pairs: tuple[tuple[Pair, ...], ...]  # of sentences, by page


def text_of(page: AuditedPage, key: str | None = None) -> PageText:
    """What an audit keeps of a page's text beside its sentences."""
    return PageText(page.key if key is None else key, page.url, page.lang, page.kind, page.title, page.description, ())


def placed(labelled: LabelledSegment, first_screen: bool) -> LabelledSegment:
    """The sentence as it is on the first screen, or below."""
    segment = labelled.segment
    prominence = prominence_of(segment.kind, segment.level, first_screen=first_screen)
    if segment.first_screen == first_screen and segment.prominence == prominence:
        return labelled
    return replace(labelled, segment=replace(segment, first_screen=first_screen, prominence=prominence))


def _nothing(id: str) -> tuple[int, ...]:
    """In the place of what depends on the other sentences of the page too."""
    return (0,) * FORMULAS[id].columns
