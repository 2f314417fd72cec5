"""The body of a page as a flat list of nodes in document order, with what rules about structure need to count.

In: the lxml root. Out: nodes; a subtree is the slice from a node to its `last`, so nothing here or after it recurses.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Node:
    """An element: its text, its place, the words under it, and what the block walk decides about it."""

    __slots__ = ("attrib", "counts", "heads", "href", "index", "kind", "lang", "last", "level", "linked", "list_index", "main", "nth", "owner", "paras",
                 "parent", "quiet", "reason", "region", "tag", "tail", "text", "top_head", "words")  # fmt: skip

    def __init__(self, el: Any, index: int, parent: Node | None) -> None:
        self.tag: str = el.tag if isinstance(el.tag, str) else ""
        self.attrib = el.attrib
        self.index, self.parent, self.last = index, parent, index + 1
        self.text: str = el.text or ""
        self.tail: str = ""
        self.words = len(self.text.split())
        self.linked = 0  # words in links
        self.heads = 0  # headings
        self.top_head = self.tag == "h1"  # holds a main heading
        self.main = self.tag == "main"  # holds the main part
        self.paras = 0  # paragraphs of some length
        self.counts: dict[str, int] = {}
        self.nth = 1
        # decided by the walk
        self.kind, self.level, self.region, self.reason, self.lang, self.href = "paragraph", 0, "body", "", "", ""
        self.owner: Node = self
        self.list_index = -1
        self.quiet = False

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
    for event, el in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            node = Node(el, len(nodes), open_nodes[-1] if open_nodes else None)
            if node.parent is not None:
                node.nth = node.parent.counts[node.tag] = node.parent.counts.get(node.tag, 0) + 1
            nodes.append(node)
            open_nodes.append(node)
        else:
            node = open_nodes.pop()
            node.last = len(nodes)
            node.tail = el.tail or ""
            _add_up(node)
    return nodes


def _add_up(node: Node) -> None:
    tag = node.tag
    if tag == "a" and "href" in node.attrib:
        node.linked = node.words
    elif tag in HEADINGS:
        node.heads += 1
    elif tag == "p" and node.plain > 7:
        node.paras += 1
    parent = node.parent
    if parent is not None:
        parent.words += node.words + (len(node.tail.split()) if node.tail else 0)
        parent.linked += node.linked
        parent.heads += node.heads
        parent.paras += node.paras
        parent.top_head |= node.top_head
        parent.main |= node.main
