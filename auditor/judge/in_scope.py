"""Which pages count, and how much: a page weighs its kind's weight ÷ the number of pages of that kind (INDEX.md).

In: pages, and what the index says of kinds of pages. Out: a weight for each page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from auditor.judge.pooling import JudgedPage
from auditor.knowledge.index import Scope
from auditor.models import PageKind


def in_scope(pages: Sequence[JudgedPage], scope: Scope) -> dict[str, float]:
    """Weight of each page by key: its kind's ÷ the number of pages of that kind; 0 out of scope.

    A page alone weighs 1, whatever its kind. A site without a page of a kind in scope is judged on its `other` pages. The second
    copy of a page, word for word, is out of scope.
    """
    copies = copies_of(pages, scope)
    weights = page_weights({text.key: text.kind for text, _ in pages if text.key not in copies}, scope)
    return {text.key: weights.get(text.key, 0.0) for text, _ in pages}


def page_weights(kinds: Mapping[str, PageKind], scope: Scope) -> dict[str, float]:
    """Weight of each page from the kinds of all that are no copies, by key."""
    if len(kinds) == 1:
        return dict.fromkeys(kinds, 1.0)
    weights: Mapping[PageKind, float] = scope.pages if set(kinds.values()) & set(scope.pages) else {"other": 1.0}
    number = Counter(kinds.values())
    return {key: weights.get(kind, 0.0) / number[kind] for key, kind in kinds.items()}


def copies_of(pages: Sequence[JudgedPage], scope: Scope) -> set[str]:
    """Keys of the pages that say, word for word, what a weightier page (or the first by key) says."""
    seen: set[tuple[str, ...]] = set()
    copies = set()
    for text, segments in sorted(pages, key=lambda page: (-scope.pages.get(page[0].kind, 0.0), page[0].key, page[0].url)):
        words = tuple(labelled.segment.text for labelled in segments)
        if words and words in seen:
            copies.add(text.key)
        seen.add(words)
    return copies
