"""What two languages have in common without translating: figures, names, words of one spelling, and terms of a bilingual list.

In: a segment's text and `rules/lenses/terms.yml`. Out: `Said`: what of it can be looked for in the other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from auditor.judge.parity_pairs import folded
from auditor.knowledge.terms import Terms
from auditor.models import Lang

DIGITS = {
    "fr": r"\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+(?:,\d+)?",
    "en": r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?",
}
LONG_NUMBER = re.compile(r"(?:\+|\b0)\d(?:[ .()-]?\d){7,}|\b\d{9,}\b|\S+@\S+|https?://\S+|www\.\S+")  # telephones, addresses: no figures
AFTERNOON = re.compile(r"\b(1?\d)(?:[:.]([0-5]\d))?\s?(a|p)\.?m\b\.?")
CLOCK = re.compile(r"\b([01]?\d|2[0-4])\s?(?:h\s?|:)([0-5]\d)\b")
SPACES = re.compile(r"[\u00a0\u202f\u2009]")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
TOKEN = re.compile(r"\w+")
FIRST = re.compile(r"(\w+)(?=[\s-]|$)")  # of a phrase, where it is a word to look for as it stands
SAME_SPELLING = 5  # letters from which a word of the same spelling in both languages says something
NOON = 12
HOUR = 60  # minutes


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit ("" where the list of units has none) and bound; `written` in digits, or in letters."""

    value: float
    unit: str
    bound: str
    written: bool

    @property
    def name(self) -> str:
        """What it is looked for by."""
        return f"{self.value:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class Said:
    """What of a segment can be looked for in the other language."""

    figures: tuple[Figure, ...]
    terms: frozenset[str]  # ids of the terms that it states
    hints: frozenset[str]  # ids of terms that it at least touches on
    words: frozenset[str]  # names, and words long enough to be the same in both languages


