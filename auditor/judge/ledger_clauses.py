"""What a segment promises: the clauses that commit the company, with the kind and the terms of each.

In: a labelled segment and `rules/promises/`. Out: `Commitment`s; none where the label says "promise" of something that commits to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.knowledge.parties import PartyWords
from auditor.knowledge.patterns import Keys, either, fold, whole
from auditor.knowledge.promises import PromiseRules
from auditor.models import Fact, LabelledSegment, Term

SEPARATORS = re.compile(r"\s*[·•|;✅✓✔⚡🛡🏅⭐→➜►▪]\ufe0f?\s*|\s\+\s")
NOT_PAGES = frozenset(("legal", "careers", "search"))
NOT_BLOCKS = frozenset(("title", "description"))
SHOWN = "image"  # what stands behind an image says what it shows
A_MINUTE = 1 / 60  # hours: what takes less is the speed of a machine, no delay
OFFER = 12  # words up to which a clause that names nobody still is an offer: « Café gratuit »
MARKS = re.compile(r"[\W_]+")
EDGES = re.compile(r"^[^\w(«“\"]+|[^\w)»”\"!…%€$£]+$")
SAID_BY_LEAD_IN = frozenset(("price", "delay"))
CALL = 9  # words up to which an order to the reader is a button in all but name
LABEL = 4  # words up to which a clause with a colon is a label (« Devis gratuit : »), not what opens a list
QUOTED = re.compile(r"[«“\"]\s*(?:[^\s«“»”\"]+\s+){4,}[^«“»”\"]*[»”\"]")  # from five words on somebody speaks; fewer are a slogan
REPORTING = frozenset(("percent", "satisfaction", "year", "date"))  # beside a delay: what was done, not what is promised
BINDING = frozenset(("delay", "warranty", "opening"))  # facts that may promise by themselves
DEADLINE_FACTS = frozenset(("delay", "duration"))
FIGURE_FACTS = frozenset(("warranty", "price", "amount", "percent", "quantity", "customers", "projects", "satisfaction", "standard"))
ROUND_THE_CLOCK = "24/7"
SIGNALS = {"without-fault": "quality", "single-contact": "support", "round-the-clock": "delay", "measured-delay": "delay"}
NAMED = frozenset(("pronoun", "possessive", "name", "inclusive"))


@dataclass(frozen=True, slots=True)
class Commitment:
    """A clause that commits the company; offsets into the segment's text."""

    kind: str
    start: int
    end: int
    said: str  # the words that commit, folded
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...]


