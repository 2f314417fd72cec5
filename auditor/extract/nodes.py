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
SHOWN = frozenset({"img", "input", "br"})
COUNTED = HEADINGS | SHOWN | {"a", "p", "main"}
NO_ATTRIB: dict[str, str] = {}
OPENERS: Any = etree.XPath(".//*[@aria-controls][normalize-space()]/@aria-controls")
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
    opens: frozenset[str] = frozenset()  # of the body: ids of the parts that a button opens
    main = False  # holds the main part
    shown = False  # holds something that is no text of its own
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
    nodes = _nodes(body)
    for node in reversed(nodes):  # children come after their parent: each is complete when it is added to it
        if node.tag in COUNTED:
            _count(node)
        if node.parent is not None:
            _add_up(node, node.parent)
    # What a button or a link with words opens is hidden until then, and meant to be read.
    nodes[0].opens = frozenset(name for names in OPENERS(body) for name in names.split())
    return nodes


def _nodes(body: Any) -> list[Node]:
    """One node an element, with its own text and the text after it; white space alone says as little as one space."""
    nodes: list[Node] = []
    open_els: list[Any] = []
    parent: Node | None = None
    for index, el in enumerate(body.iter()):
        above = el.getparent()
        while parent is not None and open_els[-1] is not above:
            open_els.pop()
            parent = parent.parent
        tag = el.tag
        node = Node(tag if tag.__class__ is str else "", index, parent)
        if names := el.keys():
            node.attrib = {name: el.get(name) for name in names if name in READ}
        if text := el.text:
            node.words = len(text.split())
            node.text = text if node.words else " "
        if (tail := el.tail) and parent is not None:
            node.tail_words = len(tail.split())
            node.tail = tail if node.tail_words else " "
        nodes.append(node)
        open_els.append(el)
        parent = node
    return nodes


def _count(node: Node) -> None:
    """What an element counts for by its tag, when all that is under it has been added up."""
    tag = node.tag
    if tag == "a":
        if "href" in node.attrib:
            node.linked, node.anchors = node.words, 1 if node.words else 0
    elif tag == "p":
        if node.words - node.linked > LONG:
            node.paras += 1
    elif tag == "h1":
        if node.words > node.linked:  # one that is all link or image is the site's logo
            node.heads, node.top_heads, node.first_top = node.heads + 1, node.top_heads + 1, node.index
    elif tag in HEADINGS:
        node.heads += 1
    elif tag == "main":
        node.main = True
    else:
        node.shown = True


def _add_up(node: Node, parent: Node) -> None:
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
