"""The words of a segment and, among them, the word or words that may be left out.

In: tokens and the lists of a recipe. Out: `Row`, which the moves that leave words out share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.knowledge.recipes import Drops
from auditor.models import Token

NAMING = ("NOUN", "PROPN")
COMMA = ","
Span = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Row:
    """The words of the segment, and the word or words in them that may go."""

    tokens: Sequence[Token]
    lows: Sequence[str]
    drops: Drops
    first: int = 0
    end: int = 0

    def of(self, first: int, end: int) -> Row:
        """The same words with others to leave out."""
        return Row(self.tokens, self.lows, self.drops, first, end)

    @property
    def before(self) -> str:
        """The word before, "" at the start."""
        return self.lows[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        """The word after, "" at the end."""
        return self.lows[self.end] if self.end < len(self.lows) else ""

    def pos(self, at: int) -> str:
        """Part of speech of a word, "" outside the sentence."""
        return self.tokens[at].pos if 0 <= at < len(self.tokens) else ""

    def low(self, at: int) -> str:
        """A word, "" outside the sentence."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def is_one(self, at: int, words: Sequence[str]) -> bool:
        """Whether a word, or its singular, is in a list."""
        return bool(self.low(at)) and (self.low(at) in words or self.low(at).rstrip("s") in words)

    def after_before(self) -> tuple[int, int]:
        """The span from the end of the word before to the end of the last word."""
        return end_of(self.tokens[self.first - 1]), end_of(self.tokens[self.end - 1])


@lru_cache(maxsize=256)
def way_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words, whole; `word*` is any ending."""
    ways = "|".join(re.escape(word).replace(r"\*", r"[^\W\d_]*") for word in words)
    return re.compile(rf"(?:{ways or '(?!)'})$")


def end_of(token: Token) -> int:
    """Where a word ends in the text."""
    return token.start + len(token.text)


def adverb(row: Row) -> Span:
    """« Nous connaissons parfaitement la rue », "is carefully sealed": beside its verb, before something that the verb goes on with."""
    if row.after in (*row.drops.joins, *row.drops.others, COMMA, ".", "!", "") or row.before in (
        *row.drops.joins,
        *row.drops.degrees,
        COMMA,
    ):
        return None
    object_follows = row.pos(row.first - 1) == "VERB" and row.pos(row.end) in ("DET", "PRON", "NOUN", "ADP")
    inside = row.pos(row.first - 1) == "AUX" and row.pos(row.end) == "VERB"
    return row.after_before() if (object_follows or inside) and row.end + 1 < len(row.tokens) - 1 else None
