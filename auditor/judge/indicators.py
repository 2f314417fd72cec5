"""The indicators: pure functions from the segments of a page to what each segment adds to a ratio.

In: the labelled segments of one page, in reading order. Out: for each segment its `(part, whole)`, before any weight; a whole of 0 means
that the segment does not count. An indicator is added here, in `FORMULAS`, and under the same id in `rules/index/axes/<axis>.yml`.
A formula sees the whole page, so that it may look at neighbours; it reads labels, parties and counted facts, never words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from auditor.models import LabelledSegment

Term = tuple[int, int]
Page = Sequence[LabelledSegment]
Formula = Callable[[Page], list[Term]]
NOTHING: Term = (0, 0)
HEAD = ("title", "description")  # they count in `first-screen` only


def is_body(labelled: LabelledSegment) -> bool:
    """Whether the segment stands on the page itself, not in its title or description."""
    return labelled.segment.kind not in HEAD


def is_focus_bearing(labelled: LabelledSegment) -> bool:
    """Whether the segment is about someone: self, customer or both."""
    return labelled.labels.focus != "neutral"


def voice(page: Page) -> list[Term]:
    """Segments about the customer, alone or shared, among those that are about someone."""
    return [_voice(labelled) if is_body(labelled) else NOTHING for labelled in page]


def actors(page: Page) -> list[Term]:
    """Clauses whose grammatical actor is the customer, among those whose actor is the company or the customer."""
    return [_clauses(labelled) if is_body(labelled) else NOTHING for labelled in page]


def openings(page: Page) -> list[Term]:
    """Segments that do not begin with a self mention, among all."""
    return [(int(not labelled.analysis.parties.opens_with_self), 1) if is_body(labelled) else NOTHING for labelled in page]


def first_screen(page: Page) -> list[Term]:
    """Voice, over the title, the description, the main heading and the first screen."""
    return [_voice(labelled) if _is_seen_first(labelled) else NOTHING for labelled in page]


def mentions(page: Page) -> list[Term]:
    """Mentions of the customer, among those of the customer and the company."""
    return [_mentions(labelled) if is_body(labelled) else NOTHING for labelled in page]


FORMULAS: dict[str, Formula] = {
    "voice": voice,
    "actors": actors,
    "openings": openings,
    "first-screen": first_screen,
    "mentions": mentions,
}


def _voice(labelled: LabelledSegment) -> Term:
    return int(labelled.labels.focus in ("customer", "shared")), int(is_focus_bearing(labelled))


def _clauses(labelled: LabelledSegment) -> Term:
    parties = labelled.analysis.parties
    return parties.actors_customer, parties.actors_customer + parties.actors_self


def _mentions(labelled: LabelledSegment) -> Term:
    customer, own = labelled.analysis.parties.count("customer"), labelled.analysis.parties.count("self")
    return customer, customer + own


def _is_seen_first(labelled: LabelledSegment) -> bool:
    segment = labelled.segment
    return segment.first_screen or not is_body(labelled) or (segment.kind == "heading" and segment.level == 1)
