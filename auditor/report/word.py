"""rewrites.docx: before and after, a table for each page, for those who work in Word; to read and annotate, never read back.

In: a joined audit and its cards. Out: the bytes of a document, the same for the same audit; None where python-docx is not installed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from auditor.report.figures import day
from auditor.report.views.findings import Card, Cards, ranked
from auditor.report.views.joined import Joined
from auditor.report.views.marking import Change
from auditor.words import say

COLUMNS = ("before", "after", "why")
WIDTHS = (9.5, 9.5, 6.0)  # centimetres, on a page of A4 laid across
LOCALES = {"fr": "fr-FR", "en": "en-GB"}  # without them Word would mark every word of a French page
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what no XML may hold
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows: the same bytes each time


def can_write() -> bool:
    """Whether python-docx is there (`pip install client-focus-auditor[word]`)."""
    return find_spec("docx") is not None


def rewrites_docx(joined: Joined, made: Cards) -> bytes | None:
    """The document; None without python-docx."""
    if not can_write():
        return None
    from docx import Document

    book = Document()
    _set_up(book, joined)
    book.add_heading(_clean(say(joined.lang, "workbook.title", site=joined.name)), 0)
    book.add_paragraph(say(joined.lang, "word.lead", date=day(joined.audit.date, joined.lang)))
    for key, cards in _by_page(joined, made).items():
        _page(book, joined, key, cards)
    file = io.BytesIO()
    book.save(file)
    return _dateless(file)


def _set_up(book: Any, joined: Joined) -> None:
    """A4 laid across, the report's language, and properties that tell of the report and of nobody's machine."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm

    section = book.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2.2)
    for lang in book.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), LOCALES[joined.lang])
    told, when = book.core_properties, datetime.fromisoformat(joined.audit.date)
    told.created = told.modified = when
    told.title, told.author, told.comments = _clean(say(joined.lang, "workbook.title", site=joined.name)), _clean(joined.brand.agency), ""
    told.language, told.revision = LOCALES[joined.lang], 1


def _by_page(joined: Joined, made: Cards) -> dict[str, list[Card]]:
    """Cards by the page that gains most by them, pages in the order of the report, sentences in that of the page."""
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in ranked(joined, made.values()):
        groups[joined.sentence_of[card.sentence].segment.page].append(card)
    order = {labelled.segment.id: n for page in joined.pages for n, labelled in enumerate(page.segments)}
    return {page.key: sorted(groups[page.key], key=lambda c: order[c.sentence]) for page in joined.pages if page.key in groups}


def _page(book: Any, joined: Joined, key: str, cards: Sequence[Card]) -> None:
    page = joined.page_of[key]
    book.add_heading(_clean(joined.title(page)), 1)
    book.add_paragraph(_clean(page.url))
    table = book.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    _head(table, joined)
    for card in cards:
        before, after, why = table.add_row().cells
        chosen = card.rewritings[0] if card.rewritings else None
        _words(before, chosen.before if chosen else (Change(card.text, False),), card.lang, gone=True)
        _words(after, chosen.after if chosen else (), card.lang, gone=False)
        why.text = _clean("\n".join(_reasons(card)))
    for row in table.rows:
        _set_widths(row.cells)


def _head(table: Any, joined: Joined) -> None:
    """The headings, repeated on each sheet of paper."""
    from docx.oxml import OxmlElement

    row = table.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(row.cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(say(joined.lang, f"word.{name}")).bold = True


def _words(cell: Any, changes: Sequence[Change], lang: str, *, gone: bool) -> None:
    """A side of a rewrite: words that go are struck out, words that come are underlined."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for n, change in enumerate(changes):
        run = cell.paragraphs[0].add_run(_clean(change.text) + (" " if n < len(changes) - 1 else ""))
        run.font.strike, run.font.underline = (change.changed and gone) or None, (change.changed and not gone) or None
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), LOCALES.get(lang, lang))
        run._r.get_or_add_rPr().append(spoken)


def _reasons(card: Card) -> list[str]:
    """What is wrong, what it would gain, the state of the work, and what to ask where nothing can be pasted."""
    is_open = not (card.rewritings and card.rewritings[0].ready)
    lines = [card.stage, *(reason.message or reason.title for reason in card.reasons), card.gain, *(card.questions if is_open else ())]
    return [line for line in lines if line]


def _set_widths(cells: Sequence[Any]) -> None:
    from docx.shared import Cm

    for cell, width in zip(cells, WIDTHS, strict=True):
        cell.width = Cm(width)


def _clean(text: str) -> str:
    return NO_XML.sub("", text)


def _dateless(file: io.BytesIO) -> bytes:
    """The document with every part of the same day: zipfile writes the clock into it."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, LONG_AGO)
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, made.read(name))
    return fresh.getvalue()
