"""Scores as readers meet them: a number, its interval, a band that is a word before it is a colour, a bar.

In: `Score` records. Out: `ScoreView`; where there is no number, a view that says so and shows none.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models import Score
from auditor.report.figures import number
from auditor.words import say

# Bands of the index (INDEX.md): weak under 40, mixed under 70, strong from 70.
MIXED, STRONG = 40, 70
HALF = 0.5  # from here on a text speaks more of one than of the other
CLEAR = 0.65  # from here on the headline says "mostly"


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score, or the words that stand in its place."""

    known: bool
    text: str  # "38", or "–"
    value: float  # place on the bar, 0-100; 0 when not known
    low: float
    high: float
    width: float  # of the interval
    interval: str  # "31 to 46", "" when there is none
    band: str  # weak | mixed | strong | none
    word: str
    rough: bool
    compared: bool  # the score and the count of sentences point different ways: the reader is told that the score compares


def score_view(score: Score, lang: str, *, own_share: float | None = None) -> ScoreView:
    """A score in words; with `own_share`, the share of sentences about the company, whether the two point different ways."""
    if score.value is None:
        return ScoreView(False, "–", 0, 0, 0, 0, "", "none", say(lang, "report.band.none"), False, False)
    low, high = score.low if score.low is not None else score.value, score.high if score.high is not None else score.value
    interval = say(lang, "report.interval", low=number(low, lang), high=number(high, lang)) if score.low is not None else ""
    name = band(score.value)
    return ScoreView(
        known=True,
        text=number(score.value, lang),
        value=round(score.value, 1),
        low=round(low, 1),
        high=round(high, 1),
        width=max(0.6, round(high - low, 1)),
        interval=interval,
        band=name,
        word=say(lang, f"report.band.{name}"),
        rough=score.rough,
        compared=own_share is not None and not _agrees(name, own_share),
    )


def band(value: float) -> str:
    """Name of the band of a score: the number as printed decides, so that a printed 40 is never called weak."""
    shown = round(value)
    return "weak" if shown < MIXED else "mixed" if shown < STRONG else "strong"


def _agrees(name: str, own_share: float) -> bool:
    """Whether the band is what the count of sentences would make one expect."""
    return {"weak": own_share > HALF, "mixed": 1 - CLEAR < own_share < CLEAR, "strong": own_share < HALF}[name]
