"""The words that make a promise of each kind, each list tried only on texts that hold a key word of it.

In: `rules/promises/<lang>.yml`. Out: the kind whose words stand in a clause, and the words; a few dictionary look-ups where none do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from auditor.knowledge.patterns import START, WORD, Once, either, key_of, whole
from auditor.knowledge.promises import KindWords, PromiseRules

Met = tuple[str, str]  # a kind of promise and the words that make it, folded
NONE = frozenset[int]()
Find = Callable[[str], str]  # the words that a clause holds; "" where it holds none


class Lists:
    """Named ways to find words, the ones before the others."""

    def __init__(self, lists: Iterable[tuple[str, Iterable[str], Find]]) -> None:
        self._finds: list[tuple[str, Find]] = []
        self._words: dict[str, set[int]] = defaultdict(set)
        self._starts: dict[str, set[int]] = defaultdict(set)
        for n, (kind, phrases, find) in enumerate(lists):
            self._finds.append((kind, find))
            for key in map(key_of, phrases):
                kept = self._starts if key.endswith("*") else self._words
                kept[key[:START].rstrip("*") if key.endswith("*") else key].add(n)
        self._told = Once(self._standing)

    def _standing(self, token: str) -> frozenset[int]:
        words = WORD.findall(token)
        return NONE.union(*(self._words.get(word, NONE) for word in words), *(self._starts.get(word[:START], NONE) for word in words))

    def standing(self, folded: str) -> frozenset[int]:
        """Numbers of the lists that may have a word in a folded text."""
        found = [told for told in self._told.of(folded) if told]
        return NONE.union(*found) if found else NONE

    def first(self, clause: str, standing: Iterable[int]) -> Met | None:
        """The first list, of those that may, with words in a folded clause."""
        for n in sorted(standing):
            kind, find = self._finds[n]
            if said := find(clause):
                return kind, said
        return None


def firm(rules: PromiseRules) -> Lists:
    """What is enough alone: sure words, then what is left out, then words beside others."""
    kinds = rules.kinds.items()
    sure = ((kind, words.sure, _words(words.sure)) for kind, words in kinds)
    limits = ((kind, words.limits, _search(_limit(rules.openings, words.limits))) for kind, words in kinds)
    paired = ((kind, words.paired, _pair(words)) for kind, words in kinds)
    return Lists((*sure, *limits, *paired))


def likely(rules: PromiseRules) -> Lists:
    """What counts where the label says "promise" too."""
    return Lists((kind, words.likely, _words(words.likely)) for kind, words in rules.kinds.items())


def _words(words: Sequence[str]) -> Find:
    return _search(whole(words))


def _search(pattern: re.Pattern[str]) -> Find:
    def find(clause: str) -> str:
        match = pattern.search(clause)
        return match.group() if match else ""

    return find


def _pair(words: KindWords) -> Find:
    one, other = whole(words.paired), whole(words.beside)

    def find(clause: str) -> str:
        match = one.search(clause)
        return match.group() if match and other.search(clause) else ""

    return find


def _limit(openings: Sequence[str], limits: Sequence[str]) -> re.Pattern[str]:
    """What says that something is left out, up to two words before it: "no call-out fee", « sans engagement »."""
    return re.compile(rf"(?<!\w){either(openings)}[\s-]*(?:(?<=[\s-])\w+[\s-]+){{0,2}}{either(limits)}(?!\w)")
