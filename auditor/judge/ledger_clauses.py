"""What a segment promises: the clauses that commit the company, with the kind and the terms of each.

In: a labelled segment and `rules/promises/`. Out: `Commitment`s; none where the label says "promise" of something that commits to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.judge.ledger_parts import blank, clauses, plain, row
from auditor.judge.ledger_terms import ROUND_THE_CLOCK, Terms
from auditor.judge.ledger_words import Met, firm, likely
from auditor.knowledge.parties import PartyWords
from auditor.knowledge.patterns import either, fold, whole
from auditor.knowledge.promises import PromiseRules
from auditor.models import Fact, LabelledSegment, Segment, Term

NOT_PAGES = frozenset(("legal", "careers", "search"))
NOT_BLOCKS = frozenset(("title", "description"))
SHOWN = "image"  # what stands behind an image says what it shows
A_MINUTE = 1 / 60  # hours: what takes less is the speed of a machine, no delay
OFFER = 12  # words up to which a clause that names nobody still is an offer: « Café gratuit »
SAID_BY_LEAD_IN = frozenset(("price", "delay"))
CALL = 9  # words up to which an order to the reader is a button in all but name
LABEL = 4  # words up to which a clause with a colon is a label (« Devis gratuit : »), not what opens a list
BOTH_SIDES = frozenset(("self", "customer"))  # a slogan of the company's in a quotation names both: "We'll keep your roof dry"
QUOTED = re.compile(r"[«“\"]\s*(?:[^\s«“»”\"]+\s+){4,}[^«“»”\"]*[»”\"]")  # from five words on somebody speaks; fewer are a slogan
REPORTING = frozenset(("percent", "satisfaction", "year", "date"))  # beside a delay: what was done, not what is promised
BINDING = frozenset(("delay", "warranty", "opening"))  # facts that may promise by themselves
SIGNALS = {"single-contact": "support", "round-the-clock": "delay", "measured-delay": "delay"}
TIMED = frozenset(("delay", "support"))  # kinds that a word like "soon" makes empty
ANSWER = "reply"  # subject of a delay: an answer by a deadline is promised for its deadline
VERBLESS = "verb:none"  # of a segment's grammar
Standing = frozenset[int]  # numbers of the lists of sure words that may stand in the segment
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
        self._firm, self._likely = firm(rules), likely(rules)
        self._quality = whole(rules.kinds["quality"].sure)
        self._refuse = whole(rules.refuse)
        self._bare = frozenset(plain(word) for word in rules.bare)
        self._opening = re.compile(rf"[\W_]*{either(rules.bare_openings)}(?!\w)")
        self._void = whole(rules.not_commitments)
        self._vague = whole(rules.vague)
        self._legal = re.compile(rf"[\W_]*{either(rules.legal_headings)}(?!\w)")
        self._acts = whole(rules.acts)
        self._terms = Terms(rules)
        self._spoken = whole((*words.testimonial_cues, *words.singular_self)) if words else whole(())
        self._quotes = whole(words.testimonial_headings) if words else whole(())

    def read(self, labelled: LabelledSegment, folded: str) -> list[Commitment]:
        """What the segment, its text folded, commits the company to, a commitment for each of its clauses that does."""
        standing = self._firm.standing(folded)
        if not (standing or _may_commit(labelled)) or _sells_nothing(labelled.segment, folded):
            return []
        text = QUOTED.sub(blank, folded)
        parts = [part for clause in clauses(text) for part in self._row(labelled, text, standing, *clause) or (clause,)]
        found = [self._clause(labelled, text, standing, start, end) for start, end in parts]
        return [commitment for commitment in found if commitment] if any(found) and not self._is_told(labelled, text) else []

    def _is_told(self, labelled: LabelledSegment, text: str) -> bool:
        """Whether the law has it said, or a customer says it."""
        if any(self._legal.match(fold(said)) for said in labelled.segment.heading) or self._legal.match(text):
            return True
        sides = {mention.party for mention in labelled.analysis.parties.mentions}
        if labelled.segment.kind == "quote" and "promise" not in labelled.labels.traits and not sides >= BOTH_SIDES:
            return True
        return "testimonial" in labelled.labels.traits and self._is_spoken(labelled, text)

    def _is_spoken(self, labelled: LabelledSegment, text: str) -> bool:
        """A customer's own words: the label alone is not enough, a short slogan looks like one."""
        headings = fold(" ".join(labelled.segment.heading[-1:]))
        is_quoted = labelled.segment.kind == "quote" or any(m.how == "quoted" for m in labelled.analysis.parties.mentions)
        return is_quoted or bool(self._spoken.search(text)) or bool(self._quotes.search(headings))

    def _row(self, labelled: LabelledSegment, text: str, standing: Standing, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of a row of promises (« Déplacement gratuit, devis sans engagement »), each a promise of its own; none of a sentence
        with a verb, nor where a part without a promise may be the condition of the others.
        """
        parts = row(text, start, end) if VERBLESS in labelled.analysis.grammar else []
        sure = [part for part in parts if self._is_sure(labelled, text, standing, *part)]
        is_bound = any(self._terms.has_condition(text[a:b]) for a, b in parts if (a, b) not in sure)
        return parts if len(sure) > 1 and not is_bound else []

    def _is_sure(self, labelled: LabelledSegment, text: str, standing: Standing, start: int, end: int) -> bool:
        facts = [fact for fact in labelled.analysis.facts if start <= fact.start < end]
        return self._sure_kind(self._void.sub(blank, text[start:end]), standing, facts) is not None

    def _clause(self, labelled: LabelledSegment, text: str, standing: Standing, start: int, end: int) -> Commitment | None:
        clause = self._void.sub(blank, text[start:end])
        facts = tuple(f for f in labelled.analysis.facts if start <= f.start < end)
        found = self._sure_kind(clause, standing, facts) if self._may_be_sure(labelled) else None
        if _is_lead_in(clause):  # « Nous garantissons : » leaves it to its items; "for one flat monthly fee:" commits by itself
            found = found if found and found[0] in SAID_BY_LEAD_IN else None
        else:
            found = found or self._likely_kind(labelled, clause, start, end, facts) or self._inherited(labelled)
        if found is None or self._refuse.search(clause) or plain(clause) in self._bare or self._opening.match(clause):
            return None
        kind, said = found
        terms = self._terms.of(labelled.segment.text, clause, start, facts, kind)
        return None if self._is_vague(clause, kind, terms) else Commitment(kind, start, end, said, facts, terms)

    def _may_be_sure(self, labelled: LabelledSegment) -> bool:
        """An order to the reader (« Demandez un devis gratuit ») promises only where the label agrees, or in running text."""
        segment, traits = labelled.segment, labelled.labels.traits
        is_text = segment.kind == "paragraph" and segment.words > CALL
        return "invitation" not in traits or "promise" in traits or is_text

    def _sure_kind(self, clause: str, standing: Standing, facts: Sequence[Fact]) -> Met | None:
        found = self._firm.first(clause, standing)
        if found:
            is_answer = found[0] == "support" and any(f.kind == "delay" and f.subject == ANSWER for f in facts)
            return ("delay", found[1]) if is_answer else found
        if any(f.kind in REPORTING for f in facts):
            return None
        if any(f.kind == "warranty" for f in facts):
            return "guarantee", "warranty"
        if any(_is_delay(f) or (f.kind == "opening" and f.value == ROUND_THE_CLOCK) for f in facts):
            return "delay", "delay"
        return None

    def _is_vague(self, clause: str, kind: str, terms: Sequence[Term]) -> bool:
        """Whether all that the clause promises is to be quick."""
        return kind in TIMED and not terms and bool(self._vague.search(clause))

    def _likely_kind(self, labelled: LabelledSegment, clause: str, start: int, end: int, facts: Sequence[Fact]) -> Met | None:
        if "promise" not in labelled.labels.traits or labelled.labels.focus == "neutral" or labelled.segment.page_kind == "news":
            return None
        is_between_us = any(m.how in NAMED and m.party != "other" for m in labelled.analysis.parties.mentions)
        met = self._likely.first(clause, self._likely.standing(clause))
        if met and (is_between_us or (met[0] != "quality" and len(clause.split()) <= OFFER)):
            return met
        if (match := self._acts.search(clause)) and "invitation" not in labelled.labels.traits:
            return "quality", match.group()
        signals = (s for s in labelled.analysis.signals if s.rule in SIGNALS and start <= s.start < end)
        rule = next((s.rule for s in signals if "_" not in clause[s.start - start : s.end - start]), "")
        return (SIGNALS[rule], rule) if rule and not any(map(_is_speed, facts)) else None

    def _inherited(self, labelled: LabelledSegment) -> Met | None:
        """An item of a list that opens with a commitment: "We guarantee:"."""
        opening = fold(labelled.segment.lead_in)
        promised = self._quality.search(opening) if opening.rstrip().endswith(":") else None
        return ("quality", promised.group()) if promised else None


def _may_commit(labelled: LabelledSegment) -> bool:
    """Whether a segment without sure words may commit: by its label, what opens its list, or a fact."""
    if "promise" in labelled.labels.traits or labelled.segment.lead_in:
        return True
    return any(fact.kind in BINDING for fact in labelled.analysis.facts)


def _sells_nothing(segment: Segment, folded: str) -> bool:
    """Whether the segment stands where nothing is promised to customers, or asks."""
    is_aside = segment.kind in NOT_BLOCKS or segment.kind == SHOWN or segment.page_kind in NOT_PAGES
    return is_aside or folded.rstrip(' »"”').endswith("?")


def _is_delay(fact: Fact) -> bool:
    """Whether a service is due within that time."""
    return fact.kind == "delay" and bool(fact.subject) and not _is_speed(fact)


def _is_speed(fact: Fact) -> bool:
    return fact.unit == "hour" and float(fact.value.rpartition("-")[2]) < A_MINUTE


def _is_lead_in(clause: str) -> bool:
    return clause.rstrip().endswith(":") and len(clause.split()) > LABEL
