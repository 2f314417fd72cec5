"""Figures that a site shows of itself and that may be compared: ratings, reviews, satisfaction, how far it goes.

In: statements of a site. Out: groups of those about one thing, as somebody measures it. One page may rate each of several offers, and
the page of a branch has a rating of its own: compared is what home and about pages say, where such a page says it once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from auditor.judge.contradictions_scope import Scope, Statement

WIDE = frozenset(("home", "about"))  # pages that speak of the company as a whole
ALL = 100.0  # « 100 % satisfait » is a formula, and a guarantee more often than a measure

Group = tuple[str, list[Statement]]


def shown_figures(statements: Sequence[Statement], scope: Scope) -> Iterator[Group]:
    """Groups of figures about one thing, a figure a page."""
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.labelled.segment.page_kind in WIDE and not statement.has("year", "date", "since"):
            if (about := _about(statement, scope)) and not scope.is_narrowed(statement):
                groups[about].append(statement)
    for (kind, _, _), group in groups.items():
        yield kind, _one_a_page(group)


def _about(statement: Statement, scope: Scope) -> tuple[str, str, str] | None:
    """Kind of figure, who measures it or what it is, and its unit; None for what is compared with nothing."""
    fact = statement.fact
    if fact.kind == "satisfaction" and (rater := scope.rater(statement)) and _is_average(statement, scope):
        return "satisfaction", rater, fact.unit
    if fact.kind == "quantity" and scope.is_of_reviews(statement) and (rater := scope.rater(statement)):
        return "reviews", rater, ""
    if fact.kind == "quantity" and (unit := scope.reach(statement)):
        return "reach", "", unit
    return None


def _is_average(statement: Statement, scope: Scope) -> bool:
    """Whether a rating is that of many: one customer gives whole stars, and « 100 % satisfait » measures nothing."""
    value = float(statement.value.partition("-")[0])
    if statement.fact.unit == "percent":
        return value < ALL and statement.labelled.labels.focus != "customer"
    counts = any(fact.kind == "quantity" and scope.counts_reviews(fact.unit) for fact in statement.labelled.analysis.facts)
    return value != int(value) or counts


def _one_a_page(group: Sequence[Statement]) -> list[Statement]:
    """The statements of pages that give one value only: a page with several shows them of several things."""
    by_page: dict[str, set[str]] = defaultdict(set)
    for statement in group:
        by_page[statement.page].add(statement.value)
    return [s for s in group if len(by_page[s.page]) == 1]
