"""Where the proof of a promise stands: a sentence that shows something checkable about the same thing, never just any figure.

In: commitments and the labelled segments of all pages. Out: for each commitment the nearest place that holds a proof, and its segments.
Two sentences are about the same thing when they share what they speak of: the subject of a fact, or words that the site does not
repeat everywhere. Saying nothing is better than a wrong proof.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from auditor.judge.ledger_clauses import NOT_BLOCKS, NOT_PAGES, Clauses, Commitment
from auditor.knowledge.patterns import fold, whole
from auditor.knowledge.promises import PromiseRules
from auditor.models import Fact, LabelledSegment, Lang

Where = Literal["segment", "block", "page", "linked", "site", "none"]
Found = tuple[Where, tuple[str, ...]]
NEAREST: tuple[Where, ...] = ("block", "page", "linked", "site")
WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 6  # letters by which a word is compared: endings differ, stems hardly
MOST = 3  # proofs shown for a promise
EVERYWHERE = 0.04  # share of the site's segments from which a word tells nothing apart
FEW = 4  # segments up to which a word tells something apart on any site
SHARED = 2  # stems that make two sentences speak of the same thing
CHECKABLE = frozenset(("standard", "satisfaction", "customers", "projects", "founded", "percent", "staff", "sites", "countries"))


@dataclass(frozen=True, slots=True)
class Place:
    """A segment and where it stands."""

    page: str
    linked: frozenset[str]  # keys of the pages that its block links to
    labelled: LabelledSegment


class Topics:
    """What sentences of one language speak of."""

    def __init__(self, rules: PromiseRules, names: Sequence[str]) -> None:
        self._common = whole(rules.common)
        self._names = {stem for name in names for stem in _cut(fold(name))}
        self._of_kind: dict[str, re.Pattern[str]] = {kind: whole(words) for kind, words in rules.proof_words.items()}
        self._of_any_kind = whole(word for words in rules.proof_words.values() for word in words)

    def stems(self, text: str) -> frozenset[str]:
        """The stems of what a text speaks of."""
        return frozenset(_cut(self._common.sub(" ", fold(text)))) - self._names

    def told(self, text: str, kind: str) -> frozenset[str]:
        """The stems of the words that a proof of this kind of promise speaks of."""
        return (
            frozenset(stem for word in self._of_kind[kind].findall(fold(text)) for stem in _cut(word))
            if kind in self._of_kind
            else frozenset()
        )

    def every_stem(self, text: str) -> frozenset[str]:
        """Stems of all sorts."""
        text = fold(text)
        kinds = self._of_kind if self._of_any_kind.search(text) else ()
        return self.stems(text).union(*(self.told(text, kind) for kind in kinds))


class Proofs:
    """The sentences of a site that show something, found by what they are about."""

    def __init__(self, places: Sequence[Place], topics: Mapping[Lang, Topics], clauses: Mapping[Lang, Clauses]) -> None:
        self._places, self._topics = places, topics
        self._shown = [place for place in places if _shows(place.labelled) and not clauses[_lang(place)].read(place.labelled)]
        self._by_stem: dict[tuple[Lang, str], list[int]] = defaultdict(list)
        self._by_subject: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n, place in enumerate(self._shown):
            for stem in topics[_lang(place)].every_stem(place.labelled.segment.text):
                self._by_stem[_lang(place), stem].append(n)
            for fact in place.labelled.analysis.facts:
                self._by_subject[fact.kind, fact.subject].append(n)

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        texts = {fold(place.labelled.segment.text): _lang(place) for place in self._places}
        counts = Counter(stem for text, lang in texts.items() for stem in self._topics[lang].every_stem(text))
        return frozenset(stem for stem, count in counts.items() if count > max(FEW, EVERYWHERE * len(texts)))

    def find(self, place: Place, commitment: Commitment) -> Found:
        """The nearest proof of a commitment: in its clause, its block, its page, a page linked from its block, elsewhere."""
        if _is_proved_in_clause(place.labelled, commitment):
            return "segment", (place.labelled.segment.id,)
        said = _unnamed(place.labelled.segment.text, commitment)
        return self.nearest(place, said, commitment.kind, commitment.facts)

    def nearest(self, place: Place, said: str, kind: str, facts: Sequence[Fact] = ()) -> Found:
        """The nearest sentences that show something of what is `said`; "none" where nothing does."""
        found: dict[Where, dict[str, str]] = {}  # by what they say: a quotation printed on two pages is one proof
        for n in sorted(self._about(_lang(place), said, kind, facts)):
            other = self._shown[n]
            segment = other.labelled.segment
            if segment.id != place.labelled.segment.id and segment.lang == _lang(place):
                found.setdefault(_distance(place, other), {}).setdefault(fold(segment.text), segment.id)
        where = next((where for where in NEAREST if where in found), None)
        return (where, tuple(found[where].values())[:MOST]) if where else ("none", ())

    def _about(self, lang: Lang, said: str, kind: str, facts: Sequence[Fact]) -> set[int]:
        """Numbers of the sentences about the same: the subject of a fact, a word of the kind of promise, or two other words."""
        topics = self._topics[lang]
        telling = topics.told(said, kind) - self._everywhere
        about = {n for fact in facts if fact.subject for n in self._by_subject[fact.kind, fact.subject]}
        about |= {n for stem in telling for n in self._by_stem[lang, stem]}
        stems = topics.stems(said) - self._everywhere
        counts = Counter(n for stem in stems | telling for n in self._by_stem[lang, stem])
        return about | {n for n, count in counts.items() if count >= SHARED}


def _lang(place: Place) -> Lang:
    return place.labelled.segment.lang


def _cut(text: str) -> Iterator[str]:
    for word in WORD.findall(text):
        yield word[:STEM].removesuffix("s")


def _shows(labelled: LabelledSegment) -> bool:
    """Whether a segment can prove anything: a customer's words, or a checkable fact that the label takes for a proof."""
    segment = labelled.segment
    if segment.kind in NOT_BLOCKS or segment.page_kind in NOT_PAGES or segment.page_kind == "news":
        return False
    if "testimonial" in labelled.labels.traits:
        return True
    return "proof" in labelled.labels.traits and any(fact.kind in CHECKABLE or fact.kind == "delay" for fact in labelled.analysis.facts)


def _unnamed(text: str, commitment: Commitment) -> str:
    """The clause without proper names: a place that two sentences name is no proof."""
    for fact in (fact for fact in commitment.facts if fact.kind == "name"):
        text = text[: fact.start] + " " * (fact.end - fact.start) + text[fact.end :]
    return text[commitment.start : commitment.end]


def _is_proved_in_clause(labelled: LabelledSegment, commitment: Commitment) -> bool:
    """A standard, a rate or a count in the very clause that promises; its own terms prove nothing."""
    return "proof" in labelled.labels.traits and any(fact.kind in CHECKABLE - {"percent"} for fact in commitment.facts)


def _distance(place: Place, other: Place) -> Where:
    if place.page == other.page:
        return "block" if place.labelled.segment.block and place.labelled.segment.block == other.labelled.segment.block else "page"
    return "linked" if other.page in place.linked else "site"
