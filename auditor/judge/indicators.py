"""The indicators: what each segment adds to their sums, and how the sums of a page or site give their value.

In: a `View` of a page. Out: rows of whole numbers, one a segment; they are added up over pages in any order (`pooling.py`), and `value`
turns the sums into one term or two. A formula is added here, and under the same id in `rules/index/axes/<axis>.yml`. Formulas read labels,
parties, weights and counted evidence, never words. Where a row depends on other segments of its page, `seen` says what of them it depends
on: a finding is then priced exactly by counting again no more than that (`pricing.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from auditor.judge.evidence import SEEN, View, Weighed
from auditor.models import DIMENSIONS, Parties

Row = tuple[int, ...]
Sums = npt.NDArray[np.float64]
SENTENCE = 30  # words over which a sentence is long
CHANNELS = ("phone", "email", "form", "visit", "chat")  # ways to get in touch: two are enough
NO_CHANNEL = (0,) * len(CHANNELS)
VIEWS = ("view-customer", "view-adviser", "view-manager")  # whose point of view a segment takes
COVERED = 3  # gains and promises on an expectation that cover it
PROVED = 10  # proofs per page that are enough
INVITED = 3  # invitations per page that are enough
CLASS = 5  # points of reading ease in a class of its histogram
CLASSES = 20
FORMULAIC = 10  # ready-made formulas per 100 segments at which nothing is left of the tone
REACHED = 2  # named people and questions to the reader per page that are enough
OPENING = 2  # characters (a quotation mark, a dash) that may stand before the word that a segment begins with
ADDRESSED = ("pronoun", "possessive", "imperative")  # ways of meaning somebody; a noun (“our customers”) only speaks of them
NAMED = (*ADDRESSED, "name")  # ways in which a company names itself
NO: Row = (0, 0)
NO_CLAIM: tuple[Row, Row] = ((0, 0, 0, 0), (0, 0, 1, 0))  # by whether it is a proof
ON = {dimension: (*(int(dimension == other) for other in DIMENSIONS[:-1]), 0) for dimension in DIMENSIONS}
NO_SENTENCE: Row = (0,) * (CLASSES + 1)
IN_CLASS = [[(*(int(number == at) for number in range(CLASSES)), long) for long in (0, 1)] for at in range(CLASSES)]


# ---------------------------------------------------------------- from sums to terms


def share(sums: Sums) -> Sums:
    """Part over whole; NaN where the whole is nothing."""
    return divided(sums[:, :1], sums[:, 1:2])


def coverage(sums: Sums) -> Sums:
    """How far a page covers the four expectations, 0-1: the mean of min(1, its gains and promises on each ÷ 3)."""
    return np.asarray(np.minimum(1.0, divided(sums[:, :4], sums[:, 4:]) / COVERED).sum(axis=1, keepdims=True) / 4.0)


def backing(sums: Sums) -> Sums:
    """The share of claims with a proof at hand, and proofs per page (ten are enough)."""
    return np.hstack([share(sums), divided(sums[:, 2:3], sums[:, 3:4]) / PROVED])


def plainness(sums: Sums) -> Sums:
    """Median reading ease over 100, and the share of sentences that are not long; NaN without a sentence."""
    reached = np.cumsum(sums.T[:CLASSES], axis=0)
    return np.stack([grouped_median(reached) / 100.0, 1.0 - divided(sums[:, CLASSES], reached[-1])], axis=1)


def grouped_median(reached: Sums) -> Sums:
    """Median of histograms, a column each, given how many lie in each class (a row each) or below, by interpolation in its class:
    L + (n / 2 - F) / f x width; NaN for an empty one.
    """
    half, each = reached[-1] / 2, np.arange(reached.shape[1])
    at = np.add.reduce(reached < half, axis=0, dtype=np.int8)
    below = np.where(at, reached[np.maximum(at - 1, 0), each], 0.0)
    return np.asarray(CLASS * (at + divided(half - below, reached[at, each] - below)))


def tone(sums: Sums) -> Sums:
    """One less ready-made formulas per 100 segments (ten leave nothing); named people and questions per page (two are enough)."""
    scripted, segments, people, pages = (sums[:, n : n + 1] for n in range(4))
    return np.hstack([1.0 - 100.0 / FORMULAIC * divided(scripted, segments), divided(people, pages) / REACHED])


def openness(sums: Sums) -> Sums:
    """Invitations per page (three are enough), and ways to get in touch (two are enough)."""
    ways = (sums[:, 2:] > 0).sum(axis=1, keepdims=True)
    return np.hstack([share(sums) / INVITED, ways / 2.0])


def harmony(sums: Sums) -> Sums:
    """One less faults per page."""
    return 1.0 - share(sums)


def divided(part: Sums, whole: Sums) -> Sums:
    """Part over whole; NaN where the whole is nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):  # dividing all and choosing is faster than dividing where there is something
        shares, some = np.asarray(part / whole), whole > 0
    if not some.all():
        shares[~np.broadcast_to(some, shares.shape)] = np.nan
    return shares


