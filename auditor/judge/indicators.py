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

from auditor.judge.evidence import View, Weighed, invites
from auditor.models import DIMENSIONS

Row = tuple[int, ...]
Sums = npt.NDArray[np.float64]
NEAR = 2  # segments on either side that may tell what a list of skills is good for
SENTENCE = 30  # words over which a sentence is long
CHANNELS = ("phone", "email", "form", "visit", "chat")  # ways to get in touch: two are enough
CLASS = 5  # points of reading ease in a class of its histogram
CLASSES = 20
FORMULAIC = 10  # ready-made formulas per 100 segments at which nothing is left of the tone
REACHED = 2  # named people and direct lines per page that are enough
NO: Row = (0, 0)


# ---------------------------------------------------------------- from sums to terms


def share(sums: Sums) -> Sums:
    """Part over whole, 0-1; NaN where the whole is nothing."""
    return divided(sums[:, :1], sums[:, 1:2])


def per(number: int) -> Callable[[Sums], Sums]:
    """A rate: so many for each `number` of what they are counted over."""
    return lambda sums: number * share(sums)


def evenness(sums: Sums) -> Sums:
    """Entropy of the columns' shares over that of equal shares (Shannon): 1 when all are alike, 0 when there is one, NaN without any."""
    shares = divided(sums, sums.sum(axis=1, keepdims=True))
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.asarray(-(shares * logs).sum(axis=1, keepdims=True) / np.log(sums.shape[1]))


def plainness(sums: Sums) -> Sums:
    """Median reading ease over 100, and the share of sentences that are not long; NaN without a sentence."""
    classes, long = sums[:, :CLASSES], sums[:, CLASSES:]
    number = classes.sum(axis=1, keepdims=True)
    return np.hstack([grouped_median(classes) / 100.0, 1.0 - divided(long, number)])


def grouped_median(classes: Sums) -> Sums:
    """Median of a histogram by interpolation in its class: L + (n / 2 - F) / f x width; NaN for an empty one."""
    number = classes.sum(axis=1, keepdims=True)
    reached = np.cumsum(classes, axis=1)
    at = np.argmax(reached >= number / 2, axis=1)[:, None]
    inside = np.take_along_axis(classes, at, axis=1)
    below = np.take_along_axis(reached, at, axis=1) - inside
    return np.asarray(CLASS * (at + divided(number / 2 - below, inside)))


def tone(sums: Sums) -> Sums:
    """One less ready-made formulas per 100 segments (ten leave nothing), and named people and direct lines per page (two are enough)."""
    scripted, segments, people, pages = (sums[:, n : n + 1] for n in range(4))
    return np.hstack([1.0 - 100.0 / FORMULAIC * divided(scripted, segments), divided(people, pages) / REACHED])


def openness(sums: Sums) -> Sums:
    """Share of pages that invite, and ways to get in touch (two are enough)."""
    ways = (sums[:, 2:] > 0).sum(axis=1, keepdims=True)
    return np.hstack([share(sums), ways / 2.0])


def harmony(sums: Sums) -> Sums:
    """One less faults per page."""
    return 1.0 - share(sums)


