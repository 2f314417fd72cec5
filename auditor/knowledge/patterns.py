"""Word lists as patterns over folded text: any case, no accents, `*` for any ending, a space for any run of spaces and hyphens.

In: words and phrases of a rule file. Out: source of a regular expression, or the folded text that it is matched against.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u201b\u00b4\u0060\u2032"), "'")
SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\t\n\r"), " ")
TABLE = APOSTROPHES | SPACES


def fold(text: str) -> str:
    """Lower case without accents, straight apostrophes, plain spaces; of the same length, so that offsets stay."""
    return "".join(_plain(char) for char in text.translate(TABLE)) if not text.isascii() else text.lower()


def either(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; one that never matches for none."""
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(_spelled, folded)) + ")" if folded else r"(?!)"


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """`either`, compiled, not inside a longer word."""
    return re.compile(rf"(?<!\w){either(words)}(?!\w)")


def _spelled(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]+")


@cache
def _plain(char: str) -> str:
    return unicodedata.normalize("NFD", char.lower())[:1] or char
