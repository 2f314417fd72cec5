"""How old the company is, told in two ways that do not fit: the year that founded it, how long it has been there, its experience.

In: statements of a site, the year of the audit. Out: the first two that cannot both be true. Experience may be older than a company
whose founder worked for others before; years that were true when they were written are let stand until they are far behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from auditor.judge.contradictions_scope import Scope, Statement

A_YEAR = 1.0  # a founding year and years of experience may each be a birthday off
ROUGH = 0.1  # of years that are said to be about so many
STALE = 0.25  # by how much years may have fallen behind since somebody wrote them


@dataclass(frozen=True, slots=True)
class Birth:
    """When a company must have begun for a statement to be true: the years between which that lies."""

    statement: Statement
    first: float
    last: float

    def disagrees(self, other: Birth) -> bool:
        """Whether no year fits both, birthdays allowed for."""
        return self.last + A_YEAR < other.first or other.last + A_YEAR < self.first


def disagreeing_ages(statements: Sequence[Statement], scope: Scope, year: int) -> Iterator[tuple[str, list[Statement]]]:
    """A year in which the company began, and years of its own that do not fit it; none where two foundings differ."""
    founded = [s for s in statements if s.fact.kind == "founded" and scope.is_of_company(s)]
    since = [s for s in statements if s.fact.kind == "since" and scope.is_lifetime(s)]
    if len({s.value for s in founded}) > 1:
        return
    begun = [Birth(s, float(s.value), float(s.value)) for s in (*founded, *since) if not scope.goes_on(s)]
    later = [*(Birth(s, float(s.value), float(s.value)) for s in since), *_ages(statements, scope, year)]
    for one, other in product(begun, later):
        if one.statement is not other.statement and one.disagrees(other) and not _may_be_before(one, other, scope):
            yield "experience" if other.statement.fact.unit else "founded", [one.statement, other.statement]
            return


def _ages(statements: Sequence[Statement], scope: Scope, year: int) -> Iterator[Birth]:
    """Years of the company's own: of its being there first, then of its experience."""
    for kind in ("age", "experience"):
        for statement in statements:
            if statement.fact.kind == kind and statement.fact.unit == "year":
                is_lifetime = scope.is_lifetime(statement)
                if is_lifetime or scope.is_own_age(statement):
                    yield _birth(statement, year, is_lifetime=is_lifetime)


def _birth(statement: Statement, year: int, *, is_lifetime: bool) -> Birth:
    """Experience, and years at some work, say since when at the latest; years of being there say since when at the earliest too."""
    bound, (low, _, high) = statement.fact.bound, statement.value.partition("-")
    least = float(low) * (1 - ROUGH if bound == "about" else 1)
    most = float(high or low) * (1 + STALE) if is_lifetime and bound != "at-least" else float("inf")
    return Birth(statement, year - most, float("inf") if bound == "at-most" else year - least)


def _may_be_before(begun: Birth, other: Birth, scope: Scope) -> bool:
    """Whether experience may be the founder's, from the years before."""
    return other.statement.fact.kind == "experience" and scope.tells_career(begun.statement)
