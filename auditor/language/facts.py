"""Checkable specifics by their form: amounts, figures with a unit, delays, years, standards, addresses.

In: a `Reading`. Out: spans, for `check: figure` and its like (see `checks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.language.phrases import longest
from auditor.language.reading import Reading

Found = Iterator[tuple[int, int, tuple[tuple[str, str], ...]]]
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


def money(reading: Reading) -> Found:
    """Amounts of money."""
    yield from ((m.start(), m.end(), ()) for m in MONEY.finditer(reading.text.text))


def percent(reading: Reading) -> Found:
    """Percentages."""
    yield from ((m.start(), m.end(), ()) for m in PERCENT.finditer(reading.text.text))


def year(reading: Reading) -> Found:
    """Calendar years, 1800 to 2049, that are no amount."""
    yield from ((m.start(), m.end(), ()) for m in YEAR.finditer(reading.text.text))


def contact(reading: Reading) -> Found:
    """Telephone numbers and e-mail addresses."""
    for pattern in (PHONE, EMAIL):
        yield from ((m.start(), m.end(), ()) for m in pattern.finditer(reading.text.text))


def clock(reading: Reading) -> Found:
    """Times of day and round-the-clock marks: 9h30, 9:30, 5 pm, 24/7."""
    yield from ((m.start(), m.end(), ()) for m in CLOCK.finditer(reading.text.text))


def figure(reading: Reading) -> Found:
    """Figures with their unit, in digits or written out: 1 200 m², 35 %, € 90, "three weeks", 15 years, 300 schools."""
    spans = [m.span() for pattern in (MONEY, PERCENT) for m in pattern.finditer(reading.text.text)]
    counted = _quantity(reading.known.numbers, reading.known.units + reading.known.customer_nouns)
    spans += [m.span() for m in counted.finditer(reading.text.text)]
    yield from ((start, end, ()) for start, end in longest(spans))


def duration(reading: Reading) -> Found:
    """Lengths of time: 48 h, "two weeks", dix ans."""
    yield from ((m.start(), m.end(), ()) for m in _durations(reading))


def delay(reading: Reading) -> Found:
    """Lengths of time after a word that sets a limit (« sous 48 h », "within two days"), with that word."""
    for match in _durations(reading):
        before = reading.text.text[: match.start()].casefold().rstrip()
        for word in reading.known.limits:
            if re.search(rf"(?<!\w){re.escape(word)}$", before):
                yield len(before) - len(word), match.end(), ()
                break


def standard(reading: Reading) -> Found:
    """Codes of standards, and the marks of the list `marks`: ISO 9001, NF EN 795, RGE."""
    spans = [m.span() for m in STANDARD.finditer(reading.text.text)]
    spans += [(start, end) for start, end in reading.spans("marks") if _is_mark(reading.text.text[start:end])]
    yield from ((start, end, ()) for start, end in longest(spans))


def _is_mark(word: str) -> bool:
    """Whether a word is written as a mark: « CE », « Qualibat », not « Ce »."""
    return word.isupper() or (len(word) > SHORT_MARK and word[0].isupper())


def _durations(reading: Reading) -> Iterator[re.Match[str]]:
    return _quantity(reading.known.numbers, reading.known.delays).finditer(reading.text.text)


@cache
def _quantity(numbers: tuple[str, ...], units: tuple[str, ...]) -> re.Pattern[str]:
    """A number, at most one word, and one of the units."""
    written, named = ("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) for words in (numbers, units))
    return re.compile(
        rf"(?<![\w.,])(?:{NUMBER}\+?|\b(?:{written}))(?:\s?[-–à/]\s?{NUMBER})?[\s-]?(?:[^\W\d]+\s)?(?:{named})(?!\w)", re.IGNORECASE
    )
