"""What kind of block an element is: a heading, a button, a quote, an item of a list, a cell; else a paragraph.

In: a node whose attributes were read. Out: its kind, set on it.
"""

from __future__ import annotations

from auditor.extract.nodes import HEADINGS, Node

STYLED = frozenset(
    "abbr acronym b bdi bdo big br cite code del dfn em font i ins kbd mark q s samp strike strong sub sup tt u var wbr".split()
)
INLINE = STYLED | {"a", "img", "label", "picture", "small", "source", "span", "time"}
LISTS = frozenset({"ul", "ol", "dl"})
TYPED = HEADINGS | LISTS | frozenset("button input blockquote li dt dd td th".split())  # their tag says what they are
PARTS_OF_CELL = frozenset("p pre address caption figcaption summary section article table".split())
TITLE_TAGS = frozenset({"div", "p", "span"})
SENTENCE_ENDS = (".", ",", ";", ":", "…")
MOST_BUTTON_WORDS = 12
MOST_TITLE_WORDS = 10
STYLED_LEVEL = 5  # under any heading that is likely to be marked as one
MOST_QUOTE_WORDS = 150


def is_button(node: Node) -> bool:
    """Whether an element is a button, or a link that is made to look like one."""
    if node.tag == "button" or node.tag == "input":
        return True
    looks = node.tag == "a" and (node.attrib.get("role") == "button" or "button" in node.flags)
    return looks and not node.heads and node.words <= MOST_BUTTON_WORDS


def set_kind(node: Node, nodes: list[Node]) -> None:
    """Set the kind of an element, and whether all that stands in it is one block."""
    tag = node.tag
    if tag in HEADINGS or node.attrib.get("role") == "heading":
        node.kind, node.quiet, node.level = "heading", True, _level(node)
    elif is_button(node):
        asks = tag == "button" and ("aria-expanded" in node.attrib or "aria-controls" in node.attrib) and node.words > 2
        node.kind, node.quiet = "paragraph" if asks else "button", node.words <= MOST_BUTTON_WORDS or asks
    elif tag == "blockquote" or ("quote" in node.flags and 3 < node.words <= MOST_QUOTE_WORDS and not node.top_heads):
        node.kind = "quote"
    elif tag in LISTS:
        node.list_index = node.index
    elif node.kind != "quote":
        _set_kind_of_text(node, nodes)


def _set_kind_of_text(node: Node, nodes: list[Node]) -> None:
    if node.tag in ("li", "dt", "dd"):
        node.kind = "paragraph" if node.heads or node.paras > 1 else "list-item"
    elif node.tag in ("td", "th"):
        node.kind = "table-cell"
    elif node.kind == "table-cell" and node.tag in PARTS_OF_CELL:
        node.kind = "paragraph"
    elif node.kind == "paragraph" and "heading" in node.flags and _is_styled_heading(node, nodes):
        node.kind, node.level, node.quiet = "heading", STYLED_LEVEL, True


def _is_styled_heading(node: Node, nodes: list[Node]) -> bool:
    """Whether a box that is named a title holds nothing but a few words, written like a title."""
    if not 1 < node.words <= MOST_TITLE_WORDS or node.heads or node.tag not in TITLE_TAGS:
        return False
    inner = nodes[node.index : node.last]
    said = "".join(f"{part.text}{part.tail if part is not node else ''}" for part in inner).strip()
    return all(part.tag in INLINE for part in inner[1:]) and not said.endswith(SENTENCE_ENDS)


def _level(node: Node) -> int:
    level = node.tag[1] if node.tag in HEADINGS else node.attrib.get("aria-level", "")
    return min(6, int(level)) if level in tuple("123456789") else 2
