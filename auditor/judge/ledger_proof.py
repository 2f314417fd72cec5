"""Where the proof of a promise stands: a sentence that shows something checkable about the same thing, never just any figure.

In: commitments and the labelled segments of all pages. Out: for each commitment the nearest place that holds a proof, and its segments.
Two things must hold. The two sentences are about the same thing: the subject of a fact, a word of what is promised, or a phrase that the
site does not repeat everywhere. And the other sentence can prove a promise of that kind (`ledger_evidence.py`): a shared noun is not
enough. Saying nothing is better than a wrong proof.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from auditor.judge.ledger_clauses import NOT_BLOCKS, Commitment
from auditor.judge.ledger_evidence import UNREAD, Topics, is_phrase, may_show, praises_alike, states
from auditor.knowledge.patterns import Once
from auditor.models import Fact, LabelledSegment, Lang

Where = Literal["segment", "block", "page", "linked", "site", "none"]
Found = tuple[Where, tuple[str, ...]]
NEAREST: tuple[Where, ...] = ("block", "page", "linked", "site")
MOST = 3  # proofs shown for a promise
EVERYWHERE = 0.04  # share of the site's segments from which a word tells nothing apart
LONG = re.compile(r"[^\W_]{4,}|\d+")
LINE = 12  # words of a line of a price list at most
PRICED = frozenset(("price", "amount"))
QUOTED = 5  # long words that make two sentences one quotation
FEW = 4  # segments up to which a word tells something apart on any site
SHOWN_BESIDE = frozenset(("standard", "satisfaction", "customers", "projects", "founded", "staff", "sites", "countries"))  # in a promise


@dataclass(frozen=True, slots=True)
class Place:
    """A segment and where it stands."""

    page: str
    linked: frozenset[str]  # keys of the pages that its block links to
    labelled: LabelledSegment
    folded: str  # its text, as word lists are compared with it


class Proofs:
    """The sentences of a site that show something, found by what they are about."""

    def __init__(self, places: Sequence[Place], topics: Mapping[Lang, Topics], promising: Collection[str]) -> None:
        """`promising`: ids of the segments that promise something; they prove nothing."""
        self._places, self._topics, self._promising = places, topics, promising
        self._printed = Once(self._printed_by)
        self._found_able: dict[tuple[Lang, str], frozenset[int]] = {}
        self._shown = [place for place in places if may_show(place.labelled) and place.labelled.segment.id not in promising]
        self._by_stem: dict[tuple[Lang, str], list[int]] = defaultdict(list)
        self._by_subject: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._stems = [topics[lang_of(place)].every_stem(place.folded) for place in self._shown]
        for n, place in enumerate(self._shown):
            for stem in self._stems[n]:
                self._by_stem[lang_of(place), stem].append(n)
            for fact in place.labelled.analysis.facts:
                self._by_subject[fact.kind, fact.subject].append(n)

    def _able(self, lang: Lang, kind: str) -> frozenset[int]:
        """Numbers of the sentences that can prove a promise of a kind at all: customers' words, and what states something of its sort."""
        if (lang, kind) not in self._found_able:
            sort = self._topics[lang].sort(kind)
            found = (n for n, place in enumerate(self._shown) if _is_customer(place) or states(place.labelled, sort))
            self._found_able[lang, kind] = frozenset(found)
        return self._found_able[lang, kind]

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        texts = {place.folded: lang_of(place) for place in self._places}
        counts = Counter(stem for text, lang in texts.items() for stem in self._topics[lang].every_stem(text))
        return frozenset(stem for stem, count in counts.items() if count > max(FEW, EVERYWHERE * len(texts)))

    def find(self, place: Place, commitment: Commitment) -> Found:
        """The nearest proof of a commitment: in its clause, its block, its page, a page linked from its block, elsewhere."""
        if _is_proved_in_clause(place.labelled, commitment):
            return "segment", (place.labelled.segment.id,)
        said = _unnamed(place.folded, commitment)
        return self.nearest(place, said, commitment.kind, commitment.facts)

    def nearest(self, place: Place, said: str, kind: str, facts: Sequence[Fact] = (), *, is_name: bool = False) -> Found:
        """The nearest sentences that show something of what is `said`, folded; "none" where nothing does. Of what is but the name of a
        value, a customer's word for it is enough.
        """
        about = [self._shown[n] for n in sorted(self._about(lang_of(place), said, kind, facts, is_name))]
        found: dict[Where, dict[str, str]] = {}  # by what they say: a quotation printed on two pages is one proof
        for shown in (*about, *self._price_lists(said, kind, lang_of(place))):
            other = self._printed_on(place.page, shown)
            segment = other.labelled.segment
            if segment.id != place.labelled.segment.id and segment.lang == lang_of(place):
                found.setdefault(_distance(place, other), {}).setdefault(other.folded, segment.id)
        where = next((where for where in NEAREST if where in found), None)
        return (where, tuple(found[where].values())[:MOST]) if where else ("none", ())

    def _printed_on(self, page: str, shown: Place) -> Place:
        """Where the page prints what is shown, be it with other marks or without the customer's name; else where it is shown."""
        return shown if shown.page == page else self._printed[page].get(_words(shown), shown)

    def _printed_by(self, page: str) -> Mapping[frozenset[str], Place]:
        """The places of a page that promise nothing, by their words; of a few words nobody knows whether they are one quotation."""
        found: dict[frozenset[str], Place] = {}
        for place in self._of_page[page]:
            words = _words(place)
            if len(words) >= QUOTED and place.labelled.segment.id not in self._promising:
                found.setdefault(words, place)
        return found

    @cached_property
    def _of_page(self) -> Mapping[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self._places:
            found[place.page].append(place)
        return found

    def _about(self, lang: Lang, said: str, kind: str, facts: Sequence[Fact], is_name: bool) -> Iterator[int]:
        """Numbers of the sentences that prove what is said."""
        topics, able = self._topics[lang], self._able(lang, kind)
        telling, stems = topics.told(said, kind), topics.stems(said)
        same = {n for fact in facts if fact.subject for n in self._by_subject[fact.kind, fact.subject] if n in able}
        shared: dict[int, set[str]] = defaultdict(set)
        for stem in (stems | telling) - self._everywhere:
            for n in able.intersection(self._by_stem[lang, stem]):
                shared[n].add(stem)
        for n in same | shared.keys():
            words, other = shared[n], self._shown[n]
            if n not in same and words <= topics.praise and not praises_alike(said, other.folded, topics.praise):
                continue
            is_customer = _is_customer(other)
            if not is_customer and not _is_evidence(other, kind, facts, topics):
                continue
            is_same = n in same or not words.isdisjoint(telling) or (is_customer and self._is_told(other, kind, bool(words and is_name)))
            if is_same or _is_phrase_of_both(said, other.folded, stems & self._stems[n]):
                yield n

    def _is_told(self, other: Place, kind: str, is_name: bool) -> bool:
        """Whether a customer who names the thing says, in other words, that the promise was kept; of a mere name the name is enough."""
        return is_name or bool(self._topics[lang_of(other)].told(other.folded, kind))

    def _price_lists(self, said: str, kind: str, lang: Lang) -> Iterator[Place]:
        """The prices of the pages that list enough of them, where a price list can prove what is said."""
        enough = self._topics[lang].list_of(said, kind)
        for prices in self._prices.values() if enough else ():
            if len(prices) >= enough:
                yield from prices

    @cached_property
    def _prices(self) -> Mapping[str, list[Place]]:
        """The lines that give a thing its price, by page; an amount in a long sentence is no line of a list."""
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self._places:
            segment = place.labelled.segment
            is_line = segment.page_kind not in UNREAD and segment.kind not in NOT_BLOCKS and segment.words <= LINE
            if is_line and any(fact.kind in PRICED for fact in place.labelled.analysis.facts):
                found[place.page].append(place)
        return found


def _is_customer(place: Place) -> bool:
    return "testimonial" in place.labelled.labels.traits


def _words(place: Place) -> frozenset[str]:
    return frozenset(LONG.findall(place.folded))


def _is_evidence(other: Place, kind: str, facts: Sequence[Fact], topics: Topics) -> bool:
    """Whether the company's own sentence states what proves a promise of the kind."""
    sort = topics.sort(kind)
    return states(other.labelled, sort, facts) and (not sort.worded or bool(topics.told(other.folded, kind)))


def _is_phrase_of_both(said: str, other: str, both: Collection[str]) -> bool:
    """Whether two texts that share stems share a phrase; one of its words may be said all over the site."""
    return len(both) > 1 and all(is_phrase(text, both) for text in (said, other))


def lang_of(place: Place) -> Lang:
    """The language of a segment that is judged."""
    return place.labelled.segment.lang


def _unnamed(text: str, commitment: Commitment) -> str:
    """The clause without proper names: a place that two sentences name is no proof."""
    for fact in (fact for fact in commitment.facts if fact.kind == "name"):
        text = text[: fact.start] + " " * (fact.end - fact.start) + text[fact.end :]
    return text[commitment.start : commitment.end]


def _is_proved_in_clause(labelled: LabelledSegment, commitment: Commitment) -> bool:
    """A standard, a rate or a count in the very clause that promises; its own terms prove nothing."""
    return "proof" in labelled.labels.traits and any(fact.kind in SHOWN_BESIDE for fact in commitment.facts)


def _distance(place: Place, other: Place) -> Where:
    if place.page == other.page:
        return "block" if place.labelled.segment.block and place.labelled.segment.block == other.labelled.segment.block else "page"
    return "linked" if other.page in place.linked else "site"
