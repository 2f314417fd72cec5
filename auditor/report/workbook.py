"""rewrites.xlsx: every sentence to change, for a copywriter to answer in a spreadsheet; it comes back by the id of each sentence.

In: a joined audit and its cards. Out: the bytes of a workbook, the same for the same audit. Cells from crawled pages are text, never
formulas or links (CWE-1236); what is not to be changed is locked. `answers` reads it back.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from auditor.models import VERDICTS
from auditor.report.figures import day, number
from auditor.report.views.cards import muted
from auditor.report.views.findings import Card
from auditor.report.views.joined import Joined
from auditor.words import say

COLUMNS = (
    ("id", 15), ("page", 28), ("address", 28), ("type", 26), ("before", 60), ("suggestion", 60), ("questions", 44), ("points", 9),
    ("version", 60), ("decision", 14), ("note", 34),
)  # fmt: skip
OPEN = ("version", "decision", "note")  # columns that the copywriter fills
OPEN_AGAIN = "open"  # what takes a decision back
DECISIONS = (*VERDICTS, OPEN_AGAIN)
DECIDED = {"accepted": "accept", "edited": "edit", "rejected": "reject", "muted": "mute"}  # what a state was decided by
MARK = "rewrites-1"  # before the site's name, language and day: by these the file is known when it comes back
PAGE_COLUMNS = (("page", 44), ("address", 44), ("score", 12), ("findings", 12))
LONGEST = 32_000  # characters; a cell of the format holds 32,767
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def rewrites_xlsx(joined: Joined, found: Sequence[Card]) -> bytes:
    """The workbook: what to do with it, the sentences `found` in their order, the pages."""
    import xlsxwriter

    lang, file = joined.lang, io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": say(lang, "workbook.title", site=joined.name), "created": datetime.fromisoformat(joined.audit.date)})
        _read_me(book, joined)
        _sentences(book, joined, (*found, *muted(joined)))
        _pages(book, joined)
    return file.getvalue()


def _read_me(book: Any, joined: Joined) -> None:
    sheet = book.add_worksheet(say(joined.lang, "workbook.sheet.read-me"))
    sheet.set_column(0, 0, 110)
    lines = say(joined.lang, "workbook.read-me", site=joined.name, date=day(joined.audit.date, joined.lang)).strip().splitlines()
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, book.add_format({"text_wrap": True, "bold": row == 0}))
    for column, cell in enumerate((MARK, joined.audit.site.slug, joined.lang, joined.audit.date)):
        sheet.write_string(len(lines) + 1, column, cell)
    sheet.set_row(len(lines) + 1, None, None, {"hidden": True})


def _sentences(book: Any, joined: Joined, cards: Sequence[Card]) -> None:
    lang = joined.lang
    sheet = book.add_worksheet(say(lang, "workbook.sheet.rewrites"))
    locked, unlocked = (book.add_format({"text_wrap": True, "valign": "top", "locked": is_locked}) for is_locked in (True, False))
    _head(book, sheet, lang, COLUMNS)
    for row, card in enumerate(cards, 1):
        for column, (name, cell) in enumerate(_cells(joined, card)):
            format_ = unlocked if name in OPEN else locked
            if cell or name not in OPEN:
                sheet.write_string(row, column, cell[:LONGEST], format_)
            else:
                sheet.write_blank(row, column, None, format_)
    if cards:
        decision = [name for name, _ in COLUMNS].index("decision")
        choices = [say(lang, f"workbook.decision.{one}") for one in DECISIONS]
        sheet.data_validation(1, decision, len(cards), decision, {"validate": "list", "source": choices})
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})


def _cells(joined: Joined, card: Card) -> Iterable[tuple[str, str]]:
    """The cells of a sentence; those to fill hold what was decided before, or nothing."""
    page = joined.page_of[joined.sentence_of[card.sentence].segment.page]
    said = {
        "id": card.sentence, "page": card.where[0].page, "address": page.url, "type": card.reasons[0].title, "before": card.text,
        "suggestion": _suggested(card), "questions": "\n".join(card.questions),
        "points": number(card.points, joined.lang, 1) if card.points > 0 else "",
        "version": card.state.text if card.state.id == "edited" else "", "note": card.state.note,
        "decision": say(joined.lang, f"workbook.decision.{DECIDED[card.state.id]}") if card.state.id in DECIDED else "",
    }  # fmt: skip
    return ((name, said.get(name, "")) for name, _ in COLUMNS)


def _suggested(card: Card) -> str:
    """The suggestion that was accepted, or the last one that was turned down, or else the first that is offered."""
    if card.state.id == "accepted":
        return card.state.text
    return card.state.refused[-1] if card.state.id == "rejected" and card.state.refused else card.offered


def _pages(book: Any, joined: Joined) -> None:
    sheet = book.add_worksheet(say(joined.lang, "workbook.sheet.pages"))
    _head(book, sheet, joined.lang, PAGE_COLUMNS)
    for row, page in enumerate(joined.pages, 1):
        score = "" if page.index.value is None else number(page.index.value, joined.lang, 1)
        cells = (joined.title(page), page.url, score, str(len(joined.findings_of_page.get(page.key, ()))))
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell[:LONGEST])


def _head(book: Any, sheet: Any, lang: str, columns: Sequence[tuple[str, int]]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, say(lang, f"workbook.column.{name}"), bold)
    sheet.freeze_panes(1, 0)
