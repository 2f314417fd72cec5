"""A workbook of rewrites that comes back: read as text, whatever program saved it and whatever it holds.

In: the path of an .xlsx file. Out: `Answers`; a file that is no such workbook, or that attacks its reader, is one
sentence (`UsageProblem`). Formulas are never worked out, links never followed, macros refused.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from auditor.errors import UsageProblem
from auditor.models import LANGS, Answer, Answers
from auditor.report.exports import FORMULA
from auditor.report.workbook import MARK
from auditor.words import say

MOST_BYTES = 20_000_000  # of the file; ours is 0.2 MB for a thousand sentences
MOST_UNPACKED = 60_000_000  # a thousand sentences unpack to 2 MB
MOST_PARTS = 500
MOST_ROWS, MOST_COLUMNS = 20_000, 40  # further cells are not looked at: a bomb may claim a million rows
HEAD_ROWS = 10  # the headings are looked for in so many rows
NEEDED = ("id", "before", "suggestion", "version", "decision", "note")
FORBIDDEN = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be"))
SPACES = re.compile(r"[ \t\r\n\f\v]+")  # the narrow spaces of French are no white space to fold
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
PREFIXED = re.compile(rf"\A'(?='*[{re.escape(''.join(FORMULA))}])")  # what makes a cell text: one goes, any other is the writer's own

Cells = Sequence[Any]


def read_answers(path: Path) -> Answers:
    """What the writer answered; UsageProblem when the file cannot be read as our workbook."""
    notes = _inspect(path)
    try:
        rows, about = _read(path)
    except UsageProblem:
        raise
    except Exception as error:  # a damaged or hostile file may raise anything inside the reader: KeyError, ParseError, TypeError, ...
        raise UsageProblem("workbook.damaged", file=path) from error
    if rows is None:
        raise UsageProblem("workbook.not-ours", file=path)
    return Answers(*about, rows=tuple(rows), notes=tuple(notes))


def _inspect(path: Path) -> list[str]:
    """What is told of a file that may be opened; UsageProblem for one that may not."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageProblem("workbook.too-large", file=path)
        with zipfile.ZipFile(path) as packed:
            return _inspect_parts(path, packed)
    except zipfile.BadZipFile as error:
        raise UsageProblem("workbook.not-a-workbook", file=path) from error
    except (OSError, NotImplementedError, RuntimeError) as error:  # missing, a folder, another compression, a password
        raise UsageProblem("workbook.unreadable", file=path) from error


def _inspect_parts(path: Path, packed: zipfile.ZipFile) -> list[str]:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:  # zipfile reads no more than a part declares
        raise UsageProblem("workbook.too-large", file=path)
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UsageProblem("workbook.not-a-workbook", file=path)
    if any("vbaproject" in name.lower() or "/macrosheets/" in name.lower() for name in names):
        raise UsageProblem("workbook.macros", file=path)
    for name in sorted(names):
        if name.endswith((".xml", ".rels")) and any(word in packed.read(name) for word in FORBIDDEN):
            raise UsageProblem("workbook.damaged", file=path)
    return ["workbook.note.links"] if any(name.startswith("xl/externalLinks/") for name in names) else []


def _read(path: Path) -> tuple[list[Answer] | None, tuple[str, str, str]]:
    """The rows, None without a sheet of ours; and what the file says of itself."""
    from openpyxl import load_workbook

    with path.open("rb") as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out (styles, validations), which is nothing to us
        book = load_workbook(stream, read_only=True, keep_links=False)
        about, found = ("", "", ""), None
        for sheet in book.worksheets:
            found = found if found is not None else _answers(sheet)
            about = about if about[0] else _about(sheet)
        return found, about


def _rows(sheet: Any, most: int) -> Iterator[tuple[int, list[str]]]:
    """Number and texts of the rows that hold anything."""
    for number, row in enumerate(sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS, values_only=True), 1):
        if any(value is not None for value in row):
            yield number, [_text(value) for value in row]


def _about(sheet: Any) -> tuple[str, str, str]:
    """Slug, language and day behind the mark, "" where the sheet has none."""
    for _, cells in _rows(sheet, MOST_COLUMNS):
        if MARK in cells:
            slug, lang, day, *_ = [*cells[cells.index(MARK) + 1 :], "", "", ""]
            return slug, lang, day
    return "", "", ""


def _answers(sheet: Any) -> list[Answer] | None:
    """The rows under our headings; None when the sheet has none."""
    places: dict[str, int] = {}
    found: list[Answer] = []
    for number, cells in _rows(sheet, MOST_ROWS):
        if places:
            given = {name: cells[place] for name, place in places.items()}
            found += [_answer(number, given)] if given["id"] or given["before"] else []
        elif number <= HEAD_ROWS:
            places = _places(cells)
        else:
            return None
    return found if places else None


def _answer(number: int, given: dict[str, str]) -> Answer:
    return Answer(number, given["id"], given["before"], given["suggestion"], given["version"], given["decision"], given["note"])


def _places(cells: Sequence[str]) -> dict[str, int]:
    """Where each column that we need stands, by its heading in either language; nothing unless all are there."""
    names: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = _headings().get(cell.casefold())
        if name:
            names.setdefault(name, place)
    return names if set(names) == {*NEEDED} else {}


@cache
def _headings() -> dict[str, str]:
    return {say(lang, f"workbook.column.{name}").casefold(): name for lang in LANGS for name in NEEDED}


def _text(value: object) -> str:
    """A cell as its writer sees it: one line of text, without the apostrophe that only says "this is text"."""
    from openpyxl.utils.escape import unescape

    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).upper() if isinstance(value, bool) else unescape(str(value))
    return PREFIXED.sub("", CONTROLS.sub("", SPACES.sub(" ", text)).strip(" "), count=1)
