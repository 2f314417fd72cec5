"""A segment's text as the rules see it, and the way back to the text as it was given.

In: any string. Out: `Text`: composed characters, straight apostrophes, plain spaces, its words, and offsets into the given string.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

LONGEST = 20_000  # characters of a segment that are read: a page without one full stop must not exhaust memory
APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u201b\u00b4\u0060\u2032"), "'")
SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\t\n\r\v\f\u200b\u2060\ufeff\u00ad"), " ")
TABLE = APOSTROPHES | SPACES
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
SHOUTED = 0.7  # share of capitals from which a text is set in capitals: taggers know lower case only


class Word(NamedTuple):
    """A word or a punctuation mark of a text."""

    text: str
    low: str
    key: str  # folded: what it is looked up by
    start: int
    end: int
    glued: bool  # nothing stands between it and what precedes


@dataclass(frozen=True)
class Text:
    """A text ready to be matched; `places[i]` is the offset of its character i in the text as given."""

    text: str
    places: tuple[int, ...] | None = None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Words and punctuation marks in order."""
        found, last, made = [], -1, Word._make  # which takes half the time of a call with six arguments
        for match in WORD.finditer(self.text):
            word, (start, end) = match.group(), match.span()
            low, key = _spelled(word)
            found.append(made((word, low, key, start, end, start == last)))
            last = end
        return tuple(found)

    @cached_property
    def is_shouted(self) -> bool:
        """Whether the text is set in capitals."""
        capitals = sum(map(str.isupper, self.text))
        if not capitals:
            return False
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 3 and sum(map(str.isupper, letters)) >= SHOUTED * len(letters)

    @property
    def to_parse(self) -> str:
        """The text for spaCy, of the same length: capitals of a shouted text lowered but the first."""
        return self.text[:1] + lower(self.text[1:]) if self.is_shouted else self.text

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of a span in the text as it was given."""
        return (start, end) if self.places is None else (self.places[start], self.places[end])


def read(text: str) -> Text:
    """`text` ready to be matched; at most its first 20,000 characters."""
    text = LONE_SURROGATE.sub("\ufffd", text[:LONGEST])  # spaCy stores strings as UTF-8
    if unicodedata.is_normalized("NFC", text):
        return Text(text.translate(TABLE))
    composed, places = [], []
    for start, cluster in _clusters(text):
        whole = unicodedata.normalize("NFC", cluster)
        composed.append(whole)
        places.extend([start] * len(whole))
    return Text("".join(composed).translate(TABLE), (*places, len(text)))


def lower(text: str) -> str:
    """Lower case, character by character, so that offsets stay."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def fold(text: str) -> str:
    """Lower case without accents: what words are looked up by."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


@lru_cache(20_000)
def _spelled(word: str) -> tuple[str, str]:
    """A word in lower case, and what it is looked up by: the same few thousand words make most texts."""
    low = lower(word)
    return low, fold(low)


def _clusters(text: str) -> list[tuple[int, str]]:
    """Base characters with the marks that compose with them, and where each starts."""
    clusters: list[tuple[int, str]] = []
    for at, char in enumerate(text):
        if clusters and (unicodedata.combining(char) or _composes(clusters[-1][1], char)):
            clusters[-1] = (clusters[-1][0], clusters[-1][1] + char)
        else:
            clusters.append((at, char))
    return clusters


def _composes(before: str, char: str) -> bool:
    """Whether two characters become one (Hangul syllables have no combining class)."""
    return "\u1100" <= char <= "\u11ff" and len(unicodedata.normalize("NFC", before + char)) < len(before) + 1
