"""What is left of a promise once the words are gone that change nothing of it, so that two wordings can be compared.

In: a line of the ledger, its segment, and `rules/promises/`. Out: its words as stems, what it is about, and its terms as they compare
equal: 48 h is two days, « décennale » ten years. A reason, a praise or an allusion to any guarantee's condition says nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.knowledge.patterns import either, fold, whole
from auditor.knowledge.promises import PromiseRules
from auditor.models import Fact, LabelledSegment, Promise, Term

WORD = re.compile(r"[^\W\d_]{3,}|\d+(?:[.,]\d+)?")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
STEM = 6  # letters by which a word is compared: endings differ, stems hardly
LENGTHS = frozenset(("delay", "duration", "warranty"))  # kinds of facts that measure time


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a line says: all its stems and figures; what it is about, without figures and filler; its terms; figures beside them."""

    core: frozenset[str]
    about: frozenset[str]
    bounds: frozenset[str]
    figures: frozenset[str]


class Sameness:
    """What promises of one language say once the words are gone that change nothing."""

    def __init__(self, rules: PromiseRules) -> None:
        self._alike = [(fold(words[0]).rstrip("*"), whole(words)) for words in rules.alike]
        self._light, self._praise, self._units = whole(rules.light), whole(rules.praise), whole((*rules.units, *rules.spans))
        self._filler = {str(kind): whole(words) for kind, words in rules.filler.items()}
        self._reason = re.compile(rf"(?<!\w){either(rules.reasons)}(?!\w).*") if rules.reasons else None
        self._implied = whole(rules.implied)
        self._spans = {fold(word): span for word, span in rules.spans.items()}
        self._zero = [tuple(_stem(self._named(fold(word))) for word in words) for words in rules.zero]
        pledges = [_stem(self._named(fold(word).rstrip("*"))) for word in rules.pledges]
        self._pledges, self._free = frozenset(pledges), next(iter(pledges), "")

    def of(self, line: Promise, labelled: LabelledSegment) -> Meaning:
        """What a line says."""
        bounds, conditions = self._bounds(line.terms, labelled)
        bare = NUMBER.sub(" ", self._without(fold(line.what), conditions))
        figures = {n for n in NUMBER.findall(fold(line.what)) if not any(n in fold(term.text) for term in line.terms)}
        return Meaning(self.core(line.what), self._about(bare, line.kind), bounds, frozenset(figures))

    def core(self, what: str) -> frozenset[str]:
        """Stems and figures, whatever their order."""
        return frozenset(_stem(word) for word in WORD.findall(self._light.sub(" ", self._named(fold(what)))))

    def promises_more(self, stems: frozenset[str]) -> bool:
        """Whether some of these stems promise something of their own."""
        return not stems.isdisjoint(self._pledges)

    def has_object(self, stems: frozenset[str]) -> bool:
        """Whether some of these stems say of what something is promised: "no fee" alone does not."""
        return not stems <= self._pledges

    def _named(self, text: str) -> str:
        for name, pattern in self._alike:
            text = pattern.sub(name, text)
        return text

    def _about(self, text: str, kind: str) -> frozenset[str]:
        """Stems of what a folded text without its terms speaks of; a praise counts only where nothing else is said."""
        told = self._units.sub(" ", self._named(self._reason.sub("", text) if self._reason else text))
        told = self._light.sub(" ", self._filler[kind].sub(" ", told) if kind in self._filler else told)
        plain = _stems(self._praise.sub(" ", told)) or _stems(told)
        for no, what, *objects in self._zero:
            if plain.issuperset((no, what, *objects)):
                plain = plain - {no, what} | {self._free}
        return plain

    def _bounds(self, terms: Sequence[Term], labelled: LabelledSegment) -> tuple[frozenset[str], list[str]]:
        """The terms as they compare equal, and the conditions as they are written, folded."""
        conditions = [fold(term.text) for term in terms if term.kind == "condition"]
        measured = frozenset(self._measure(term, labelled) for term in terms if term.kind != "condition")
        binding = (text for text in conditions if not (measured and self._implied.match(text)))
        return measured | {" ".join(sorted(self.core(text))) or text for text in binding}, conditions

    def _measure(self, term: Term, labelled: LabelledSegment) -> str:
        text = labelled.segment.text
        fact = next((fact for fact in labelled.analysis.facts if text[fact.start : fact.end].strip() == term.text), None)
        return _measured(fact) if fact else self._spans.get(fold(term.text), fold(term.text))

    def _without(self, text: str, conditions: Sequence[str]) -> str:
        for condition in conditions:
            text = text.replace(condition, " ")
        return text


def _measured(fact: Fact) -> str:
    """A length of time is one whatever it measures: the kind of the promise and its words say that."""
    return f"{fact.value} {fact.unit}" if fact.kind in LENGTHS else f"{fact.kind} {fact.bound} {fact.value} {fact.unit}"


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in WORD.findall(text))


def _stem(word: str) -> str:
    return word if word[0].isdigit() else word[:STEM].removesuffix("s").removesuffix("e")
