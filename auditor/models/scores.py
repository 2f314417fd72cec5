"""Scores: of a site, a page, an axis, an indicator.

In: nothing. Out: `Score`, `Indicator`, `Axis`.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models.vocabulary import State


@dataclass(frozen=True, slots=True)
class Score:
    """0-100 with its 95 % interval; `value` is None unless `state` is ok or partial."""

    value: float | None
    low: float | None
    high: float | None
    state: State
    rough: bool = False  # half-width over 15 points


@dataclass(frozen=True, slots=True)
class Indicator:
    """One recountable ratio of an axis, and the ids of the segments that it counted."""

    id: str
    axis: str
    value: float | None  # a share 0-1, or a rate; of two terms their mean
    score: Score
    counted: tuple[str, ...] = ()
    percentile: float | None = None
    terms: tuple[float, ...] = ()  # of an indicator of two terms, each before it is cut to 0-1


@dataclass(frozen=True, slots=True)
class Axis:
    """One of the four axes of INDEX.md."""

    id: str  # focus | value | proof | relationship
    weight: float
    score: Score
    indicators: tuple[Indicator, ...] = ()
