"""Token patterns of rules, tried only where the words that they cannot do without stand.

In: the rules of a language that have `tokens` or `dependency`. Out: for a parsed text the spans that each rule meets. `PARTY` in a pattern
is matched as the entity type of the doc, where the mentions are written: no entity recogniser runs, and nothing global is touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from operator import eq
from typing import TYPE_CHECKING, Any

from auditor.errors import RuleProblem
from auditor.knowledge import Rule
from auditor.language.phrases import Span
from auditor.language.reading import Reading

if TYPE_CHECKING:
    from spacy.vocab import Vocab

# What a word has in any sentence, by the name of a lexeme's attribute: whether it meets a part that asks for nothing else is asked once.
OF_THE_WORD = {
    "ORTH": "orth_", "TEXT": "orth_", "LOWER": "lower_", "SHAPE": "shape_", "LIKE_NUM": "like_num", "IS_ALPHA": "is_alpha",
    "IS_DIGIT": "is_digit", "IS_TITLE": "is_title", "IS_UPPER": "is_upper", "IS_PUNCT": "is_punct",
}  # fmt: skip
ASKED = frozenset(("IN", "NOT_IN", "REGEX"))  # ways of asking that are understood here
WORDS_KEPT = 50_000
Spelled = Callable[[Rule, str], list[str]]  # the words of a `{list}` of a rule


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern with a matcher of its own, and a bit for each part that it cannot do without."""

    rule: str
    matcher: Any
    needs: int


class TokenPatterns:
    """The patterns of one language, compiled; RuleProblem names the rule whose pattern cannot be."""

    def __init__(self, rules: Iterable[tuple[Rule, Any]], vocab: Vocab, spelled: Spelled) -> None:
        from spacy.matcher import DependencyMatcher, Matcher

        self._vocab, self._spelled = vocab, spelled
        self._bit_of: dict[str, int] = {}  # of each part; many patterns ask for the same word
        self._named: dict[str, int] = defaultdict(int)  # bits of the parts that list the words they mean
        self._described: list[tuple[int, list[tuple[str, Callable[[Any], object]]]]] = []  # and of those that say what a word must be like
        self._spelled_as: dict[str, list[tuple[int, re.Pattern[str]]]] = defaultdict(list)  # by the attribute that one expression asks of
        self._dependencies = DependencyMatcher(vocab, validate=True)
        self._patterns: list[Pattern] = []
        for rule, matching in rules:
            for tokens in self._native(matching.tokens, rule):
                matcher = Matcher(vocab, validate=True)
                self._add(matcher, rule, [tokens])
                self._patterns.append(Pattern(rule.id, matcher, self._needs(tokens)))
            if matching.dependency:
                self._add(self._dependencies, rule, self._native(matching.dependency, rule))
        self._known: dict[str, int] = {}

    def spans(self, reading: Reading) -> dict[str, list[Span]]:
        """Spans by rule, some perhaps inside others."""
        met = self._met([token.text for token in reading.tokens])
        tried = [pattern for pattern in self._patterns if pattern.needs & met == pattern.needs]
        if not tried and not len(self._dependencies):
            return {}
        _write_parties(reading)
        spans: dict[str, list[Span]] = defaultdict(list)
        for pattern in tried:
            for _, start, end in pattern.matcher(reading.doc):
                spans[pattern.rule].append(_span(reading, start, end - 1))
        if len(self._dependencies):
            for rule, numbers in self._dependencies(reading.doc):
                spans[self._vocab.strings[rule]].append(_span(reading, min(numbers), max(numbers)))
        return spans

    def _needs(self, tokens: Sequence[dict[str, Any]]) -> int:
        bits = 0
        for part in tokens:
            asked = {key: value for key, value in part.items() if key != "OP"}
            if asked and part.get("OP", "1") in ("1", "+") and _is_of_the_word(asked):
                bits |= self._bit_of.get(repr(asked)) or self._new_bit(asked)
        return bits

    def _new_bit(self, asked: dict[str, Any]) -> int:
        bit = self._bit_of[repr(asked)] = 1 << len(self._bit_of)
        listed = _listed_words(asked)
        for word in listed:
            self._named[word] |= bit
        [(name, wanted), *others] = asked.items()
        if not others and isinstance(wanted, dict) and [*wanted] == ["REGEX"]:
            self._spelled_as[OF_THE_WORD[name]].append((bit, re.compile(wanted["REGEX"])))
        elif not listed:
            self._described.append((bit, [(OF_THE_WORD[name], _asks(wanted)) for name, wanted in asked.items()]))
        return bit

    def _met(self, words: Sequence[str]) -> int:
        """The bits of the parts that one of the words meets."""
        known = self._known
        if len(known) > WORDS_KEPT:
            known.clear()
        met = 0
        for word in words:
            if word not in known:
                known[word] = self._bits(word)
            met |= known[word]
        return met

    def _bits(self, word: str) -> int:
        lexeme = self._vocab[word]
        bits = self._named.get(lexeme.lower_, 0)
        for name, expressions in self._spelled_as.items():
            value = getattr(lexeme, name)
            bits |= sum([bit for bit, expression in expressions if expression.search(value)])
        for bit, asked in self._described:
            for name, is_met in asked:
                if not is_met(getattr(lexeme, name)):
                    break
            else:
                bits |= bit
        return bits

    def _add(self, matcher: Any, rule: Rule, patterns: list[Any]) -> None:
        try:
            matcher.add(rule.id, patterns)
        except Exception as error:  # spaCy raises its own MatchPatternError, ValueError and KeyError here: all are the file's fault
            raise RuleProblem("language.bad-pattern", file=rule.file, line=1, reason=" ".join(str(error).split())) from error

    def _native(self, part: Any, rule: Rule) -> Any:
        """A part of a pattern in spaCy's own names, its `{lists}` written out."""
        if isinstance(part, dict):
            return {("ENT_TYPE" if key == "PARTY" else key): self._native(value, rule) for key, value in part.items()}
        if isinstance(part, list | tuple):
            return [word for value in part for word in self._listed(value, rule)]
        return part

    def _listed(self, value: Any, rule: Rule) -> list[Any]:
        if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
            return self._spelled(rule, value)
        return [self._native(value, rule)]


