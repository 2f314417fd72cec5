"""What one page says twice: carousel clones, tickers, a copy for small screens.

In: the blocks of a page. Out: the same blocks; the second time that a text comes it is no longer kept (reason "copy").
"""

from __future__ import annotations

from dataclasses import replace

from auditor.models import Block

SENTENCE = 4  # words: shorter texts are labels, and may well come twice
SHORTEST = {"button": 1, "list-item": 8, "table-cell": 8}  # a list may well name again what a table named


def once(blocks: list[Block]) -> list[Block]:
    """The blocks, copies no longer kept: of sentences, and of buttons with the same words."""
    seen: set[tuple[bool, str]] = set()
    out = []
    for block in blocks:
        if block.kept and len(block.text.split()) >= SHORTEST.get(block.kind, SENTENCE):
            key = (block.kind == "button", block.text.casefold())
            block = replace(block, kept=False, reason="copy") if key in seen else block
            seen.add(key)
        out.append(block)
    return _without_loops(out)


def _without_loops(blocks: list[Block]) -> list[Block]:
    """A run of three or more blocks that comes again at once (a ticker, a carousel) is kept once."""
    kept = [i for i, block in enumerate(blocks) if block.kept]
    texts = [blocks[i].text for i in kept]
    last: dict[str, int] = {}
    copies: set[int] = set()
    at = 0
    while at < len(texts):
        size = at - last.get(texts[at], at)
        if 3 <= size and texts[at : at + size] == texts[at - size : at]:
            copies.update(kept[at : at + size])
            at += size
            continue
        last[texts[at]] = at
        at += 1
    return [replace(block, kept=False, reason="copy") if i in copies else block for i, block in enumerate(blocks)]
