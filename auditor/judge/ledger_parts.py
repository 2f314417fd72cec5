"""How a segment falls into clauses, and how two clauses are compared: what the ledger does with words before it knows what they promise.

In: text, mostly folded. Out: offsets of the parts that stand apart; a clause without the marks at its edges, or as two ways of writing it
compare equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from auditor.knowledge.patterns import fold

MARK = re.compile(r"[·•|;✅✓✔⚡🛡🏅⭐→➜►▪]\ufe0f?|\s\+\s")
SEPARATORS = re.compile(rf"\s*(?:{MARK.pattern})\s*")
COMMA = re.compile(r",\s+")
MARKS = re.compile(r"[\W_]+")
EDGES = re.compile(r"^(?:[^\w(«“\"$€£¥+-]|[+-](?!\s?\d))+|[^\w)»”\"!…%€$£]+$")
LISTED = 6  # words up to which a part between commas is one thing of a row: « Devis gratuit, déplacement offert »


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Parts of a segment that stand apart: « Devis gratuit · Réponse sous 24 h » makes two promises."""
    if MARK.search(text):
        yield from _between(SEPARATORS, text, 0, len(text))
    elif text.strip():
        yield 0, len(text)


def row(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between the commas of a clause, where all of them are short enough to be things in a row; else none."""
    parts = list(_between(COMMA, text, start, end)) if "," in text[start:end] else []
    is_row = len(parts) > 1 and all(len(text[a:b].split()) <= LISTED for a, b in parts)
    return parts if is_row else []


def _between(marks: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in marks.finditer(text, start, end):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:end].strip():
        yield start, end


def blank(match: re.Match[str]) -> str:
    """What must not be read, in a string of the same length."""
    return "_" * len(match.group())


def trimmed(clause: str) -> str:
    """A clause without the marks at its edges."""
    return EDGES.sub("", clause)


@lru_cache(maxsize=4096)
def plain(clause: str) -> str:
    """A clause as two ways of writing it compare equal: folded, without marks."""
    return " ".join(MARKS.sub(" ", fold(clause)).split())
