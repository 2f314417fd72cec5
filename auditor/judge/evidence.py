"""What the formulas of the indicators see: a page, segment by segment, with its weights and with what its signals are evidence of.

In: labelled segments, rules, `rules/index/evidence.yml`. Out: `View`s. Nothing here reads words for their meaning: texts that signals met
are only compared with each other, so that a thing named twice counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from auditor.identity import normalise
from auditor.knowledge.index import Scope
from auditor.knowledge.rules import Rule
from auditor.models import LabelledSegment, Parties, Segment

HUNDREDTHS = 100  # segment weights are counted in hundredths, as whole numbers
HEAD = ("title", "description")  # they count in `first-screen` only
SIGNS = ("button", "image")  # they say where to click and what is shown, not who a page is about
CLAIMS = frozenset(("generic_claim", "benefit", "promise"))
SERVING = frozenset(("benefit", "promise"))
PROVING = frozenset(("proof", "testimonial"))
UNREAD = (*HEAD, *SIGNS)
NOTHING: tuple[str, ...] = ()
Is = tuple[bool, bool, bool, bool, bool, bool, bool]  # the last fields of a `Weighed`
SPEAKS = {"customer": 2, "shared": 1, "self": 0, "neutral": 0}  # halves of a segment that are about the customer
BEARS = {"customer": 2, "shared": 2, "self": 2, "neutral": 0}  # and about anybody: halves, so that they stay whole numbers


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which rules are evidence of what, both ways."""

    kinds: Mapping[str, tuple[str, ...]]  # by rule
    known: frozenset[str]  # kinds that at least one rule speaks for


def evidence_of(index: Mapping[str, Sequence[str]], rules: Mapping[str, Rule]) -> Evidence:
    """The evidence that `rules` can give: each kind is a list of `family/id` or `family/*`; a kind without any rule is not known."""
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, patterns in index.items():
        for rule in rules.values():
            if f"{rule.family}/{rule.id}" in patterns or f"{rule.family}/*" in patterns:
                kinds[rule.id] = (*kinds.get(rule.id, ()), kind)
    return Evidence(kinds, frozenset(kind for found in kinds.values() for kind in found))


def weight(segment: Segment, scope: Scope) -> int:
    """Weight of a segment within its page, in hundredths."""
    return round(min(segment.words, scope.words) * segment.prominence * HUNDREDTHS)


class Weighed(NamedTuple):
    """A segment as the formulas see it; what they ask again and again is worked out once. A tuple: it is made for every segment,
    and a frozen dataclass takes three times as long to make.
    """

    labelled: LabelledSegment
    traits: frozenset[str]
    parties: Parties
    weight: int  # hundredths
    about: tuple[int, int]  # halves of its weight that are about the customer, and about anybody
    found: Mapping[str, tuple[str, ...]]  # what its signals met, by kind of evidence; spans that overlap are one
    is_body: bool  # on the page itself, not in its title or description
    is_prose: bool  # read as text: in the body, and neither a button nor the words behind an image
    is_claim: bool  # claims something that a proof could bear out
    is_proof: bool  # bears something out: a checkable specific, or the words of a customer
    serves: bool  # says what something is good for: a gain, a promise
    is_gain: bool  # tells the customer of a gain or promises it, and not in words that anybody could print
    is_first: bool  # what a visitor sees first, or a search engine shows: title, description, main heading, first screen

    def met(self, kind: str) -> tuple[str, ...]:
        """What was met as evidence of a kind, folded, so that it can be compared."""
        return self.found.get(kind, NOTHING)

    @property
    def is_focus_bearing(self) -> bool:
        """Whether it is about someone: self, customer or both."""
        return self.labelled.labels.focus != "neutral"

    @property
    def speaks(self) -> bool:
        """Whether it is about the customer, alone or shared."""
        return self.labelled.labels.focus in ("customer", "shared")


def weighed(labelled: LabelledSegment, scope: Scope, evidence: Evidence) -> Weighed:
    """The segment with its weight and with what its signals are evidence of."""
    return seen_as(labelled, weight(labelled.segment, scope), met_in(labelled, evidence))


