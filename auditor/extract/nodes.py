"""The body of a page as a flat list of nodes in document order, with what rules about structure need to count.

In: the lxml root. Out: nodes; a subtree is the slice from a node to its `last`, so nothing here or after it recurses.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from auditor.models import BlockKind

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SHOWN = frozenset({"img", "input", "br"})
COUNTED = HEADINGS | SHOWN | {"a", "p", "main"}
NO_ATTRIB: dict[str, str] = {}
NOTHING: frozenset[str] = frozenset()
OPENERS: Any = etree.XPath(".//*[@aria-controls][normalize-space()]/@aria-controls")
LONG = 7  # words: a paragraph with more says something


class Node:
    """An element: its text, its place, the words under it, and what the block walk decides about it.

    The walk sets what is its own where it opens a node: a third of a page is never opened.
    """

    __slots__ = (
        "anchors", "attrib", "counts", "el", "first_top", "flags", "heads", "href", "index", "kind", "lang", "last", "level",
        "linked", "list_index", "main", "opens", "owner", "paras", "parent", "places", "quiet", "reason", "region", "shown", "tag",
        "tail", "text", "top_heads", "words",
    )  # fmt: skip
    attrib: dict[str, str]
    flags: frozenset[str]  # what class and id tell
    owner: Node | None  # the block that an inline element belongs to
    kind: BlockKind
    level: int
    list_index: int
    region: str
    lang: str
    href: str
    quiet: bool  # no element inside is a block of its own

    def __init__(self, el: Any, tag: str, index: int, parent: Node | None) -> None:
        self.el, self.tag, self.index, self.parent = el, tag, index, parent
        self.last = index + 1
        self.text = self.tail = self.reason = ""
        self.words = self.linked = self.anchors = self.heads = self.top_heads = self.paras = 0
        self.first_top = -1
        self.main = self.shown = self.counts = False
        self.places: dict[int, int] | None = None
        self.opens: frozenset[str] | None = None

    def inherit(self, parent: Node) -> None:
        """What holds for all that stands in a node."""
        self.kind, self.level, self.region, self.lang, self.href = parent.kind, parent.level, parent.region, parent.lang, parent.href
        self.owner, self.list_index, self.quiet = parent.owner or parent, parent.list_index, parent.quiet

    def start(self, region: str = "body", lang: str = "") -> None:
        """What holds where nothing is inherited."""
        self.kind, self.level, self.region, self.lang, self.href = "paragraph", 0, region, lang, ""
        self.owner, self.list_index, self.quiet = None, -1, False

    @property
    def names(self) -> str:
        """Class and id, lower case."""
        get = self.el.get
        return f"{get('class', '')} {get('id', '')}".lower()

    @property
    def plain(self) -> int:
        """Words outside links."""
        return self.words - self.linked


def flatten(body: Any) -> list[Node]:
    """Nodes of `body` in document order, counted; white space alone says as little as one space."""
    nodes: list[Node] = []
    parent: Node | None = None
    for index, el in enumerate(body.iter()):
        above = el.getparent()
        while parent is not None and parent.el is not above:
            parent = parent.parent
        tag = el.tag
        node = Node(el, tag if tag.__class__ is str else "", index, parent)
        if text := el.text:
            node.words = len(text.split())
            node.text = text if node.words else " "
        if parent is not None and (tail := el.tail):
            words = len(tail.split())
            node.tail = tail if words else " "
            parent.words += words
        nodes.append(node)
        parent = node
    _add_up(nodes)
    return nodes


def _add_up(nodes: list[Node]) -> None:
    """Count from the last node to the first: all that is under a node is known when its turn comes."""
    for node in reversed(nodes):
        if node.tag in COUNTED:
            _count(node)
        parent = node.parent
        if parent is not None:
            parent.words += node.words
            if node.last > parent.last:
                parent.last = node.last
            if node.counts:
                _add(node, parent)


def _count(node: Node) -> None:
    """What an element counts for by its tag."""
    tag = node.tag
    if tag == "a":
        if node.el.get("href") is None:
            return
        node.linked, node.anchors = node.words, 1 if node.words else 0
    elif tag == "p":
        if node.words - node.linked <= LONG:
            return
        node.paras += 1
    elif tag == "h1":
        if node.words <= node.linked:  # one that is all link or image is the site's logo
            return
        node.heads, node.top_heads, node.first_top = node.heads + 1, node.top_heads + 1, node.index
    elif tag in HEADINGS:
        node.heads += 1
    elif tag == "main":
        node.main = True
    else:
        node.shown = True
    node.counts = True


def _add(node: Node, parent: Node) -> None:
    parent.counts = True
    parent.linked += node.linked
    parent.heads += node.heads
    parent.anchors += node.anchors
    parent.paras += node.paras
    if node.top_heads:
        parent.top_heads += node.top_heads
        parent.first_top = node.first_top  # of the first one, which comes last
    parent.main |= node.main
    parent.shown |= node.shown


def opened_by_buttons(body: Node) -> frozenset[str]:
    """Ids of the parts that a button or a link with words opens: hidden until then, and meant to be read."""
    if body.opens is None:
        body.opens = frozenset(name for names in OPENERS(body.el) for name in names.split())
    return body.opens


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
