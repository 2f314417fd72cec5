"""Axes and indicators as bars and as a table of their raw values.

In: `Axis` records. Out: `AxisView`; one that is not computed says so and shows no bar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditor.models import Axis, Indicator
from auditor.report.figures import number, percent
from auditor.report.views.scores import ScoreView, score_view
from auditor.words import has, say


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One recountable ratio: what it asks, what was counted, how it scores."""

    id: str
    name: str
    question: str
    value: str
    counted: str
    score: ScoreView


@dataclass(frozen=True, slots=True)
class AxisView:
    """One theme of the score."""

    id: str
    name: str
    question: str
    weight: str
    computed: bool
    score: ScoreView
    indicators: tuple[IndicatorView, ...]


def axes(found: Iterable[Axis], lang: str) -> tuple[AxisView, ...]:
    """The themes in the order of the audit."""
    return tuple(_axis(axis, lang) for axis in found)


def _axis(axis: Axis, lang: str) -> AxisView:
    return AxisView(
        id=axis.id,
        name=say(lang, f"report.axis.{axis.id}"),
        question=say(lang, f"report.axis.{axis.id}.question"),
        weight=number(axis.weight, lang),
        computed=axis.score.state not in ("not_computed",),
        score=score_view(axis.score, lang),
        indicators=tuple(_indicator(i, lang) for i in axis.indicators),
    )


def _indicator(indicator: Indicator, lang: str) -> IndicatorView:
    known = has(lang, f"report.indicator.{indicator.id}")
    return IndicatorView(
        id=indicator.id,
        name=say(lang, f"report.indicator.{indicator.id}") if known else indicator.id,
        question=say(lang, f"report.indicator.{indicator.id}.question") if known else "",
        value="–" if indicator.value is None else percent(indicator.value, lang),
        counted=number(len(indicator.counted), lang),
        score=score_view(indicator.score, lang),
    )
