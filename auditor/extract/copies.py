"""What one page says twice: carousel clones, tickers, a copy for small screens.

In: the drafts of a page. Out: nothing; the second time that a text comes it is no longer kept (reason "copy").
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.draft import Draft

SENTENCE = 4  # words: shorter texts are labels, and may well come twice
LOOP = 3  # blocks of a run
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
        if size >= LOOP and _comes_again(texts, at, size):
            for draft in kept[at : at + size]:
                draft.drop("copy")
            at += size
            continue
        last[texts[at]] = at
        at += 1


def _comes_again(texts: Sequence[str], at: int, size: int) -> bool:
    """Whether the run before is the run from here on; seen from its ends first, for a long page may hold ten thousand that are not."""
    end = at + size
    if end > len(texts) or texts[at + 1] != texts[at - size + 1] or texts[end - 1] != texts[at - 1]:
        return False
    return texts[at:end] == texts[at - size : at]
