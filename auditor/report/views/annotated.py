"""One page with its text in order, every finding underlined where it stands.

In: a joined audit and a page. Out: `Annotated`: blocks in the page's own order and headings, cards, a strip of who is spoken about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from auditor.models import AuditedPage, LabelledSegment
from auditor.report.figures import number
from auditor.report.links import live_href
from auditor.report.views.families import GOOD, Kind, kind, letter_of, letters
from auditor.report.views.findings import Card, Cards
from auditor.report.views.joined import ABOUT_CLIENT, META, Joined, counted
from auditor.report.views.marking import Change, Piece
from auditor.report.views.scores import ScoreView, score_view
from auditor.report.views.shares import Shares, shares
from auditor.words import say

DEEPEST = 6  # levels of headings in HTML; the report's own title is level 1

LANES = {"self": (20, 20), "customer": (0, 20), "shared": (0, 40), "neutral": (18, 4)}  # top and height of a bar in the strip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the page as it is shown."""

    id: str
    lang: str  # "" when it is the page's
    text: str
    gap: str  # what parts it from the sentence before it in its block
    is_marked: bool = False  # by findings, as good, or by changes
    good: bool = False  # speaks to the client and has no finding
    pieces: tuple[Piece, ...] = ()  # of a sentence with findings
    changes: tuple[Change, ...] = ()  # of a sentence that reads otherwise than on the site


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of the page: how it is shown and its sentences."""

    tag: str  # title, description, h, p, li, quote, button, cell, image
    level: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks that stand together: the items of a list, or one block alone."""

    is_list: bool
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class Toggle:
    """A kind that can be switched on and off, with its count."""

    kind: Kind
    count: str
    none: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """The sentences about one party in the strip, as an SVG path over a thousand by forty."""

    focus: str
    path: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A page of the audited site."""

    title: str
    lang: str
    address: str
    live: str
    kind: str
    in_scope: bool
    score: ScoreView
    site_score: ScoreView
    shares: Shares
    toggles: tuple[Toggle, ...]
    meta: tuple[BlockView, ...]
    runs: tuple[Run, ...]
    strip: tuple[Lane, ...]
    cards: tuple[tuple[Card, str], ...]  # with the address of the live page at that sentence
    good: str  # how many sentences speak to the client, "" when none does
    note: str  # of the consultant, as HTML that can do nothing
    rewritten: str = ""  # file of the page as it would read, from its own folder; "" where nothing would change


def annotated(joined: Joined, page: AuditedPage, made: Cards, *, rewritten: str = "") -> Annotated:
    """The annotated view of a page, with the cards of its sentences; `rewritten`: file of the page as it would read."""
    lang, about = joined.lang, shares(counted(page), joined.lang)
    shown = list(blocks(page, lambda labelled, gap: _sentence(labelled, gap, page.lang, made)))
    found = [made[s.segment.id] for s in page.segments if s.segment.id in made]
    kept = sum(b.good for block in shown for b in block.sentences)
    return Annotated(
        title=page.title or page.key or page.url,
        lang=page.lang,
        address=page.url,
        live=live_href(page.url),
        kind=say(lang, f"report.page-kind.{page.kind}"),
        in_scope=page.weight > 0,
        score=score_view(page.index, lang, own_share=about.own_share),
        site_score=score_view(joined.audit.index, lang),
        shares=about,
        toggles=_toggles(joined, page, kept),
        meta=tuple(b for b in shown if b.tag in META),
        runs=tuple(runs(b for b in shown if b.tag not in META)),
        strip=_strip(page),
        cards=tuple((card, live_href(page.url, card.text)) for card in found),
        good=say(lang, "report.page.good", count=kept, n=number(kept, lang)) if kept else "",
        note=joined.brand.notes_of_pages.get(page.key.strip("/"), ""),
        rewritten=rewritten,
    )


TAGS = {
    "title": "title", "description": "description", "heading": "h", "list-item": "li", "quote": "quote", "button": "button",
    "table-cell": "cell", "image": "image",
}  # fmt: skip


def blocks(page: AuditedPage, sentence: Callable[[LabelledSegment, str], Sentence]) -> Iterator[BlockView]:
    """Sentences put back into their blocks; heading levels never skip one, as screen readers expect."""
    level = 1
    for _, grouped in groupby(page.segments, key=lambda s: (s.segment.block or s.segment.id, s.segment.kind)):
        group = tuple(grouped)
        first = group[0].segment
        if first.kind == "heading":
            level = min(DEEPEST, level + 1, max(2, first.level + 1))
        sentences = (sentence(labelled, " " if n else "") for n, labelled in enumerate(group))
        yield BlockView(TAGS.get(first.kind, "p"), level, tuple(sentences))


def _sentence(labelled: LabelledSegment, gap: str, page_lang: str, made: Cards) -> Sentence:
    segment, card = labelled.segment, made.get(labelled.segment.id)
    lang = "" if segment.lang == page_lang else segment.lang
    if card:
        return Sentence(segment.id, lang, segment.text, gap, is_marked=True, pieces=card.pieces)
    is_good = labelled.labels.focus in ABOUT_CLIENT
    return Sentence(segment.id, lang, segment.text, gap, is_good, is_good)


def runs(shown: Iterable[BlockView]) -> Iterator[Run]:
    """Blocks with the items of a list put together."""
    for is_item, group in groupby(shown, key=lambda b: b.tag == "li"):
        if is_item:
            yield Run(True, tuple(group))
        else:
            yield from (Run(False, (block,)) for block in group)


def _toggles(joined: Joined, page: AuditedPage, good: int) -> tuple[Toggle, ...]:
    tally = Counter(letter_of(f.rule, f.family) for f in joined.findings_of_page.get(page.key, ()))
    tally[GOOD] = good
    shown = (*letters(), GOOD) if page.weight > 0 else (GOOD,)  # no findings are looked for on a page out of scope
    return tuple(Toggle(kind(letter, joined.lang), number(tally[letter], joined.lang), not tally[letter]) for letter in shown)


def _strip(page: AuditedPage) -> tuple[Lane, ...]:
    """Each sentence a bar as long as its words: the company below, the client above, both at full height, nobody a thin line."""
    sentences = list(counted(page))
    total = sum(max(1, s.segment.words) for s in sentences) or 1
    lanes: dict[str, list[str]] = {focus: [] for focus in LANES}
    words = 0
    for labelled in sentences:
        start, words = words, words + max(1, labelled.segment.words)
        x, (top, height) = round(1000 * start / total), LANES[labelled.labels.focus]
        lanes[labelled.labels.focus].append(f"M{x} {top}h{round(1000 * words / total) - x}v{height}H{x}z")
    return tuple(Lane(focus, "".join(bars)) for focus, bars in lanes.items() if bars)
