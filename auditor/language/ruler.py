"""An attribute ruler that remembers what it sets: spaCy's own tries its 180 English patterns on every word of every text.

In: the attribute ruler of a model. Out: a component that sets the same attributes. Nearly all patterns ask for one word, of which they read
its tag, dependency and spelling: what is set for such a word is asked of the ruler once. A text with a word that may open a pattern of
several words goes through the ruler itself, as every text does where a pattern reads anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

NAME = "remembered_ruler"
READ = frozenset(("LOWER", "TAG", "POS", "DEP", "IS_SPACE"))
SET = ("TAG", "POS", "DEP", "MORPH", "LEMMA")
SAID = ("LOWER", "IS_SPACE")  # beside what is set: all that patterns of one word ask of it
REMEMBERED = 20_000
UNKNOWN = 0  # the row of a word that may open a pattern of several words
Row = tuple[int, ...]  # values of SET


class RememberedRuler:
    """Sets what the ruler would set."""

    def __init__(self, ruler: AttributeRuler) -> None:
        entries: list[Any] = ruler.patterns
        patterns = [pattern for entry in entries for pattern in entry["patterns"]]
        parts = [part for pattern in patterns for part in pattern]
        self._ruler = ruler
        self._is_plain = all(READ.issuperset(part) for part in parts)
        self._spelled = [re.compile(regex) for part in parts for regex in _regexes(part)]
        self._told = frozenset(ruler.vocab.strings.add(word) for part in parts for word in _named(part))
        self._opening = self._matcher([pattern[0] for pattern in patterns if len(pattern) > 1])
        self._is_told = lru_cache(REMEMBERED)(self._may_matter)
        self._set = lru_cache(REMEMBERED)(self._row)
        self._rows: Any = np.zeros((REMEMBERED, len(SET)), dtype="uint64")
        self._known: dict[bytes, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its attributes set."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """The docs with their attributes set, in order."""
        left = iter(docs)
        while some := [*islice(left, batch_size)]:
            worded = [doc for doc in some if len(doc)]
            told = [doc.to_array([*SAID, *SET]) for doc in worded]
            if worded and not (self._is_plain and self._fill(worded, np.concatenate(told))):
                for doc in worded:
                    self._ruler(doc)
            yield from some

    def _fill(self, docs: Sequence[Doc], told: Any) -> bool:
        """Whether the docs were filled with what is remembered of their words."""
        keys = told.view(f"V{told.itemsize * told.shape[1]}").ravel().tolist()
        if not self._learnt(dict.fromkeys(keys)):
            return False
        numbers = np.array([self._known[key] for key in keys])
        rows, before = self._rows.take(numbers, axis=0), told[:, len(SAID) :]
        columns = np.flatnonzero((rows != before).any(axis=0))
        names: list[int | str] = [SET[column] for column in columns]
        rows, end = rows[:, columns], 0
        for doc in docs:
            start, end = end, end + len(doc)
            if numbers[start:end].min() == UNKNOWN:
                self._ruler(doc)
            elif names:
                doc.from_array(names, rows[start:end])
        return True

    def _learnt(self, keys: Iterable[bytes]) -> bool:
        """Whether all of these words are remembered now: more would not fit."""
        new = [key for key in keys if key not in self._known]
        if len(self._known) + len(new) >= REMEMBERED:
            self._known.clear()
            new = [*keys]
        if len(new) >= REMEMBERED:
            return False
        for number, key in enumerate(new, start=len(self._known) + 1):
            low, is_space, *before = np.frombuffer(key, dtype="uint64").tolist()
            row = self._set(low if is_space or self._is_told(low) else 0, *before)
            self._known[key] = UNKNOWN if row is None else number
            self._rows[number] = row or UNKNOWN
        return True

    def _may_matter(self, low: int) -> bool:
        """Whether a pattern may ask for this very word."""
        return low in self._told or any(spelled.search(self._ruler.vocab.strings[low]) for spelled in self._spelled)

    def _row(self, low: int, *before: int) -> Row | None:
        """What the ruler makes of a word alone; None when it may open a pattern of several words."""
        word = _filled(self._word(low), [before])
        if _meets(self._opening, word):
            return None
        return tuple(self._ruler(word).to_array([*SET]).tolist()[0])

    def _word(self, low: int) -> Doc:
        return Doc(self._ruler.vocab, words=[self._ruler.vocab.strings[low] if low else "x"])

    def _matcher(self, parts: list[dict[str, Any]]) -> Matcher:
        matcher = Matcher(self._ruler.vocab)
        for part in parts:
            matcher.add("part", [[part]])
        return matcher


def _meets(matcher: Matcher, word: Doc) -> bool:
    return bool(len(matcher) and matcher(word, allow_missing=True))


def _filled(doc: Doc, rows: Any) -> Doc:
    values: Any = np.array(rows, dtype="uint64")
    return doc.from_array([*SET], values)


def _named(part: dict[str, Any]) -> list[str]:
    """The words that a part of a pattern names."""
    asked = part.get("LOWER", {})
    return [asked] if isinstance(asked, str) else [*asked.get("IN", ()), *asked.get("NOT_IN", ())]


def _regexes(part: dict[str, Any]) -> list[str]:
    """How a part of a pattern wants a word to be spelled that it does not name."""
    asked = part.get("LOWER", {})
    return [asked["REGEX"]] if "REGEX" in asked else []


@Language.factory(NAME)
def remembered(nlp: Language, name: str) -> RememberedRuler:
    """The component for a pipeline that has an attribute ruler."""
    ruler = nlp.get_pipe("attribute_ruler")
    if not isinstance(ruler, AttributeRuler):
        raise TypeError(name)
    return RememberedRuler(ruler)
