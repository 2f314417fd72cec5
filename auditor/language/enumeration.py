"""Three or more things in a row.

In: a `Reading`. Out: one span from the first thing to the last, with the field `count`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.language.reading import Reading, once

SEPARATOR = re.compile(r"\s*[,;/|•·+]\s+|\s+[|•·–—&/+]\s+|(?<=\w)/(?=\w)")
MARKS = frozenset(",;/|•·+–—&")  # one of them is in each separator
FEW = 3  # things from which a row is a list
SHORT = 7  # words of a thing that is listed, not told
Piece = tuple[int, int]


@once
def enumeration(reading: Reading) -> list[tuple[int, int, tuple[tuple[str, str], ...]]]:
    """The longest row of three or more short things without a finite verb in one of them."""
    text = reading.text.text
    rows = [row for row in _rows(reading) if len(row) >= FEW] if not MARKS.isdisjoint(text) and SEPARATOR.search(text) else []
    if not rows:
        return []
    row = max(rows, key=lambda r: (len(r), -r[0][0]))
    return [(row[0][0], row[-1][1], (("count", str(len(row))),))]


def _rows(reading: Reading) -> Iterator[list[Piece]]:
    row: list[Piece] = []
    for piece, closes in _pieces(reading):
        if row and not _is_short(reading, piece):
            piece, closes = _first_words(reading, piece), True
        elif not row:
            piece = _last_words(reading, piece)
        row.append(piece)
        if closes:
            yield row
            row = []
    yield row


def _pieces(reading: Reading) -> Iterator[tuple[Piece, bool]]:
    """What stands between separators, and whether the row ends with it: « et » and "and" join the last one."""
    text, start = reading.text.text.rstrip(" .!?:;…"), 0
    for match in _separators(reading, text):
        yield (start, match[0]), False
        start = match[1]
    yield (start, len(text)), True


def _separators(reading: Reading, text: str) -> list[Piece]:
    marks = [m.span() for m in SEPARATOR.finditer(text)]
    joins = [(a - 1, b + 1) for a, b in reading.spans("coordinators") if 0 < a and b + 1 < len(text)] if marks else []
    found: list[Piece] = []
    for start, end in sorted(marks + joins):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _words(reading: Reading, piece: Piece) -> int:
    return sum(piece[0] <= word.start < piece[1] for word in reading.real_words)


def _is_short(reading: Reading, piece: Piece) -> bool:
    tokens = [t for t in reading.tokens if piece[0] <= t.idx < piece[1]]
    return 0 < _words(reading, piece) <= SHORT and not any(t.is_finite for t in tokens)


def _last_words(reading: Reading, piece: Piece) -> Piece:
    """The noun phrase that ends a piece: where the first thing of a row starts."""
    tokens = [t for t in reading.tokens if piece[0] <= t.idx < piece[1]]
    start = piece[1]
    for token in reversed(tokens):
        if token.pos not in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "X") and token.tag != "VBG":
            break
        start = token.idx
    return (start, piece[1]) if start < piece[1] else (max(piece[0], tokens[-1].idx) if tokens else piece[0], piece[1])


def _first_words(reading: Reading, piece: Piece) -> Piece:
    """The first words of a piece that goes on: where the last thing of a row ends."""
    end = piece[0]
    for token in (t for t in reading.tokens if piece[0] <= t.idx < piece[1]):
        if token.pos not in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "X") and token.tag != "VBG":
            break
        end = token.end
    return (piece[0], end) if end > piece[0] else piece
