"""The body of a page as a flat list of nodes in document order, with what rules about structure need to count.

In: the lxml root. Out: nodes; a subtree is the slice from a node to its `last`, so nothing here or after it recurses.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from auditor.models import BlockKind

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Attributes that a rule reads. Copying all of them costs more than everything else in this module: pages carry long data-* values.
READ = frozenset(
    "alt aria-controls aria-expanded aria-hidden aria-level aria-modal class hidden href id lang role style type value xml:lang".split()
)
NO_ATTRIB: dict[str, str] = {}
LONG = 7  # words: a paragraph with more says something


class Node:
    """An element: its text, its place, the words under it, and what the block walk decides about it."""

    # Defaults on the class: a page has a thousand nodes, and most keep most of them.
    tail = ""
    linked = 0  # words in links
    anchors = 0  # links with words
    heads = 0  # headings
    paras = 0  # paragraphs of some length
    places: dict[int, int] | None = None  # of its children, once asked for
    opened = False  # a button opens it
    flags: frozenset[str] | None = None  # what its names tell (structure.named)
    # decided by the walk
    kind: BlockKind = "paragraph"
    level, region, reason, lang, href = 0, "body", "", "", ""
    owner: Node | None = None  # whose block its text belongs to; None: its own
    list_index = -1
    quiet = False  # inside a heading or a button: no block begins
    lays_out: bool | None = None  # sets its inline elements side by side

    def __init__(self, el: Any, index: int, parent: Node | None) -> None:
        tag: str = el.tag if isinstance(el.tag, str) else ""
        text: str | None = el.text
        self.tag, self.text = tag, text or ""
        names = el.keys()
        self.attrib: dict[str, str] = {name: el.get(name) for name in names if name in READ} if names else NO_ATTRIB
        self.index, self.parent, self.last = index, parent, index + 1
        self.words = len(text.split()) if text else 0
        self.top_heads = 1 if tag == "h1" else 0  # main headings
        self.main = tag == "main"  # holds the main part
        self.shown = tag in ("img", "input", "br")  # holds something that is no text of its own

    @property
    def names(self) -> str:
        """Class and id, lower case."""
        get = self.attrib.get
        return f"{get('class', '')} {get('id', '')}".lower()

    @property
    def plain(self) -> int:
        """Words outside links."""
        return self.words - self.linked


def flatten(body: Any) -> list[Node]:
    """Nodes of `body` in document order, counted."""
    nodes: list[Node] = []
    open_nodes: list[Node] = []
    parent: Node | None = None
    for event, el in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            parent = Node(el, len(nodes), parent)
            nodes.append(parent)
            open_nodes.append(parent)
        else:
            node = open_nodes.pop()
            node.last, node.tail = len(nodes), el.tail or ""
            parent = node.parent
            _add_up(node, parent)
    return nodes


def _add_up(node: Node, parent: Node | None) -> None:
    tag = node.tag
    if tag == "a" and "href" in node.attrib:
        node.linked, node.anchors = node.words, 1 if node.words else 0
    elif tag in HEADINGS:
        node.heads += 1
    elif tag == "p" and node.words - node.linked > LONG:
        node.paras += 1
    if parent is not None:
        parent.words += node.words + (len(node.tail.split()) if node.tail else 0)
        parent.linked += node.linked
        parent.heads += node.heads
        parent.anchors += node.anchors
        parent.paras += node.paras
        parent.top_heads += node.top_heads
        parent.main |= node.main
        parent.shown |= node.shown


def place(node: Node, nodes: list[Node]) -> int:
    """The place of a node among the children of its parent that have its tag, as in :nth-of-type."""
    parent = node.parent
    if parent is None:
        return 1
    if parent.places is None:
        parent.places = {}
        counts: dict[str, int] = {}
        for child in children(parent, nodes):
            counts[child.tag] = parent.places[child.index] = counts.get(child.tag, 0) + 1
    return parent.places[node.index]


def children(node: Node, nodes: list[Node]) -> list[Node]:
    """The elements right under a node."""
    found, index = [], node.index + 1
    while index < node.last:
        found.append(nodes[index])
        index = nodes[index].last
    return found
