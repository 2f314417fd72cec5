"""Opening hours that differ for the same day.

In: statements of opening hours. Out: groups of those that disagree. A page that gives a day two hours speaks of two places, and two
places need not open together: such a page is compared with none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from auditor.judge.contradictions_scope import Statement

ROUND_THE_CLOCK = "24/7"


def disagreeing_hours(statements: Sequence[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    """The first day whose hours two pages give differently, with a statement for each."""
    by_day: dict[str, dict[str, dict[str, Statement]]] = defaultdict(lambda: defaultdict(dict))
    for statement in statements:
        if statement.value != ROUND_THE_CLOCK:
            for day in statement.fact.subject.split():
                by_day[day][statement.page].setdefault(statement.value, statement)
    several = {page for pages in by_day.values() for page, values in pages.items() if len(values) > 1}
    for pages in by_day.values():
        sides: dict[str, Statement] = {}
        for page, values in pages.items():
            if page not in several:
                sides |= {value: statement for value, statement in values.items() if value not in sides}
        if len(sides) > 1:
            yield "opening", list(sides.values())
            return
