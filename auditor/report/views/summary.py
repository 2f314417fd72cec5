"""The report on one sheet: to print for a meeting, or to send as one file.

In: a joined audit and its cards. Out: `Summary`; it stands alone, so nothing in it leads to another page of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.models import Lang
from auditor.report.brand import Brand
from auditor.report.figures import day, number
from auditor.report.views.families import Kind, kinds
from auditor.report.views.findings import Card
from auditor.report.views.joined import Joined
from auditor.report.views.lists import TableRow
from auditor.report.views.overview import Overview
from auditor.report.views.rewrites import is_complete, rewritten
from auditor.words import say

FIXES = 20
PRINTED_PAGES = 25  # lines of the table of pages on paper
MOST_REWRITES = 400  # of a file that goes by e-mail


@dataclass(frozen=True, slots=True)
class Summary:
    """What one sheet holds; `is_printed`: for paper, where the list of rewrites would take fifty sheets."""

    lang: str
    site: str
    date: str
    tool: str
    brand: Brand
    is_printed: bool
    overview: Overview
    fixes: tuple[Card, ...]
    fixes_total: int
    rewrites: tuple[Card, ...]
    rewrites_title: str
    letters: tuple[Kind, ...]
    pages: tuple[TableRow, ...]
    pages_left: str  # how many pages the table leaves out, "" when none


def summary(joined: Joined, found: Sequence[Card], view: Overview, pages: Sequence[TableRow], *, is_printed: bool) -> Summary:
    """The sheet of an audit: its overview, with the first of the sentences `found` to change and the table of pages."""
    lang, fixes = joined.lang, tuple(found[:FIXES])
    more = tuple(card for card in rewritten(found) if card not in fixes)
    shown = pages[:PRINTED_PAGES] if is_printed else pages
    left = len(pages) - len(shown)
    return Summary(
        lang=lang, site=joined.name, date=day(joined.audit.date, lang), brand=joined.brand,
        tool=joined.audit.tool if joined.brand.powered_by else "", is_printed=is_printed,
        overview=view, fixes=fixes, fixes_total=len(found),
        rewrites=() if is_printed else more[:MOST_REWRITES], rewrites_title=_titled(lang, more[:MOST_REWRITES]), letters=kinds(lang),
        pages=tuple(shown), pages_left=say(lang, "sheet.pages-left", count=left, n=number(left, lang)) if left else "",
    )  # fmt: skip


def _titled(lang: Lang, cards: Sequence[Card]) -> str:
    """How many more texts there are, and how many of them are complete."""
    complete = sum(map(is_complete, cards))
    return say(lang, "sheet.rewrites", count=len(cards), n=number(len(cards), lang), complete=number(complete, lang))
