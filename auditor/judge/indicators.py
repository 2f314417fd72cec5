"""The indicators: what each segment adds to their sums, and how the sums of a page or site give their value.

In: a `View` of a page. Out: rows of whole numbers, one a segment (`rows.py`); they are added up over pages in any order (`pooling.py`), and
`value` turns the sums into one term or two (`terms.py`). A formula is added here, and under the same id in `rules/index/axes/<axis>.yml`.
Where a row depends on other segments of its page, `seen` says what of them it depends on: a finding is then priced exactly by counting
again no more than that (`pricing.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from auditor.judge import rows
from auditor.judge.evidence import SEEN, View, Weighed
from auditor.judge.rows import CHANNELS, VIEWS, Places, Row, Rows
from auditor.judge.terms import CLASSES, Sums, backing, coverage, harmony, openness, plainness, share, tone


@dataclass(frozen=True, slots=True)
class Formula:
    """How an indicator is counted."""

    rows: Callable[[View, Places], Rows]  # what the segments at some places of a page add, a row each
    value: Callable[[Sums], Sums] = share
    columns: int = 2
    counted: tuple[int, ...] = (1,)  # columns that say, when they are not 0, that a segment counts
    needs: tuple[str, ...] = ()  # kinds of evidence without which nothing can be counted
    seen: Callable[[Weighed], Hashable] | None = None  # what the rows of other segments depend on
    page: Callable[[View], Row] | None = None  # what the page itself adds


def per_page(columns: int, at: int) -> Callable[[View], Row]:
    """The page itself, counted in column `at`."""
    return lambda view: tuple(int(n == at) for n in range(columns))


FORMULAS: dict[str, Formula] = {
    "voice": Formula(rows.voice),
    "actors": Formula(rows.actors),
    "openings": Formula(rows.openings),
    "first-screen": Formula(rows.first_screen),
    "mentions": Formula(rows.mentions),
    "outcomes": Formula(rows.outcomes, counted=(0,), page=per_page(2, 1)),
    "know-how": Formula(rows.know_how),
    "expectations": Formula(rows.expectations, coverage, 5, counted=(0, 1, 2, 3), page=per_page(5, 4)),
    "customer-knowledge": Formula(
        rows.customer_knowledge, counted=(0,), needs=("named",), seen=SEEN["named"], page=per_page(2, 1)
    ),
    "perspective": Formula(rows.perspective, needs=VIEWS),
    "genericness": Formula(rows.genericness),
    "proof": Formula(rows.proof, backing, 4, counted=(1, 2), seen=SEEN["proved_blocks"], page=per_page(4, 3)),
    "precision": Formula(rows.precision, counted=(0,), needs=("terms",), page=per_page(2, 1)),
    "distinctiveness": Formula(rows.distinctiveness),
    "concreteness": Formula(
        rows.concreteness, counted=(0,), needs=("specifics",), seen=SEEN["specifics"], page=per_page(2, 1)
    ),
    "invitation": Formula(
        rows.invitation, openness, 2 + len(CHANNELS), counted=(0, 2, 3, 4, 5, 6), needs=CHANNELS,
        seen=SEEN["invitations"], page=per_page(2 + len(CHANNELS), 1),
    ),
    "customer-voice": Formula(
        rows.customer_voice, counted=(0,), needs=("customer-evidence",), seen=SEEN["voiced_blocks"], page=per_page(2, 1)
    ),
    "coherence": Formula(rows.coherence, harmony, 3, counted=(2,), page=lambda view: (view.faults, 1, 0)),
    "plain-language": Formula(rows.plain_language, plainness, CLASSES + 1, counted=tuple(range(CLASSES))),
    "human-tone": Formula(
        rows.human_tone, tone, 4, counted=(0, 2), needs=("scripted", "people"), page=per_page(4, 3)
    ),
}  # fmt: skip
