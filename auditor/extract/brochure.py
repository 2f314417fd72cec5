"""A PDF brochure as a page: its headings by their size, its paragraphs by their lines, what runs along every sheet left out.

In: the bytes of a PDF. Out: HTML of what it says, "" where nothing can be read. pypdf draws the text; a file may be hostile or broken,
so that sheets, text and time are bounded.
"""

from __future__ import annotations

import html
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

MAX_SHEETS = 80
MAX_TEXT = 1_000_000  # characters
MAX_SECONDS = 20.0
LARGER = 1.15  # times the size of the running text: a heading
MAX_LEVEL = 4
HEADING_LENGTH = 200  # characters; a longer text is no heading, however large
APART = 1.8  # times the size, from one line to the next: beyond it a new paragraph begins
RUNNING = 3  # sheets that carry the same line: a header or a footer
BULLET = re.compile(r"^\s*[•◦‣▪▸►●○■\u2013\u2014\uf0b7·-]\s+")
NUMBER = re.compile(r"^\W*\d{1,3}\W*(?:/\s*\d{1,3})?\W*$")
FILE_NAME = re.compile(r"\.\w{2,5}$|^\S*$")
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad]$")


@dataclass(slots=True)
class Line:
    """A line of a sheet; `down` is how far it lies below the one before, in points, negative where it stands higher."""

    text: str
    size: float
    down: float


class _TooMuch(Exception):
    """The rest of the file is left."""


def as_html(body: bytes) -> str:
    """The brochure as a page of HTML, its language and title where the file says them; "" where nothing can be read."""
    sheets, title, lang = _read(body)
    lines = _without_running(sheets)
    if not lines:
        return ""
    said = "".join(_blocks(lines))
    named = f"<title>{html.escape(title)}</title>" if title else ""
    return f'<html lang="{html.escape(lang)}"><head>{named}</head><body>{said}</body></html>'


def stem_of(key: str) -> str:
    """The name of a brochure without its suffix, which says what it is for as a page's does."""
    return str(PurePosixPath(unquote(urlsplit(key).path)).with_suffix("")) if key else ""


def _read(body: bytes) -> tuple[list[list[Line]], str, str]:
    """Lines of each sheet, title and language; what could be read until the file broke or became too much."""
    sheets: list[list[Line]] = []
    title = lang = ""
    try:
        import pypdf

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it complains of every broken file on stderr
        reader = pypdf.PdfReader(BytesIO(body))
        if reader.is_encrypted:
            reader.decrypt("")
        title, lang = _title(reader), str(reader.root_object.get("/Lang") or "")
        end = time.monotonic() + MAX_SECONDS
        for sheet in reader.pages[:MAX_SHEETS]:
            sheets.append(_lines(sheet, end))
    except Exception:  # pypdf raises whatever its parser stumbles over: the sheets before still count
        return sheets, title, lang
    return sheets, title, lang


def _title(reader: Any) -> str:
    title = str((reader.metadata and reader.metadata.title) or "").strip()
    return "" if FILE_NAME.search(title) else title


def _lines(sheet: Any, end: float) -> list[Line]:
    """Lines in the order in which the file draws them, which is that of reading in all but a few."""
    lines: list[Line] = []
    length = 0
    last = 0.0

    def met(text: str, page: list[float], matrix: list[float], _font: object, size: float) -> None:
        nonlocal length, last
        length += len(text)
        if length > MAX_TEXT or time.monotonic() > end:
            raise _TooMuch
        height = abs(matrix[3] or matrix[1]) * abs(page[3] or page[1]) * size
        y = matrix[5] * page[3] + page[5]
        for number, part in enumerate(text.split("\n")):
            if number or not lines or abs(last - y) > 1 and lines[-1].text.strip():
                lines.append(Line("", 0.0, last - y))
            lines[-1].text += part
            if part.strip():
                lines[-1].size = max(lines[-1].size, round(height, 1))
        last = y

    sheet.extract_text(visitor_text=met)
    return [line for line in lines if line.text.strip()]


def _without_running(sheets: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines but page numbers and what stands on sheet after sheet."""
    on = Counter(text for sheet in sheets for text in {line.text.strip() for line in sheet})
    return [line for sheet in sheets for line in sheet if on[line.text.strip()] < RUNNING and not NUMBER.match(line.text)]


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    """Headings, list items and paragraphs, each as HTML."""
    usual = _usual(lines)
    levels = _levels(lines, usual)
    for group in _grouped(lines, usual):
        text = _joined(group)
        level = levels.get(group[0].size, 0)
        if level and len(text) <= HEADING_LENGTH:
            yield f"<h{level}>{html.escape(text)}</h{level}>"
        elif BULLET.match(text):
            yield f"<ul><li>{html.escape(BULLET.sub('', text))}</li></ul>"
        else:
            yield f"<p>{html.escape(text)}</p>"


def _usual(lines: Sequence[Line]) -> float:
    """The size of the running text: the one in which most of it is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _levels(lines: Sequence[Line], usual: float) -> dict[float, int]:
    sizes = sorted({line.size for line in lines if line.size > usual * LARGER}, reverse=True)
    return {size: min(rank, MAX_LEVEL) for rank, size in enumerate(sizes, 1)}


def _grouped(lines: Sequence[Line], usual: float) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: Sequence[Line], line: Line, usual: float) -> bool:
    """Whether a line belongs to the paragraph, item or heading before it."""
    size = group[-1].size or usual
    if BULLET.match(line.text) or abs(line.size - size) > 0.5:
        return False
    return -1 <= line.down <= APART * size


def _joined(group: Sequence[Line]) -> str:
    """One text of several lines, a word that was cut at the end of a line put together."""
    text = ""
    for line in group:
        part = line.text.strip()
        is_cut = BROKEN_WORD.search(text) and part[:1].islower()
        text = BROKEN_WORD.sub("", text) + part if is_cut else f"{text} {part}".strip()
    return text