# ---------------------------------------------------------------- the focus axis


def voice(view: View, n: int) -> Row:
    """Segments about the customer among those that are about someone; one about both is half about the customer."""
    segment = view.segments[n]
    return segment.about if segment.is_prose else NO


def actors(view: View, n: int) -> Row:
    """Clauses whose grammatical actor is the customer, among those whose actor is the company or the customer."""
    segment, parties = view.segments[n], view.segments[n].parties
    return _counted(segment, parties.actors_customer, parties.actors_customer + parties.actors_self)


def openings(view: View, n: int) -> Row:
    """Segments that begin with the customer, among those that begin with the customer or the company."""
    segment, parties = view.segments[n], view.segments[n].parties
    if not parties.mentions and not parties.opens_with_self:
        return NO
    opens = opens_with_customer(parties)
    return _counted(segment, int(opens), int(opens or parties.opens_with_self))


def first_screen(view: View, n: int) -> Row:
    """Voice, over the title, the description, the main heading and the first screen."""
    weighed = view.segments[n]
    segment = weighed.labelled.segment
    is_seen_first = segment.first_screen or (segment.kind == "heading" and segment.level == 1)
    return weighed.about if not weighed.is_body or (weighed.is_prose and is_seen_first) else NO


def mentions(view: View, n: int) -> Row:
    """Mentions that address the customer, among those and the mentions by which the company names itself."""
    segment = view.segments[n]
    if not segment.parties.mentions:
        return NO
    customer, own = addressed(segment.parties)
    return _counted(segment, customer, customer + own)


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


def outcomes(view: View, n: int) -> Row:
    """Gains and promises that the customer is told of; over pages."""
    return (int(view.segments[n].is_gain), 0)


def know_how(view: View, n: int) -> Row:
    """Segments that are no list of skills, and no praise of the company by itself, unless they say what it is good for; among all."""
    segment = view.segments[n]
    is_praise = segment.labelled.labels.focus == "self" and "generic_claim" in segment.traits
    return _of(segment, segment.serves or not ("know_how_list" in segment.traits or is_praise), 1)


def expectations(view: View, n: int) -> Row:
    """Gains and promises by dimension (quality, availability, care, trust); over pages."""
    segment = view.segments[n]
    return ON[segment.labelled.labels.dimension] if segment.serves else ON["none"]


def customer_knowledge(view: View, n: int) -> Row:
    """Groups, situations and problems of customers that no segment before it on the page named; over pages."""
    return (view.named[n], 0)


def perspective(view: View, n: int) -> Row:
    """Points of view: the customer's among the customer's, the adviser's and the manager's."""
    segment = view.segments[n]
    if segment.found.keys().isdisjoint(VIEWS):
        return NO
    customer, adviser, manager = (bool(segment.met(whose)) for whose in VIEWS)
    return _of(segment, customer, customer + adviser + manager)


# ---------------------------------------------------------------- the proof axis


def genericness(view: View, n: int) -> Row:
    """Segments that make no claim anybody could print, among those that claim or prove something."""
    segment = view.segments[n]
    return _of(segment, "generic_claim" not in segment.traits, 1) if segment.is_claim or "proof" in segment.traits else NO


def proof(view: View, n: int) -> Row:
    """Claims with a proof in the same segment, in their block, or on a page that their block links to, among claims; proofs, over pages."""
    segment, block = view.segments[n], view.segments[n].labelled.segment.block
    if not segment.is_claim:
        return NO_CLAIM[segment.is_proof]
    is_proved = segment.is_proof or block in view.proved_blocks or not view.proved.isdisjoint(view.links.get(block, ()))
    return (*_of(segment, is_proved, 1), int(segment.is_proof), 0)


def precision(view: View, n: int) -> Row:
    """Promises with a figure, a deadline or a condition; over pages."""
    segment = view.segments[n]
    return (int(segment.is_prose and "promise" in segment.traits and bool(segment.met("terms"))), 0)


def distinctiveness(view: View, n: int) -> Row:
    """Claims that no rival prints, among those that were held against rivals; nothing where no rival is known."""
    segment = view.segments[n]
    if not view.common:
        return NO
    is_common = view.common.get(segment.labelled.segment.id)
    return NO if is_common is None or not segment.is_claim else _of(segment, not is_common, 1)


def concreteness(view: View, n: int) -> Row:
    """Checkable specifics that no segment before it on the page gave; over pages."""
    return (view.specifics[n], 0)


# ---------------------------------------------------------------- the relationship axis


