"""Checkable specifics by their form: amounts, figures with a unit, delays, years, standards, addresses.

In: a `Reading`. Out: spans, for `check: figure` and its like (see `checks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import chain, islice

from auditor.language.phrases import longest
from auditor.language.reading import Reading, once

Found = Sequence[tuple[int, int, tuple[tuple[str, str], ...]]]
NUMBER = r"\d+(?:[  .,]\d{3})*(?:[.,]\d+)?"
PHONE = re.compile(
    r"(?<![\w.])(?:(?:\+\d{1,3}[ .-]?)?(?:\(0?\d{0,4}\)[ .-]?)?\d(?:[ .-]?\d){7,13}|(?:\+1[ .-]?)?\(\d{3}\)[ .-]?\d{3}[ .-]\d{4})(?!\w)"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
CLOCK = re.compile(r"\b24\s?h?/24\b|\b24/7\b|\b7\s?j?/7\b|\b(?:[01]?\d|2[0-4])(?:[h:][0-5]\d\b|\s?h(?!\w)|\s?[ap]\.?m\b\.?)", re.IGNORECASE)
YEAR = re.compile(r"(?<![\d.,€$£-])(?:1[89]\d\d|20[0-4]\d)(?![\d€$£%]|[.,]\d)")
MONEY = re.compile(rf"(?:[€$£]\s?{NUMBER}|{NUMBER}\s?(?:[€$£]|k€|m€|euros?\b|dollars?\b|pounds?\b|eur\b|usd\b|gbp\b))", re.IGNORECASE)
PERCENT = re.compile(rf"{NUMBER}\s?(?:%|percent\b|per cent\b|pour cent\b)", re.IGNORECASE)

SHORT_MARK = 4  # letters up to which a mark is written in capitals
STANDARD = re.compile(r"\b(?:ISO|IEC|EN|NF|DIN|BS|ASTM|UL)(?:[/ -](?:ISO|IEC|EN|NF|DTU|C))*[ -]?\d{2,6}(?:[-:]\d+)*\b")


@once
def money(reading: Reading) -> Found:
    """Amounts of money."""
    return _met(MONEY, reading)


@once
def percent(reading: Reading) -> Found:
    """Percentages."""
    return _met(PERCENT, reading)


@once
def year(reading: Reading) -> Found:
    """Calendar years, 1800 to 2049, that are no amount."""
    return _met(YEAR, reading)


@once
def phone(reading: Reading) -> Found:
    """Telephone numbers."""
    return _met(PHONE, reading)


@once
def email(reading: Reading) -> Found:
    """E-mail addresses."""
    text = reading.text.text
    return [(m.start(), m.end(), ()) for m in EMAIL.finditer(text)] if "@" in text else []


def contact(reading: Reading) -> Found:
    """Telephone numbers and e-mail addresses."""
    return [*phone(reading), *email(reading)]


def clock(reading: Reading) -> Found:
    """Times of day and round-the-clock marks: 9h30, 9:30, 5 pm, 24/7."""
    return _met(CLOCK, reading)


@once
def figure(reading: Reading) -> Found:
    """Figures with their unit, in digits or written out: 1 200 m², 35 %, € 90, "three weeks", 15 years, 300 schools."""
    spans = [(start, end) for start, end, _ in (*money(reading), *percent(reading))]
    spans += [m.span() for m in _counted(reading, reading.known.units, reading.known.customer_nouns)]
    return [(start, end, ()) for start, end in longest(spans)]


def duration(reading: Reading) -> Found:
    """Lengths of time: 48 h, "two weeks", dix ans."""
    return [(m.start(), m.end(), ()) for m in _durations(reading)]


def delay(reading: Reading) -> Found:
    """Lengths of time after a word that sets a limit (« sous 48 h », "within two days"), with that word."""
    found: list[tuple[int, int, tuple[tuple[str, str], ...]]] = []
    for match in _durations(reading):
        before = reading.text.text[: match.start()].casefold().rstrip()
        limits = (word for word in reading.known.limits if re.search(rf"(?<!\w){re.escape(word)}$", before))
        found += [(len(before) - len(word), match.end(), ()) for word in islice(limits, 1)]
    return found


@once
def standard(reading: Reading) -> Found:
    """Codes of standards, and the marks of the list `marks`: ISO 9001, NF EN 795, RGE."""
    spans = [(start, end) for start, end, _ in _met(STANDARD, reading)]
    spans += [(start, end) for start, end in reading.spans("marks") if _is_mark(reading.text.text[start:end])]
    return [(start, end, ()) for start, end in longest(spans)]


def _met(pattern: re.Pattern[str], reading: Reading) -> Found:
    """Where a pattern that asks for a figure stands."""
    return [(m.start(), m.end(), ()) for m in pattern.finditer(reading.text.text)] if reading.has_digits else []


def _is_mark(word: str) -> bool:
    """Whether a word is written as a mark: « CE », « Qualibat », not « Ce »."""
    return word.isupper() or (len(word) > SHORT_MARK and word[0].isupper())


@once
def _durations(reading: Reading) -> list[re.Match[str]]:
    return _counted(reading, reading.known.delays)


def _counted(reading: Reading, *units: tuple[str, ...]) -> list[re.Match[str]]:
    """Numbers with one of the units of these lists, none inside another."""
    found: list[re.Match[str]] = []
    starts = _openings(reading)
    quantity = _quantity(reading.known.numbers, *units) if starts else None
    for start in starts:
        if quantity and (not found or start >= found[-1].end()) and (match := quantity.match(reading.text.text, start)):
            found.append(match)
    return found


@once
def _openings(reading: Reading) -> list[int]:
    """Where a number may begin: at a figure, or at a word that may open one that is written out."""
    opens = _opening(reading.known.numbers)
    return [word.start for word in reading.words if opens(word.low)]


@cache
def _opening(numbers: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a word may open a number: the same few thousand words make most texts."""

    def opens(low: str) -> bool:
        return low[0].isdecimal() or low.startswith(numbers)

    return lru_cache(20_000)(opens)


@cache
def _quantity(numbers: tuple[str, ...], *units: tuple[str, ...]) -> re.Pattern[str]:
    """A number, at most one word, and one of the units."""
    both = (numbers, [*chain(*units)])
    written, named = ("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) for words in both)
    return re.compile(
        rf"(?<![\w.,])(?:{NUMBER}\+?|\b(?:{written}))(?:\s?[-–à/]\s?{NUMBER})?[\s-]?(?:[^\W\d]+\s)?(?:{named})(?!\w)", re.IGNORECASE
    )
