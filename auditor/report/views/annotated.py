"""One page with its text in order, every finding underlined where it stands.

In: a joined audit and a page. Out: `Annotated`: blocks in the page's own order and headings, cards, a strip of who is spoken about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from typing import NamedTuple

from auditor.models import AuditedPage, LabelledSegment
from auditor.report.figures import number
from auditor.report.links import live_href
from auditor.report.views.families import GOOD, Kind, kind, letter_of, letters
from auditor.report.views.findings import Card
from auditor.report.views.joined import ABOUT_CLIENT, META, Joined
from auditor.report.views.marking import Change, Piece
from auditor.report.views.scores import ScoreView, score_view
from auditor.report.views.shares import Shares, shares
from auditor.words import say

DEEPEST = 6  # levels of headings in HTML; the report's own title is level 1

LANES = {"self": (20, 20), "customer": (0, 20), "shared": (0, 40), "neutral": (18, 4)}  # top and height of a bar in the strip


class Sentence(NamedTuple):
    """A sentence of the page as it is shown. A site has tens of thousands: a tuple is made in a third of a frozen dataclass's time, and the
    template takes it apart in one step, as it does blocks and runs.
    """

    id: str
    lang: str  # "" when it is the page's
    text: str
    first: bool  # of its block
    good: bool = False  # speaks to the client and has no finding
    marks: tuple[Piece, ...] | tuple[Change, ...] = ()  # what findings mark, or what reads otherwise than on the site


class BlockView(NamedTuple):
    """A block of the page: how it is shown and its sentences."""

    tag: str  # title, description, h, p, li, quote, button, cell, image
    level: int
    sentences: list[Sentence]


class Placed(NamedTuple):
    """A card beside its block."""

    card: Card
    live: str  # address of the live page at that sentence
    quoted: bool  # whether its sentence must be said again, because its block holds others


class Run(NamedTuple):
    """Blocks that stand together: the items of a list, or what stands between lists."""

    is_list: bool
    blocks: tuple[BlockView, ...]


class Row(NamedTuple):
    """A block with the cards of its sentences, and what follows until the next such block: the cards stand beside both."""

    own: tuple[Run, ...]
    cards: tuple[Placed, ...]
    rest: tuple[Run, ...] = ()


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
    site_score: str  # "" where there is none
    shares: Shares
    toggles: tuple[Toggle, ...]
    meta: tuple[BlockView, ...]
    meta_cards: tuple[Placed, ...]
    rows: tuple[Row, ...]
    strip: tuple[Lane, ...]
    cards: int  # sentences beside which one stands
    to_change: int  # of them, without words that nobody here is to change
    good: str  # how many sentences speak to the client, "" when none does
    note: str  # of the consultant, as HTML that can do nothing
    rewritten: str = ""  # file of the page as it would read, from its own folder; "" where nothing would change


def annotated(joined: Joined, page: AuditedPage, made: Mapping[str, Card], *, rewritten: str = "") -> Annotated:
    """The annotated view of a page, with the cards of its sentences in their order; `rewritten`: file of the page as it would read."""
    lang, about = joined.lang, shares(joined.texts[page.key], joined.lang)
    shown = blocks(page, partial(_sentence, page.lang, made))
    kept = sum([one.good for block in shown for one in block.sentences])
    return Annotated(
        title=page.title or page.key or page.url,
        lang=page.lang,
        address=page.url,
        live=live_href(page.url),
        kind=say(lang, f"report.page-kind.{page.kind}"),
        in_scope=page.weight > 0,
        score=score_view(page.index, lang, own_share=about.own_share),
        site_score=site_score(joined),
        shares=about,
        toggles=_toggles(joined, page, kept),
        meta=tuple(b for b in shown if b.tag in META),
        meta_cards=tuple([one for b in shown if b.tag in META for one in _beside(b, made)]),
        rows=rows(shown, made),
        strip=_strip(joined.texts[page.key]),
        cards=len(made),
        to_change=sum([not card.left_alone for card in made.values()]),
        good=say(lang, "report.page.good", count=kept, n=number(kept, lang)) if kept else "",
        note=joined.brand.notes_of_pages.get(page.key.strip("/"), ""),
        rewritten=rewritten,
    )


def site_score(joined: Joined) -> str:
    """The score of the site, as its pages show it beside their own; "" where there is none."""
    shown = score_view(joined.audit.index, joined.lang)
    return shown.text if shown.known else ""


TAGS = {
    "title": "title", "description": "description", "heading": "h", "list-item": "li", "quote": "quote", "button": "button",
    "table-cell": "cell", "image": "image",
}  # fmt: skip


def blocks(page: AuditedPage, sentence: Callable[[LabelledSegment, bool], Sentence]) -> list[BlockView]:
    """Sentences put back into their blocks; heading levels never skip one, as screen readers expect. `sentence` makes one, told whether it
    is the first of its block.
    """
    level, block = 1, ("", "")
    shown = list[BlockView]()
    for labelled in page.segments:
        segment, before = labelled.segment, block
        block = (segment.block or segment.id, segment.kind)
        if block == before:
            shown[-1].sentences.append(sentence(labelled, False))
            continue
        if segment.kind == "heading":
            level = min(DEEPEST, level + 1, max(2, segment.level + 1))
        shown.append(BlockView(TAGS.get(segment.kind, "p"), level, [sentence(labelled, True)]))
    return shown


def _sentence(page_lang: str, made: Mapping[str, Card], labelled: LabelledSegment, is_first: bool) -> Sentence:
    segment, card = labelled.segment, made.get(labelled.segment.id)
    lang = "" if segment.lang == page_lang else segment.lang
    if card:
        return Sentence(segment.id, lang, segment.text, is_first, False, card.pieces)
    return Sentence(segment.id, lang, segment.text, is_first, labelled.labels.focus in ABOUT_CLIENT)


def rows(shown: Iterable[BlockView], made: Mapping[str, Card]) -> tuple[Row, ...]:
    """The blocks of the text itself, cut where one has cards."""
    text = [block for block in shown if block.tag not in META]
    cards = {n: beside for n, block in enumerate(text) if (beside := _beside(block, made))} if made else {}
    cuts = [*cards, len(text)]
    leading = [Row(_runs(text[: cuts[0]]), ())] if cuts[0] else []
    return (*leading, *(Row(_runs(text[n : n + 1]), cards[n], _runs(text[n + 1 : end])) for n, end in pairwise(cuts)))


def _beside(block: BlockView, made: Mapping[str, Card]) -> tuple[Placed, ...]:
    found = [made[one.id] for one in block.sentences if one.id in made]
    return tuple([Placed(card, card.where[0].live, len(block.sentences) > 1) for card in found])


def _runs(blocks: Iterable[BlockView]) -> tuple[Run, ...]:
    """The blocks with the items of a list put together."""
    return tuple([Run(is_list, tuple(group)) for is_list, group in groupby(blocks, key=lambda block: block.tag == "li")])


def _toggles(joined: Joined, page: AuditedPage, good: int) -> tuple[Toggle, ...]:
    tally = Counter(letter_of(f.rule, f.family) for f in joined.findings_of_page.get(page.key, ()))
    tally[GOOD] = good
    shown = (*letters(), GOOD) if page.weight > 0 else (GOOD,)  # no findings are looked for on a page out of scope
    return tuple(Toggle(kind(letter, joined.lang), number(tally[letter], joined.lang), not tally[letter]) for letter in shown)


def _strip(sentences: Sequence[LabelledSegment]) -> tuple[Lane, ...]:
    """Each sentence a bar as long as its words: the company below, the client above, both at full height, nobody a thin line."""
    lengths = [s.segment.words or 1 for s in sentences]
    total = sum(lengths)
    lanes: dict[str, list[str]] = {focus: [] for focus in LANES}
    words = x = 0
    for labelled, length in zip(sentences, lengths, strict=True):
        words += length
        end, focus = round(1000 * words / total), labelled.labels.focus
        top, height = LANES[focus]
        lanes[focus].append(f"M{x} {top}h{end - x}v{height}H{x}z")
        x = end
    return tuple(Lane(focus, "".join(bars)) for focus, bars in lanes.items() if bars)
