"""The indicators: pure functions from a segment to what it adds to a ratio.

In: a labelled segment. Out: its `(part, whole)`, before any weight; a whole of 0 means that the segment does not count. An indicator is
added here, in `FORMULAS`, and under the same id in `rules/index/axes/<axis>.yml`. Formulas read labels, parties and counted facts, never
words; each sees one segment alone, which is what lets a finding be priced without counting its page again (`findings.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from auditor.models import LabelledSegment

Term = tuple[int, int]
Formula = Callable[[LabelledSegment], Term]
NOTHING: Term = (0, 0)
HEAD = ("title", "description")  # they count in `first-screen` only


def is_body(labelled: LabelledSegment) -> bool:
    """Whether the segment stands on the page itself, not in its title or description."""
    return labelled.segment.kind not in HEAD


def is_focus_bearing(labelled: LabelledSegment) -> bool:
    """Whether the segment is about someone: self, customer or both."""
    return labelled.labels.focus != "neutral"


def voice(labelled: LabelledSegment) -> Term:
    """Segments about the customer, alone or shared, among those that are about someone."""
    return _speaks(labelled) if is_body(labelled) else NOTHING


def actors(labelled: LabelledSegment) -> Term:
    """Clauses whose grammatical actor is the customer, among those whose actor is the company or the customer."""
    parties = labelled.analysis.parties
    return (parties.actors_customer, parties.actors_customer + parties.actors_self) if is_body(labelled) else NOTHING


def openings(labelled: LabelledSegment) -> Term:
    """Segments that do not begin with a self mention, among all."""
    return (int(not labelled.analysis.parties.opens_with_self), 1) if is_body(labelled) else NOTHING


def first_screen(labelled: LabelledSegment) -> Term:
    """Voice, over the title, the description, the main heading and the first screen."""
    segment = labelled.segment
    is_seen_first = segment.first_screen or not is_body(labelled) or (segment.kind == "heading" and segment.level == 1)
    return _speaks(labelled) if is_seen_first else NOTHING


def mentions(labelled: LabelledSegment) -> Term:
    """Mentions of the customer, among those of the customer and the company."""
    if not is_body(labelled):
        return NOTHING
    found = [mention.party for mention in labelled.analysis.parties.mentions]
    customer = found.count("customer")
    return customer, customer + found.count("self")


FORMULAS: dict[str, Formula] = {
    "voice": voice,
    "actors": actors,
    "openings": openings,
    "first-screen": first_screen,
    "mentions": mentions,
}


def _speaks(labelled: LabelledSegment) -> Term:
    return int(labelled.labels.focus in ("customer", "shared")), int(is_focus_bearing(labelled))
