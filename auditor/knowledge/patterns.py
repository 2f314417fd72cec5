"""Word lists as patterns over folded text: any case, no accents, `*` for any ending, a space for any run of spaces and hyphens.

In: words and phrases of a rule file. Out: source of a regular expression, or the folded text that it is matched against.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Told = TypeVar("Told")

APOSTROPHES = "\u2019\u2018\u02bc\u201b\u00b4\u0060\u2032"
SPACES = "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\t\n\r"
LATIN = [chr(code) for code in range(0xC0, 0x250)]
PLAIN = {char: unicodedata.normalize("NFD", char.lower())[:1] for char in LATIN}
TABLE = str.maketrans({**PLAIN, **dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(SPACES, " ")})
WORD = re.compile(r"[^\W_]+")
START = 4  # letters by which words with any ending are looked up
LISTED = re.compile(r"[^\W_]+\*?")


def fold(text: str) -> str:
    """Lower case without accents, straight apostrophes, plain spaces; of the same length, so that offsets stay."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals have small letters of two characters
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low if low.isascii() else low.translate(TABLE)


def either(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; one that never matches for none."""
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(_spelled, folded)) + ")" if folded else r"(?!)"


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """`either`, compiled, not inside a longer word."""
    return re.compile(rf"(?<!\w){either(words)}(?!\w)")


class Once(dict[str, Told]):
    """What is told of each token of a text, worked out once: a site says the same words again and again."""

    def __init__(self, tell: Callable[[str], Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, token: str) -> Told:
        told = self[token] = self._tell(token)
        return told

    def of(self, text: str) -> Iterator[Told]:
        """What is told of the tokens of a text, one after the other; what stands between white space is a token."""
        return map(self.__getitem__, text.split())


class Keys:
    """A quick look: whether a folded text can hold any of the phrases at all, by the longest word of each."""

    def __init__(self, phrases: Iterable[str]) -> None:
        keys = {key_of(phrase) for phrase in phrases}
        self._words = frozenset(key for key in keys if not key.endswith("*"))
        self._starts = frozenset(key[:START].rstrip("*") for key in keys if key.endswith("*"))
        self._met = Once(self._is_key)

    def may_stand_in(self, folded: str) -> bool:
        """False only where none of the phrases stands."""
        return any(self._met.of(folded))

    def _is_key(self, token: str) -> bool:
        words = set(WORD.findall(token))
        return not words.isdisjoint(self._words) or not self._starts.isdisjoint(word[:START] for word in words)


def key_of(phrase: str) -> str:
    """The longest word of a phrase, without which it stands nowhere; with `*` where any ending will do."""
    words: list[str] = LISTED.findall(fold(phrase))
    return max((word for word in words if len(word.rstrip("*")) >= START or "*" not in word), key=len)


def _spelled(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]+")
