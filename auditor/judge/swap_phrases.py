"""Phrases of word lists found in a sentence, all lists in one pass.

In: named lists of phrases; the folded words of a sentence. Out: where each named list is met. `*` at the end of a word is any ending.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from auditor.knowledge.patterns import WORD, fold

Kept = tuple[str, tuple[str, ...]]  # name of a list, and the words of a phrase after its first
Found = tuple[str, int, int]  # name of the list, first word, word after the last


class PhraseTable:
    """Looks up phrases by their first word, whole or by its beginning; what a word may begin is worked out once."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, list[Kept]] = defaultdict(list)
        self._begun: dict[str, list[Kept]] = defaultdict(list)
        for name, phrases in lists.items():
            for phrase in phrases:
                self._add(name, _patterns(phrase))
        self._longest = max(map(len, self._begun), default=0)
        self._known: dict[str, tuple[Kept, ...]] = {}

    def find(self, words: Sequence[str]) -> list[Found]:
        """Every phrase that stands in the words, overlapping ones too."""
        found, count = [], len(words)
        for start, word in enumerate(words):
            kept = self._known.get(word)
            for name, rest in self._met(word) if kept is None else kept:
                end = start + 1 + len(rest)
                if not rest or (end <= count and all(map(_fits, rest, words[start + 1 : end]))):
                    found.append((name, start, end))
        return found

    def _add(self, name: str, patterns: Sequence[str]) -> None:
        if patterns:
            first, rest = patterns[0], tuple(patterns[1:])
            (self._begun if first.endswith("*") else self._whole)[first.rstrip("*")].append((name, rest))

    def _met(self, word: str) -> tuple[Kept, ...]:
        begun = (kept for length in range(1, min(len(word), self._longest) + 1) for kept in self._begun.get(word[:length], ()))
        self._known[word] = tuple([*self._whole.get(word, ()), *begun])
        return self._known[word]


def _patterns(phrase: str) -> list[str]:
    """The words of a phrase, each with its `*` if it has one."""
    folded = fold(phrase)
    return [match.group() + ("*" if folded.startswith("*", match.end()) else "") for match in WORD.finditer(folded)]


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
