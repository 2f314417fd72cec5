"""What one page says twice: carousel clones, tickers, a copy for small screens.

In: the drafts of a page. Out: nothing; the second time that a text comes it is no longer kept (reason "copy").
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.draft import Draft

SENTENCE = 4  # words: shorter texts are labels, and may well come twice
SHORTEST = {"button": 1, "list-item": 8, "table-cell": 8}  # a list may well name again what a table named


def drop_copies(drafts: Sequence[Draft]) -> None:
    """Drop copies of sentences, and of buttons with the same words."""
    seen: set[tuple[bool, str]] = set()
    for draft in drafts:
        if draft.kept and draft.words() >= SHORTEST.get(draft.kind, SENTENCE):
            said = (draft.kind == "button", draft.text.casefold())
            if said in seen:
                draft.drop("copy")
            seen.add(said)
    _drop_loops([draft for draft in drafts if draft.kept])


def _drop_loops(kept: Sequence[Draft]) -> None:
    """A run of three or more blocks that comes again at once (a ticker, a carousel) is kept once."""
    texts = [draft.text for draft in kept]
    last: dict[str, int] = {}
    at = 0
    while at < len(texts):
        size = at - last.get(texts[at], at)
        if 3 <= size and texts[at : at + size] == texts[at - size : at]:
            for draft in kept[at : at + size]:
                draft.drop("copy")
            at += size
            continue
        last[texts[at]] = at
        at += 1
