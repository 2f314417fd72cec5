"""Who the sentences of a text are about, counted.

In: labelled sentences. Out: `Shares`: how many speak of the company, of the client, of both, of neither, and the strip that shows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from auditor.models import FOCUSES, LabelledSegment
from auditor.report.figures import number, percent
from auditor.words import say

BEARING = tuple(focus for focus in FOCUSES if focus != "neutral")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a stacked bar, in per cent of its length."""

    css: str
    x: float
    width: float
    name: str
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class Shares:
    """Counts of sentences by whom they are about."""

    own: int
    client: int
    both: int
    neither: int
    parts: tuple[Part, ...]

    @property
    def about_someone(self) -> int:
        """Sentences about the company, the client or both."""
        return self.own + self.client + self.both

    @property
    def own_share(self) -> float | None:
        """Share of sentences about the company among those about someone; None when none is."""
        return self.own / self.about_someone if self.about_someone else None


def shares(sentences: Iterable[LabelledSegment], lang: str) -> Shares:
    """The counts, and the parts of a bar over the sentences that are about someone."""
    counts = Counter([s.labels.focus for s in sentences])
    total = sum([counts[focus] for focus in BEARING])
    parts, x = [], 0.0
    for focus, name in zip(BEARING, _names(lang), strict=True):
        width = 100 * counts[focus] / total if total else 0.0
        share = percent(counts[focus] / total, lang) if total else percent(0, lang)
        parts.append(Part(focus, round(x, 2), round(width, 2), name, number(counts[focus], lang), share))
        x += width
    return Shares(counts["self"], counts["customer"], counts["shared"], counts["neutral"], tuple(parts))


@cache
def _names(lang: str) -> tuple[str, ...]:
    return tuple(say(lang, f"report.focus.{focus}") for focus in BEARING)
