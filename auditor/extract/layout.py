"""Where running text is cut though no box says so: pieces laid out side by side, and lines.

In: nodes. Out: whether each inline element of a box is a block of its own; whether a <br> begins a new one, bold words end one.
"""

from __future__ import annotations

import re

from auditor.extract.block_kinds import STYLED
from auditor.extract.nodes import Node, children
from auditor.extract.texts import LETTER

SPLIT_PARENTS = frozenset("body div section header footer nav aside main li td figure".split())
BOLD = ("b", "strong")
SENTENCE = 3  # words of the shortest one that follows a title
STARTS_LINE = re.compile(r"[A-ZÀ-ÖØ-Þ0-9•–—*✓✔→«“\"'(-]")


class Layout:
    """Which boxes of a page lay their inline elements out; asked of the same box for each of them."""

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._known: dict[int, bool] = {}  # by the index of a box

    def is_laid_out_by(self, parent: Node) -> bool:
        """Whether a box has no words of its own and sets its inline elements side by side, each starting like a line."""
        known = self._known.get(parent.index)
        if known is None:
            is_box = parent.tag in SPLIT_PARENTS and parent.owner is None and not LETTER.search(parent.text)
            known = self._known[parent.index] = is_box and self._are_pieces(children(parent, self._nodes))
        return known

    def _are_pieces(self, inner: list[Node]) -> bool:
        pieces = [child for child in inner if child.words]
        if len(pieces) < 2 or any(child.tag in STYLED for child in pieces) or any(LETTER.search(child.tail) for child in inner):
            return False
        names = {child.names for child in pieces}
        if all(child.tag == "a" for child in pieces) or (len(names) == 1 and names != {" "}):
            return True  # links side by side, or pieces of one make (labels, tags)
        return all(STARTS_LINE.match(self._first_word(child)) is not None for child in pieces)

    def _first_word(self, node: Node) -> str:
        said = (inner.text.strip() for inner in self._nodes[node.index : node.last])
        return next((text for text in said if text), "")

    def begins_a_line(self, node: Node, before: str) -> bool:
        """Whether a <br> starts a new block: the next line starts like one, and the last one said something."""
        return len(before.split()) > 1 and STARTS_LINE.match(node.tail.strip() or self._next_word(node)) is not None

    def ends_a_title(self, node: Node, before: str) -> bool:
        """Whether bold words are a title of their own, set apart by style alone: a sentence begins right behind them, without a space."""
        is_glued = node.tag in BOLD and node.tail[:1].isupper() and before[-1:].islower()
        return is_glued and len(before.split()) > 1 and len(node.tail.split()) >= SENTENCE

    def _next_word(self, node: Node) -> str:
        follower = self._nodes[node.last] if node.last < len(self._nodes) else None
        return (follower.text.strip() or follower.tail.strip()) if follower else ""
