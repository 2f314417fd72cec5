"""Who commits, and to whom, as the clause of a promise says it.

In: a labelled segment and the offsets of a clause that promises. Out: the words that name a party; "" where the clause names nobody.
A possessive names nobody (« votre devis »), but before a noun for people it does (« notre équipe »). What the ledger takes for a promise is
said by the company, so that a "we" that was read as a quotation is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.knowledge.parties import PartyWords
from auditor.knowledge.patterns import either, fold
from auditor.models import LabelledSegment, Mention, Party

NAMING = frozenset(("pronoun", "name"))
QUOTED = "quoted"
QUOTED_AS: dict[Party, Party] = {"self": "customer", "customer": "self"}  # a quotation turns the parties round


class Named:
    """The parties of one language."""

    def __init__(self, words: PartyWords | None) -> None:
        self._people = re.compile(rf"\s+{either(words.company_nouns)}(?!\w)") if words else re.compile(r"(?!)")

    def by(self, labelled: LabelledSegment, start: int, end: int) -> str:
        """Who commits."""
        text = labelled.segment.text
        found = _first(labelled, "self", start, end)
        if found:
            return text[found.start : found.end]
        owners = (m for m in _within(labelled, start, end) if m.party == "self" and m.how == "possessive")
        people = ((m.start, met.end()) for m in owners if (met := self._people.match(fold(text), m.end)))
        first = next(people, None)
        return text[first[0] : first[1]] if first else ""

    def to(self, labelled: LabelledSegment, start: int, end: int) -> str:
        """To whom."""
        found = _first(labelled, "customer", start, end)
        return labelled.segment.text[found.start : found.end] if found else ""


def _within(labelled: LabelledSegment, start: int, end: int) -> Iterator[Mention]:
    return (m for m in labelled.analysis.parties.mentions if start <= m.start < end)


def _first(labelled: LabelledSegment, party: Party, start: int, end: int) -> Mention | None:
    """The party's first mention that names it, as an actor where it is one."""
    mentions = list(_within(labelled, start, end))
    said = [m for m in mentions if _names(m, party)]
    is_told = any(m.how == "possessive" and m.party == party for m in mentions)
    nouns = [m for m in mentions if m.how == "noun" and m.party == party and not is_told and not _is_counted(m, labelled)]
    return min(said or nouns, key=lambda m: (m.role != "actor", m.start), default=None)


def _names(mention: Mention, party: Party) -> bool:
    if mention.how == QUOTED:
        return mention.party == QUOTED_AS[party] and mention.role != "owner"
    return mention.party == party and mention.how in NAMING


def _is_counted(mention: Mention, labelled: LabelledSegment) -> bool:
    """Whether a figure counts it: « dans 80 communes » says where, not to whom."""
    return any(fact.start <= mention.start < fact.end for fact in labelled.analysis.facts)
