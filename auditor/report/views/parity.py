"""Pages in two languages side by side: what was kept, dropped, added, inflated or changed.

In: a joined audit. Out: `PairView` records; what was not aligned is counted as not compared and never called dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from auditor.models import Lang, Parity, ParityRow
from auditor.report.figures import number
from auditor.report.views.joined import Joined
from auditor.report.views.lenses import SentenceView, sentence_view
from auditor.report.views.scores import ScoreView, score_view
from auditor.words import say

STATES = ("inflated", "dropped", "added", "changed", "kept")
SHOWN = ("inflated", "dropped", "added", "changed")  # what is kept is folded away


@dataclass(frozen=True, slots=True)
class SideView:
    """One page of a pair."""

    title: str
    lang: str
    language: str
    file: str
    score: ScoreView


@dataclass(frozen=True, slots=True)
class RowView:
    """What became of something: the sentence on each side, None where there is none, and of what it is told."""

    what: str
    left: SentenceView | None
    right: SentenceView | None


@dataclass(frozen=True, slots=True)
class StateView:
    """The rows of one state."""

    state: str
    title: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """Two pages that say the same."""

    id: str
    left: SideView
    right: SideView
    how: str
    compared: str
    states: tuple[StateView, ...]
    kept: StateView | None
    same: bool  # nothing but what was kept


def pair_views(joined: Joined) -> tuple[PairView, ...]:
    """The pairs, those with most differences first."""
    pairs = [pair for pair in joined.audit.parity if {pair.left, pair.right} <= joined.page_of.keys()]
    return tuple(_pair(joined, n, pair) for n, pair in enumerate(sorted(pairs, key=lambda pair: -_differences(pair))))


def _differences(pair: Parity) -> int:
    return sum(row.state != "kept" for row in pair.rows)


def _pair(joined: Joined, n: int, pair: Parity) -> PairView:
    lang, left, right = joined.lang, _side(joined, pair.left), _side(joined, pair.right)
    states = {state: _state(joined, pair, state, right.language) for state in STATES}
    of = [len(joined.texts[key]) for key in (pair.left, pair.right)]
    figures = {"n": number(len(pair.compared), lang), "left": number(of[0], lang), "right": number(of[1], lang)}
    return PairView(
        id=f"pair-{n + 1}",
        left=left,
        right=right,
        how=say(lang, f"lenses.parity.how.{pair.how}"),
        compared=say(lang, "lenses.parity.compared", count=len(pair.compared), **figures),
        states=tuple(found for state in SHOWN if (found := states[state])),
        kept=states["kept"],
        same=bool(pair.rows) and not _differences(pair),
    )


def _side(joined: Joined, key: str) -> SideView:
    page = joined.page_of[key]
    known = page.lang if page.lang in get_args(Lang) else joined.lang
    language = say(joined.lang, f"lenses.language.{known}")
    return SideView(joined.title(page), page.lang, language, joined.page_file(key), score_view(page.index, joined.lang))


def _state(joined: Joined, pair: Parity, state: str, language: str) -> StateView | None:
    merged: dict[tuple[str, str], list[str]] = {}
    for row in pair.rows:
        if row.state == state and _known(joined, row):
            merged.setdefault((row.left, row.right), []).append(say(joined.lang, f"lenses.parity.what.{row.what}"))
    rows = tuple(_row(joined, *sides, ", ".join(dict.fromkeys(whats))) for sides, whats in merged.items())
    title = say(joined.lang, f"lenses.parity.{state}", count=len(rows), n=number(len(rows), joined.lang), language=language)
    return StateView(state, title, rows) if rows else None


def _known(joined: Joined, row: ParityRow) -> bool:
    return all(id in joined.sentence_of for id in (row.left, row.right) if id)


def _row(joined: Joined, left: str, right: str, what: str) -> RowView:
    return RowView(what, sentence_view(joined, left) if left else None, sentence_view(joined, right) if right else None)
