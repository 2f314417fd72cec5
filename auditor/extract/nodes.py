"""The body of a page as a flat list of nodes in document order, with what rules about structure need to count.

In: the lxml root. Out: nodes; a subtree is the slice from a node to its `last`, so nothing here or after it recurses.
"""

from __future__ import annotations

from typing import Any

from auditor.models import BlockKind

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Attributes that a rule reads. Copying all of them costs more than everything else in this module: pages carry long data-* values.
READ = frozenset(
    "alt aria-controls aria-expanded aria-hidden aria-level aria-modal class hidden href id lang role style type value xml:lang".split()
)
SHOWN = frozenset({"img", "input", "br"})
NO_ATTRIB: dict[str, str] = {}
LONG = 7  # words: a paragraph with more says something


class Node:
    """An element: its text, its place, the words under it, and what the block walk decides about it."""

    # Defaults on the class: a page has a thousand nodes, and most keep most of them.
    tail = ""
    tail_words = 0
    linked = 0  # words in links
    anchors = 0  # links with words
    heads = 0  # headings
    paras = 0  # paragraphs of some length
    places: dict[int, int] | None = None  # of its children, once asked for
    opened = False  # a button opens it
    first_top = -1  # index of the first main heading under it
    flags: frozenset[str] | None = None  # what its names tell (structure.named)
    # decided by the walk
    kind: BlockKind = "paragraph"
    level, region, reason, lang, href = 0, "body", "", "", ""
    owner: Node | None = None  # whose block its text belongs to; None: its own
    list_index = -1
    quiet = False  # inside a heading or a button: no block begins
    lays_out: bool | None = None  # sets its inline elements side by side

    def __init__(self, tag: str, index: int, parent: Node | None) -> None:
        self.tag, self.index, self.parent, self.last = tag, index, parent, index + 1
        self.attrib = NO_ATTRIB
        self.text = ""
        self.words = self.top_heads = 0  # words, and main headings
        self.main = tag == "main"  # holds the main part
        self.shown = tag in SHOWN  # holds something that is no text of its own

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
    open_els: list[Any] = []
    parent: Node | None = None
    for el in body.iter():
        above = el.getparent()
        while parent is not None and open_els[-1] is not above:
            open_els.pop()
            parent = parent.parent
        parent = _node(el, len(nodes), parent)
        nodes.append(parent)
        open_els.append(el)
    for node in reversed(nodes):  # children come after their parent: each is complete when it is added to it
        _add_up(node)
    return nodes


def _node(el: Any, index: int, parent: Node | None) -> Node:
    tag = el.tag
    node = Node(tag if isinstance(tag, str) else "", index, parent)
    if names := el.keys():
        node.attrib = {name: el.get(name) for name in names if name in READ}
    if text := el.text:
        node.text, node.words = _counted(text)
    if (tail := el.tail) and parent is not None:
        node.tail, node.tail_words = _counted(tail)
    return node


def _counted(text: str) -> tuple[str, int]:
    """A text and its words; white space alone says as little as one space."""
    words = len(text.split())
    return (text, words) if words else (" ", 0)


def _add_up(node: Node) -> None:
    tag, parent = node.tag, node.parent
    if tag == "a" and "href" in node.attrib:
        node.linked, node.anchors = node.words, 1 if node.words else 0
    elif tag == "h1":
        if node.words > node.linked:  # one that is all link or image is the site's logo
            node.heads, node.top_heads, node.first_top = node.heads + 1, node.top_heads + 1, node.index
    elif tag in HEADINGS:
        node.heads += 1
    elif tag == "p" and node.words - node.linked > LONG:
        node.paras += 1
    if parent is None:
        return
    if node.last > parent.last:
        parent.last = node.last
    parent.words += node.words + node.tail_words
    if node.heads or node.linked or node.paras or node.main or node.shown:
        parent.linked += node.linked
        parent.heads += node.heads
        parent.anchors += node.anchors
        parent.paras += node.paras
        if node.top_heads:
            parent.top_heads += node.top_heads
            parent.first_top = node.first_top  # the last to be added stands first
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
