"""One segment while it is being read: its text, its words, its parse and what has been found so far.

In: a segment and a parsed doc. Out: what parties, measures and checks ask of it. Offsets are those of `Text.text`.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from auditor.knowledge.parties import PartyWords
from auditor.language.nodes import Node, nodes
from auditor.language.phrases import Span
from auditor.language.text import Text, Word
from auditor.models import Company, Mention, Segment

if TYPE_CHECKING:
    from spacy.tokens import Doc

DIGIT = re.compile(r"\d")
Answer = TypeVar("Answer")
UNASKED: Any = object()


@dataclass
class Reading:
    """A segment being read."""

    segment: Segment
    text: Text
    doc: Doc
    known: PartyWords
    found: dict[str, list[Span]]  # spans of the word lists of `known`, by the list's name
    company: Company
    mentions: list[Mention] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)  # of questions that are asked `once`

    def __post_init__(self) -> None:
        self.tokens: tuple[Node, ...] = nodes(self.doc)  # the words of the parse
        self.finite = [token for token in self.tokens if token.is_finite]
        self.words: Sequence[Word] = self.text.words  # with punctuation marks
        self.real_words = [word for word in self.words if word.text[0].isalnum()]
        self.word_at = {word.start: n for n, word in enumerate(self.words)}  # which word starts at an offset
        self.has_digits = DIGIT.search(self.text.text) is not None  # most of what can be checked has one
        self.is_question = self.text.text.rstrip(" »\"”')").endswith("?")

    @cached_property
    def keys(self) -> frozenset[str]:
        """The words as they are looked up: folded, each once."""
        return frozenset(word.key for word in self.words)

    @cached_property
    def starts(self) -> list[int]:
        """Where the tokens of the parse start."""
        return [token.idx for token in self.tokens]

    def spans(self, name: str) -> list[Span]:
        """Where words of a list of `known` stand."""
        return self.found.get(name, [])

    def token(self, start: int) -> Node | None:
        """The token of the parse that holds the character at an offset; None in white space."""
        n = bisect(self.starts, start) - 1
        return self.tokens[n] if n >= 0 and start < max(self.starts[n] + 1, self.tokens[n].end) else None

    def before(self, n: int) -> Iterator[Word]:
        """Words before word `n`, the nearest first."""
        yield from (self.words[i] for i in range(n - 1, -1, -1))

    def next_low(self, n: int, step: int = 1) -> str:
        """Lower-case word `step` places after word `n`; "" past an end."""
        return self.words[n + step].low if 0 <= n + step < len(self.words) else ""


def once(question: Callable[[Reading], Answer]) -> Callable[[Reading], Answer]:
    """A question whose answer a reading keeps: several rules ask it. Its answer must not change once the mentions are known."""
    name = question.__name__

    @wraps(question)
    def answered(reading: Reading) -> Answer:
        answer: Answer = reading.answers.get(name, UNASKED)
        if answer is UNASKED:
            answer = reading.answers[name] = question(reading)
        return answer

    return answered
