"""What a segment looks like: its length, its marks, and whether it reads as a label, a question or quoted speech.

In: a segment, or the text before it. Out: names of features.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from auditor.models import Segment

WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w))?")
LENGTHS = (2, 4, 8, 14, 22, 30)  # upper bounds of the length buckets, in words
SHORT = 6  # words up to which a segment without a full stop reads as a label
LABEL_KINDS = ("heading", "button", "title", "list-item")
MARKS = {
    "colon": ":",
    "dash": "—",
    "comma": ",",
    "bar": "|",
    "exclamation": "!",
    "dots": "…",
    "tick": "✓",
    "plus": "+",
    "amp": "&",
    "arrow": "→",
}
OPEN, CLOSE = '«“"', '»”"'
QUOTES = frozenset(OPEN + CLOSE)
SENTENCE_END = ".!?…:;"
TEXTS = 2_000  # texts whose words are remembered: a segment is asked about again as the one before the next, a heading for all below it


@lru_cache(TEXTS)
def words_in(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))


def shape(segment: Segment) -> Iterator[str]:
    """Length, marks and whether it reads as a label, a question or quoted speech."""
    text, count = segment.text.strip(), words_in(segment.text)
    yield f"shape:words-{LENGTHS[at] if (at := bisect_left(LENGTHS, count)) < len(LENGTHS) else 'more'}"
    yield from [f"shape:{name}" for name, mark in MARKS.items() if mark in text]
    if _is_label(segment, text, count):
        yield "shape:label"
    if text.endswith("?"):
        yield "shape:question"
    if text.endswith(":"):
        yield "shape:ends-with-colon"
    if any(map(str.isdigit, text)):
        yield "shape:digits"
    if text[:1].islower():
        yield "shape:lower-start"
    if text.isupper():
        yield "shape:capitals"
    if text.count(",") >= 2:
        yield "shape:commas"
    yield from quotes(text)


def _is_label(segment: Segment, text: str, count: int) -> bool:
    """A heading, button or item by its kind when known, else by its look."""
    if segment.kind:
        return segment.kind in LABEL_KINDS and count <= 2 * SHORT
    return count <= SHORT and text[-1:] not in SENTENCE_END


def quotes(text: str) -> Iterator[str]:
    """Whether quotation marks open it, close it, or stand without their other half."""
    if QUOTES.isdisjoint(text):
        return
    if text[0] in OPEN:
        yield "shape:opens-quote"
    if text.rstrip(".!")[-1:] and text.rstrip(".!")[-1] in CLOSE:
        yield "shape:closes-quote"
    if sum(text.count(c) for c in "«“") != sum(text.count(c) for c in "»”") or text.count('"') % 2:
        yield "shape:half-quote"
