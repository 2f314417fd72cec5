"""Whether a sentence can prove a promise of a kind: what must stand in it beside the same subject.

In: the kind and the words of a promise, and a segment; `rules/promises/`. Out: whether it is evidence of a sort that proves such a promise.
A customer's words prove what they speak of; the company's own sentence must state facts of the sort that its kind asks for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from auditor.judge.ledger_clauses import NOT_BLOCKS, NOT_PAGES
from auditor.knowledge.patterns import Keys, Once, fold, whole
from auditor.knowledge.promises import PromiseRules, ProofSort
from auditor.models import Fact, LabelledSegment

WORD = re.compile(r"[^\W\d_]+")
TELLING = re.compile(r"[^\W\d_]{4,}")
STEM = 6  # letters by which a word is compared: endings differ, stems hardly
NEAR = 6  # words within which two shared words are one phrase: further apart they are two things that chance brought into a sentence
UNREAD = frozenset((*NOT_PAGES, "news"))  # kinds of pages that prove nothing
NO_SORT = ProofSort(stated=())


class Topics:
    """What sentences of one language speak of."""

    def __init__(self, rules: PromiseRules, names: Sequence[str]) -> None:
        self._common, self._stems = whole(rules.common), Once(self._stems_of)
        self._names = {stem for name in names for stem in cut(fold(name))}
        self._of_kind: dict[str, re.Pattern[str]] = {kind: whole(words) for kind, words in rules.proof_words.items()}
        self.praise = frozenset(stem for word in rules.praise for stem in cut(fold(word)))
        self._alike = [(fold(words[0]).rstrip("*"), whole(words)) for words in rules.alike]
        self._any_kind = Keys(word for words in rules.proof_words.values() for word in words)
        self._listed = whole(rules.listed)
        self._sorts: dict[str, ProofSort] = {kind: sort for kind, sort in rules.sorts.items()}

    def stems(self, folded: str) -> frozenset[str]:
        """The stems of what a folded text speaks of."""
        return frozenset[str]().union(*self._stems.of(folded))

    def _stems_of(self, token: str) -> frozenset[str]:
        return frozenset(cut(self._alike_in(self._common.sub(" ", token)))) - self._names

    def _alike_in(self, token: str) -> str:
        """A token with a word that others say too in its place: « évacuation » and « évacués » are about one thing."""
        return next((name for name, pattern in self._alike if pattern.search(token)), token)

    def told(self, folded: str, kind: str) -> frozenset[str]:
        """The stems of the words that a proof of this kind of promise speaks of."""
        words = self._of_kind[kind].findall(folded) if kind in self._of_kind else ()
        return frozenset(stem for word in words for stem in cut(word))

    def every_stem(self, folded: str) -> frozenset[str]:
        """Stems of all sorts."""
        stems = self.stems(folded)
        if not self._any_kind.may_stand_in(folded):
            return stems
        return stems.union(*(self.told(folded, kind) for kind in self._of_kind))

    def sort(self, kind: str) -> ProofSort:
        """What can prove a promise of the kind."""
        return self._sorts.get(kind, NO_SORT)

    def list_of(self, folded: str, kind: str) -> int:
        """How many prices make a page the price list that proves what is said; 0 where none can."""
        sort = self.sort(kind)
        return sort.listed if sort.listed and self._listed.search(folded) else 0


def cut(text: str) -> Iterator[str]:
    """The stems of a folded text, word by word; short words have none."""
    for word in TELLING.findall(text):
        yield word[:STEM].removesuffix("s")


def may_show(labelled: LabelledSegment) -> bool:
    """Whether a segment may prove anything: a customer's words, or what the label takes for a proof, on a page that is read for it."""
    segment, traits = labelled.segment, labelled.labels.traits
    is_read = segment.kind not in NOT_BLOCKS and segment.page_kind not in UNREAD
    return is_read and ("testimonial" in traits or ("proof" in traits and bool(labelled.analysis.facts)))


def states(labelled: LabelledSegment, sort: ProofSort, promised: Sequence[Fact] = ()) -> bool:
    """Whether the company's own sentence states what such a promise is proved by, and nothing worse than what is promised."""
    facts = labelled.analysis.facts
    kinds = {fact.kind for fact in facts}
    is_stated = any(kinds.issuperset(asked) for asked in sort.stated)
    return is_stated and not any(_exceeds(fact, promise) for fact in facts for promise in promised if fact.kind in sort.not_over)


def _exceeds(fact: Fact, promise: Fact) -> bool:
    """Whether one of two measures of one kind and unit is greater; a range by its end."""
    if (fact.kind, fact.unit) != (promise.kind, promise.unit):
        return False
    return float(fact.value.rpartition("-")[2]) > float(promise.value.rpartition("-")[2])


def is_phrase(folded: str, shared: Collection[str]) -> bool:
    """Whether two of the shared stems stand close enough in the folded text to be one phrase."""
    places = [(n, next(cut(word), "")) for n, word in enumerate(WORD.findall(folded))]
    met = [(n, stem) for n, stem in places if stem in shared]
    return any(b - a <= NEAR and one != other for (a, one), (b, other) in zip(met, met[1:], strict=False))


def praises_alike(said: str, other: str, praise: Collection[str]) -> bool:
    """Whether the word right beside a praise is the same in both texts: "perfect work" praises no "perfect garden"."""
    return bool(_praised(said, praise) & _praised(other, praise))


def _praised(folded: str, praise: Collection[str]) -> set[tuple[str, str]]:
    stems = [next(cut(word), "") for word in WORD.findall(folded)]
    pairs = zip(stems, stems[1:], strict=False)
    return {(min(pair), max(pair)) for pair in pairs if all(pair) and any(stem in praise for stem in pair)}
