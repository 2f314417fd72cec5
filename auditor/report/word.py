"""rewrites.docx: before and after, a table for each page, for those who work in Word; to read and annotate, never read back.

In: a joined audit and its cards. Out: the bytes of a document, the same for the same audit; None where python-docx is not installed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from auditor.report.figures import day
from auditor.report.render import render
from auditor.report.views.findings import Card
from auditor.report.views.joined import Joined
from auditor.report.views.marking import Change
from auditor.words import say

COLUMNS = ("before", "after", "why")
WIDTHS = (9.5, 9.5, 6.0)  # centimetres, on a page of A4 laid across
LOCALES = {"fr": "fr-FR", "en": "en-GB"}  # without them Word would mark every word of a French page
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what no XML may hold
BREAKS = re.compile("([\t\r\n])")
BODY, END = "word/document.xml", b"<w:sectPr"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows: the same bytes each time


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words on one side of a rewrite."""

    parts: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence to change."""

    lang: str
    before: tuple[Words, ...]
    after: tuple[Words, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordPage:
    """A page and its sentences to change."""

    title: tuple[str, ...]
    address: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Styles by their ids, and widths in twentieths of a point."""

    heading: str
    table: str
    grid: int
    widths: tuple[int, ...]
    columns: tuple[tuple[int, str], ...]  # width and heading


def can_write() -> bool:
    """Whether python-docx is there (`pip install client-focus-auditor[word]`)."""
    return find_spec("docx") is not None


def rewrites_docx(joined: Joined, found: Sequence[Card]) -> bytes | None:
    """The document of the cards `found`, each sentence once; None without python-docx."""
    if not can_write():
        return None
    from docx import Document

    book = Document()
    _set_up(book, joined)
    book.add_heading(_clean(say(joined.lang, "workbook.title", site=joined.name)), 0)
    book.add_paragraph(say(joined.lang, "word.lead", date=day(joined.audit.date, joined.lang)))
    look, file = _look(book, joined), io.BytesIO()
    # python-docx alone would take thirty times as long: it looks each style up in all of them, for each paragraph
    pages = [
        render("word/page.xml", joined.lang, page=_page(joined, key, cards), look=look) for key, cards in _by_page(joined, found).items()
    ]
    book.save(file)
    return _dateless(file, "".join(pages).replace("&#34;", '"').replace("&#39;", "'"))


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


def _by_page(joined: Joined, found: Sequence[Card]) -> dict[str, list[Card]]:
    """Cards by the page that gains most by them, pages in the order of the report, sentences in that of the page."""
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in found:
        groups[joined.sentence_of[card.sentence].segment.page].append(card)
    order = {labelled.segment.id: n for page in joined.pages for n, labelled in enumerate(page.segments)}
    return {page.key: sorted(groups[page.key], key=lambda c: order[c.sentence]) for page in joined.pages if page.key in groups}


def _look(book: Any, joined: Joined) -> Look:
    from docx.shared import Cm

    section = book.sections[0]
    widths = tuple(Cm(width).twips for width in WIDTHS)
    room = Cm((section.page_width - section.left_margin - section.right_margin) // len(WIDTHS) / Cm(1))
    heads = (say(joined.lang, f"word.{name}") for name in COLUMNS)
    styles = book.styles
    return Look(styles["Heading 1"].style_id, styles["Table Grid"].style_id, room.twips, widths, tuple(zip(widths, heads, strict=True)))


def _page(joined: Joined, key: str, cards: Sequence[Card]) -> WordPage:
    page = joined.page_of[key]
    return WordPage(_parts(joined.title(page)), _parts(page.url), tuple(_row(card) for card in cards))


def _row(card: Card) -> Row:
    chosen = card.rewritings[0] if card.rewritings else None
    before, after = (chosen.before, chosen.after) if chosen else ((Change(card.text, False),), ())
    return Row(LOCALES.get(card.lang, card.lang), _words(before), _words(after), _parts("\n".join(_reasons(card))))


def _words(changes: Sequence[Change]) -> tuple[Words, ...]:
    """A side of a rewrite in runs, with the spaces between them."""
    return tuple(Words(_parts(change.text), change.changed) for change in changes)


def _parts(text: str) -> tuple[str, ...]:
    """A text cut at tabs and ends of lines, which are elements of their own."""
    return tuple(part.replace("\r", "\n") for part in BREAKS.split(NO_XML.sub("", text)) if part)


def _reasons(card: Card) -> list[str]:
    """What is wrong, what it would gain, the state of the work, and what to ask where nothing can be pasted."""
    is_open = not (card.rewritings and card.rewritings[0].ready)
    lines = [card.stage, *(reason.message or reason.title for reason in card.reasons), card.gain, *(card.questions if is_open else ())]
    return [line for line in lines if line]


def _clean(text: str) -> str:
    return NO_XML.sub("", text)


def _dateless(file: io.BytesIO, pages: str) -> bytes:
    """The document with `pages` at its end and every part of the same day: zipfile writes the clock into it."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, LONG_AGO)
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, _ended(made.read(name), pages) if name == BODY else made.read(name))
    return fresh.getvalue()


def _ended(body: bytes, pages: str) -> bytes:
    """The body of a document with pages before what it says of its last section, which ends it."""
    head, end, tail = body.rpartition(END)
    return head + pages.encode("utf-8") + end + tail
