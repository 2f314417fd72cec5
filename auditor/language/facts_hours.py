"""Opening hours: days with the hours beside them.

In: a folded text and the words of its language. Out: (start, end, value, subject): "0900-1200,1400-1800" and "mon tue wed", no subject
where no day is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.knowledge.facts import FactRules
from auditor.knowledge.patterns import either

Hours = tuple[int, int, str, str]
HALF_DAY = 12
LAST_HOUR = 24
ROUND_THE_CLOCK = re.compile(r"\b24\s?h?/24\b|\b24/7\b|\b7\s?j?/7\b")
TIME = r"(?<![\w.,])(?P<{0}h>[01]?\d|2[0-4])(?:\s?(?P<{0}m>(?:[h:.])[0-5]\d)|\s?h(?![a-z]))?(?:\s?(?P<{0}p>[ap])\.?m\b\.?)?"


class Opening:
    """The opening hours of one language, compiled."""

    def __init__(self, rules: FactRules) -> None:
        self._names = {word: day for day, words in rules.days.items() for word in words}
        self._order = list(rules.days)
        day, to = either(self._names), either(rules.day_ranges)
        self._days = re.compile(rf"(?<!\w)({day})\.?(?:\s*{to}\s*({day})\.?)?(?!\w)")
        self._range = re.compile(TIME.format("a") + rf"\s*{either(rules.hour_ranges)}\s*" + TIME.format("b"))

    def find(self, folded: str) -> Iterator[Hours]:
        """Each group of hours with its days, and marks such as 24/7."""
        for match in ROUND_THE_CLOCK.finditer(folded):
            yield match.start(), match.end(), "24/7", ""
        yield from self._grouped(folded)

    def _grouped(self, folded: str) -> Iterator[Hours]:
        """Hours belong to the days named since the last hours; hours before any day belong to the days that follow."""
        marks = sorted([*self._day_marks(folded), *self._hour_marks(folded)])
        days: list[str] = []
        hours: list[tuple[int, int, str]] = []
        for start, end, kind, said in [*marks, (len(folded), len(folded), "day", "")]:
            if kind == "hours":
                hours.append((start, end, said))
                continue
            if hours and (days or not said or start == len(folded)):
                yield self._group(hours, days)
                days, hours = [], []
            days += [day for day in said.split() if day not in days]
            if hours and days:
                yield self._group(hours, days)
                days, hours = [], []

    def _group(self, hours: list[tuple[int, int, str]], days: list[str]) -> Hours:
        return hours[0][0], hours[-1][1], ",".join(said for _, _, said in hours), " ".join(sorted(days, key=self._order.index))

    def _day_marks(self, folded: str) -> Iterator[tuple[int, int, str, str]]:
        for match in self._days.finditer(folded):
            first = self._order.index(self._names[match[1]])
            last = self._order.index(self._names[match[2]]) if match[2] else first
            days = self._order[first : last + 1] or self._order[first:] + self._order[: last + 1]
            yield match.start(), match.end(), "day", " ".join(days)

    def _hour_marks(self, folded: str) -> Iterator[tuple[int, int, str, str]]:
        for match in self._range.finditer(folded):
            opens, closes = (_minutes(match, part) for part in "ab")
            if opens is not None and closes is not None and opens < closes and _is_clock(match):
                yield match.start(), match.end(), "hours", f"{opens}-{closes}"


def _is_clock(match: re.Match[str]) -> bool:
    """« de 2 à 4 » is no clock: one side at least is written as a time."""
    return bool(match["am"] or match["bm"] or match["ap"] or match["bp"] or "h" in match.group())


def _minutes(match: re.Match[str], part: str) -> str | None:
    hour, half = int(match[f"{part}h"]), match[f"{part}p"]
    if half and hour <= HALF_DAY:
        hour = hour % HALF_DAY + (HALF_DAY if half == "p" else 0)
    return f"{hour:02d}{(match[f'{part}m'] or ':00')[1:]}" if hour <= LAST_HOUR else None