def met_in(labelled: LabelledSegment, evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """What the segment's signals met, by kind of evidence; spans that overlap are one."""
    spans: dict[str, list[tuple[int, int]]] = {}
    kinds, text = evidence.kinds, labelled.segment.text
    for signal in labelled.analysis.signals:
        if signal.rule in kinds:
            for kind in kinds[signal.rule]:
                spans.setdefault(kind, []).append((signal.start, signal.end))
    return {kind: tuple(normalise(text[start:end]) for start, end in joined(met)) for kind, met in spans.items()}


def seen_as(labelled: LabelledSegment, weight: int, found: Mapping[str, tuple[str, ...]]) -> Weighed:
    """The segment with a weight and evidence that are known."""
    labels, segment = labelled.labels, labelled.segment
    about = (weight * SPEAKS[labels.focus], weight * BEARS[labels.focus])
    is_main = segment.first_screen or (segment.kind == "heading" and segment.level == 1)
    traits, is_what = _told_by(labels.focus, labels.traits, segment.kind, is_main)
    return Weighed(labelled, traits, labelled.analysis.parties, weight, about, found, *is_what)


@lru_cache(maxsize=4096)
def _told_by(focus: str, traits: tuple[str, ...], kind: str, is_main: bool) -> tuple[frozenset[str], Is]:
    """The traits, and what a `Weighed` is by its labels and its kind of block: a site has few of these, on all of its segments."""
    is_prose, held = kind not in HEAD and kind not in SIGNS, frozenset(traits)
    serves = is_prose and not held.isdisjoint(SERVING)
    is_gain = serves and focus in ("customer", "shared") and "generic_claim" not in held
    is_claim, is_proof = is_prose and not held.isdisjoint(CLAIMS), is_prose and not held.isdisjoint(PROVING)
    return held, (kind not in HEAD, is_prose, is_claim, is_proof, serves, is_gain, kind in HEAD or (is_prose and is_main))


def carries_proof(labelled: LabelledSegment) -> bool:
    """Whether a segment bears something out where it is read: a checkable specific, or the words of a customer."""
    return not PROVING.isdisjoint(labelled.labels.traits) and labelled.segment.kind not in UNREAD


def joined(spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The spans in order, those that overlap made one."""
    if len(spans) == 1:
        return spans
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


@dataclass(frozen=True)
class View:
    """A page as the formulas see it."""

    segments: tuple[Weighed, ...]
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)  # keys of the pages that a block links to, by the block's id
    proved: frozenset[str] = frozenset()  # keys of the site's pages that carry a proof
    faults: int = 0  # of coherence: kinds of them, 0-3
    faulty: frozenset[str] = frozenset()  # ids of the segments that show them
    common: Mapping[str, bool] | None = None  # whether a rival prints it too, by the id of each claim held against rivals; None without any

    def turned(self, n: int, segment: Weighed) -> View:
        """The page with another segment in the place of segment `n`; what does not depend on the change is not worked out again."""
        old, segments = self.segments[n], (*self.segments[:n], segment, *self.segments[n + 1 :])
        view = View(segments, self.links, self.proved, self.faults, self.faulty, self.common)
        kept = {name: getattr(self, name) for name, seen in SEEN.items() if seen(old) == seen(segment)}
        view.__dict__.update(kept)
        return view

    def at(self, places: Iterable[int]) -> Iterator[Weighed]:
        """The segments at some places."""
        return map(self.segments.__getitem__, places)

    @cached_property
    def proved_blocks(self) -> frozenset[str]:
        """Ids of the blocks that carry a proof."""
        return frozenset(segment.labelled.segment.block for segment in self.segments if segment.is_proof)

    @cached_property
    def named(self) -> tuple[int, ...]:
        """How many customer groups, situations and problems each segment is the first of the page to name."""
        return first_met([segment.met("named") if segment.is_prose else NOTHING for segment in self.segments])

    @cached_property
    def specifics(self) -> tuple[int, ...]:
        """How many checkable specifics each segment is the first of the page to give."""
        return first_met([segment.met("specifics") if segment.is_prose else NOTHING for segment in self.segments])

    @cached_property
    def invitations(self) -> tuple[int, ...]:
        """Whether each segment is an invitation, about the customer or shared, that the page has not made in the same words before."""
        return first_met([(normalise(s.labelled.segment.text),) if invites(s) else NOTHING for s in self.segments])

    @cached_property
    def voiced_blocks(self) -> dict[str, int]:
        """Which segment is the first of each block that quotes a customer."""
        first: dict[str, int] = {}
        for n, segment in enumerate(self.segments):
            if segment.is_body and "testimonial" in segment.traits:
                first.setdefault(segment.labelled.segment.block, n)
        return first


# What each of a page's lists above is made of, in each of its segments.
SEEN: dict[str, Callable[[Weighed], Hashable]] = {
    "proved_blocks": lambda segment: segment.is_proof,
    "named": lambda segment: segment.met("named"),
    "specifics": lambda segment: segment.met("specifics"),
    "invitations": lambda segment: invites(segment) and segment.labelled.segment.text,
    "voiced_blocks": lambda segment: "testimonial" in segment.traits,
}


def first_met(texts: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """How many texts each place is the first to hold."""
    seen: set[str] = set()
    counts = [0] * len(texts)
    for n, held in enumerate(texts):
        if held:
            before = len(seen)
            seen.update(held)
            counts[n] = len(seen) - before
    return tuple(counts)


def invites(segment: Weighed) -> bool:
    """Whether the segment is an invitation that is about the customer or shared."""
    return segment.is_body and "invitation" in segment.traits and segment.speaks