class Reader:
    """Reads segments of both languages with one list of terms."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._stated = {lang: {id: _any_of(term.phrases(lang)) for id, term in terms.terms.items()} for lang in terms.numbers}
        self._hinted = {
            lang: {id: _any_of((*term.phrases(lang), *(term.also.phrases(lang) if term.also else ()))) for id, term in terms.terms.items()}
            for lang in terms.numbers
        }
        self._by_word = {lang: _by_first_word(terms, lang) for lang in terms.numbers}
        self._units = {lang: _named({id: unit.phrases(lang) for id, unit in terms.units.items()}) for lang in terms.numbers}
        self._bounds = {lang: {id: _any_of(bound.phrases(lang), end=True) for id, bound in terms.bounds.items()} for lang in terms.numbers}
        self._numbers = {lang: _numbers(words, lang) for lang, words in terms.numbers.items()}

    def read(self, text: str, lang: Lang) -> Said:
        """What of `text` can be looked for in the other language."""
        plain = _plain(text)
        by_word = self._by_word[lang]
        asked = by_word[""].union(*(by_word[word] for word in TOKEN.findall(plain) if word in by_word))
        hints = {id for id in asked if self._hinted[lang][id].search(plain)}
        stated = {id for id in hints if self._stated[lang][id].search(plain)}
        words = {word for word in WORD.findall(plain) if len(word) >= SAME_SPELLING}
        names = {folded(word) for word in WORD.findall(text)[1:] if word[0].isupper() and len(word) > 1}
        return Said(tuple(self._figures(plain, lang)), frozenset(stated), frozenset(hints), frozenset(words | names))

    def figures(self, text: str, lang: Lang) -> tuple[Figure, ...]:
        """The figures of `text` alone."""
        return tuple(self._figures(_plain(text), lang))

    def _figures(self, plain: str, lang: Lang) -> Iterator[Figure]:
        rest, hours = _hours(LONG_NUMBER.sub(_blank, plain))
        yield from hours
        for match in self._numbers[lang].finditer(rest):
            value = _value(match, lang, self._terms.numbers[lang])
            if value is not None:
                unit = self._unit(rest, match, lang)
                yield Figure(value, unit, self._bound(rest[: match.start()], lang), match["digits"] is not None)

    def _unit(self, plain: str, match: re.Match[str], lang: Lang) -> str:
        """The unit after a number, with one word between at most, or the sign before it."""
        pattern, ids = self._units[lang]
        before = plain[: match.start()].rstrip()[-1:]
        sign = "" if before.isalnum() else ids.get(before, "")
        after = pattern.match(plain, match.end()) if not sign else None
        return ids[after[1]] if after else sign

    def _bound(self, before: str, lang: Lang) -> str:
        cut = before.rstrip("€$£ ")
        return next((id for id, pattern in self._bounds[lang].items() if pattern.search(cut)), "")


def _plain(text: str) -> str:
    return folded(SPACES.sub(" ", text).replace("\u2019", "'"))


def _hours(plain: str) -> tuple[str, list[Figure]]:
    """Times of day as hours, and the text without them: 6 pm is 18 h."""
    found = [Figure(_noon(m[1], m[3]) + int(m[2] or 0) / HOUR, "hour", "", True) for m in AFTERNOON.finditer(plain)]
    plain = AFTERNOON.sub(_blank, plain)
    found += [Figure(int(m[1]) + int(m[2]) / HOUR, "hour", "", True) for m in CLOCK.finditer(plain)]
    return CLOCK.sub(_blank, plain), found


def _noon(hour: str, half: str) -> int:
    return int(hour) % NOON + (NOON if half == "p" else 0)


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def _value(match: re.Match[str], lang: Lang, numbers: dict[str, int]) -> float | None:
    if match["several"] is not None:
        return None
    if match["digits"] is None:
        return float({folded(word): n for word, n in numbers.items()}[match["word"]])
    thousands, decimal = (" .", ",") if lang == "fr" else (",", ".")
    digits = match["digits"]
    whole = digits if re.fullmatch(r"\d+[.,]\d+", digits) and decimal in digits else "".join(c for c in digits if c not in thousands)
    return float(whole.replace(decimal, "."))


def _numbers(words: Iterable[str], lang: Lang) -> re.Pattern[str]:
    """Numbers in digits, or written out in one word: of « vingt-cinq mille » nothing is sure."""
    written = "|".join(re.escape(folded(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,/-])(?P<digits>{DIGITS[lang]})(?![\d/]|[.,]\d)|(?<![\w-])(?P<several>(?:{written})(?:[\s-](?:{written}))+)(?!\w)"
        rf"|(?<![\w-])(?P<word>{written})(?![\w-])"
    )


def _any_of(phrases: Iterable[str], end: bool = False) -> re.Pattern[str]:
    """One of the phrases as whole words; with `end`, at the end of the text."""
    spelled = "|".join(_spelled(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{spelled or '(?!)'})(?!\w)" + (r"\s*$" if end else ""))


def _named(by_id: dict[str, tuple[str, ...]]) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for all phrases, in one group, and the id of each."""
    ids = {folded(phrase): id for id, phrases in by_id.items() for phrase in phrases}
    spelled = "|".join(re.escape(phrase) for phrase in sorted(ids, key=len, reverse=True))
    return re.compile(rf"\+?\s?(?:[\w'-]+\s)??({spelled})(?!\w)"), ids


def _by_first_word(terms: Terms, lang: Lang) -> dict[str, set[str]]:
    """Ids of the terms by the first word of each of their phrases; under "" those with a phrase whose first word is none."""
    found: dict[str, set[str]] = {"": set()}
    for id, term in terms.terms.items():
        for phrase in (*term.phrases(lang), *(term.also.phrases(lang) if term.also else ())):
            first = FIRST.match(folded(phrase))
            found.setdefault(first[1] if first else "", set()).add(id)
    return found


@cache
def _spelled(phrase: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in folded(phrase).split()]
    return r"[\s-]".join(words)