def divided(part: Sums, whole: Sums) -> Sums:
    """Part over whole; NaN where the whole is nothing."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


# ---------------------------------------------------------------- the focus axis


def voice(view: View, n: int) -> Row:
    """Segments about the customer, alone or shared, among those that are about someone."""
    segment = view.segments[n]
    return _speaking(segment) if segment.is_body else NO


def actors(view: View, n: int) -> Row:
    """Clauses whose grammatical actor is the customer, among those whose actor is the company or the customer."""
    segment, parties = view.segments[n], view.segments[n].labelled.analysis.parties
    return _of(segment, parties.actors_customer, parties.actors_customer + parties.actors_self)


def openings(view: View, n: int) -> Row:
    """Segments that do not begin with a self mention, among all."""
    segment = view.segments[n]
    return _of(segment, not segment.labelled.analysis.parties.opens_with_self, 1)


def first_screen(view: View, n: int) -> Row:
    """Voice, over the title, the description, the main heading and the first screen."""
    weighed = view.segments[n]
    segment = weighed.labelled.segment
    is_seen_first = segment.first_screen or not weighed.is_body or (segment.kind == "heading" and segment.level == 1)
    return _speaking(weighed) if is_seen_first else NO


def mentions(view: View, n: int) -> Row:
    """Mentions of the customer, among those of the customer and the company."""
    segment = view.segments[n]
    found = [mention.party for mention in segment.labelled.analysis.parties.mentions]
    customer = found.count("customer")
    return _of(segment, customer, customer + found.count("self"))


# ---------------------------------------------------------------- the value axis


def outcomes(view: View, n: int) -> Row:
    """Segments that state a gain, among those that are about someone."""
    segment = view.segments[n]
    return _of(segment, segment.has("benefit"), 1) if segment.is_focus_bearing else NO


def know_how(view: View, n: int) -> Row:
    """Segments that are no list of skills, or stand within two segments of what it is good for, among all."""
    segment = view.segments[n]
    near = view.segments[max(0, n - NEAR) : n + NEAR + 1]
    is_bare = segment.has("know_how_list") and not any(other.is_body and other.has("benefit") for other in near)
    return _of(segment, not is_bare, 1)


def expectations(view: View, n: int) -> Row:
    """Benefits and promises by dimension: quality, availability, care, trust."""
    segment = view.segments[n]
    counts = segment.is_body and (segment.has("benefit") or segment.has("promise"))
    return tuple(segment.weight * (counts and segment.labelled.labels.dimension == dimension) for dimension in DIMENSIONS[:-1])


def customer_knowledge(view: View, n: int) -> Row:
    """Groups, situations and problems of customers that no segment before it on the page named, over words."""
    return (view.first_named[n], _words(view.segments[n]))


def perspective(view: View, n: int) -> Row:
    """Points of view: the customer's among the customer's, the adviser's and the manager's."""
    segment = view.segments[n]
    customer, adviser, manager = (bool(segment.met(f"view-{whose}")) for whose in ("customer", "adviser", "manager"))
    return _of(segment, customer, customer + adviser + manager)


# ---------------------------------------------------------------- the proof axis


def genericness(view: View, n: int) -> Row:
    """Segments that make no claim anybody could print, among those that claim or prove something."""
    segment = view.segments[n]
    return _of(segment, not segment.has("generic_claim"), 1) if segment.is_claim or segment.has("proof") else NO


def proof(view: View, n: int) -> Row:
    """Claims with a proof in the same segment, in their block, or on a page that their block links to, among claims."""
    segment = view.segments[n]
    if not segment.is_claim:
        return NO
    block = segment.labelled.segment.block
    is_proved = segment.has("proof") or block in view.proved_blocks or bool(view.links.get(block, frozenset()) & view.proved)
    return _of(segment, is_proved, 1)


def precision(view: View, n: int) -> Row:
    """Promises with a figure, a deadline or a condition, among promises."""
    segment = view.segments[n]
    return _of(segment, bool(segment.met("terms")), 1) if segment.has("promise") else NO


def distinctiveness(view: View, n: int) -> Row:
    """Claims that no rival prints, among claims; nothing where no rival is known."""
    segment = view.segments[n]
    if view.common is None or not segment.is_claim:
        return NO
    return _of(segment, segment.labelled.segment.id not in view.common, 1)


def concreteness(view: View, n: int) -> Row:
    """Checkable specifics, over words."""
    segment = view.segments[n]
    return (len(segment.met("specifics")) * segment.is_body, _words(segment))


# ---------------------------------------------------------------- the relationship axis


def invitation(view: View, n: int) -> Row:
    """The first invitation of the page, and the ways to get in touch that the segment gives; see `openness`."""
    segment = view.segments[n]
    return (int(n == view.first_invitation), 0, *(int(segment.is_body and bool(segment.met(channel))) for channel in CHANNELS))


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
    if ease is None or not segment.is_body:
        return (0,) * (CLASSES + 1)
    at = min(CLASSES - 1, ease // CLASS)
    return (*(int(number == at) for number in range(CLASSES)), int(segment.labelled.segment.words > SENTENCE))


def human_tone(view: View, n: int) -> Row:
    """Ready-made formulas, segments, named people and direct lines; see `tone`."""
    segment = view.segments[n]
    if not segment.is_body:
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


def _speaking(segment: Weighed) -> Row:
    return segment.weight * segment.speaks, segment.weight * segment.is_focus_bearing


def _of(segment: Weighed, part: int, whole: int) -> Row:
    return (segment.weight * part, segment.weight * whole) if segment.is_body else NO


def _words(segment: Weighed) -> int:
    return segment.labelled.segment.words * segment.is_body


FORMULAS: dict[str, Formula] = {
    "voice": Formula(voice),
    "actors": Formula(actors),
    "openings": Formula(openings),
    "first-screen": Formula(first_screen),
    "mentions": Formula(mentions),
    "outcomes": Formula(outcomes),
    "know-how": Formula(know_how, seen=lambda s: s.has("benefit")),
    "expectations": Formula(expectations, evenness, 4, counted=(0, 1, 2, 3)),
    "customer-knowledge": Formula(
        customer_knowledge, per(1000), counted=(0,), needs=("named",), seen=lambda s: s.met("named")
    ),
    "perspective": Formula(perspective, needs=("view-customer", "view-adviser", "view-manager")),
    "genericness": Formula(genericness),
    "proof": Formula(proof, seen=lambda s: s.has("proof")),
    "precision": Formula(precision, needs=("terms",)),
    "distinctiveness": Formula(distinctiveness),
    "concreteness": Formula(concreteness, per(100), counted=(0,), needs=("specifics",)),
    "invitation": Formula(
        invitation, openness, 2 + len(CHANNELS), counted=(0, 2, 3, 4, 5, 6), needs=CHANNELS, seen=invites,
        page=lambda view: (0, 1, *(0 for _ in CHANNELS)),
    ),
    "customer-voice": Formula(
        customer_voice, per(1), counted=(0,), needs=("customer-evidence",), seen=lambda s: s.has("testimonial"), page=lambda view: (0, 1)
    ),
    "coherence": Formula(coherence, harmony, 3, counted=(2,), page=lambda view: (view.faults, 1, 0)),
    "plain-language": Formula(plain_language, plainness, CLASSES + 1, counted=tuple(range(CLASSES))),
    "human-tone": Formula(
        human_tone, tone, 4, counted=(0, 2), needs=("scripted", "people"), page=lambda view: (0, 0, 0, 1)
    ),
}  # fmt: skip
