"""The score over time as a line with the likely range of each audit.

In: the audits, the oldest first. Out: `Chart`: places in a drawing of 480 by 220. Audits stand evenly apart: how often a site is audited
says nothing of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.models import Past
from auditor.report.figures import day, number, tenth
from auditor.words import say

WIDTH, HEIGHT = 480, 220
LEFT, RIGHT, TOP, BOTTOM = 34, 34, 14, 30  # margins, for the numbers at the sides and the days below
MOST = 24  # audits drawn; the table has them all
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Dot:
    """An audit that has a number."""

    x: float
    y: float
    low: float
    high: float
    text: str  # the score where it is labelled: the first and the last


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing."""

    dots: tuple[Dot, ...]
    line: str  # points of the line
    limits: tuple[tuple[float, str], ...]  # heights of the bands, with their numbers
    first: str  # days
    last: str
    described: str
    note: str  # how many audits are left out, "" when none


def chart(audits: Sequence[Past], lang: str) -> Chart | None:
    """The chart of the last audits; None where fewer than two have a number."""
    known = [past for past in audits if past.index.value is not None]
    drawn = known[-MOST:]
    if len(drawn) < FEWEST:
        return None
    step = (WIDTH - LEFT - RIGHT) / (len(drawn) - 1)
    dots = tuple(_dot(past, LEFT + n * step, n in (0, len(drawn) - 1), lang) for n, past in enumerate(drawn))
    told = ", ".join(_told(past, lang) for past in drawn)
    left = len(known) - len(drawn)
    return Chart(
        dots=dots,
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        limits=tuple((_height(value), number(value, lang)) for value in (0, 40, 70, 100)),
        first=day(drawn[0].date, lang),
        last=day(drawn[-1].date, lang),
        described=say(lang, "trend.chart.described", points=told),
        note=say(lang, "trend.chart.left", count=left, n=number(left, lang)) if left else "",
    )


def _told(past: Past, lang: str) -> str:
    return say(lang, "trend.chart.point", date=day(past.date, lang), score=tenth(past.index.value or 0.0, lang))


def _dot(past: Past, x: float, is_labelled: bool, lang: str) -> Dot:
    score = past.index
    value = score.value or 0.0
    low, high = score.low if score.low is not None else value, score.high if score.high is not None else value
    return Dot(round(x, 1), _height(value), _height(low), _height(high), tenth(value, lang) if is_labelled else "")


def _height(value: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / 100, 1)
