"""The report on one sheet: to print for a meeting, or to send as one file.

In: a joined audit and its cards. Out: `Summary`; it stands alone, so nothing in it leads to another page of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.report.brand import Brand
from auditor.report.figures import day, number
from auditor.report.views.families import Kind, kinds
from auditor.report.views.findings import Card
from auditor.report.views.fixes import Fixes, fixes
from auditor.report.views.joined import Joined
from auditor.report.views.lists import TableRow
from auditor.report.views.overview import Overview
from auditor.words import say

FIXES = 20  # on paper, where nothing opens
LINES = 200  # that open, of a file that goes by e-mail
PRINTED_PAGES = 25  # lines of the table of pages on paper


@dataclass(frozen=True, slots=True)
class Summary:
    """What one sheet holds; `is_printed`: for paper, where nothing opens."""

    lang: str
    site: str
    date: str
    tool: str
    brand: Brand
    is_printed: bool
    overview: Overview
    fixes: tuple[Card, ...]
    fixes_total: int
    rest: Fixes | None  # what follows, line by line; None on paper, where it would take fifty sheets
    letters: tuple[Kind, ...]
    pages: tuple[TableRow, ...]
    pages_left: str  # how many pages the table leaves out, "" when none


def summary(joined: Joined, found: Sequence[Card], view: Overview, pages: Sequence[TableRow], *, is_printed: bool) -> Summary:
    """The sheet of an audit: its overview, with the first of the sentences `found` to change and the table of pages."""
    lang, whole = joined.lang, fixes(joined, found, room=LINES)
    shown = pages[:PRINTED_PAGES] if is_printed else pages
    left = len(pages) - len(shown)
    return Summary(
        lang=lang, site=joined.name, date=day(joined.audit.date, lang), brand=joined.brand,
        tool=joined.audit.tool if joined.brand.powered_by else "", is_printed=is_printed,
        overview=view, fixes=tuple(found[:FIXES]) if is_printed else whole.cards, fixes_total=len(found),
        rest=None if is_printed else whole, letters=kinds(lang),
        pages=tuple(shown), pages_left=say(lang, "sheet.pages-left", count=left, n=number(left, lang)) if left else "",
    )  # fmt: skip
