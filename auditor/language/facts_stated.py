"""The facts of a segment: what it states that can be checked, read with its context.

In: a `Reading` and `rules/facts/`. Out: `Fact`s with offsets into the segment's text as it was given, none over another's value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.knowledge.facts import FactRules
from auditor.knowledge.patterns import either, fold
from auditor.language import checks, facts
from auditor.language.facts_frames import Kind, kinds
from auditor.language.facts_hours import Opening
from auditor.language.facts_values import Value, Values
from auditor.language.phrases import Span, longest
from auditor.language.reading import Reading
from auditor.models import Fact

PHONE_DIGITS = range(8, 14)
NORTH_AMERICAN = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
LABELS = ("heading", "button", "title")  # set in capitals word by word: a capital is no sign of a name there
MOST_WORDS = 4  # of a subject read off the sentence
SENTENCE = re.compile(r"[;·•|.!?]")
SHORT = 6  # words up to which a segment takes its subject from the heading above


class Stating:
    """The facts of one language, compiled."""

    def __init__(self, rules: FactRules) -> None:
        self._rules = rules
        self._values = Values(rules)
        self._opening = Opening(rules)
        self._kinds = kinds(rules)
        self._not_phone = re.compile(rf"(?<!\w){either(rules.not_phone)}(?!\w)[^,;]*\Z")
        month = either(rules.months)
        self._date = re.compile(
            rf"(?<![\w/])(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s(?:of\s)?{month}(?:,?\s\d{{4}})?|{month}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
            rf"|{month},?\s\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})(?!\w)"
        )

    def facts(self, reading: Reading) -> tuple[Fact, ...]:
        """The facts of a segment in the order of its words."""
        folded = fold(reading.text.text)
        found = list(self._literal(reading, folded))
        taken = [(fact.start, fact.end) for fact in found]
        found += self._stated(reading, folded, taken)
        found += self._named(reading, taken)
        return tuple(sorted((_given(fact, reading) for fact in found), key=lambda f: (f.start, f.end, f.kind)))

    def _literal(self, reading: Reading, folded: str) -> Iterator[Fact]:
        """Facts that their form alone tells: addresses, codes, dates, hours."""
        text, taken = reading.text.text, list[Span]()
        for start, end, _ in facts.email(reading):
            taken.append((start, end))
            yield Fact("email", text[start:end].lower(), start, end)
        for start, end, value, days in self._opening.find(folded) if reading.has_digits else ():
            taken.append((start, end))
            yield Fact("opening", value, start, end, "clock", subject=days)
        for start, end, _ in facts.standard(reading):
            taken.append((start, end))
            yield Fact("standard", " ".join(text[start:end].upper().split()), start, end)
        for match in self._date.finditer(folded) if reading.has_digits else ():
            taken.append(match.span())
            yield Fact("date", match.group(), *match.span())
        for start, end, _ in facts.phone(reading):
            if self._is_phone(text, folded, start, end) and not _overlaps((start, end), taken):
                yield Fact("phone", _dialled(text[start:end]), start, end)

    def _is_phone(self, text: str, folded: str, start: int, end: int) -> bool:
        """Company and bank numbers look alike: those have their name before them, or the wrong number of figures."""
        written = text[start:end].strip()
        is_dialled = written[0] in "+(0" or NORTH_AMERICAN.fullmatch(written) is not None
        digits = sum(char.isdigit() for char in written)
        return is_dialled and digits in PHONE_DIGITS and not self._not_phone.search(folded[:start])

    def _stated(self, reading: Reading, folded: str, taken: list[Span]) -> Iterator[Fact]:
        """Facts that the words beside a value tell, the first kind first; what is left over by its form."""
        values = self._values.find(reading, folded)
        for kind in self._kinds if values else ():
            for value in values:
                if _overlaps((value.at, value.end), taken):
                    continue
                span = kind.meet(value, folded) if kind.rule.frames else _left_over(kind, value, folded)
                if span:
                    taken.append((value.at, value.end))
                    yield self._fact(kind, value, span, reading, folded)

    def _fact(self, kind: Kind, value: Value, span: Span, reading: Reading, folded: str) -> Fact:
        start, end, bound = min(span[0], value.start), max(span[1], value.end), value.bound
        if not bound and value.form == "count":
            bound, end = self._values.after(folded, end)
        subject = kind.subject(start, end, folded) if kind.rule.subjects else ""
        if not subject and kind.name in ("price", "warranty"):
            subject = _about(reading, start)
        if not subject and kind.rule.subjects and reading.segment.heading and len(reading.real_words) <= SHORT:
            heading = fold(reading.segment.heading[-1])
            subject = kind.subject(len(heading), len(heading), heading)
        return Fact(kind.name, value.value, start, end, value.unit, bound, subject)

    def _named(self, reading: Reading, taken: list[Span]) -> Iterator[Fact]:
        """Proper names of others, each once, that the parse takes for names too."""
        if reading.segment.kind in LABELS:
            return
        text = reading.text.text
        words = [(start, end) for start, end, _ in checks.named_party(reading) if _is_proper(reading, start)]
        for start, end in longest(_joined(words, text)):
            if not _overlaps((start, end), taken):
                yield Fact("name", fold(text[start:end]), start, end)


def _left_over(kind: Kind, value: Value, folded: str) -> Span | None:
    return (value.start, value.end) if kind.rule.form == value.form and not kind.is_other(value, folded) else None


def _about(reading: Reading, end: int) -> str:
    """The words before the value in its clause, else the heading above: « Ramonage à partir de 69 € » is about ramonage."""
    start = max((m.end() for m in SENTENCE.finditer(reading.text.text, 0, end)), default=0)
    words = [
        t.text for t in reading.tokens if start <= t.idx < end and t.text.isalpha() and not reading.doc[t.i].is_stop and len(t.text) > 1
    ]
    if not words and reading.segment.heading:
        words = [word for word in reading.segment.heading[-1].split() if word.isalpha()]
    return fold(" ".join(words[-MOST_WORDS:]))


def _is_proper(reading: Reading, start: int) -> bool:
    token = reading.token(start)
    return token is not None and token.pos == "PROPN"


def _joined(words: list[Span], text: str) -> Iterator[Span]:
    """Names of several words in one span."""
    open_span: Span | None = None
    for start, end in sorted(words):
        if open_span and text[open_span[1] : start] in (" ", "-", "'"):
            open_span = (open_span[0], end)
            continue
        if open_span:
            yield open_span
        open_span = (start, end)
    if open_span:
        yield open_span


def _dialled(written: str) -> str:
    """The figures of a telephone number with its country code, if any: "+33123456789"."""
    digits = re.sub(r"[^\d+]", "", written.replace("(0)", ""))
    return "+" + digits[2:] if digits.startswith("00") else digits


def _overlaps(span: Span, taken: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _given(fact: Fact, reading: Reading) -> Fact:
    start, end = reading.text.given(fact.start, fact.end)
    return Fact(fact.kind, fact.value, start, end, fact.unit, fact.bound, fact.subject)
