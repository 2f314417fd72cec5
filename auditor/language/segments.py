"""The segments of a page: its sentences, headings, list items and buttons.

In: a `PageText`. Out: a `Segment` for each sentence of each kept block, its id, neighbours and weight. Ids and neighbours are taken
over all blocks, dropped ones too, so that they do not depend on which other pages were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditor.identity import segment_ids
from auditor.language.split import split
from auditor.models import LANGS, Block, BlockKind, Lang, PageText, Segment, Span
from auditor.models.prominence import FIRST_SCREEN, META, prominence_of

WHOLE: frozenset[BlockKind] = frozenset(("title", "heading", "button"))
JUDGED: dict[str, Lang] = {lang: lang for lang in LANGS}
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a block before it is known where it stands on the page."""

    block: int
    start: int
    end: int
    text: str


def word_count(text: str) -> int:
    """Words of a text: « l'eau » is two, "24/7" two, "tailor-made" one."""
    words = WORD.findall(text)
    joined = " ".join(words)
    return len(words) + joined.count("'") + joined.count("’")


def segments_of(text: PageText) -> list[Segment]:
    """Segments of the kept blocks of a page in French or English, title and description first."""
    return [segment for segment in segments_at(text, spans_of(text)) if segment]


def spans_of(text: PageText) -> list[Span]:
    """Where the segments of the kept blocks of a page are."""
    pieces = [piece for n, block in enumerate(text.blocks) for piece in _pieces(n, block, _lang(text, block))]
    ids = segment_ids(text.key, (piece.text for piece in pieces))
    block_ids = segment_ids(text.key + "#", (block.text for block in text.blocks))
    spans, last = [], -1
    for n, piece in enumerate(pieces):
        block = text.blocks[piece.block]
        if not block.kept or _judged(_lang(text, block)) is None:
            continue
        before = pieces[n - 1].text if n and last != n - 1 else ""
        words = word_count(piece.text)
        spans.append(Span(ids[n], piece.block, block_ids[piece.block], piece.start, piece.end, words, before))
        last = n
    return spans


def segments_at(text: PageText, spans: Iterable[Span]) -> Iterator[Segment | None]:
    """The segment of each span of the page, None where its block is no longer kept: what counts decides what comes first to the eye."""
    said, seen = "", 0
    for span in spans:
        block = text.blocks[span.at]
        previous, said = span.before or said, block.text[span.start : span.end]
        lang = _judged(_lang(text, block))
        if not block.kept or lang is None:
            yield None
            continue
        first = block.kind in META or seen < FIRST_SCREEN
        seen += 0 if block.kind in META else span.words
        yield _segment(text, block, span, said, lang, previous, first)


def _segment(text: PageText, block: Block, span: Span, said: str, lang: Lang, previous: str, first: bool) -> Segment:
    return Segment(
        id=span.id, text=said, lang=lang, page=text.key, block=span.block, kind=block.kind, level=block.level,
        start=span.start, end=span.end, heading=block.heading, lead_in=block.lead_in, prev=previous, page_kind=text.kind,
        words=span.words, prominence=prominence_of(block.kind, block.level, first_screen=first), first_screen=first,
    )  # fmt: skip


def _pieces(n: int, block: Block, lang: str) -> list[Piece]:
    judged = _judged(lang)
    spans = [(0, len(block.text))] if block.kind in WHOLE or judged is None else split(block.text, judged)
    return [Piece(n, start, end, block.text[start:end]) for start, end in spans if block.text[start:end].strip()]


def _lang(text: PageText, block: Block) -> str:
    return block.lang or text.lang


def _judged(lang: str) -> Lang | None:
    """The language when it is one that is judged; None is "not judged", no failure."""
    return JUDGED.get(lang)
