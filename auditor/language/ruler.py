"""An attribute ruler that remembers what it sets: spaCy's own tries its 180 English patterns on every word of every text.

In: the attribute ruler of a model. Out: a component that sets the same attributes. Nearly all patterns ask for one word, of which they read
its tag, dependency and spelling: what is set for such a word is asked of the ruler once. A text with a word that may open a pattern of
several words goes through the ruler itself, as every text does where a pattern reads anything else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

NAME = "remembered_ruler"
READ = frozenset(("LOWER", "TAG", "POS", "DEP", "IS_SPACE"))
SET = ("TAG", "POS", "DEP", "MORPH", "LEMMA")
REMEMBERED = 20_000
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

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its attributes set."""
        rows = self._rows(doc) if self._is_plain and len(doc) else None
        return self._ruler(doc) if rows is None else _filled(doc, rows)

    def _rows(self, doc: Doc) -> list[Row] | None:
        found = []
        for low, is_space, *before in doc.to_array(["LOWER", "IS_SPACE", *SET]).tolist():
            row = self._set(low if is_space or self._is_told(low) else 0, *before)
            if row is None:
                return None
            found.append(row)
        return found

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
