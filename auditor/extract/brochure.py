"""A PDF brochure as a page: its headings by their size, its paragraphs by their lines, what runs along every sheet left out.

In: the bytes of a PDF. Out: HTML of what it says, "" where nothing can be read. pypdf draws the text; a file may be hostile or broken,
so that sheets, text and time are bounded.
"""

from __future__ import annotations

import html
import logging
import math
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from auditor.extract.kinds import kind_of_page
from auditor.models import PageKind

MAX_SHEETS = 80
MAX_TEXT = 1_000_000  # characters
MAX_SECONDS = 20.0
# Of one stream, so that what is unpacked and parsed before anything is drawn is bounded too: a sheet of text has some 10,000 steps.
BOUNDS: dict[str, Any] = {"zlib_maximum_output_length": 16_000_000, "stream_parsing_work_maximum_count": 500_000}
LARGER = 1.15  # times the size of the running text: a heading
MAX_LEVEL = 4
HEADING_LENGTH = 200  # characters; a longer text is no heading, however large
APART = 1.8  # times the size, from one line to the next: beyond it a new paragraph begins
SAME_LINE = 0.4  # times the size: a figure set a little higher is no new line
RUNNING = 3  # sheets that carry the same line: a header or a footer
BULLET = re.compile(r"^\s*[•◦‣▪▸►●○■\u2013\u2014\uf0b7·-]\s+")
NUMBER = re.compile(r"^\W*\d{1,3}\W*(?:/\s*\d{1,3})?\W*$")
END_NUMBER = re.compile(r"^\d{1,3}\W+|\W+\d{1,3}(?:\s*/\s*\d{1,3})?\W*$")
FILE_NAME = re.compile(r"\.\w{2,5}$|^\S*$")
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad]$")


@dataclass(slots=True)
class Line:
    """A line of a sheet; `down` is how far it lies below the one before, in points: negative where higher, infinite at the top."""

    text: str
    size: float
    down: float


class _TooMuch(BaseException):
    """The rest of the sheet is left; no Exception, for pypdf catches those of the forms that a sheet draws, and goes on."""


def as_html(body: bytes) -> str:
    """The brochure as a page of HTML, its language and title where the file says them; "" where nothing can be read."""
    sheets, title, lang = _read(body)
    lines = _without_running(sheets)
    if not lines:
        return ""
    said = "".join(_blocks(lines))
    named = f"<title>{html.escape(title)}</title>" if title else ""
    return f'<html lang="{html.escape(lang)}"><head>{named}</head><body>{said}</body></html>'


def kind_of_brochure(key: str) -> PageKind:
    """What a brochure is for, by its name alone: the folder in which a site keeps its files says nothing of them."""
    name = key.partition("?")[0].rpartition("/")[2]
    return kind_of_page(name.rpartition(".")[0] or name, title="", heading="")


def _read(body: bytes) -> tuple[list[list[Line]], str, str]:
    """Lines of each sheet, title and language; what could be read until the file broke or became too much."""
    sheets: list[list[Line]] = []
    title = lang = ""
    with suppress(Exception):  # pypdf raises whatever its parser stumbles over
        import pypdf

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it complains of every broken file on stderr
        with pypdf.apply_configuration(**BOUNDS):
            reader = pypdf.PdfReader(BytesIO(body))
            if reader.is_encrypted:
                reader.decrypt("")
            title, lang = _title(reader), str(reader.root_object.get("/Lang") or "")
            sheets = list(_sheets(reader))
    return sheets, title, lang


def _sheets(reader: Any) -> Iterator[list[Line]]:
    drawn = Drawn(time.monotonic() + MAX_SECONDS)
    for sheet in reader.pages[:MAX_SHEETS]:
        if drawn.is_over():
            return
        yield drawn.lines_of(sheet)


def _title(reader: Any) -> str:
    title = str((reader.metadata and reader.metadata.title) or "").strip()
    return "" if FILE_NAME.search(title) else title


class Drawn:
    """The lines of sheets in the order in which the file draws them, which is that of reading in all but a few."""

    def __init__(self, end: float) -> None:
        self._end, self._length = end, 0
        self._lines: list[Line] = []
        self._last = 0.0

    def is_over(self) -> bool:
        """Whether that was all that will be read of the file."""
        return self._length > MAX_TEXT or time.monotonic() > self._end

    def lines_of(self, sheet: Any) -> list[Line]:
        """Lines of a sheet, up to where it is broken or the file becomes too much."""
        self._lines = []
        with suppress(Exception, _TooMuch):  # the sheets before and after a broken one still count
            sheet.extract_text(visitor_operand_before=self._step, visitor_text=self._met)
        return self._lines

    def _step(self, *_: object) -> None:
        if self.is_over():
            raise _TooMuch

    def _met(self, text: str, page: list[float], matrix: list[float], _font: object, size: float) -> None:
        self._length += len(text)
        height = round(abs(matrix[3] or matrix[1]) * abs(page[3] or page[1]) * size, 1)
        y = matrix[5] * page[3] + page[5]
        for part in filter(str.strip, text.split("\n")):
            self._add(part, y, height)

    def _add(self, part: str, y: float, height: float) -> None:
        """A piece of text: a new line where it stands higher or lower than the one before."""
        if not self._lines or abs(self._last - y) > SAME_LINE * height:
            self._lines.append(Line(part, height, self._last - y if self._lines else math.inf))
        else:
            line = self._lines[-1]
            line.text, line.size = line.text + part, max(line.size, height)
        self._last = y


def _without_running(sheets: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines but page numbers and what stands on sheet after sheet."""
    on = Counter(text for sheet in sheets for text in {_running(sheet, n) for n in range(len(sheet))})
    return [line for sheet in sheets for n, line in enumerate(sheet) if on[_running(sheet, n)] < RUNNING and not NUMBER.match(line.text)]


def _running(sheet: Sequence[Line], number: int) -> str:
    """A line as other sheets would repeat it: without the page number, where it is the first or the last of its sheet."""
    text = sheet[number].text.strip()
    return END_NUMBER.sub("", text) if number in (0, len(sheet) - 1) else text


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
    return 0 <= line.down <= APART * size


def _joined(group: Sequence[Line]) -> str:
    """One text of several lines, a word that was cut at the end of a line put together."""
    text = ""
    for line in group:
        part = line.text.strip()
        is_cut = BROKEN_WORD.search(text) and part[:1].islower()
        text = BROKEN_WORD.sub("", text) + part if is_cut else f"{text} {part}".strip()
    return text
