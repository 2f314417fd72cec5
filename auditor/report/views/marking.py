"""A sentence cut where findings begin and end, so that each piece knows what marks it.

In: a text and spans with their kinds. Out: pieces in order that give back the text when joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

UNDERLINES = 2  # more lines under one word cannot be told apart
SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # a line may break at them; before a French colon or question mark it may not


@dataclass(frozen=True, slots=True)
class Span:
    """Where a finding stands in its sentence."""

    start: int
    end: int
    css: str  # class of its kind
    rank: int  # 0 is the worst kind
    finding: str  # its id
    letter: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: the kinds that underline it (at most two, the worst first) and the findings that end with it."""

    text: str
    kinds: tuple[str, ...] = ()
    ending: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words of a rewrite, and whether it differs from the other side."""

    text: str
    changed: bool


def mark(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The text in pieces; spans that leave the text are cut to it, empty ones cover it whole."""
    if not spans:
        return (Piece(text),)
    fitted = [_fit(span, len(text)) for span in spans]
    cuts = sorted({0, len(text), *(s.start for s in fitted), *(s.end for s in fitted)})
    return tuple(_piece(text, start, end, fitted) for start, end in zip(cuts, cuts[1:], strict=False))


def _fit(span: Span, length: int) -> Span:
    start, end = max(0, span.start), min(length, span.end)
    if start >= end:
        start, end = 0, length
    return Span(start, end, span.css, span.rank, span.finding, span.letter)


def _piece(text: str, start: int, end: int, spans: Sequence[Span]) -> Piece:
    over = sorted((s for s in spans if s.start <= start and end <= s.end), key=lambda s: (s.rank, s.start, s.finding))
    kinds = tuple(dict.fromkeys(s.css for s in over))[:UNDERLINES]
    return Piece(text[start:end], kinds, tuple(s for s in over if s.end == end))


def compare(before: str, after: str) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Both sides of a rewrite in runs of words; a changed run is marked on its side."""
    old, new = (SPACES.split(text.strip()) for text in (before, after))
    sides: tuple[list[Change], list[Change]] = ([], [])
    for how, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, words in zip(sides, (old[i1:i2], new[j1:j2]), strict=True):
            if words:
                side.append(Change(" ".join(words), how != "equal"))
    return tuple(sides[0]), tuple(sides[1])
