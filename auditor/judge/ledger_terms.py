"""The terms of a promise: the figures, deadlines and conditions that can be held against the company.

In: a clause, its facts and `rules/promises/`. Out: `Term`s in the order of the sentence, each once, as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from auditor.judge.ledger_parts import blank
from auditor.knowledge.patterns import either, fold, whole
from auditor.knowledge.promises import PromiseRules
from auditor.models import Fact, Term

DEADLINE_FACTS = frozenset(("delay", "duration"))
FIGURE_FACTS = frozenset(("warranty", "price", "amount", "percent", "quantity", "customers", "projects", "satisfaction", "standard"))
ROUND_THE_CLOCK = "24/7"
NUMBER = r"\d(?:[\d\s.,]*\d)?"
Found = tuple[int, int, Term]
Sort = Literal["figure", "deadline", "condition"]


class Terms:
    """The terms of one language, compiled."""

    def __init__(self, rules: PromiseRules) -> None:
        self._conditions = re.compile(rf"(?<!\w){either(word for word in rules.conditions if word != '*')}(?!\w)[^,.;:·•|!()—–]*")
        self._idle = whole(rules.idle_conditions)
        self._deadlines = whole(rules.deadlines)
        self._spans = whole(rules.spans)
        coin = either(rules.currencies)
        bound = rf"(?:(?<!\w){either(rules.bounds)}\s+)?"
        self._amounts = re.compile(rf"{bound}(?<!\w){coin}\s?{NUMBER}|{bound}(?<![\w.,]){NUMBER}\s?{coin}(?!\w)")

    def of(self, text: str, clause: str, start: int, facts: Sequence[Fact], kind: str) -> tuple[Term, ...]:
        """The terms of a clause that begins at `start` of a text; `clause` is folded. Of two that overlap the wider kind of evidence stays:
        words, then amounts, then facts, then lengths in one word; a figure inside a condition belongs to it.
        """
        found: list[Found] = []
        read = [_term(_sort(fact, kind, text), text, fact.start, fact.end) for fact in facts if _is_term(fact)]
        for more in (
            self._met(self._deadlines, "deadline", text, clause, start),
            self._met(self._amounts, "figure", text, clause, start),
            read,
            self._met(self._spans, "figure", text, clause, start) if kind == "guarantee" else (),
        ):
            found += [term for term in more if not any(_overlap(term, other) for other in found)]
        binding = self._met(self._conditions, "condition", text, self._idle.sub(blank, clause), start)
        starts = {at for at, _, _ in found}
        conditions = [one for one in binding if len(one[2].text.split()) > 1 and one[0] not in starts]
        lengths = {(fact.start, fact.end) for fact in facts if fact.kind == "duration"}
        free = [one for one in found if not any(_overlap(one, c) for c in conditions) or (_is_due(one) and one[:2] not in lengths)]
        return tuple(_once(term for _, _, term in sorted([*free, *conditions], key=lambda one: one[:2])))

    def _met(self, pattern: re.Pattern[str], sort: Sort, text: str, clause: str, start: int) -> list[Found]:
        return [_term(sort, text, start + m.start(), start + m.end()) for m in pattern.finditer(clause)]

    def has_condition(self, clause: str) -> bool:
        """Whether a folded clause sets a condition."""
        return bool(self._conditions.search(clause))


def _term(sort: Sort, text: str, start: int, end: int) -> Found:
    return start, end, Term(sort, text[start:end].strip())


def _is_due(found: Found) -> bool:
    return found[2].kind == "deadline"


def _sort(fact: Fact, kind: str, text: str) -> Sort:
    """A length of time is a deadline, but a bare one in a guarantee says how long it holds: « sous 14 jours », « pour 10 ans »."""
    is_length = fact.kind == "duration" and kind == "guarantee" and text[fact.start].isdigit()
    return "deadline" if fact.kind in DEADLINE_FACTS and not is_length else "figure"


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
