"""What a rule asks for by name because data cannot say it: `check: figure`.

In: a `Reading`. Out: spans, each with the fields that a message may name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from auditor.language.parties import QUOTED, SPOKEN
from auditor.language.reading import Reading

Found = Iterator[tuple[int, int, tuple[tuple[str, str], ...]]]
NUMBER = r"\d+(?:[  .,]\d{3})*(?:[.,]\d+)?"
PHONE = re.compile(r"(?<![\w.])(?:\+\d{1,3}[ .-]?)?(?:\(0?\d{0,4}\)[ .-]?)?\d(?:[ .-]?\d){7,13}(?!\w)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
CLOCK = re.compile(r"\b\d{1,2}(?:[h:]\d{2}|[  ]?h(?![\w])|[  ]?[ap]\.?m\b\.?)|\b24[h]?/7\b|\b7j?/7\b|\b24h/24\b", re.IGNORECASE)
YEAR = re.compile(r"(?<![\d.,€$£-])(?:1[89]\d\d|20[0-4]\d)(?![\d€$£%]|[.,]\d)")
MONEY = re.compile(rf"(?:[€$£]\s?{NUMBER}|{NUMBER}\s?(?:[€$£]|k€|m€|euros?\b|dollars?\b|pounds?\b|eur\b|usd\b|gbp\b))", re.IGNORECASE)
PERCENT = re.compile(rf"{NUMBER}\s?(?:%|percent\b|per cent\b|pour cent\b)", re.IGNORECASE)


def imperative(reading: Reading) -> Found:
    """Each imperative."""
    yield from ((m.start, m.end, ()) for m in reading.mentions if m.how == "imperative")


def question(reading: Reading) -> Found:
    """The whole segment when it is a question."""
    if reading.is_question:
        yield 0, len(reading.text.text), ()


def verbless(reading: Reading) -> Found:
    """The whole segment when no verb in it is finite and none is an imperative."""
    finite = any("Fin" in t.morph.get("VerbForm", []) and t.pos_ in ("VERB", "AUX") for t in reading.doc)
    if reading.real_words and not finite and not any(m.how == "imperative" for m in reading.mentions):
        yield 0, len(reading.text.text), ()


def quoted(reading: Reading) -> Found:
    """Quoted words long enough to be somebody's speech, or the whole of a quote block."""
    if reading.segment.kind == "quote" and reading.real_words:
        yield 0, len(reading.text.text), ()
        return
    for match in QUOTED.finditer(reading.text.text):
        if len(match.group().split()) >= SPOKEN:
            yield match.start(), match.end(), ()


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


CHECKS: dict[str, Callable[[Reading], Found]] = {
    function.__name__: function for function in (imperative, question, verbless, quoted, money, percent, year, contact, clock)
}
