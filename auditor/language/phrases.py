"""Phrases found in a text word by word: many phrases of many rules in one pass.

In: phrases, each with the name of what it stands for. Out: for each name the spans where one of its phrases stands, the longest first.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from unicodedata import is_normalized

from auditor.language.text import Text, Word, fold, lower, read

Span = tuple[int, int]
Pattern = tuple[str, ...]
ANY_ENDING = "*"
WORDS_KEPT = 20_000  # first words whose phrases are remembered: the same few thousand make most texts
STEM = 6  # letters by which first words with any ending are looked up: most texts meet none of them


class Following:
    """What may follow a word: phrases that end here or go on in any way, and the whole words by which others go on."""

    __slots__ = ("by_word", "phrases")

    def __init__(self) -> None:
        self.phrases: dict[Pattern, list[str]] = defaultdict(list)  # with the names that each stands for
        self.by_word: dict[str, Following] = defaultdict(Following)


class Phrases:
    """A tree of phrases, word by word up to the first one with any ending."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_word: dict[str, Following] = defaultdict(Following)
        self._by_start: dict[str, Following] = defaultdict(Following)
        for name, phrase in phrases:
            for spelling in {phrase, phrase.replace("œ", "oe")}:
                self._add(name, pattern(spelling))
        self._beginning = lru_cache(WORDS_KEPT)(self._begun)

    def _add(self, name: str, words: Pattern) -> None:
        if not words:
            return
        first, *others = map(fold, words)
        following = self._by_start[first[:-1][:STEM]] if first.endswith(ANY_ENDING) else self._by_word[first]
        for word in others:
            if word.endswith(ANY_ENDING):
                break
            following = following.by_word[word]
        following.phrases[words].append(name)

    def find(self, text: Text) -> dict[str, list[Span]]:
        """Spans by name, in order, none inside another of the same name."""
        spans: dict[str, list[Span]] = {}
        given = text.words if self._by_word or self._by_start else ()
        for at, word in enumerate(given):
            for following in self._beginning(word.key):
                met = _along(following, given, at + 1) if following.by_word else following.phrases.items()
                for words, names in met:
                    end = word.end if len(words) == 1 and words[0] == word.low else _match(words, given, at)
                    if end is not None:
                        for name in names:
                            spans.setdefault(name, []).append((word.start, end))
        return {name: found if len(found) == 1 else longest(found) for name, found in spans.items()}

    def _begun(self, key: str) -> tuple[Following, ...]:
        """What may follow a word as the first one."""
        exact = (self._by_word[key],) if key in self._by_word else ()
        return exact + tuple(self._by_start[key[:n]] for n in range(min(STEM, len(key)) + 1) if key[:n] in self._by_start)


def _along(following: Following, text: Sequence[Word], at: int) -> Iterator[tuple[Pattern, list[str]]]:
    """The phrases that the text may hold if it goes on at `at`; hyphens between words may be missing from a phrase."""
    yield from following.phrases.items()
    if at < len(text) and following.by_word:
        ways = (at, at + 1) if _joins(text, at) else (at,)
        for way in ways:
            if text[way].key in following.by_word:
                yield from _along(following.by_word[text[way].key], text, way + 1)


def _joins(text: Sequence[Word], at: int) -> bool:
    """Whether a hyphen stands between two parts of a word."""
    return text[at].low == "-" and text[at].glued and at + 1 < len(text) and text[at + 1].glued


def pattern(phrase: str) -> Pattern:
    """The words of a phrase, a star kept with the word that it ends."""
    plain = phrase.split(" ")
    if all(word.removesuffix(ANY_ENDING).isalnum() for word in plain) and is_normalized("NFC", phrase):  # as most are: no mark in it
        return tuple(map(lower, plain))
    words: list[str] = []
    for word in read(phrase).words:
        if word.low == ANY_ENDING and word.glued and words:
            words[-1] += ANY_ENDING
        else:
            words.append(word.low)
    return tuple(words)


def expand(phrase: str, lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The phrases that a phrase with `{list}` stands for; KeyError names a list that is not known."""
    parts: list[Sequence[str]] = []
    for n, part in enumerate(phrase.replace("{", "\0{").replace("}", "\0").split("\0")):
        parts.append(lists[part[1:]] if n and part.startswith("{") else (part,))
    for chosen in product(*parts):
        yield "".join(chosen)


def longest(spans: Iterable[Span]) -> list[Span]:
    """The spans in order without those that overlap a longer one, or an earlier one of the same length."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        at = bisect(kept, span)
        if (not at or kept[at - 1][1] <= span[0]) and (at == len(kept) or span[1] <= kept[at][0]):
            kept.insert(at, span)
    return kept


def _match(words: Pattern, text: Sequence[Word], at: int) -> int | None:
    """End of the phrase in the text when it stands at `at`; hyphens between words may be missing from the phrase."""
    if len(words) == 1:
        return text[at].end if same(words[0], text[at]) else None
    end = at
    for n, word in enumerate(words):
        if n and word != "-" and end < len(text) and _joins(text, end):
            end += 1
        if end >= len(text) or not same(word, text[end]):
            return None
        end += 1
    return text[end - 1].end


def same(word: str, found: Word) -> bool:
    """Whether a word of a phrase is the word found: any case, accents may be missing from its capitals, `*` is any ending."""
    if found.low == word:
        return True
    if word.endswith(ANY_ENDING):
        return _alike(word[:-1], found.text[: len(word) - 1], found.low[: len(word) - 1])
    return _alike(word, found.text, found.low)


def _alike(word: str, text: str, low: str) -> bool:
    if low == word:
        return True
    if len(word) != len(low):
        return False
    return all(a == b or (c.isupper() and fold(b) == a) for a, b, c in zip(low, word, text, strict=True))
