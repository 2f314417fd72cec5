"""The examples of the rules as tests: bad is met exactly once, at its words; good is left alone.

In: the knowledge and an engine. Out: a `Failure` for each example that does not hold, with how its words were read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from auditor.knowledge import Knowledge
from auditor.knowledge.rules import Example, Rule
from auditor.models import LANGS, Analysis, Company, Lang, Segment, Token


class Reader(Protocol):
    """What is asked of the language room's engine."""

    def analyse(self, segments: Sequence[Segment], company: Company) -> list[Analysis]:
        """An analysis for each segment."""

    def parse(self, text: str, lang: Lang) -> tuple[Token, ...]:
        """The words of a text with their grammar."""


@dataclass(frozen=True, slots=True)
class Case:
    """An example with the rule that it tests."""

    rule: Rule
    lang: Lang
    number: int
    example: Example

    @property
    def segment(self) -> Segment:
        """The example as a segment."""
        e = self.example
        return Segment(
            id=f"{self.rule.id}-{self.lang}-{self.number}", text=e.text, lang=self.lang, kind=e.block, level=e.level,
            heading=e.heading, lead_in=e.lead_in, prev=e.prev, page_kind=e.page, words=len(e.text.split()),
        )  # fmt: skip

    @property
    def company(self) -> Company:
        """The company whose words the example is."""
        return Company(self.example.company)


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: `key` is the catalogue key of its sentence, the other fields stand in it."""

    key: str  # language.example-silent | example-elsewhere | example-meets
    rule: str
    lang: Lang
    file: str
    line: int
    text: str
    at: str  # the words expected; "" for a good example
    found: tuple[str, ...]  # the words met
    tokens: str  # how the words were read: text/lemma/part of speech/dependency

    def sentence(self, lang: str = "en") -> str:
        """The failure as one sentence in `lang`."""
        from auditor.words import say

        found = " | ".join(self.found)
        return say(
            lang, self.key, file=self.file, line=self.line, rule=self.rule, text=self.text, at=self.at, found=found, tokens=self.tokens
        )


def cases(knowledge: Knowledge, rule_ids: Iterable[str] | None = None) -> list[Case]:
    """Every example of the named rules, of all rules by default."""
    rules = [knowledge.rules[name] for name in (sorted(knowledge.rules) if rule_ids is None else rule_ids)]
    return [Case(rule, lang, n, e) for rule in rules for lang in LANGS for n, e in enumerate(rule.section(lang).examples)]


def check_examples(knowledge: Knowledge, engine: Reader, rule_ids: Iterable[str] | None = None) -> list[Failure]:
    """The examples that do not hold, in the order of the rules."""
    by_company: dict[Company, list[Case]] = defaultdict(list)
    chosen = cases(knowledge, rule_ids)
    for case in chosen:
        by_company[case.company].append(case)
    failures = {}
    for company, group in by_company.items():
        for case, analysis in zip(group, engine.analyse([c.segment for c in group], company), strict=True):
            failures[case.segment.id] = _failure(case, analysis, engine)
    return [failure for case in chosen if (failure := failures[case.segment.id]) is not None]


def _failure(case: Case, analysis: Analysis, engine: Reader) -> Failure | None:
    example = case.example
    found = tuple(example.text[s.start : s.end] for s in analysis.signals if s.rule == case.rule.id)
    if found == ((example.at,) if example.bad else ()):
        return None
    key = "example-meets" if example.good else "example-elsewhere" if found else "example-silent"
    words = " ".join(f"{t.text}/{t.lemma}/{t.pos}/{t.dep}" for t in engine.parse(example.text, case.lang))
    line = case.rule.line(case.lang, case.number)
    return Failure(f"language.{key}", case.rule.id, case.lang, case.rule.file, line, example.text, example.at, found, words)
