"""What a site gains with a sentence, in words.

In: points, and what of them the text shown wins. Out: "+2.4 points if you fix this"; where the text mends a part only, that part first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from auditor.models import Finding
from auditor.report.figures import gain
from auditor.report.views.joined import Joined
from auditor.words import say

How = Literal["", "-all", "-each", "-short"]


class Points(NamedTuple):
    """Points, and whether they are the most that can be won."""

    points: float
    up_to: bool


def worth(findings: Sequence[Finding], text: str, left: Collection[Finding]) -> tuple[Points, Points | None]:
    """What can be won with a sentence, and what `text` wins where it leaves the findings `left`. Findings of one sentence mend the same
    labels, hence no sum: it is what the best of them wins, of those that `text` was made for where there are any.
    """
    mended = _best([f for f in findings if f not in left], text)
    if not left:
        return mended, None
    most = _best(findings, "")
    return most, mended if text and round(mended.points, 1) < round(most.points, 1) else None


def _best(findings: Sequence[Finding], text: str) -> Points:
    answered = [f for f in findings if any(s.text == text for s in f.advice.suggestions)]
    best = max(answered or findings, key=lambda f: f.points or 0.0)
    return Points(best.points or 0.0, best.up_to)


def gained(joined: Joined, most: Points, part: Points | None = None, *, how: How = "") -> str:
    """What the site gains, "" when that rounds to nothing. `how`: if it all is fixed, for each page that is fixed, or in two words."""
    if part is None or round(most.points, 1) <= 0:
        return _said(joined, most, how)
    shown = _said(joined, part, "-short") or say(joined.lang, "report.gain.none")
    if how == "-short":
        return say(joined.lang, "report.gain.of", part=shown, points=gain(most.points, joined.lang))
    return say(joined.lang, "report.gain.partly", part=shown, whole=_said(joined, most, how or "-all"))


def _said(joined: Joined, won: Points, how: How) -> str:
    shown, name = round(won.points, 1), ("gain.up-to" if won.up_to else "gain") + how
    return say(joined.lang, f"report.{name}", count=shown, points=gain(won.points, joined.lang)) if shown > 0 else ""
