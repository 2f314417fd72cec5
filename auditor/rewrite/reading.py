"""What matching knows at every step: the clause read, the slots filled so far, and the verb whose subject will change.

In: nothing. Out: `Reading`, `Match` and `Act`, which frames, slots and verbs share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from auditor.knowledge.recipes import Grammar, RecipeSection
from auditor.rewrite.clause import Clause, Word


@dataclass(frozen=True, slots=True)
class Act:
    """The verb that the company was the subject of."""

    lemma: str
    tense: str = "present"
    modal: str = ""  # "pouvons", "can", "'ll"
    adverbs: tuple[int, ...] = ()  # words of the clause


@dataclass(frozen=True, slots=True)
class Match:
    """A frame laid over a clause: first and last-but-one word of each slot, the act, and who the reader is."""

    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    act: Act | None = None
    modal: str = ""
    reader: str = "plural"
    by_we: bool = True  # the subject is « nous », not a noun

    def bind(self, name: str, start: int, end: int) -> Match:
        """The match with one more slot filled."""
        return replace(self, spans={**self.spans, name: (start, end)})


@dataclass(frozen=True, slots=True)
class Reading:
    """What matching needs at every step."""

    clause: Clause
    section: RecipeSection
    grammar: Grammar
    names: frozenset[tuple[str, ...]]  # words of the company's names
    lows: frozenset[str]  # words of the clause in lower case

    @property
    def words(self) -> tuple[Word, ...]:
        """Words of the clause."""
        return self.clause.words
