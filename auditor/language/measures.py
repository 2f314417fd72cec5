"""Numbers of a segment that a rule may bound: `measure: {of: words, over: 30}`.

In: a `Reading`. Out: a number; a rule's match is the whole segment, with the fields `value` and `limit`.

    words             words of the segment
    letters           letters of the segment
    sentence_length   words of its longest stretch between full stops
    commas            commas and semicolons
    long_words        share of words of nine letters or more, 0-1
    figures           figures written in digits
    self_mentions     mentions of the company
    customer_mentions mentions of the customer
    capitals          share of letters that are capitals, 0-1
    reading_ease      Flesch's for English (1948), Kandel and Moles's for French (1958); 0-100, low is hard
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from auditor.knowledge.rules import Measure
from auditor.language.reading import Reading, once
from auditor.language.segments import word_count

VOWELS = re.compile(r"[aeiouyœæ]+")
LONG_WORD = 9  # letters
SENTENCE = 5  # words from which a text that is no heading can be read as a sentence
LABELS = ("title", "description", "heading", "button", "image")
STOP = re.compile(r"[.!?…]+(?:\s|$)")


def words(reading: Reading) -> float:
    """Words of the segment."""
    return word_count(reading.text.text)


def letters(reading: Reading) -> float:
    """Letters of the segment."""
    return sum(c.isalpha() for c in reading.text.text)


@once
def sentence_length(reading: Reading) -> float:
    """Words of the longest stretch between full stops."""
    return max(map(word_count, STOP.split(reading.text.text)))


def commas(reading: Reading) -> float:
    """Commas and semicolons."""
    return sum(c in ",;" for c in reading.text.text)


def long_words(reading: Reading) -> float:
    """Share of words of nine letters or more."""
    return sum(len(w.text) >= LONG_WORD for w in reading.real_words) / max(1, len(reading.real_words))


def figures(reading: Reading) -> float:
    """Figures written in digits; « 1 200 » is one."""
    return len(re.findall(r"\d+(?:[ .,]\d+)*", reading.text.text))


def self_mentions(reading: Reading) -> float:
    """Mentions of the company."""
    return sum(m.party == "self" for m in reading.mentions)


def customer_mentions(reading: Reading) -> float:
    """Mentions of the customer."""
    return sum(m.party == "customer" for m in reading.mentions)


def capitals(reading: Reading) -> float:
    """Share of letters that are capitals."""
    return sum(c.isupper() for c in reading.text.text) / max(1.0, letters(reading))


def reading_ease(reading: Reading) -> float:
    """Ease of reading, 0-100: 206.835 - 1.015 W - 84.6 S (fr: 207 - 1.015 W - 73.6 S); W words a sentence, S syllables a word."""
    count = max(1, len(reading.real_words))
    syllables = sum(_syllables(w.key) for w in reading.real_words) / count
    base, weight = (207.0, 73.6) if reading.segment.lang == "fr" else (206.835, 84.6)
    return min(100.0, max(0.0, base - 1.015 * sentence_length(reading) - weight * syllables))


@lru_cache(20_000)
def _syllables(word: str) -> int:
    return max(1, len(VOWELS.findall(word)))


def ease(reading: Reading) -> int | None:
    """The reading ease of a sentence as a whole number; None of what reads as a label: a heading, a button, fewer than `SENTENCE` words."""
    if reading.segment.kind in LABELS or len(reading.real_words) < SENTENCE:
        return None
    return round(reading_ease(reading))


MEASURES: dict[str, Callable[[Reading], float]] = {
    function.__name__: function
    for function in (words, letters, sentence_length, commas, long_words, figures, self_mentions, customer_mentions, capitals, reading_ease)
}


def exceeded(measure: Measure, reading: Reading) -> Iterator[tuple[int, int, tuple[tuple[str, str], ...]]]:
    """The whole segment when the measure passes its bound, with the fields `value` and `limit`."""
    value = MEASURES[measure.of](reading)
    if not reading.real_words:
        return
    if measure.over is not None and value > measure.over:
        yield 0, len(reading.text.text), _fields(measure.over, value)
    elif measure.under is not None and value < measure.under:
        yield 0, len(reading.text.text), _fields(measure.under, value)


def _fields(limit: float, value: float) -> tuple[tuple[str, str], ...]:
    return ("limit", f"{limit:g}"), ("value", f"{value:.4g}")
