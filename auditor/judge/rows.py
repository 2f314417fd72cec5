"""What each segment of a page adds to the sums of each indicator, axis by axis.

In: a `View` of a page, and places on it. Out: rows of whole numbers, one a segment. They read labels, parties, weights and counted
evidence, never words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.judge.evidence import View, Weighed
from auditor.judge.terms import CLASS, CLASSES
from auditor.models import DIMENSIONS, LabelledSegment, Parties

Row = tuple[int, ...]
Rows = list[Row]
Places = Sequence[int]  # of segments on their page
SENTENCE = 30  # words over which a sentence is long
CHANNELS = ("phone", "email", "form", "visit", "chat")  # ways to get in touch: two are enough
NO_CHANNEL = (0,) * len(CHANNELS)
NO_INVITATION: tuple[int, ...] = (0, 0, *NO_CHANNEL)
VIEWS = ("view-customer", "view-adviser", "view-manager")  # whose point of view a segment takes
OPENING = 2  # characters (a quotation mark, a dash) that may stand before the word that a segment begins with
ADDRESSED = ("pronoun", "possessive", "imperative")  # ways of meaning somebody; a noun (“our customers”) only speaks of them
NAMED = (*ADDRESSED, "name")  # ways in which a company names itself
NO: Row = (0, 0)
ONE: Row = (1, 0)
NO_FAULT: Row = (0, 0, 0)
A_FAULT: Row = (0, 0, 1)
NO_TONE: Row = (0, 0, 0, 0)
A_SENTENCE: Row = (0, 1, 0, 0)
NO_CLAIM: tuple[Row, Row] = ((0, 0, 0, 0), (0, 0, 1, 0))  # by whether it is a proof
ON = {dimension: (*(int(dimension == other) for other in DIMENSIONS[:-1]), 0) for dimension in DIMENSIONS}
NO_SENTENCE: Row = (0,) * (CLASSES + 1)
IN_CLASS = [[(*(int(number == at) for number in range(CLASSES)), long) for long in (0, 1)] for at in range(CLASSES)]


# ---------------------------------------------------------------- the focus axis


def voice(view: View, places: Places) -> Rows:
    """Segments about the customer among those that are about someone; one about both is half about the customer."""
    return [segment.about if segment.is_prose else NO for segment in view.at(places)]


def actors(view: View, places: Places) -> Rows:
    """Clauses whose grammatical actor is the customer, among those whose actor is the company or the customer."""
    return [_acting(segment.parties) if segment.is_prose else NO for segment in view.at(places)]


def _acting(parties: Parties) -> Row:
    return parties.actors_customer, parties.actors_customer + parties.actors_self


def openings(view: View, places: Places) -> Rows:
    """Segments that begin with the customer, among those that begin with the customer or the company."""
    return [_opening(segment.parties) if segment.is_prose else NO for segment in view.at(places)]


def _opening(parties: Parties) -> Row:
    return (0, 1) if parties.opens_with_self else (1, 1) if parties.mentions and opens_with_customer(parties) else NO


def first_screen(view: View, places: Places) -> Rows:
    """Voice, over the title, the description, the main heading and the first screen."""
    return [segment.about if segment.is_first else NO for segment in view.at(places)]


def mentions(view: View, places: Places) -> Rows:
    """Mentions that address the customer, among those and the mentions by which the company names itself."""
    return [_addressing(segment.parties) if segment.is_prose and segment.parties.mentions else NO for segment in view.at(places)]


def _addressing(parties: Parties) -> Row:
    customer, own = addressed(parties)
    return customer, customer + own


def addressed(parties: Parties) -> tuple[int, int]:
    """Mentions that address the customer (no noun: “our customers” are spoken of), and those by which the company names itself."""
    customer = own = 0
    for mention in parties.mentions:
        customer += mention.party == "customer" and mention.how in ADDRESSED
        own += mention.party == "self" and mention.how in NAMED
    return customer, own


def opens_with_customer(parties: Parties) -> bool:
    """Whether the first word is the customer."""
    return not parties.opens_with_self and any(m.party == "customer" and m.start <= OPENING for m in parties.mentions)


# ---------------------------------------------------------------- the value axis


def outcomes(view: View, places: Places) -> Rows:
    """Gains and promises that the customer is told of; over pages."""
    return [ONE if segment.is_gain else NO for segment in view.at(places)]


def know_how(view: View, places: Places) -> Rows:
    """Segments that are no list of skills, and no praise of the company by itself, unless they say what it is good for; among all."""
    return [_of(segment, segment.serves or not _is_praise(segment)) if segment.is_prose else NO for segment in view.at(places)]


def _is_praise(segment: Weighed) -> bool:
    traits = segment.traits
    return "know_how_list" in traits or ("generic_claim" in traits and segment.labelled.labels.focus == "self")


def expectations(view: View, places: Places) -> Rows:
    """Gains and promises by dimension (quality, availability, care, trust); over pages."""
    return [ON[segment.labelled.labels.dimension] if segment.serves else ON["none"] for segment in view.at(places)]


def customer_knowledge(view: View, places: Places) -> Rows:
    """Groups, situations and problems of customers that no segment before it on the page named; over pages."""
    named = view.named
    return [(named[n], 0) for n in places]


def perspective(view: View, places: Places) -> Rows:
    """Points of view: the customer's among the customer's, the adviser's and the manager's."""
    return [_taking(segment) if segment.found and segment.is_prose else NO for segment in view.at(places)]


def _taking(segment: Weighed) -> Row:
    customer, adviser, manager = (whose in segment.found for whose in VIEWS)
    return segment.weight * customer, segment.weight * (customer + adviser + manager)


# ---------------------------------------------------------------- the proof axis


def genericness(view: View, places: Places) -> Rows:
    """Segments that make no claim anybody could print, among those that claim or prove something."""
    return [
        _of(segment, "generic_claim" not in segment.traits) if segment.is_claim or ("proof" in segment.traits and segment.is_prose) else NO
        for segment in view.at(places)
    ]


def proof(view: View, places: Places) -> Rows:
    """Claims with a proof in the same segment, in their block, or on a page that their block links to, among claims; proofs, over pages."""
    return [_proving(segment, view) if segment.is_claim else NO_CLAIM[segment.is_proof] for segment in view.at(places)]


def _proving(segment: Weighed, view: View) -> Row:
    block = segment.labelled.segment.block
    is_proved = segment.is_proof or block in view.proved_blocks or not view.proved.isdisjoint(view.links.get(block, ()))
    return (*_of(segment, is_proved), int(segment.is_proof), 0)


def precision(view: View, places: Places) -> Rows:
    """Promises with a figure, a deadline or a condition; over pages."""
    return [
        ONE if "promise" in segment.traits and segment.is_prose and segment.met("terms") else NO for segment in view.at(places)
    ]  # fmt: skip


def distinctiveness(view: View, places: Places) -> Rows:
    """Claims that no rival prints, among those that were held against rivals; nothing where no rival is known."""
    common = view.common
    if not common:
        return [NO] * len(places)
    return [_beside(segment, common) if segment.is_claim else NO for segment in view.at(places)]


def _beside(segment: Weighed, common: Mapping[str, bool]) -> Row:
    is_common = common.get(segment.labelled.segment.id)
    return NO if is_common is None else _of(segment, not is_common)


def concreteness(view: View, places: Places) -> Rows:
    """Checkable specifics that no segment before it on the page gave; over pages."""
    specifics = view.specifics
    return [(specifics[n], 0) for n in places]


# ---------------------------------------------------------------- the relationship axis


def invitation(view: View, places: Places) -> Rows:
    """Invitations in words of their own, over pages, and the ways to get in touch that the segment gives; see `openness`."""
    made = view.invitations
    rows = ((made[n], _channels(segment)) for n, segment in zip(places, view.at(places), strict=True))
    return [(first, 0, *ways) if first or ways is not NO_CHANNEL else NO_INVITATION for first, ways in rows]


def _channels(segment: Weighed) -> Row:
    found = segment.found
    if not found or not segment.is_body or found.keys().isdisjoint(CHANNELS):
        return NO_CHANNEL
    return tuple(int(channel in found) for channel in CHANNELS)


def customer_voice(view: View, places: Places) -> Rows:
    """Blocks that quote a customer (counted at their first segment), named cases and published satisfaction figures."""
    first = frozenset(view.voiced_blocks.values())
    return [((n in first) + _shown(segment), 0) for n, segment in zip(places, view.at(places), strict=True)]


def _shown(segment: Weighed) -> int:
    return len(segment.met("customer-evidence")) if segment.found and segment.is_body else 0


def coherence(view: View, places: Places) -> Rows:
    """Whether the segment shows a fault of its page; the faults themselves are the page's (`View.faults`)."""
    if not view.faulty:
        return [NO_FAULT] * len(places)
    return [A_FAULT if segment.labelled.segment.id in view.faulty else NO_FAULT for segment in view.at(places)]


def plain_language(view: View, places: Places) -> Rows:
    """The class of the sentence's reading ease, and whether it is long; nothing for what is no sentence."""
    return [_read(segment.labelled) if segment.is_prose else NO_SENTENCE for segment in view.at(places)]


def _read(labelled: LabelledSegment) -> Row:
    ease = labelled.analysis.ease
    return NO_SENTENCE if ease is None else IN_CLASS[min(CLASSES - 1, ease // CLASS)][labelled.segment.words > SENTENCE]


def human_tone(view: View, places: Places) -> Rows:
    """Ready-made formulas, segments, named people and questions to the reader; see `tone`."""
    return [_sounding(segment) if segment.is_prose else NO_TONE for segment in view.at(places)]


def _sounding(segment: Weighed) -> Row:
    return (len(segment.met("scripted")), 1, len(segment.met("people")), 0) if segment.found else A_SENTENCE


def _of(segment: Weighed, part: bool) -> Row:
    return segment.weight * part, segment.weight
