"""Statements of a site that cannot all be true: facts of one kind about one thing, compared across pages and languages.

In: pages with labelled segments, the day of the audit. Out: `Contradiction`s, each with one sentence for each value that disagrees.
What may both be true is not reported: a fact of a narrower scope, a person's own years, a rounder number, a branch's own hours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from auditor.identity import digest
from auditor.judge.contradictions_ages import A_YEAR, disagreeing_ages
from auditor.judge.contradictions_hours import disagreeing_hours
from auditor.judge.contradictions_scope import Scope, Statement
from auditor.judge.contradictions_shown import shown_figures
from auditor.judge.pooling import JudgedPage
from auditor.knowledge.facts import FactRules
from auditor.models import Contradiction, Lang, Stated

COUNTS = ("staff", "customers", "projects", "sites", "countries")
ROUNDING = 0.1  # « 300 clients » and « 320 clients » are one number, rounded
RATED = {"percent": 1.0, "/5": 0.05, "/10": 0.1, "/20": 0.2}  # by what a rating may differ and be the same one, rounded
COMPANY_WIDE = frozenset(("reply", "quote"))  # delays that hold for the company, whatever page names them
LAST_DIGITS = 9  # of a telephone number, without its country


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a statement leaves open."""

    low: float
    high: float

    def disagrees(self, other: Range) -> bool:
        """Whether no value fits both."""
        return self.high < other.low or other.high < self.low


def contradictions(pages: Sequence[JudgedPage], rules: Mapping[Lang, FactRules], date: str) -> tuple[Contradiction, ...]:
    """The contradictions of a site on `date` (ISO 8601), in the order of kinds; the order of `pages` is irrelevant."""
    scope = Scope(rules)
    return among(scope.statements(pages), scope, date)


def among(statements: Sequence[Statement], scope: Scope, date: str) -> tuple[Contradiction, ...]:
    """The contradictions among statements in the order of their pages, on `date`."""
    found = [
        *_disagreeing("founded", [s for s in _of(statements, "founded") if scope.is_of_company(s)]),
        *disagreeing_ages(statements, scope, int(date[:4])),
        *_disagreeing("experience", [s for s in _of(statements, "experience") if scope.is_of_company(s) and not scope.is_narrowed(s)]),
        *(group for kind in COUNTS for group in _disagreeing_counts(kind, statements, scope)),
        *_disagreeing_delays(statements, scope),
        *(group for kind in ("price", "warranty") for group in _disagreeing_offers(kind, statements, scope)),
        *_disagreeing("phone", [s for s in _of(statements, "phone") if scope.is_only_one(s)]),
        *disagreeing_hours(_of(statements, "opening")),
        *(found for kind, group in shown_figures(statements, scope) for found in _disagreeing(kind, group)),
    ]
    return tuple(_contradiction(kind, sides) for kind, sides in found)


def _of(statements: Sequence[Statement], kind: str) -> list[Statement]:
    return [s for s in statements if s.fact.kind == kind]


def _contradiction(kind: str, sides: Sequence[Statement]) -> Contradiction:
    stated = tuple(Stated(s.fact, s.labelled.segment.id, s.page) for s in sorted(sides, key=lambda s: s.order))
    return Contradiction(digest("contradiction", kind, *(s.segment for s in stated)), kind, stated)


def _disagreeing(kind: str, statements: Sequence[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    """One group of the statements that disagree, each value once, where there is one."""
    first: dict[tuple[str, str], Statement] = {}
    for statement in statements:
        first.setdefault((statement.value, statement.fact.bound), statement)
    pairs = [(a, b) for a, b in combinations(first.values(), 2) if _is_alike(kind, a, b) and _range(a, kind).disagrees(_range(b, kind))]
    sides = {id(side): side for pair in pairs for side in pair}
    if sides:
        yield kind, list(sides.values())


def _is_alike(kind: str, one: Statement, other: Statement) -> bool:
    """Whether two values are in one unit; those of what is counted or measured in words of its own were grouped by it."""
    return kind in ("reviews", "reach") or one.fact.unit == other.fact.unit


def _range(statement: Statement, kind: str) -> Range:
    """The values that a statement leaves open, as one of a kind of contradiction."""
    fact = statement.fact
    low, _, high = fact.value.partition("-")
    try:
        least, most = float(low), float(high or low)
    except ValueError:
        key = float(sum(ord(char) * 31**n for n, char in enumerate(fact.value)))
        return Range(key, key)
    if fact.kind == "phone":
        return Range(float(low[-LAST_DIGITS:]), float(low[-LAST_DIGITS:]))
    if fact.bound == "at-least" and fact.kind != "price":
        return Range(least, float("inf"))
    if fact.bound == "at-most" and kind != "reach":
        return Range(0, most)
    slack = RATED[fact.unit] if kind == "satisfaction" else _slack(kind, least, fact.bound)
    return Range(least - slack, most + slack)


def _slack(kind: str, value: float, bound: str) -> float:
    """How far a number may be from another and still be the same one."""
    rounding = ROUNDING * value * (2 if bound == "about" else 1)
    if kind in COUNTS or kind == "reviews":
        return rounding
    if kind == "experience":
        return A_YEAR + (rounding if bound == "about" else 0)
    return rounding if bound == "about" else 0.0


def _disagreeing_counts(kind: str, statements: Sequence[Statement], scope: Scope) -> Iterator[tuple[str, list[Statement]]]:
    """Counts of one thing, of the whole company and of no given year."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in _of(statements, kind):
        if (statement.fact.subject or kind == "countries") and scope.is_of_company(statement) and not scope.is_narrowed(statement):
            if not statement.has("year", "date", "since"):
                groups[statement.fact.subject].append(statement)
    for group in groups.values():
        yield from _disagreeing(kind, group)


def _disagreeing_delays(statements: Sequence[Statement], scope: Scope) -> Iterator[tuple[str, list[Statement]]]:
    """Delays of one service without conditions; on the pages of two offers they are two services."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in _of(statements, "delay"):
        is_wide = statement.fact.subject in COMPANY_WIDE or statement.labelled.segment.page_kind not in ("offer", "case", "help")
        if statement.fact.subject and is_wide and not scope.is_narrowed(statement):
            groups[statement.fact.subject].append(statement)
    for group in groups.values():
        yield from _disagreeing("delay", group)


def _disagreeing_offers(kind: str, statements: Sequence[Statement], scope: Scope) -> Iterator[tuple[str, list[Statement]]]:
    """Prices or warranties of one thing, named in the sentence; a page with several for one name shows a grid."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in _of(statements, kind):
        if scope.names_its_subject(statement) and not scope.is_narrowed(statement):
            groups[statement.fact.subject, statement.fact.unit].append(statement)
    for group in groups.values():
        by_page: dict[str, set[str]] = defaultdict(set)
        for statement in group:
            by_page[statement.page].add(statement.value)
        yield from _disagreeing(kind, [s for s in group if len(by_page[s.page]) == 1])
