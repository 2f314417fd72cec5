"""Sets of words of which recipes want a sentence to hold one: asked for hundreds of sets at once, by the words that the sentence has.

In: sets of words, each told once; then the words of a sentence. Out: numbers, in which each set has a bit.
"""

from __future__ import annotations

from collections.abc import Iterable


class Wanted:
    """Sets of words, and which of them a sentence meets."""

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._by_word: dict[str, int] = {}

    def bits(self, sets: Iterable[frozenset[str]]) -> int:
        """The bits of these sets."""
        together = 0
        for words in sets:
            together |= self._bit(words)
        return together

    def _bit(self, words: frozenset[str]) -> int:
        if words not in self._bits:
            self._bits[words] = 1 << len(self._bits)
            for word in words:
                self._by_word[word] = self._by_word.get(word, 0) | self._bits[words]
        return self._bits[words]

    def met(self, said: frozenset[str]) -> int:
        """The bits of all sets of which a word is said."""
        met = 0
        for word in said:
            met |= self._by_word.get(word, 0)
        return met
