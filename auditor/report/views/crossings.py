"""Scores crossed by kind of page, section and language.

In: a joined audit. Out: `WayView` records: a line of dots for the whole score of each part, and a table of every indicator. A part with too
little text has no number.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.judge.crossings import INDEX, WAYS
from auditor.models import Crossing, Score
from auditor.report.figures import number
from auditor.report.views.joined import Joined
from auditor.report.views.scores import ScoreView, score_view
from auditor.words import say

PARTS = 12  # parts in one table; a site with more sections has the rest in the CSV file


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the site: its name, its size, its whole score."""

    name: str
    size: str
    score: ScoreView


@dataclass(frozen=True, slots=True)
class CellView:
    """A score in the table, or the words for none."""

    score: ScoreView
    none: str


@dataclass(frozen=True, slots=True)
class LineView:
    """An indicator over the whole site and over each part."""

    name: str
    axis: str  # set where a new axis begins
    site: CellView
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class WayView:
    """One way of cutting the site."""

    id: str
    title: str
    parts: tuple[PartView, ...]
    lines: tuple[LineView, ...]
    finding: str  # the widest gap, "" where it is within the intervals
    more: str


def way_views(joined: Joined) -> tuple[WayView, ...]:
    """The ways that cut this site into two parts or more, one of them at least with text enough for a number."""
    cuts = ((by, [c for c in joined.audit.crossings if c.by == by]) for by in WAYS)
    return tuple(_way(joined, by, found) for by, found in cuts if any(c.indicator == INDEX and c.score.value is not None for c in found))


def _way(joined: Joined, by: str, found: list[Crossing]) -> WayView:
    lang, whole = joined.lang, [crossing for crossing in found if crossing.indicator == INDEX]
    largest = sorted(whole, key=lambda c: (c.score.value is None, -c.pages, c.part))[:PARTS]
    shown = sorted(largest, key=lambda c: (c.score.value is None, -(c.score.value or 0.0), c.part))
    rest = len(whole) - len(shown)
    return WayView(
        id=by,
        title=say(lang, f"lenses.crossings.{by}"),
        parts=tuple(_part(joined, crossing) for crossing in shown),
        lines=_lines(joined, found, [crossing.part for crossing in shown]),
        finding=_finding(joined, shown),
        more=say(lang, "lenses.crossings.more", count=rest, n=number(rest, lang)) if rest else "",
    )


def part_name(joined: Joined, crossing: Crossing) -> str:
    """What a part is called in the report's language."""
    if crossing.by == "kind":
        return say(joined.lang, f"report.page-kind.{crossing.part}")
    if crossing.by == "language":
        return say(joined.lang, f"lenses.language.{crossing.part}")
    return f"/{crossing.part}/" if crossing.part else say(joined.lang, "lenses.crossings.root")


def _part(joined: Joined, crossing: Crossing) -> PartView:
    size = say(joined.lang, "lenses.crossings.pages", count=crossing.pages, n=number(crossing.pages, joined.lang))
    return PartView(part_name(joined, crossing), size, score_view(crossing.score, joined.lang))


def _lines(joined: Joined, found: list[Crossing], order: list[str]) -> tuple[LineView, ...]:
    """A line for each indicator of the audit, in the order of its axes."""
    scores = {(crossing.part, crossing.indicator): crossing.score for crossing in found}
    rules = {rule.id: rule for rule in joined.knowledge.index.axes}
    lines = []
    for axis in joined.audit.axes:
        words = rules[axis.id].words(joined.lang) if axis.id in rules else None
        for n, indicator in enumerate(axis.indicators):
            known = rules[axis.id].indicators.get(indicator.id) if axis.id in rules else None
            name = known.words(joined.lang).name if known else indicator.id
            cells = tuple(_cell(joined, scores.get((part, indicator.id))) for part in order)
            lines.append(LineView(name, (words.name if words else axis.id) if n == 0 else "", _cell(joined, indicator.score), cells))
    return tuple(lines)


def _cell(joined: Joined, score: Score | None) -> CellView:
    if score is None:
        return CellView(score_view(Score(None, None, None, "not_computed"), joined.lang), say(joined.lang, "report.state.not_computed"))
    return CellView(score_view(score, joined.lang), "" if score.value is not None else say(joined.lang, f"report.state.{score.state}"))


def _finding(joined: Joined, parts: list[Crossing]) -> str:
    """The best and the weakest part, where their intervals lie apart."""
    known = sorted((c for c in parts if c.score.value is not None), key=lambda c: c.score.value or 0.0)
    if len(known) < 2 or (known[0].score.high or 0.0) >= (known[-1].score.low or 0.0):
        return ""
    best, weak = known[-1], known[0]
    figures = {"high": number(best.score.value or 0.0, joined.lang), "low": number(weak.score.value or 0.0, joined.lang)}
    return say(joined.lang, "lenses.crossings.finding", best=part_name(joined, best), weak=part_name(joined, weak), **figures)
