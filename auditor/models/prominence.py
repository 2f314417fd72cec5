"""How prominent a sentence is where it stands (INDEX.md): a fact of its place, for whoever cuts pages into sentences or counts them again.

In: kind and level of a block, whether it is seen first. Out: its prominence.
"""

from __future__ import annotations

from auditor.models.vocabulary import BlockKind

FIRST_SCREEN = 60  # words of the main content that are seen without scrolling (INDEX.md)
OPENING, SEEN_FIRST, MARKED, PLAIN = 3.0, 2.0, 1.5, 1.0  # prominence (INDEX.md)
META: frozenset[BlockKind] = frozenset(("title", "description"))


def prominence_of(kind: str, level: int, *, first_screen: bool) -> float:
    """3 for a title or main heading, 2 on the first screen, 1.5 for other headings and buttons, else 1."""
    if kind == "title" or (kind == "heading" and level == 1):
        return OPENING
    if first_screen:
        return SEEN_FIRST
    return MARKED if kind in ("heading", "button") else PLAIN
