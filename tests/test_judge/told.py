"""Sentences for the tests of ledger, contradictions and voice: read by the engine, labelled by hand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from auditor import knowledge
from auditor.identity import segment_ids
from auditor.judge.pooling import JudgedPage
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.language.segments import word_count
from auditor.models import Block, BlockKind, Company, Focus, LabelledSegment, Labels, Lang, PageKind, PageText, Segment, Trait

COMPANY = Company("Verdon")


@cache
def known() -> Knowledge:
    """The rules that travel with the program."""
    return knowledge.load()


@cache
def _engine() -> Engine:
    return Engine(known())


def told(
    text: str,
    lang: Lang = "fr",
    traits: Sequence[Trait] = (),
    *,
    focus: Focus = "self",
    kind: BlockKind = "paragraph",
    heading: tuple[str, ...] = (),
    lead_in: str = "",
    block: str = "",
) -> LabelledSegment:
    """A sentence with what the engine finds in it; its page and id come from `site`."""
    segment = Segment("", text, lang, block=block, kind=kind, heading=heading, lead_in=lead_in, words=word_count(text), page_kind="home")
    return LabelledSegment(segment, _engine().analyse([segment], COMPANY)[0], Labels(focus, tuple(traits), "none", 0.9))


def proof(text: str, lang: Lang = "fr", **fields: Any) -> LabelledSegment:
    """A sentence that its label takes for a proof."""
    return told(text, lang, ("proof",), **fields)


def page(
    key: str, *sentences: LabelledSegment, kind: PageKind = "home", lang: Lang = "fr", links: dict[str, tuple[str, ...]] | None = None
) -> JudgedPage:
    """A page of these sentences, each a block of its own unless it says which; `links` are those of a block, by its text."""
    from dataclasses import replace

    blocks = tuple(Block(s.segment.kind or "paragraph", s.segment.text, links=(links or {}).get(s.segment.text, ())) for s in sentences)
    ids = segment_ids(key, (s.segment.text for s in sentences))
    of_blocks = segment_ids(key + "#", (block.text for block in blocks))
    segments = tuple(
        replace(s, segment=replace(s.segment, id=id, page=key, page_kind=kind, block=s.segment.block or of_block, prev=before))
        for s, id, of_block, before in zip(sentences, ids, of_blocks, ("", *(s.segment.text for s in sentences)), strict=False)
    )
    return PageText(key, f"https://verdon.example/{key}", lang, kind, key, "", blocks), segments


def text_of(pages: Sequence[JudgedPage], id: str) -> str:
    """The sentence of an id."""
    return next(s.segment.text for _, segments in pages for s in segments if s.segment.id == id)
