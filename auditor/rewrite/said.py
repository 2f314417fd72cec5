"""What the words of a sentence say to every recipe, each thing worked out once and only when a recipe asks.

In: a labelled segment, the grammar of its language, the company's names. Out: `Said`, with the `Body` that a blank may stand beside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.knowledge.recipes import Grammar
from auditor.models import LabelledSegment, Lang
from auditor.rewrite import guard

RUN = re.compile(r"[^\W\d_]+")
BEGINNING = re.compile(r"(?:^|,)[\W\d_]*([^\W\d_]+)")  # a clause begins with the sentence, or after a phrase set before it
OPENS, BEGINS = "^", ","  # before a run of letters: one that the text, or a clause of it, may begin with
FIRST = re.compile(r"[^\W\d_]+['\u2019]?")
ELIDED = re.compile(r"[^\W\d_]+'?")
WORDS = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
PARTS = re.compile(r"(?<=')|-")
DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Body:
    """The sentence without its full stop, or with the mark that ends it."""

    text: str
    closing: str
    grammar: Grammar
    names: tuple[str, ...]

    @cached_property
    def size(self) -> int:
        """How many words it has, by its spaces."""
        return len(self.text.split())

    @cached_property
    def is_ours(self) -> bool:
        """Whether it speaks of the company."""
        return is_ours(self.text, self.grammar, self.names)

    @cached_property
    def is_for_us(self) -> bool:
        """Whether somebody else does it for the company: « il nous conseille »."""
        row = guard.words(self.text)
        return any(one in self.grammar.other_subjects and two in self.grammar.we for one, two in zip(row, row[1:], strict=False))

    def opens(self, openers: Sequence[str], names: Sequence[str] = ()) -> bool:
        """Whether it opens with one of these words; `{name}` among them is any of the names."""
        low = self.text.lower().replace("\u2019", "'")
        ways = [way for one in openers for way in ([one.replace("{name}", n.lower()) for n in names] if "{name}" in one else [one])]
        return any(low.startswith(way) and (way.endswith("'") or not low[len(way) : len(way) + 1].isalnum()) for way in ways)

    def holds(self, ways: Sequence[str]) -> bool:
        """Whether one of these rows of words stands in it."""
        low = f" {' '.join(WORDS.findall(self.text.lower().replace(chr(0x2019), chr(0x27))))} "
        return any(f" {way} " in low for way in ways)


@dataclass(frozen=True)
class Said:
    """A sentence, as its words show it."""

    labelled: LabelledSegment
    grammar: Grammar
    names: tuple[str, ...]  # of the company

    @property
    def lang(self) -> Lang:
        """The sentence's language."""
        return self.labelled.segment.lang

    @cached_property
    def text(self) -> str:
        """The sentence without spaces around it."""
        return self.labelled.segment.text.strip()

    @cached_property
    def runs(self) -> frozenset[str]:
        """Its runs of letters in lower case; those that it, or a clause, may begin with stand there marked too, with all that they begin
        with: « cannot » may be two words to a model.
        """
        low = self.labelled.segment.text.lower()
        found, first = RUN.findall(low), BEGINNING.findall(low)
        marked = [f"{BEGINS}{run[:end]}" for run in first for end in range(1, len(run) + 1)]
        return frozenset((*found, *marked, *(OPENS + run for run in found[:1])))

    @cached_property
    def row(self) -> frozenset[str]:
        """Its words and figures as the fact lock reads them."""
        return frozenset(guard.words(self.text))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in lower case; one with a hyphen or an apostrophe is one word."""
        return frozenset(WORDS.findall(self.text.lower().replace("\u2019", "'")))

    @cached_property
    def parts(self) -> frozenset[str]:
        """Its words, and the parts of those that have a hyphen or an apostrophe."""
        return self.words.union([part for word in self.words if not word.isalpha() for part in PARTS.split(word)])

    @cached_property
    def has_figure(self) -> bool:
        """Whether there is a digit in it."""
        return DIGIT.search(self.text) is not None

    @cached_property
    def is_limited(self) -> bool:
        """Whether it has a condition, an exception or a negation."""
        return guard.refused(self.text, guard.locks()[self.lang])

    @cached_property
    def is_ours(self) -> bool:
        """Whether it speaks of the company."""
        return is_ours(self.labelled.segment.text, self.grammar, self.names)

    @cached_property
    def ended(self) -> Body | None:
        """The sentence with its mark; None where it has none."""
        return Body(self.text, "", self.grammar, self.names) if len(self.text) > 1 and self.text.endswith((".", "!")) else None

    @cached_property
    def whole(self) -> Body | None:
        """The sentence without its full stop."""
        text = self.text.removesuffix(".").rstrip() or self.text
        return Body(text, self.text[len(text) :], self.grammar, self.names) if text else None

    @property
    def from_letter(self) -> Body | None:
        """The same, where it begins with a letter."""
        return self.whole if RUN.match(self.text) else None


def first_runs(words: Sequence[str]) -> frozenset[str]:
    """The first run of letters of each."""
    return frozenset(runs[0] for word in words if (runs := RUN.findall(word.lower())))


def is_ours(text: str, grammar: Grammar, names: Sequence[str]) -> bool:
    """Whether a sentence speaks of the company: by a pronoun, a possessive or its name."""
    said = text.replace("\u2019", "'").lower()
    ours = {*grammar.we, *grammar.own, *grammar.speaker}
    if not ours.isdisjoint(ELIDED.findall(said)) or not ours.isdisjoint(WORDS.findall(said)) or any(name in text for name in names):
        return True
    return (FIRST.match(text) or [""])[0].lower() in grammar.every


def is_addressed(text: str, grammar: Grammar) -> bool:
    """Whether a sentence speaks to the reader."""
    return bool({*grammar.your, *grammar.subject.values()} & {word.lower() for word in WORDS.findall(text)})
