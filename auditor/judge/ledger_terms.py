"""The terms of a promise: the figures, deadlines and conditions that can be held against the company.

In: a clause, its facts and `rules/promises/`. Out: `Term`s in the order of the sentence, each once, as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.knowledge.patterns import either, fold, whole
from auditor.knowledge.promises import PromiseRules
from auditor.models import Fact, Term

DEADLINE_FACTS = frozenset(("delay", "duration"))
FIGURE_FACTS = frozenset(("warranty", "price", "amount", "percent", "quantity", "customers", "projects", "satisfaction", "standard"))
ROUND_THE_CLOCK = "24/7"
Found = tuple[int, int, Term]


class Terms:
    """The terms of one language, compiled."""

    def __init__(self, rules: PromiseRules) -> None:
        self._conditions = re.compile(rf"(?<!\w){either(word for word in rules.conditions if word != '*')}(?!\w)[^,.;:·•|!()—–]*")
        self._deadlines = whole(rules.deadlines)

    def of(self, text: str, clause: str, start: int, facts: Sequence[Fact], kind: str) -> tuple[Term, ...]:
        """The terms of a clause that begins at `start` of a text; `clause` is folded."""
        words = [_term("deadline", text, start + m.start(), start + m.end()) for m in self._deadlines.finditer(clause)]
        read = [_term(_sort(fact, kind), text, fact.start, fact.end) for fact in facts if _is_term(fact)]
        found = [*words, *(term for term in read if not any(_overlap(term, other) for other in words))]
        conditions = (_term("condition", text, start + m.start(), start + m.end()) for m in self._conditions.finditer(clause))
        found += [term for term in conditions if len(term[2].text.split()) > 1 and not any(at == term[0] for at, _, _ in found)]
        return tuple(_once(term for _, _, term in sorted(found, key=lambda one: one[:2])))

    def has_condition(self, clause: str) -> bool:
        """Whether a folded clause sets a condition."""
        return bool(self._conditions.search(clause))


def _term(sort: str, text: str, start: int, end: int) -> Found:
    said = text[start:end].strip()
    return start, end, Term("deadline" if sort == "deadline" else "condition" if sort == "condition" else "figure", said)


def _sort(fact: Fact, kind: str) -> str:
    """A length of time is a deadline, but that of a guarantee says how long it holds."""
    return "deadline" if fact.kind in DEADLINE_FACTS and kind != "guarantee" else "figure"


def _overlap(one: Found, other: Found) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_term(fact: Fact) -> bool:
    return fact.kind in DEADLINE_FACTS or fact.kind in FIGURE_FACTS or (fact.kind == "opening" and fact.value != ROUND_THE_CLOCK)


def _once(terms: Iterator[Term]) -> Iterator[Term]:
    seen: set[str] = set()
    for term in terms:
        if fold(term.text) not in seen:
            seen.add(fold(term.text))
            yield term
