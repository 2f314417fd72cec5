"""What to change on Monday: ten sentences to begin with, then the others by their page, each one line.

In: the cards in their order. Out: `Fixes`, short enough to be read in a few minutes; whatever it folds or leaves out stands on the page of
its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.report.figures import number
from auditor.report.views.cards import MOST
from auditor.report.views.findings import Card
from auditor.report.views.joined import Joined
from auditor.words import say

LINES = 40  # of a page; its annotated text has them all
MOST_LINES = 400  # of the list: a site of a thousand pages would take ten thousand
MOST_PAGES = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to change in one line, and what opens under it."""

    card: Card
    also: str  # on how many pages it stands, "" where on one


@dataclass(frozen=True, slots=True)
class PageFixes:
    """The sentences of one page."""

    title: str
    lang: str
    file: str
    count: str
    lines: tuple[Line, ...]
    more: str  # how many only the page itself shows, "" where none


@dataclass(frozen=True, slots=True)
class Fixes:
    """The page of what to change."""

    total: int
    cards: tuple[Card, ...]  # in full
    without: str  # how many of these have no text, "" where all have one
    left: str  # how many more there are, "" where none
    pages: tuple[PageFixes, ...]
    cut: str  # how many pages are not listed, "" where all are


def fixes(joined: Joined, found: Sequence[Card], *, room: int = MOST_LINES) -> Fixes:
    """What to change, of the cards `found` in their order; `room`: lines after those in full."""
    rest = found[MOST:]
    by_page: defaultdict[str, list[Card]] = defaultdict(list)
    for card in rest:
        by_page[card.where[0].file].append(card)
    files = sorted(by_page, key=lambda file: -sum(card.points for card in by_page[file]))
    cut, bare = len(files) - MOST_PAGES, sum(not card.rewritings for card in found[:MOST])
    return Fixes(
        total=len(found),
        cards=tuple(found[:MOST]),
        without=_counted(joined, "without", bare) if bare else "",
        left=_counted(joined, "left", len(rest)) if rest else "",
        pages=_pages(joined, {file: by_page[file] for file in files[:MOST_PAGES]}, room),
        cut=_counted(joined, "cut", cut) if cut > 0 else "",
    )


def _counted(joined: Joined, name: str, count: int) -> str:
    return say(joined.lang, f"report.fix-first.{name}", count=count, n=number(count, joined.lang))


def _pages(joined: Joined, groups: Mapping[str, Sequence[Card]], room: int) -> tuple[PageFixes, ...]:
    made = []
    for file, cards in groups.items():
        shown = cards[: min(LINES, room)]
        room -= len(shown)
        made.append(_page(joined, file, cards, shown))
    return tuple(made)


def _page(joined: Joined, file: str, cards: Sequence[Card], shown: Sequence[Card]) -> PageFixes:
    place, more = cards[0].where[0], len(cards) - len(shown)
    return PageFixes(
        title=place.page,
        lang=place.page_lang,
        file=file,
        count=_counted(joined, "of-page", len(cards)),
        lines=tuple(_line(joined, card) for card in shown),
        more=_counted(joined, "more", more) if more else "",
    )


def _line(joined: Joined, card: Card) -> Line:
    pages = len({place.file for place in card.where})
    also = say(joined.lang, "lenses.also", count=pages, n=number(pages, joined.lang)) if pages > 1 else ""
    return Line(card, also)
