"""Rules compiled for one language, and the signals that they give.

In: the rules. Out: for a `Reading`, each match as (rule, start, end, fields). All phrases of all rules, and the word lists that parties
are found by, are looked for in one pass; token patterns only where their words stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from auditor.errors import RuleProblem
from auditor.knowledge import Knowledge, Rule
from auditor.language import checks, measures, pipelines
from auditor.language.phrases import Phrases, Span, expand, longest
from auditor.language.reading import Reading
from auditor.language.text import Text
from auditor.language.token_patterns import TokenPatterns
from auditor.models import Lang

Fields = tuple[tuple[str, str], ...]
Match = tuple[str, int, int, Fields]
Compute = Callable[[Reading], Iterable[tuple[int, int, Fields]]]
RULE, UNLESS = "rule ", "unless "  # before the id of a rule among the names of phrases: no name of a word list holds a space


class Matching:
    """The rules of one language, compiled; RuleProblem names the rule that cannot be."""

    def __init__(self, knowledge: Knowledge, lang: Lang) -> None:
        self._lang = lang
        self._rules = [(rule, rule.matching(lang)) for rule in knowledge.rules.values()]
        self._by_name = {RULE + rule.id: rule for rule, _ in self._rules}
        self._by_id = {rule.id: rule for rule, _ in self._rules}
        words = knowledge.parties[lang]
        lists = {name: phrases for name, phrases in words if name != "lists" and isinstance(phrases, tuple)}
        self._shared = {**lists, **words.lists}
        self._phrases = Phrases([*((name, phrase) for name, phrases in lists.items() for phrase in phrases), *self._all_phrases()])
        self._patterns = TokenPatterns(self._rules, pipelines.pipeline(lang).vocab, self._spelled)
        self._computed = list(self._all_computed())
        self._computed_at = lru_cache(self._computed_in_scope)

    def phrases(self, text: Text) -> dict[str, list[Span]]:
        """Where the word lists of the language stand, by the list's name, and the phrases of rules; for `Reading.found`."""
        return self._phrases.find(text)

    def find(self, readings: Sequence[Reading]) -> list[list[Match]]:
        """Every match of each reading in scope, none inside or over an `unless` of its rule."""
        found = [self._spelled_out(reading) for reading in readings]
        alike: dict[tuple[str, str, bool, bool], list[int]] = {}
        for n, reading in enumerate(readings):
            alike.setdefault((reading.segment.kind, reading.segment.page_kind, bool(reading.mentions), reading.has_digits), []).append(n)
        for place, numbers in alike.items():
            for id, compute in self._computed_at(*place):
                for n in numbers:
                    for told in compute(readings[n]):
                        found[n].append((id, *told))
        return [_unspared(matches, reading) for matches, reading in zip(found, readings, strict=True)]

    def _spelled_out(self, reading: Reading) -> list[Match]:
        """What phrases and token patterns met."""
        kind, page_kind = reading.segment.kind, reading.segment.page_kind
        met = [(rule, spans) for name, spans in reading.found.items() if (rule := self._by_name.get(name)) is not None]
        met += [(self._by_id[id], longest(spans)) for id, spans in self._patterns.spans(reading).items()]
        return [(rule.id, *span, ()) for rule, spans in met if in_scope(rule, kind, page_kind) for span in spans]

    def _computed_in_scope(self, kind: str, page_kind: str, has_parties: bool, has_figures: bool) -> list[tuple[str, Compute]]:
        lacks = (checks.OF_PARTIES if not has_parties else frozenset()) | (checks.OF_FIGURES if not has_figures else frozenset())
        vain = {checks.CHECKS[name] for name in lacks}
        return [(rule.id, compute) for rule, compute in self._computed if compute not in vain and in_scope(rule, kind, page_kind)]

    # ------------------------------------------------------------ compiling

    def _all_computed(self) -> Iterator[tuple[Rule, Compute]]:
        for rule, matching in self._rules:
            if matching.measure is not None:
                if matching.measure.of not in measures.MEASURES:
                    raise _unknown(rule, "measure", matching.measure.of, measures.MEASURES)
                yield rule, partial(measures.exceeded, matching.measure)
            elif matching.check:
                if matching.check not in checks.CHECKS:
                    raise _unknown(rule, "check", matching.check, checks.CHECKS)
                yield rule, checks.CHECKS[matching.check]

    def _all_phrases(self) -> Iterator[tuple[str, str]]:
        for rule, matching in self._rules:
            for phrase in matching.phrases:
                yield from ((RULE + rule.id, spelled) for spelled in self._spelled(rule, phrase))
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


def _unspared(matches: list[Match], reading: Reading) -> list[Match]:
    """The matches that no `unless` of their rule touches."""
    return [match for match in matches if not _touches(match, reading.found.get(UNLESS + match[0], ()))]


def _touches(match: Match, spans: Iterable[Span]) -> bool:
    return any(match[1] < end and start < match[2] for start, end in spans)


def in_scope(rule: Rule, kind: str, page_kind: str) -> bool:
    """Whether a rule holds where a segment stands; what is not known is in scope."""
    blocks, pages = rule.scope.blocks, rule.scope.pages
    return (not blocks or not kind or kind in blocks) and (not pages or not page_kind or page_kind in pages)


def _unknown(rule: Rule, kind: str, name: str, known: Mapping[str, object]) -> RuleProblem:
    return RuleProblem("language.unknown-name", file=rule.file, line=1, kind=kind, name=name, known=", ".join(sorted(known)))
