"""What every page of a site repeats: the second pass, over all pages that were read.

In: the pages of a site. Out: the same pages and blocks in the same order, the repeated ones no longer kept (reason "repeated").
Structure has dropped most menus and footers before; this finds those that no tag or name betrays. It only takes runs that nearly the
whole site shares, so that a crawl which reached two thirds of the pages drops what the whole folder drops. A label that stands alone
between the page's own words ("Our approach") stays, as do main headings and buttons. What says something is read once: on the home page.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from auditor.models import Block, PageText

FEWEST_PAGES = 4  # in one language: with fewer, repetition is chance
SHARE = 0.6  # of the pages. On hand-marked company pages 97 % of boilerplate repeats that often, and no content does
SENTENCE = 6  # words: what is shorter tells the home page nothing either
HEAD = ("title", "description")
REPEATED = "repeated"  # the reason of what is dropped here


def drop_repeated(texts: Sequence[PageText]) -> list[PageText]:
    """The pages in their order, each without what its site repeats; a site of under four pages as it is."""
    groups: dict[str, list[PageText]] = defaultdict(list)
    for text in texts:
        groups[text.lang].append(text)
    repeated = {lang: _repeated(group) for lang, group in groups.items()}
    return [_without(text, repeated[text.lang]) for text in texts]


def _repeated(group: Sequence[PageText]) -> frozenset[str]:
    if len(group) < FEWEST_PAGES:
        return frozenset()
    pages = Counter(said for text in group for said in {_key(block) for block in text.blocks if _may_repeat(block)})
    enough = max(FEWEST_PAGES, math.ceil(SHARE * len(group)))
    return frozenset(said for said, count in pages.items() if count >= enough)


def _key(block: Block) -> str:
    return block.text.casefold()


def _may_repeat(block: Block) -> bool:
    """Main headings are the page's own; buttons are asked for on every page, and each is a call to its reader."""
    return block.kept and block.kind not in (*HEAD, "button") and block.level != 1


def _without(text: PageText, repeated: frozenset[str]) -> PageText:
    if not repeated:
        return text
    dropped = {index for run in _runs(text, repeated) for index in run if not _is_read_here(text, text.blocks[index])}
    blocks = (replace(block, kept=False, reason=REPEATED) if i in dropped else block for i, block in enumerate(text.blocks))
    return replace(text, blocks=tuple(blocks)) if dropped else text


def _runs(text: PageText, repeated: frozenset[str]) -> list[list[int]]:
    """Runs of repeated blocks that are long enough, or stand where menus and footers stand."""
    runs: list[list[int]] = [[]]
    kept = [i for i, block in enumerate(text.blocks) if block.kept and block.kind not in HEAD]
    for index in kept:
        block = text.blocks[index]
        if _may_repeat(block) and _key(block) in repeated:
            runs[-1].append(index)
        elif block.kind != "button" and runs[-1]:
            runs.append([])
    return [run for run in runs if run and (len(run) > 1 or _is_furniture(text.blocks[run[0]]) or run[0] in (kept[0], kept[-1]))]


def _is_furniture(block: Block) -> bool:
    return block.region != "body" or block.kind == "image" or _is_link(block)


def _is_link(block: Block) -> bool:
    return bool(block.links) and len(block.text.split()) < SENTENCE


def _is_read_here(text: PageText, block: Block) -> bool:
    """On the home page whatever says something is kept."""
    return text.kind == "home" and block.kind != "image" and len(block.text.split()) >= SENTENCE
