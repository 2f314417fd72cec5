"""Contradictions and coherence of voice as a page.

In: a joined audit. Out: one `ConsistencyView`: sentences that cannot all be true, side by side, and each matter of voice with its ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.judge.voice import MATTERS, mixed_pages
from auditor.models import Contradiction, Usage
from auditor.report.figures import number
from auditor.report.views.contradicted import contradictions_told
from auditor.report.views.joined import Joined
from auditor.report.views.lenses import SentenceView, sentence_view, telling
from auditor.words import has, say

PAGES = 8  # pages named in a row
TWO_WAYS_ON_A_PAGE = ("address",)  # matters of which one page should keep to one way


@dataclass(frozen=True, slots=True)
class ContradictionView:
    """Sentences that cannot all be true."""

    id: str
    kind: str
    sides: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the report, by its title."""

    title: str
    lang: str
    file: str


@dataclass(frozen=True, slots=True)
class WayView:
    """One way of saying a matter, how often and where, with a sentence that does."""

    said: str
    lang: str  # of `said`, "" where it is the report's own words
    uses: str
    pages: str
    example: SentenceView


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter of voice: its ways, and the pages that use two."""

    id: str
    title: str
    ways: tuple[WayView, ...]
    verdict: str
    mixed: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class ConsistencyView:
    """The page of contradictions and voice."""

    title: str
    contradictions: tuple[ContradictionView, ...]
    matters: tuple[MatterView, ...]


def consistency_view(joined: Joined) -> ConsistencyView | None:
    """The contradictions and the voice of the audit; None where there is no contradiction and at most one way of everything."""
    matters = tuple(view for matter in MATTERS if (view := _matter(joined, matter)))
    found = joined.audit.contradictions
    if not found and all(len(matter.ways) < 2 for matter in matters):
        return None
    title = contradictions_told(joined) or say(joined.lang, "ledger.contradictions.none")
    return ConsistencyView(title, tuple(_contradiction(joined, one) for one in found), matters)


def _contradiction(joined: Joined, found: Contradiction) -> ContradictionView:
    sides = tuple(sentence_view(joined, side.segment) for side in found.sides if side.segment in joined.sentence_of)
    return ContradictionView(found.id, say(joined.lang, f"ledger.fact.{found.kind}"), sides)


def _matter(joined: Joined, matter: str) -> MatterView | None:
    rows = [row for row in joined.audit.voice if row.matter == matter and row.segments[0] in joined.sentence_of]
    if not rows:
        return None
    mixed = mixed_pages(rows, matter) if matter in TWO_WAYS_ON_A_PAGE else ()
    told = say(joined.lang, "ledger.mixed", count=len(mixed), n=number(len(mixed), joined.lang)) if mixed else ""
    return MatterView(
        id=matter,
        title=say(joined.lang, f"ledger.matter.{matter}"),
        ways=tuple(_way(joined, row) for row in rows),
        verdict=told or (say(joined.lang, "ledger.one-way") if len(rows) == 1 and matter != "language" else ""),
        mixed=tuple(_link(joined, key) for key in mixed[:PAGES]),
    )


def _way(joined: Joined, row: Usage) -> WayView:
    lang, key = joined.lang, f"ledger.said.{row.said}"
    is_ours = row.matter in ("company-person", "language") and has(lang, key)
    return WayView(
        said=say(lang, key) if is_ours else row.said,
        lang="" if is_ours else joined.sentence_of[row.segments[0]].segment.lang,
        uses=say(lang, "ledger.uses", count=len(row.segments), n=number(len(row.segments), lang)),
        pages=say(lang, "ledger.pages", count=len(row.pages), n=number(len(row.pages), lang)),
        example=sentence_view(joined, _example(joined, row.segments)),
    )


def _example(joined: Joined, ids: Sequence[str]) -> str:
    """The sentence that shows it best."""
    return max((id for id in ids if id in joined.sentence_of), key=lambda id: telling(joined.sentence_of[id].segment))


def _link(joined: Joined, key: str) -> PageLink:
    page = joined.page_of[key]
    return PageLink(joined.title(page), page.lang, joined.page_file(key))
