"""The cards of a site: which sentences to change, and in which order.

In: a joined audit. Out: `Cards`, shared by every page that shows one; the same ranked, each sentence once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from auditor.identity import normalise
from auditor.models import AuditedPage, Finding
from auditor.report.views.findings import Card, card
from auditor.report.views.gains import How, gained
from auditor.report.views.joined import Joined
from auditor.report.views.states import TODO

SEVERITIES = ("error", "warning", "note")
FIRST = 5  # on the overview
MOST = 10  # to begin with


class Cards(Mapping[str, Card]):
    """A card for each sentence that has findings, by its id; made when it is first asked for, because two processes that write a report
    each need the cards of other pages.
    """

    def __init__(self, joined: Joined) -> None:
        self._joined, self._made = joined, dict[str, Card]()

    def __getitem__(self, sentence: str) -> Card:
        if sentence not in self._made:
            found = self._joined.findings_of_sentence[sentence]
            self._made[sentence] = card(self._joined, self._joined.sentence_of[sentence], found)
        return self._made[sentence]

    def __contains__(self, sentence: object) -> bool:
        return sentence in self._joined.findings_of_sentence

    def __iter__(self) -> Iterator[str]:
        return iter(self._joined.findings_of_sentence)

    def __len__(self) -> int:
        return len(self._joined.findings_of_sentence)

    def of_page(self, page: AuditedPage) -> dict[str, Card]:
        """The cards of a page, in the order of its sentences."""
        return {id: self[id] for id in (s.segment.id for s in page.segments) if id in self}


def muted(joined: Joined) -> tuple[Card, ...]:
    """A card for each sentence that a writer muted and that has no other finding, so that it can be taken up again."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in joined.audit.muted:
        segment = one.finding.segment
        if joined.states.get(segment, TODO).id == "muted" and segment in joined.sentence_of and segment not in joined.findings_of_sentence:
            found[segment].append(one.finding)
    return ranked(joined, [card(joined, joined.sentence_of[i], group) for i, group in found.items()])


def ranked(joined: Joined, made: Iterable[Card], *, lead: str = "") -> tuple[Card, ...]:
    """Most points first as cards print them, then most on all pages together, then the gravest; a sentence that several pages repeat is
    one card. The rule `lead` speaks first in each.
    """
    groups: defaultdict[str, list[Card]] = defaultdict(list)
    for one in made:
        groups[normalise(one.text)].append(one)
    worth = [(sum(c.points for c in group), _merged(joined, group, lead)) for group in groups.values()]
    worth.sort(key=lambda w: (w[1].left_alone, -round(w[1].points, 1), -w[0], min(SEVERITIES.index(r.severity) for r in w[1].reasons)))
    return tuple(one for _, one in worth)


def _merged(joined: Joined, group: Sequence[Card], lead: str) -> Card:
    """One card for the same sentence on several pages: the one that gains most, with the pages of all."""
    best = max(group, key=lambda c: c.points)
    others = [c for c in group if c is not best]
    if others:
        each = gained(joined, best.most, best.part, how="-each")
        best = replace(best, where=best.where + tuple(w for c in others for w in c.where), gain=each)
    if best.reasons[0].rule != lead:
        best = replace(best, reasons=tuple(sorted(best.reasons, key=lambda r: r.rule != lead)))
    return _bare(joined, best) if _misnamed(best) else best


def _bare(joined: Joined, one: Card) -> Card:
    """The card without its text and what that wins."""
    how: How = "-each" if len(one.where) > 1 else ""
    return replace(one, rewritings=(), part=None, gain=gained(joined, one.most, how=how), worth=gained(joined, one.most, how="-short"))


def _misnamed(one: Card) -> bool:
    """Whether a suggestion would stand under the name of a finding that it leaves as it was."""
    return one.state.id == "todo" and one.reasons[0] in one.left


def to_change(found: Iterable[Card]) -> tuple[Card, ...]:
    """The cards `found` in their order, without words that are nobody's here to change. Every list has this order."""
    return tuple(card for card in found if not card.left_alone)
