"""What was found in a sentence: segments, parties, signals, facts, labels.

In: nothing. Out: records from `Segment` to `LabelledSegment`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from auditor.models.vocabulary import BlockKind, Dimension, Focus, Lang, PageKind, Party, Trait


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, heading, list item or button: the unit of every label."""

    id: str  # 12 hex digits (identity.segment_id)
    text: str
    lang: Lang
    page: str = ""  # key of its page
    block: str = ""  # id of its block (identity.segment_id of the block's text)
    kind: BlockKind | Literal[""] = ""  # "" when unknown (the input of `auditor label`)
    level: int = 0
    start: int = 0  # offsets into the block's text
    end: int = 0
    heading: tuple[str, ...] = ()
    lead_in: str = ""
    prev: str = ""  # text of the segment before it on the page
    page_kind: PageKind | Literal[""] = ""
    words: int = 0
    prominence: float = 1.0
    first_screen: bool = False


class Span(NamedTuple):
    """A segment as a stretch of a block of its page: what does not depend on which other blocks count."""

    id: str
    at: int  # which block of the page
    block: str  # id of the block
    start: int  # offsets into the block's text
    end: int
    words: int
    before: str  # text of the segment before it on the page, "" where that is the span before


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed segment, free of spaCy: what rewriting needs to know of the grammar."""

    text: str
    lemma: str
    pos: str  # universal part of speech
    tag: str
    dep: str
    head: int  # index of its head in the segment
    morph: str  # FEATS, "Number=Sing|Person=3"
    start: int  # offset into the segment's text
    space: str  # white space after it


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a segment that stands for a party."""

    start: int
    end: int
    party: Party
    how: str  # pronoun | possessive | name | noun | imperative | quoted | inclusive | impersonal
    role: str = ""  # actor | target | owner | ""


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is in a segment, and who acts: every count of INDEX.md's Focus axis comes from here."""

    mentions: tuple[Mention, ...] = ()
    actors_self: int = 0  # clauses whose grammatical actor is the company
    actors_customer: int = 0
    opens_with_self: bool = False

    def count(self, party: Party) -> int:
        """Mentions of a party."""
        return sum(m.party == party for m in self.mentions)


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule met a span of a segment."""

    rule: str
    start: int
    end: int
    fields: tuple[tuple[str, str], ...] = ()  # named fields for the rule's message, beyond {match}


@dataclass(frozen=True, slots=True)
class Fact:
    """A checkable specific that a segment states, read with its context."""

    kind: str  # founded, experience, staff, customers, ... as rules/facts/ names them
    value: str  # normalised, so that two ways of writing it compare equal: "1994", "48", "+33123456789"
    start: int  # offsets into the segment's text
    end: int
    unit: str = ""  # normalised too: "hour", "eur", "percent", ...
    bound: Literal["", "at-least", "at-most", "about"] = ""
    subject: str = ""  # folded words of what it is about, where the sentence says so: "livraison"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language room found in one segment."""

    parties: Parties
    signals: tuple[Signal, ...]
    grammar: tuple[str, ...] = ()  # facts of the parse that labels may weigh (language/grammar.py)
    facts: tuple[Fact, ...] = ()
    ease: int | None = None  # reading ease of a sentence, 0-100; None of what is no sentence: a heading, a button, a label


@dataclass(frozen=True, slots=True)
class Labels:
    """The judgement on one segment; `confidence` is the calibrated probability of the focus."""

    focus: Focus
    traits: tuple[Trait, ...]
    dimension: Dimension
    confidence: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal's share in a label: `auditor label --explain`."""

    label: str  # "focus.self", "traits.proof", "dimension.care"
    signal: str
    weight: float  # log-odds


@dataclass(frozen=True, slots=True)
class LabelledSegment:
    """A segment with what was found in it and what was decided."""

    segment: Segment
    analysis: Analysis
    labels: Labels


@dataclass(frozen=True, slots=True)
class Sentences:
    """The labelled segments of a page in the shape that is kept: read with its text, which holds their words."""

    spans: tuple[Span, ...]
    found: tuple[tuple[Analysis, Labels], ...]  # in each of them
    without: tuple[int, ...] = ()  # blocks that did not count for what other pages say: they may have segments
