"""Scores of several sites on one scale: a row of dots a theme, and a table of indicators.

In: a joined audit and its comparison. Out: `ThemeView`s and lines of a table. Above and below are said where likely ranges lie apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.models import Comparison, Contender, Score
from auditor.report.views.compare_names import name
from auditor.report.views.crossings import CellView, LineView
from auditor.report.views.joined import Joined
from auditor.report.views.scores import ScoreView, score_view
from auditor.words import say


@dataclass(frozen=True, slots=True)
class DotView:
    """A site on the scale of a theme."""

    name: str
    is_own: bool
    score: ScoreView
    none: str
    relation: str  # "above you", "below you", or "" where chance may explain the gap


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme, or the whole score."""

    id: str
    name: str
    question: str
    described: str  # for those who do not see the dots
    dots: tuple[DotView, ...]


def relation(score: Score, own: Score) -> str:
    """Where a score lies beside the site's own: "above", "below", or "" where their likely ranges overlap or one is not known."""
    if score.low is None or score.high is None or own.low is None or own.high is None:
        return ""
    return "above" if score.low > own.high else "below" if score.high < own.low else ""


def themes(joined: Joined, found: Comparison) -> tuple[ThemeView, ...]:
    """The whole score, then each axis."""
    lang = joined.lang
    rules = {rule.id: rule for rule in joined.knowledge.index.axes}
    whole = _theme(joined, found, "index", say(lang, "report.score"), "", [site.index for site in found.sites])
    rest = []
    for axis in found.sites[0].axes:
        words = rules[axis.id].words(lang) if axis.id in rules else None
        scores = [_axis_score(site, axis.id) for site in found.sites]
        rest.append(_theme(joined, found, axis.id, words.name if words else axis.id, words.question if words else "", scores))
    return (whole, *(theme for theme in rest if any(dot.score.known for dot in theme.dots)))  # a theme that no site has shows nothing


def _axis_score(site: Contender, axis: str) -> Score:
    return next((one.score for one in site.axes if one.id == axis), Score(None, None, None, "not_computed"))


def _theme(joined: Joined, found: Comparison, id: str, name: str, question: str, scores: list[Score]) -> ThemeView:
    dots = tuple(_dot(joined, found, site, score, scores[0]) for site, score in zip(found.sites, scores, strict=True))
    sites = " ".join(_described(joined, dot) for dot in dots)
    return ThemeView(id, name, question, say(joined.lang, "compare.scores.described", axis=name, sites=sites), dots)


def _dot(joined: Joined, found: Comparison, site: Contender, score: Score, own: Score) -> DotView:
    lang, where = joined.lang, "" if site is found.sites[0] else relation(score, own)
    none = "" if score.value is not None else say(lang, f"report.state.{score.state}")
    said = say(lang, f"compare.relation.{where}") if where else ""
    return DotView(name(found, site.slug, lang), site is found.sites[0], score_view(score, lang), none, said)


def _described(joined: Joined, dot: DotView) -> str:
    if not dot.score.known:
        return say(joined.lang, "compare.scores.site.none", name=dot.name)
    return say(joined.lang, "compare.scores.site", name=dot.name, score=dot.score.text, interval=dot.score.interval)


@dataclass(frozen=True, slots=True)
class TableCell(CellView):
    """A score in the table, and whether it lies apart from the site's own."""

    relation: str = ""


def lines(joined: Joined, found: Comparison) -> tuple[LineView, ...]:
    """A line an indicator, in the order of the axes; one that no site could be scored on is left out."""
    return tuple(_lines(joined, found))


def _lines(joined: Joined, found: Comparison) -> Iterator[LineView]:
    lang = joined.lang
    rules = {rule.id: rule for rule in joined.knowledge.index.axes}
    scores = {(site.slug, one.id): one.score for site in found.sites for axis in site.axes for one in axis.indicators}
    for axis in found.sites[0].axes:
        rule = rules.get(axis.id)
        heading = rule.words(lang).name if rule else axis.id
        for indicator in axis.indicators:
            known = rule.indicators.get(indicator.id) if rule else None
            cells = [_cell(joined, scores.get((site.slug, indicator.id)), indicator.score) for site in found.sites]
            if any(cell.score.known for cell in cells):
                called = known.words(lang).name if known else indicator.id
                yield LineView(called, heading, cells[0], tuple(cells[1:]))
                heading = ""


def _cell(joined: Joined, score: Score | None, own: Score) -> TableCell:
    lang, score = joined.lang, score or Score(None, None, None, "not_computed")
    where = relation(score, own) if score is not own else ""
    none = "" if score.value is not None else say(lang, f"report.state.{score.state}")
    return TableCell(score_view(score, lang), none, say(lang, f"compare.relation.{where}") if where else "")