def invitation(view: View, n: int) -> Row:
    """Invitations in words of their own, over pages, and the ways to get in touch that the segment gives; see `openness`."""
    segment = view.segments[n]
    if not segment.is_body or segment.found.keys().isdisjoint(CHANNELS):
        return (view.invitations[n], 0, *NO_CHANNEL)
    return (view.invitations[n], 0, *(int(bool(segment.met(channel))) for channel in CHANNELS))


def customer_voice(view: View, n: int) -> Row:
    """Blocks that quote a customer (counted at their first segment), named cases and published satisfaction figures."""
    segment = view.segments[n]
    is_first = view.voiced_blocks.get(segment.labelled.segment.block) == n
    return (is_first + segment.is_body * len(segment.met("customer-evidence")), 0)


def coherence(view: View, n: int) -> Row:
    """Whether the segment shows a fault of its page; the faults themselves are the page's (`View.faults`)."""
    return (0, 0, int(view.segments[n].labelled.segment.id in view.faulty))


def plain_language(view: View, n: int) -> Row:
    """The class of the sentence's reading ease, and whether it is long; nothing for what is no sentence."""
    segment = view.segments[n]
    ease = segment.labelled.analysis.ease
    if ease is None or not segment.is_prose:
        return NO_SENTENCE
    return IN_CLASS[min(CLASSES - 1, ease // CLASS)][segment.labelled.segment.words > SENTENCE]


def human_tone(view: View, n: int) -> Row:
    """Ready-made formulas, segments, named people and questions to the reader; see `tone`."""
    segment = view.segments[n]
    if not segment.is_prose:
        return (0, 0, 0, 0)
    return (len(segment.met("scripted")), 1, len(segment.met("people")), 0)


# ---------------------------------------------------------------- all of them


@dataclass(frozen=True, slots=True)
class Formula:
    """How an indicator is counted."""

    row: Callable[[View, int], Row]
    value: Callable[[Sums], Sums] = share
    columns: int = 2
    counted: tuple[int, ...] = (1,)  # columns that say, when they are not 0, that a segment counts
    needs: tuple[str, ...] = ()  # kinds of evidence without which nothing can be counted
    seen: Callable[[Weighed], Hashable] | None = None  # what the rows of other segments depend on
    page: Callable[[View], Row] | None = None  # what the page itself adds


def _of(segment: Weighed, part: int, whole: int) -> Row:
    return (segment.weight * part, segment.weight * whole) if segment.is_prose else NO


def _counted(segment: Weighed, part: int, whole: int) -> Row:
    """Clauses, words and openings are counted as they are: a heading's one clause is not worth ten."""
    return (part, whole) if segment.is_prose else NO


def per_page(columns: int, at: int) -> Callable[[View], Row]:
    """The page itself, counted in column `at`."""
    return lambda view: tuple(int(n == at) for n in range(columns))


FORMULAS: dict[str, Formula] = {
    "voice": Formula(voice),
    "actors": Formula(actors),
    "openings": Formula(openings),
    "first-screen": Formula(first_screen),
    "mentions": Formula(mentions),
    "outcomes": Formula(outcomes, counted=(0,), page=per_page(2, 1)),
    "know-how": Formula(know_how),
    "expectations": Formula(expectations, coverage, 5, counted=(0, 1, 2, 3), page=per_page(5, 4)),
    "customer-knowledge": Formula(
        customer_knowledge, counted=(0,), needs=("named",), seen=SEEN["named"], page=per_page(2, 1)
    ),
    "perspective": Formula(perspective, needs=VIEWS),
    "genericness": Formula(genericness),
    "proof": Formula(proof, backing, 4, counted=(1, 2), seen=SEEN["proved_blocks"], page=per_page(4, 3)),
    "precision": Formula(precision, counted=(0,), needs=("terms",), page=per_page(2, 1)),
    "distinctiveness": Formula(distinctiveness),
    "concreteness": Formula(
        concreteness, counted=(0,), needs=("specifics",), seen=SEEN["specifics"], page=per_page(2, 1)
    ),
    "invitation": Formula(
        invitation, openness, 2 + len(CHANNELS), counted=(0, 2, 3, 4, 5, 6), needs=CHANNELS,
        seen=SEEN["invitations"], page=per_page(2 + len(CHANNELS), 1),
    ),
    "customer-voice": Formula(
        customer_voice, counted=(0,), needs=("customer-evidence",), seen=SEEN["voiced_blocks"], page=per_page(2, 1)
    ),
    "coherence": Formula(coherence, harmony, 3, counted=(2,), page=lambda view: (view.faults, 1, 0)),
    "plain-language": Formula(plain_language, plainness, CLASSES + 1, counted=tuple(range(CLASSES))),
    "human-tone": Formula(
        human_tone, tone, 4, counted=(0, 2), needs=("scripted", "people"), page=per_page(4, 3)
    ),
}  # fmt: skip
