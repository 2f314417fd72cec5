"""Token patterns of rules, tried only where the words that they cannot do without stand.

In: the rules of a language that have `tokens` or `dependency`. Out: for a parsed text the spans that each rule meets. `PARTY` in a pattern
is matched as the entity type of the doc, where the mentions are written: no entity recogniser runs, and nothing global is touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.errors import RuleProblem
from auditor.knowledge import Rule
from auditor.language.phrases import Span
from auditor.language.reading import Reading

if TYPE_CHECKING:
    from spacy.vocab import Vocab

# What a word has in any sentence: whether it meets a part that asks for nothing else is asked once.
OF_THE_WORD = frozenset((
    "ORTH", "TEXT", "LOWER", "SHAPE", "LENGTH", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER",
    "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "IS_STOP",
))  # fmt: skip
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
        self._parts, self._dependencies = Matcher(vocab), DependencyMatcher(vocab, validate=True)
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
            if asked and part.get("OP", "1") in ("1", "+") and OF_THE_WORD.issuperset(asked):
                bits |= 1 << len(self._parts)
                self._parts.add(str(len(self._parts)), [[asked]])
        return bits

    def _met(self, words: Sequence[str]) -> int:
        """The bits of the parts that one of the words meets; words that are new are asked about together."""
        known = self._known
        if len(known) > WORDS_KEPT:
            known.clear()
        if new := [word for word in words if word not in known]:
            self._learn(new)
        met = 0
        for word in words:
            met |= known[word]
        return met

    def _learn(self, words: Sequence[str]) -> None:
        from spacy.tokens import Doc

        self._known.update(dict.fromkeys(words, 0))
        for key, at, _ in self._parts(Doc(self._vocab, words=[*words])) if len(self._parts) else ():
            self._known[words[at]] |= 1 << int(self._vocab.strings[key])

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