def _is_of_the_word(asked: dict[str, Any]) -> bool:
    """Whether a word by itself tells if it meets a part."""
    return all(name in OF_THE_WORD and (not isinstance(value, dict) or ASKED.issuperset(value)) for name, value in asked.items())


def _listed_words(asked: dict[str, Any]) -> list[str]:
    """The words that a part names; none where it asks for anything else."""
    wanted = asked.get("LOWER") if len(asked) == 1 else None
    if isinstance(wanted, str):
        return [wanted]
    return [*wanted["IN"]] if isinstance(wanted, dict) and [*wanted] == ["IN"] else []


def _asks(wanted: Any) -> Callable[[Any], object]:
    """Whether the value of an attribute is as a pattern wants it."""
    if not isinstance(wanted, dict):
        return partial(eq, wanted)
    among, out = wanted.get("IN"), frozenset(wanted.get("NOT_IN", ()))
    spelled = re.compile(wanted.get("REGEX", ""))
    return lambda value: (among is None or value in among) and value not in out and spelled.search(str(value)) is not None


def _span(reading: Reading, first: int, last: int) -> Span:
    return reading.tokens[first].idx, reading.tokens[last].end


def _write_parties(reading: Reading) -> None:
    """Write the mentions into the doc as entities: what `PARTY` matches."""
    from spacy.tokens import Span as SpacySpan

    spans, taken = [], 0
    for mention in sorted(reading.mentions, key=lambda m: (m.start, m.end)):
        first, last = reading.token(mention.start), reading.token(mention.end - 1)
        if first is not None and last is not None and first.i >= taken:
            spans.append(SpacySpan(reading.doc, first.i, last.i + 1, label=mention.party))
            taken = last.i + 1
    reading.doc.set_ents(spans, default="outside")
