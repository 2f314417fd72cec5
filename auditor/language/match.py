"""Rules compiled for one language, and the signals that they give.

In: the rules. Out: for a `Reading`, each match as (rule, start, end, fields). All phrases of all rules are found in one pass, all
token patterns in another. `PARTY` in a pattern is matched as the entity type of the doc, where the mentions are written: no entity
recogniser runs, and nothing global is touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from auditor.errors import RuleProblem
from auditor.knowledge import Knowledge, Rule
from auditor.knowledge import rules as rule_files
from auditor.language import checks, measures, pipelines
from auditor.language.phrases import Phrases, Span, expand, longest
from auditor.language.reading import Reading
from auditor.models import Lang, Segment

if TYPE_CHECKING:
    from spacy.tokens import Doc

Fields = tuple[tuple[str, str], ...]
Match = tuple[str, int, int, Fields]
Spans = Mapping[str, list[Span]]
UNLESS = "unless "


class Matching:
    """The rules of one language, compiled; RuleProblem names the rule that cannot be."""

    def __init__(self, knowledge: Knowledge, lang: Lang) -> None:
        self._lang = lang
        self._rules = [(rule, rule.matching(lang)) for rule in knowledge.rules.values()]
        self._by_id = {rule.id: rule for rule, _ in self._rules}
        self._computed = [(r, m) for r, m in self._rules if not (m.phrases or m.tokens or m.dependency)]
        words = knowledge.parties[lang]
        self._shared = {**{name: v for name, v in words if name != "lists" and isinstance(v, tuple)}, **words.lists}
        self._phrases = Phrases(self._all_phrases())
        self._tokens, self._dependencies = self._matchers()
        self._check_names()

    def find(self, reading: Reading) -> list[Match]:
        """Every match in scope, none inside or over an `unless` of its rule."""
        phrases = self._phrases.find(reading.text)
        _write_parties(reading)
        patterns = self._pattern_spans(reading.doc)
        found: list[Match] = []
        for rule, spans in self._spans(reading, phrases, patterns):
            if not in_scope(rule, reading.segment):
                continue
            spared = phrases.get(UNLESS + rule.id, [])
            for start, end, fields in spans:
                if not any(start < e and s < end for s, e in spared):
                    found.append((rule.id, start, end, fields))
        return found

    def _spans(self, reading: Reading, phrases: Spans, patterns: Spans) -> Iterator[tuple[Rule, Iterable[tuple[int, int, Fields]]]]:
        """What each rule met; rules that share a check share what it found."""
        for spans_of, met in ((list, phrases), (longest, patterns)):
            for id, spans in met.items():
                if id in self._by_id:
                    yield self._by_id[id], ((start, end, ()) for start, end in spans_of(spans))
        found: dict[str, list[tuple[int, int, Fields]]] = {}
        for rule, matching in self._computed:
            if matching.measure is not None:
                yield rule, measures.exceeded(matching.measure, reading)
                continue
            if matching.check not in found:
                found[matching.check] = [*checks.CHECKS[matching.check](reading)]
            yield rule, found[matching.check]

    # ------------------------------------------------------------ compiling

    def _all_phrases(self) -> Iterator[tuple[str, str]]:
        for rule, matching in self._rules:
            for phrase in matching.phrases:
                yield from ((rule.id, spelled) for spelled in self._spelled(rule, phrase))
            for phrase in rule.section(self._lang).unless:
                yield from ((UNLESS + rule.id, spelled) for spelled in self._spelled(rule, phrase))

    def _known(self, rule: Rule) -> dict[str, tuple[str, ...]]:
        return {**self._shared, **rule.section(self._lang).lists}

    def _spelled(self, rule: Rule, phrase: str) -> list[str]:
        try:
            return list(expand(phrase, self._known(rule)))
        except KeyError as error:
            known = ", ".join(sorted(self._known(rule)))
            raise RuleProblem("language.unknown-list", file=rule.file, line=1, phrase=phrase, name=error.args[0], known=known) from None

    def _matchers(self) -> tuple[Any, Any]:
        from spacy.matcher import DependencyMatcher, Matcher

        vocab = pipelines.pipeline(self._lang).vocab
        tokens, dependencies = Matcher(vocab, validate=True), DependencyMatcher(vocab, validate=True)
        for rule, matching in self._rules:
            for matcher, patterns in ((tokens, matching.tokens), (dependencies, matching.dependency)):
                if patterns:
                    self._add(matcher, rule, patterns)
        return tokens, dependencies

    def _add(self, matcher: Any, rule: Rule, patterns: rule_files.Patterns) -> None:
        try:
            matcher.add(rule.id, [[self._native(part, rule) for part in pattern] for pattern in patterns])
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

    def _pattern_spans(self, doc: Doc) -> dict[str, list[Span]]:
        spans: dict[str, list[Span]] = defaultdict(list)
        strings = doc.vocab.strings
        if len(self._tokens):
            for rule, start, end in self._tokens(doc):
                spans[strings[rule]].append((doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))
        if len(self._dependencies):
            for rule, numbers in self._dependencies(doc):
                first, last = doc[min(numbers)], doc[max(numbers)]
                spans[strings[rule]].append((first.idx, last.idx + len(last)))
        return spans

    def _check_names(self) -> None:
        for rule, matching in self._rules:
            if matching.check and matching.check not in checks.CHECKS:
                raise _unknown(rule, "check", matching.check, checks.CHECKS)
            if matching.measure is not None and matching.measure.of not in measures.MEASURES:
                raise _unknown(rule, "measure", matching.measure.of, measures.MEASURES)


def in_scope(rule: Rule, segment: Segment) -> bool:
    """Whether a rule holds where the segment stands; what is not known is in scope."""
    blocks, pages = rule.scope.blocks, rule.scope.pages
    return (not blocks or not segment.kind or segment.kind in blocks) and (not pages or not segment.page_kind or segment.page_kind in pages)


def _unknown(rule: Rule, kind: str, name: str, known: Mapping[str, object]) -> RuleProblem:
    return RuleProblem("language.unknown-name", file=rule.file, line=1, kind=kind, name=name, known=", ".join(sorted(known)))


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
