"""Axes and indicators as bars and as a table of their raw values.

In: the axes of an audit or a page, and the words that `rules/index/` has for them. Out: `AxisView`; one not computed shows no bar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditor.knowledge.index import AxisRule, Index
from auditor.models import Axis, Indicator, Lang
from auditor.report.figures import number, percent
from auditor.report.views.placing import place_of
from auditor.report.views.scores import ScoreView, score_view
from auditor.words import say

MEDIAN = 50.0  # what the median site scores, by definition of the scale


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One recountable ratio: what it counts and why, and how it scores."""

    name: str
    counts: str
    why: str
    value: str
    counted: str
    score: ScoreView
    place: str = ""  # in a benchmark, "" without one
    shared: str = ""  # that the scale holds nothing better or worse than the median here, "" where it does


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

    @property
    def weakest(self) -> IndicatorView | None:
        """The measure that scores least: where there is most to win; None where fewer than two have a score."""
        known = [one for one in self.indicators if one.score.known]
        return min(known, key=lambda one: one.score.value) if len(known) > 1 else None


def axes(found: Iterable[Axis], index: Index, lang: Lang) -> tuple[AxisView, ...]:
    """The themes in the order of the audit; one that the rules no longer know keeps its id for a name."""
    rules = {rule.id: rule for rule in index.axes}
    return tuple(_axis(axis, rules.get(axis.id), lang) for axis in found)


def _axis(axis: Axis, rule: AxisRule | None, lang: Lang) -> AxisView:
    words = rule.words(lang) if rule else None
    return AxisView(
        id=axis.id,
        name=words.name if words else axis.id,
        question=words.question if words else "",
        weight=number(axis.weight, lang),
        computed=axis.score.state != "not_computed",
        score=score_view(axis.score, lang),
        indicators=tuple(_indicator(i, rule, lang) for i in axis.indicators),
    )


def _indicator(indicator: Indicator, rule: AxisRule | None, lang: Lang) -> IndicatorView:
    known = rule.indicators.get(indicator.id) if rule else None
    words = known.words(lang) if known else None
    return IndicatorView(
        name=words.name if words else indicator.id,
        counts=words.counts if words else "",
        why=words.why if words else "",
        value=_value(indicator, known.curve if known else "share", lang),
        counted=number(len(indicator.counted), lang),
        score=score_view(indicator.score, lang),
        place=place_of(indicator, lang),
        shared=_shared(indicator, known.curve if known else "share", lang),
    )


def _shared(indicator: Indicator, curve: str, lang: Lang) -> str:
    """Why no fault at all, or nothing at all, scores 50: the median site is there too, and 50 is its score."""
    ends = (0.0,) if curve == "rate" else (0.0, 1.0)
    return say(lang, "report.themes.shared") if indicator.value in ends and indicator.score.value == MEDIAN else ""


def _value(indicator: Indicator, curve: str, lang: Lang) -> str:
    """A share in per cent, of two terms with both, each cut to 0-1; a rate as a number per page; "–" where there is none."""
    if indicator.value is None:
        return "–"
    if curve == "rate":
        return say(lang, "report.themes.per-page", n=number(indicator.value, lang, 1))
    terms = ", ".join(percent(min(1.0, max(0.0, term)), lang) for term in indicator.terms)
    return f"{percent(indicator.value, lang)} ({terms})" if terms else percent(indicator.value, lang)