class Clauses:
    """The promises of one language, compiled."""

    def __init__(self, rules: PromiseRules, words: PartyWords | None) -> None:
        self._sure = [(kind, whole(words.sure)) for kind, words in rules.kinds.items()]
        self._keys = Keys(word for words in rules.kinds.values() for word in words.sure)
        self._likely = [(kind, whole(words.likely)) for kind, words in rules.kinds.items()]
        self._refuse = whole(rules.refuse)
        self._bare = frozenset(plain(word) for word in rules.bare)
        self._opening = re.compile(rf"[\W_]*{either(rules.bare_openings)}(?!\w)")
        self._limit = re.compile(rf"[\W_]*{either(rules.openings)}(?!\w)")
        self._void = whole(rules.not_commitments)
        self._acts = whole(rules.acts)
        self._conditions = re.compile(rf"(?<!\w){either(word for word in rules.conditions if word != '*')}(?!\w)[^,.;:·•|!()—–]*")
        self._has_star = "*" in rules.conditions
        self._deadlines = whole(rules.deadlines)
        self._spoken = whole((*words.testimonial_cues, *words.singular_self)) if words else whole(())
        self._quotes = whole(words.testimonial_headings) if words else whole(())

    def read(self, labelled: LabelledSegment, folded: str) -> list[Commitment]:
        """What the segment, its text folded, commits the company to, a commitment for each of its clauses that does."""
        if not self._may_commit(labelled, folded):
            return []
        text = QUOTED.sub(_blank, folded)
        if self._commits_nobody(labelled, text):
            return []
        clauses = list(_clauses(text))
        found = [self._clause(labelled, text, start, end) for start, end in clauses]
        return [commitment for commitment in found if commitment]

    def _may_commit(self, labelled: LabelledSegment, text: str) -> bool:
        """A quick look, for the many segments that promise nothing."""
        if "promise" in labelled.labels.traits or labelled.segment.lead_in or self._keys.may_stand_in(text):
            return True
        return any(fact.kind in BINDING for fact in labelled.analysis.facts)

    def _commits_nobody(self, labelled: LabelledSegment, text: str) -> bool:
        segment = labelled.segment
        if segment.kind in NOT_BLOCKS or segment.kind == SHOWN or segment.page_kind in NOT_PAGES or text.rstrip(' »"”').endswith("?"):
            return True
        return "testimonial" in labelled.labels.traits and self._is_spoken(labelled, text)

    def _is_spoken(self, labelled: LabelledSegment, text: str) -> bool:
        """A customer's own words: the label alone is not enough, a short slogan looks like one."""
        headings = fold(" ".join(labelled.segment.heading[-1:]))
        is_quoted = labelled.segment.kind == "quote" or any(m.how == "quoted" for m in labelled.analysis.parties.mentions)
        return is_quoted or bool(self._spoken.search(text)) or bool(self._quotes.search(headings))

    def _clause(self, labelled: LabelledSegment, text: str, start: int, end: int) -> Commitment | None:
        clause = self._void.sub(_blank, text[start:end])
        if self._refuse.search(clause) or plain(clause) in self._bare or self._opening.match(clause):
            return None
        facts = tuple(f for f in labelled.analysis.facts if start <= f.start < end)
        found = self._sure_kind(clause, facts) if self._may_be_sure(labelled) else None
        if _is_lead_in(clause):  # « Nous garantissons : » leaves it to its items; "for one flat monthly fee:" commits by itself
            found = found if found and found[0] in SAID_BY_LEAD_IN else None
        else:
            found = found or self._likely_kind(labelled, clause, start, end) or self._inherited(labelled)
        if found is None:
            return None
        kind, said = found
        return Commitment(kind, start, end, said, facts, tuple(self._terms(labelled.segment.text, clause, start, facts)))

    def _may_be_sure(self, labelled: LabelledSegment) -> bool:
        """An order to the reader (« Demandez un devis gratuit ») promises only where the label agrees, or in running text."""
        segment, traits = labelled.segment, labelled.labels.traits
        is_text = segment.kind == "paragraph" and segment.words > CALL
        return "invitation" not in traits or "promise" in traits or is_text

    def _sure_kind(self, clause: str, facts: Sequence[Fact]) -> tuple[str, str] | None:
        found = [(match.start(), kind, match.group()) for kind, pattern in self._sure if (match := pattern.search(clause))]
        if found:
            return next((kind, said) for _, kind, said in found)
        if any(f.kind in REPORTING for f in facts):
            return None
        if any(f.kind == "warranty" for f in facts):
            return "guarantee", "warranty"
        if any(_is_delay(f) or (f.kind == "opening" and f.value == ROUND_THE_CLOCK) for f in facts):
            return "delay", "delay"
        return None

    def _likely_kind(self, labelled: LabelledSegment, clause: str, start: int, end: int) -> tuple[str, str] | None:
        if "promise" not in labelled.labels.traits or labelled.labels.focus == "neutral" or labelled.segment.page_kind == "news":
            return None
        is_between_us = any(m.how in NAMED and m.party != "other" for m in labelled.analysis.parties.mentions)
        for kind, pattern in self._likely:
            if (match := pattern.search(clause)) and (is_between_us or (kind != "quality" and len(clause.split()) <= OFFER)):
                return kind, match.group()
        if match := self._acts.search(clause) or self._limit.match(clause):
            return "quality", match.group()
        met = next((s.rule for s in labelled.analysis.signals if s.rule in SIGNALS and start <= s.start < end), "")
        return (SIGNALS[met], met) if met else None

    def _inherited(self, labelled: LabelledSegment) -> tuple[str, str] | None:
        """An item of a list that opens with a commitment: "We guarantee:"."""
        opening = fold(labelled.segment.lead_in)
        promised = dict(self._sure)["quality"].search(opening) if opening.rstrip().endswith(":") else None
        return ("quality", promised.group()) if promised else None

    def _terms(self, text: str, clause: str, start: int, facts: Sequence[Fact]) -> Iterator[Term]:
        """Terms in the order of the sentence, each once."""
        found = [(f.start, Term("deadline" if f.kind in DEADLINE_FACTS else "figure", text[f.start : f.end])) for f in facts if _is_term(f)]
        found += [
            (start + m.start(), Term("deadline", text[start + m.start() : start + m.end()])) for m in self._deadlines.finditer(clause)
        ]
        for match in self._conditions.finditer(clause):
            said = text[start + match.start() : start + match.end()].strip()
            if len(said.split()) > 1 and not any(at == start + match.start() for at, _ in found):
                found.append((start + match.start(), Term("condition", said)))
        seen: set[str] = set()
        for _, term in sorted(found, key=lambda pair: pair[0]):
            if fold(term.text) not in seen:
                seen.add(fold(term.text))
                yield term


def _is_term(fact: Fact) -> bool:
    return fact.kind in DEADLINE_FACTS or fact.kind in FIGURE_FACTS or (fact.kind == "opening" and fact.value != ROUND_THE_CLOCK)


def _is_delay(fact: Fact) -> bool:
    """Whether a service is due within that time."""
    is_speed = fact.unit == "hour" and float(fact.value.rpartition("-")[2]) < A_MINUTE
    return fact.kind == "delay" and bool(fact.subject) and not is_speed


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Parts of a segment that stand apart: « Devis gratuit · Réponse sous 24 h » makes two promises."""
    start = 0
    for match in SEPARATORS.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _blank(match: re.Match[str]) -> str:
    """What must not be read, in a string of the same length."""
    return "_" * len(match.group())


def _is_lead_in(clause: str) -> bool:
    return clause.rstrip().endswith(":") and len(clause.split()) > LABEL


def trimmed(clause: str) -> str:
    """A clause without the marks at its edges."""
    return EDGES.sub("", clause)


@lru_cache(maxsize=4096)
def plain(clause: str) -> str:
    """A clause as two ways of writing it compare equal: folded, without marks."""
    return " ".join(MARKS.sub(" ", fold(clause)).split())
