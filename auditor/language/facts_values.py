"""Values by their form, before anyone asks what they are about: years, counts, lengths of time, amounts, rates, ratings.

In: a `Reading` and the rules of its language. Out: `Value`s with offsets into `Reading.text.text`, normalised so that two ways of
writing one value compare equal: lengths of time in hours, working days, months or years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from auditor.knowledge.facts import Bound, FactRules, Form
from auditor.knowledge.patterns import either, fold
from auditor.language import facts
from auditor.language.facts_numbers import MOST, Number, Numbers, decimal, plain
from auditor.language.reading import Reading
from auditor.language.text import read

HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0}  # the others stay: a month has no fixed number of hours
MONTHS_A_YEAR = 12
SCALES = (5, 10, 20)  # what ratings are out of
LOWEST = 0.6  # of the scale: nobody prints a lower one of themselves, and « 1/5 » is a fraction
AFTER = 26  # characters after an amount in which its terms stand
FIRST_FIGURE = re.compile(r"\d[\d .,]*")


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it stands; `at` leaves out the bound before it."""

    form: Form
    start: int
    at: int
    end: int
    value: str
    unit: str = ""
    bound: Bound = ""


class Values:
    """The values of one language, compiled."""

    def __init__(self, rules: FactRules) -> None:
        self._rules = rules
        self._numbers = Numbers(rules)
        self._units = {fold(word): unit for unit, words in rules.time.items() for word in words}
        units, articles = either(self._units), either(rules.unit_alone)
        self._unit = re.compile(rf"[\s-]?(?:{either(rules.partitives)}\s*)?(?P<unit>{units})(?!\w)")
        self._one = re.compile(rf"(?<!\w){articles}\s(?P<unit>{units})(?!\w)")
        self._first_of_unit = frozenset(word.key for unit in self._units for word in read(unit).words[:1])
        self._coins = [(coin, re.compile(either(words))) for coin, words in rules.money.items()]
        self._per = [(per, re.compile(rf"(?<!\w){either(words)}(?!\w)")) for per, words in rules.per.items()]
        self._rating = re.compile(rf"\s?{either(rules.out_of)}\s?(\d+)(?![\w/%])")
        self._stars = re.compile(rf"\s?{either(rules.stars)}(?!\w)")

    def find(self, reading: Reading, folded: str) -> list[Value]:
        """All values, those of one span in every form that it may have."""
        numbers = self._numbers.find(folded) if reading.has_digits or self._numbers.may_open(reading.keys) else []
        if not numbers and not reading.has_digits:
            return list(self._articles(reading, folded))
        found = [*self._amounts(reading, folded, numbers), *self._rates(reading, folded), *self._ratings(folded, numbers)]
        found += [Value("year", start, start, end, folded[start:end]) for start, end, _ in islice(facts.year(reading), MOST)]
        found += [*self._durations(folded, numbers), *self._articles(reading, folded)]
        found += [Value("count", n.start, n.at, n.end, n.scaled(1), "", n.bound) for n in numbers]
        return found + list(self._quantities(reading, folded, numbers))

    def after(self, folded: str, end: int) -> tuple[Bound, int]:
        """The bound that follows at `end`, and its own end."""
        return self._numbers.after(folded, end)

    def _durations(self, folded: str, numbers: Sequence[Number]) -> Iterator[Value]:
        for number in numbers:
            if match := self._unit.match(folded, number.end):
                unit, factor = self._normal(match["unit"], number)
                bound, end = (number.bound, match.end()) if number.bound else self._numbers.after(folded, match.end())
                yield Value("duration", number.start, number.at, end, number.scaled(factor), unit, bound)

    def _articles(self, reading: Reading, folded: str) -> Iterator[Value]:
        """One unit of time, told by its article: « en une heure »."""
        if reading.keys.isdisjoint(self._first_of_unit):
            return
        for match in islice(self._one.finditer(folded), MOST):
            one = Number(match.start(), match.start(), match.end(), 1, 1)
            unit, factor = self._normal(match["unit"], one)
            yield Value("duration", match.start(), match.start(), match.end(), one.scaled(factor), unit)

    def _normal(self, written: str, number: Number) -> tuple[str, float]:
        unit = self._units[re.sub(r"[\s-]+", " ", written)]
        if unit in HOURS:
            return "hour", HOURS[unit]
        if unit == "month" and number.low % MONTHS_A_YEAR == number.high % MONTHS_A_YEAR == 0:
            return "year", 1 / MONTHS_A_YEAR
        return unit, 1.0

    def _amounts(self, reading: Reading, folded: str, numbers: Sequence[Number]) -> Iterator[Value]:
        """Amounts of money, « 150-300 € » as one; the terms after an amount are part of its unit: two prices differ by them."""
        for start, end, _ in facts.money(reading):
            number = next((n for n in numbers if n.at < end and start < n.end), None)
            if number is None:
                continue
            written = folded[max(0, start - 3) : end]
            coin = next((coin for coin, pattern in reversed(self._coins) if pattern.search(written)), "")
            factor = 1e3 if "k€" in written and not folded[number.at : number.end].endswith("k") else 1e6 if "m€" in written else 1
            terms = folded[end : end + AFTER].split(",")[0].split(";")[0]
            unit = "/".join([coin, *(per for per, pattern in self._per if pattern.search(terms))])
            yield self._given("money", min(start, number.at), end, number.scaled(factor), unit, folded)

    def _rates(self, reading: Reading, folded: str) -> Iterator[Value]:
        for start, end, _ in facts.percent(reading):
            value = plain(decimal(_figures(folded[start:end]), self._rules.decimal))
            yield self._given("percent", start, end, value, "percent", folded)

    def _ratings(self, folded: str, numbers: Sequence[Number]) -> Iterator[Value]:
        for number in numbers:
            scale = self._rating.match(folded, number.at + len(_figures(folded[number.at : number.end])))
            if scale and (top := int(scale[1])) in SCALES and LOWEST * top <= number.low <= top:
                yield Value("rating", number.start, number.at, scale.end(), plain(number.low), f"/{top}", number.bound)
            elif (stars := self._stars.match(folded, number.end)) and LOWEST * SCALES[0] <= number.low <= SCALES[0]:
                yield Value("rating", number.start, number.at, stars.end(), plain(number.low), f"/{SCALES[0]}", number.bound)

    def _given(self, form: Form, start: int, end: int, value: str, unit: str, folded: str) -> Value:
        """A value of a pattern, with the bound before it or after its first figure."""
        bound, first = self._numbers.before(folded, start)
        return Value(form, first, start, end, value, unit, bound or ("at-least" if "+" in folded[start:end] else ""))

    def _quantities(self, reading: Reading, folded: str, numbers: Sequence[Number]) -> Iterator[Value]:
        """Figures with any unit; « des dizaines » counts nothing."""
        for start, end, _ in facts.figure(reading):
            if number := next((n for n in numbers if start <= n.at < end), None):
                yield Value("quantity", number.start, number.at, end, number.scaled(1), folded[number.end : end].strip(" -+"), number.bound)


def _figures(written: str) -> str:
    """The figures of an amount, as they are written; "0" when there are none."""
    match = FIRST_FIGURE.search(written)
    return match.group().rstrip(" .,") if match else "0"
