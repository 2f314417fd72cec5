"""Numbers as they are written, in figures or in words, and the bounds that stand beside them.

In: a folded text (`patterns.fold`) and the words of its language. Out: `Number`s with offsets into that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from auditor.knowledge.facts import Bound, FactRules
from auditor.knowledge.patterns import either, fold

DIGITS = r"(?<![\w.,'])(?<![^\W\d]-)(?:\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+)(?:[.,]\d{1,2}(?![\d.,]*\d))?"
WORDS_KEPT = 20_000  # of which it is remembered whether they may open a number
MOST = 80  # numbers of a segment that are read: more is a table that lost its cells
WINDOW = 24  # characters before a number in which a bound may stand


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands; `high` differs from `low` in a range."""

    start: int  # with its bound
    at: int  # without its bound
    end: int
    low: float
    high: float
    bound: Bound = ""

    def scaled(self, factor: float) -> str:
        """Its value times `factor` as facts write it: "48", "0.5", "24-48"."""
        low, high = plain(self.low * factor), plain(self.high * factor)
        return low if low == high else f"{low}-{high}"


def plain(value: float) -> str:
    """A number without needless zeros: 48.0 -> "48", 4.8 -> "4.8"."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


class Numbers:
    """The numbers of one language, compiled."""

    def __init__(self, rules: FactRules) -> None:
        self._rules = rules
        self._values = {fold(word): value for word, value in rules.numbers.items()}
        self._scales = {fold(word): value for word, value in rules.scales.items()}
        openings = tuple({*self._values, *map(fold, rules.scales_alone)})
        self._may_open = lru_cache(WORDS_KEPT)(lambda word: word.startswith(openings))
        self._round = frozenset(map(fold, rules.round))
        units, scales = either(rules.numbers), either(rules.scales)
        alone = either(rules.scales_alone)
        join = rf"(?:[\s-]+(?:{either(rules.joins)}[\s-]+)?)"
        written = rf"(?:{units}|{alone})(?:{join}(?:{units}|{scales}))*"
        self._number = re.compile(rf"(?P<digits>{DIGITS})(?P<kilo>k(?!\w))?(?P<scale>\s{scales}(?!\w))?|(?<!\w){written}(?!\w)")
        self._word = re.compile(rf"{units}|{scales}")
        self._range = re.compile(rf"\s*{either(rules.ranges)}\s*")
        self._before = [(bound, re.compile(rf"(?<!\w){either(words)}\s*\Z")) for bound, words in rules.bounds.items()]
        self._after = [(bound, re.compile(rf"\s{either(words)}(?!\w)")) for bound, words in rules.bounds_after.items()]

    def find(self, folded: str) -> list[Number]:
        """Numbers in order, ranges as one, each with its bound."""
        return [self._bounded(number, folded) for number in self._ranged(list(islice(self._plain(folded), MOST)), folded)]

    def may_open(self, words: Iterable[str]) -> bool:
        """Whether one of the folded words may open a number that is written out."""
        return any(map(self._may_open, words))

    def before(self, folded: str, at: int) -> tuple[Bound, int]:
        """The bound that stands before `at` and its own start: "over 300 customers"."""
        first = max(0, at - WINDOW)
        for bound, pattern in self._before:
            if match := pattern.search(folded[first:at]):
                return bound, first + match.start()
        return "", at

    def after(self, folded: str, end: int) -> tuple[Bound, int]:
        """The bound that follows at `end` and its own end: "300 clients et plus"."""
        for bound, pattern in self._after:
            if match := pattern.match(folded, end):
                return bound, match.end()
        return "", end

    def _plain(self, folded: str) -> Iterator[Number]:
        for match in self._number.finditer(folded):
            value = self._of_digits(match) if match["digits"] else self._of_words(match.group())
            is_rough = any(word in self._round for word in match.group().split())
            yield Number(match.start(), match.start(), match.end(), value, value, "about" if is_rough else "")

    def _of_digits(self, match: re.Match[str]) -> float:
        value = decimal(match["digits"], self._rules.decimal)
        return value * (1000 if match["kilo"] else 1) * self._scales.get((match["scale"] or "").strip(), 1)

    def _of_words(self, written: str) -> float:
        """« deux mille trois cents » = 2300: hundreds multiply what stands before them, larger scales close it."""
        total = current = 0
        for word in self._word.findall(written):
            word = re.sub(r"\s+", " ", word)
            if (scale := self._scales.get(word)) is None:
                current += self._values[word]
            elif scale == 100:
                current = max(1, current) * scale
            else:
                total, current = total + max(1, current) * scale, 0
        return float(total + current)

    def _ranged(self, numbers: list[Number], folded: str) -> Iterator[Number]:
        while numbers:
            first = numbers.pop(0)
            joined = self._range.match(folded, first.end)
            if numbers and joined and joined.end() == numbers[0].start and numbers[0].low > first.low:
                second = numbers.pop(0)
                yield replace(first, end=second.end, high=second.low)
            else:
                yield first

    def _bounded(self, number: Number, folded: str) -> Number:
        if folded[number.end : number.end + 1] == "+":
            return replace(number, end=number.end + 1, bound="at-least")
        bound, start = self.before(folded, number.at)
        return replace(number, start=start, bound=bound) if bound else number


def decimal(digits: str, mark: str) -> float:
    """The value of a number in figures where `mark` sets off decimals: three digits after any other mark are thousands."""
    other = "." if mark == "," else ","
    digits = digits.replace(" ", "").replace("\u00a0", "")
    if re.fullmatch(rf"\d{{1,3}}(?:\{other}\d{{3}})+(?:\{mark}\d+)?", digits):
        digits = digits.replace(other, "")
    elif re.fullmatch(rf"\d{{1,3}}(?:\{mark}\d{{3}}){{2,}}", digits):
        digits = digits.replace(mark, "")
    written = digits.replace(other, ".").replace(mark, ".")
    return float(written if written.count(".") < 2 else written.replace(".", ""))
