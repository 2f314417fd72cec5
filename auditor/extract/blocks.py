"""The text of a page cut into typed blocks in reading order; what is dropped stays, with the rule that dropped it.

In: nodes of the body. Out: drafts. Text outside every paragraph, list and heading is a paragraph: a fifth of what company pages say
stands in bare div and span elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.extract.consent import drop_consent
from auditor.extract.copies import drop_copies
from auditor.extract.counters import counted
from auditor.extract.draft import Draft
from auditor.extract.marks import Mark
from auditor.extract.nodes import HEADINGS, Node, children
from auditor.extract.structure import LANDMARKS, drop_reason, read
from auditor.extract.texts import LETTER
from auditor.extract.writer import Writer

STYLED = frozenset(
    "abbr acronym b bdi bdo big br cite code del dfn em font i ins kbd mark q s samp strike strong sub sup tt u var wbr".split()
)
INLINE = STYLED | {"a", "img", "label", "picture", "small", "source", "span", "time"}
PARTS_OF_CELL = frozenset("p pre address caption figcaption summary section article table".split())
FORM_WORDS = frozenset({"label", "legend", "option", "optgroup", "output", "progress", "meter"})
JUDGED = FORM_WORDS | LANDMARKS  # dropped for what they are, without an attribute
NOTED = frozenset({"a", "img", "input"})
TYPED = HEADINGS | frozenset("button input blockquote ul ol dl li dt dd td th".split())  # their tag says what they are
SPLIT_PARENTS = frozenset("body div section header footer nav aside main li td figure".split())
TITLE_TAGS = frozenset({"div", "p", "span"})
SENTENCE_ENDS = (".", ",", ";", ":", "…")
MOST_BUTTON_WORDS = 12
MOST_TITLE_WORDS = 10
STYLED_LEVEL = 5  # under any heading that is likely to be marked as one
MOST_QUOTE_WORDS = 150
STARTS_LINE = re.compile(r"[A-ZÀ-ÖØ-Þ0-9•–—*✓✔→«“\"'(-]")
REGIONS = {"nav": "nav", "header": "header", "footer": "footer", "aside": "aside"}
REGION_ROLES = {"navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside"}


def drafts_of(nodes: list[Node], address: Callable[[str], str], marks: tuple[Mark, ...] = ()) -> list[Draft]:
    """Drafts of the blocks of the body in reading order: each text once, copies made for carousels and small screens dropped."""
    if not nodes:
        return []
    drafts = Walk(nodes, address, marks).run()
    drop_copies(drafts)
    drop_consent(drafts)
    return drafts


class Walk:
    """One pass over the nodes: opens and closes them in order, and tells the writer where a block ends."""

    def __init__(self, nodes: list[Node], address: Callable[[str], str], marks: tuple[Mark, ...] = ()) -> None:
        self.nodes, self.address = nodes, address
        self.writer = Writer(nodes, marks)
        self._laying: dict[int, bool] = {}  # by the index of a box

    def say(self, text: str) -> None:
        """Text of the block that is being gathered; the space before its first word is none of it."""
        buffer = self.writer.buffer
        if buffer or text != " ":
            buffer.append(text)

    def run(self) -> list[Draft]:
        """Drafts of all blocks of the page."""
        nodes, index = self.nodes, 1
        parent = body = nodes[0]
        self._open_body(body)
        while index < len(nodes):
            node = nodes[index]
            while parent is not node.parent:
                parent = self._close(parent) or body
            if self._open(node, parent):
                if node.reason:
                    self._say_dropped(node)
                    index = node.last
                else:
                    index += 1
                parent = node
            else:
                if node.tail:
                    self.say(node.tail)
                index = node.last
        while above := self._close(parent):
            parent = above
        self.writer.release_figure()
        return self.writer.drafts

    def _open_body(self, body: Node) -> None:
        body.start()
        read(body)
        body.reason = drop_reason(body, body)
        self._type(body)
        if body.text:
            self.say(body.text)

    def _open(self, node: Node, parent: Node) -> bool:
        """Start `node`; False when its whole subtree is no text of the page."""
        tag = node.tag
        inline = tag in INLINE
        if not (node.words or node.shown):
            if not (inline or parent.quiet):
                self.writer.flush(parent.owner or parent)
            return False
        is_telling = read(node)
        node.inherit(parent)
        if is_telling or tag in REGIONS:
            self._read_place(node)
        if is_telling or node.flags or tag in JUDGED or node.region == "header":
            node.reason = "form" if tag in FORM_WORDS else drop_reason(node, self.nodes[0])
            if inline and node.reason in ("hidden", "form") and not self._is_button(node):
                return False
        if not parent.quiet:
            if not inline or node.reason or self._starts_block(node, parent):
                self.writer.flush(parent.owner or parent)
                node.owner = None
                if is_telling or node.flags or tag in TYPED or node.kind == "table-cell":  # else nothing says what it is
                    self._type(node)
            elif tag == "br":
                self._line_break(node)
        elif not inline or tag == "br":
            self.say(" ")
        if tag in NOTED:
            self._note(node)
        if text := node.text:
            self.say(counted(text, node.attrib) if "0" in text and node.attrib else text)
        return True

    def _say_dropped(self, part: Node) -> None:
        """Inside a dropped part only the text is of interest, cut at its boxes."""
        parent: Node = part
        index = part.index + 1
        while index < part.last:
            node = self.nodes[index]
            while parent is not node.parent:
                parent = self._close(parent) or part
            if node.words:
                self._open_dropped(node, parent, part)
                parent, index = node, index + 1
            else:
                if node.tail:
                    self.say(node.tail)
                index = node.last
        while parent is not part:
            parent = self._close(parent) or part

    def _open_dropped(self, node: Node, parent: Node, part: Node) -> None:
        owner = parent.owner or parent
        node.start(part.region, part.lang)
        if node.tag in INLINE:
            node.owner = owner
            if node.tag in ("a", "span"):
                self.say(" ")
        else:
            self.writer.flush(owner)
            node.reason = part.reason
            if node.tag in HEADINGS:
                node.kind, node.level = "heading", int(node.tag[1])
        if node.text:
            self.say(node.text)

    def _read_place(self, node: Node) -> None:
        """The language of a node and the region of the page that it is, where they are told."""
        attrib = node.attrib
        if "lang" in attrib or "xml:lang" in attrib:
            node.lang = (attrib.get("lang") or attrib.get("xml:lang") or node.lang)[:2].lower()
        if (node.tag in REGIONS or "role" in attrib) and node.region in ("body", "aside"):
            node.region = REGIONS.get(node.tag) or REGION_ROLES.get(attrib.get("role", ""), node.region)

    def _starts_block(self, node: Node, parent: Node | None) -> bool:
        """Whether an inline element is a block all the same: a button, or a piece laid out beside others."""
        if node.tag in STYLED or node.tag in ("img", "source"):
            return False
        return self._is_button(node) or (parent is not None and self._lays_out(parent))

    def _is_button(self, node: Node) -> bool:
        if node.tag == "button" or node.tag == "input":
            return True
        looks = node.tag == "a" and (node.attrib.get("role") == "button" or "button" in node.flags)
        return looks and not node.heads and node.words <= MOST_BUTTON_WORDS

    def _lays_out(self, parent: Node) -> bool:
        """Whether a box has no words of its own and sets its inline elements side by side, each starting like a line."""
        known = self._laying.get(parent.index)
        if known is None:
            is_box = parent.tag in SPLIT_PARENTS and parent.owner is None and not LETTER.search(parent.text)
            known = self._laying[parent.index] = is_box and self._are_pieces(children(parent, self.nodes))
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
        said = (inner.text.strip() for inner in self.nodes[node.index : node.last])
        return next((text for text in said if text), "")

    def _type(self, node: Node) -> None:
        tag = node.tag
        if tag in HEADINGS or node.attrib.get("role") == "heading":
            node.kind, node.quiet, node.level = "heading", True, _level(node)
        elif self._is_button(node):
            asks = tag == "button" and ("aria-expanded" in node.attrib or "aria-controls" in node.attrib) and node.words > 2
            node.kind, node.quiet = "paragraph" if asks else "button", node.words <= MOST_BUTTON_WORDS or asks
        elif tag == "blockquote" or ("quote" in node.flags and 3 < node.words <= MOST_QUOTE_WORDS and not node.top_heads):
            node.kind = "quote"
        elif tag in ("ul", "ol", "dl"):
            node.list_index = node.index
            self.writer.open_list(node)
        elif node.kind != "quote":
            self._type_of_text(node)

    def _type_of_text(self, node: Node) -> None:
        if node.tag in ("li", "dt", "dd"):
            node.kind = "paragraph" if node.heads or node.paras > 1 else "list-item"
        elif node.tag in ("td", "th"):
            node.kind = "table-cell"
        elif node.kind == "table-cell" and node.tag in PARTS_OF_CELL:
            node.kind = "paragraph"
        elif node.kind == "paragraph" and "heading" in node.flags and self._is_styled_heading(node):
            node.kind, node.level, node.quiet = "heading", STYLED_LEVEL, True

    def _is_styled_heading(self, node: Node) -> bool:
        """Whether a box that is named a title holds nothing but a few words, written like a title."""
        if not 1 < node.words <= MOST_TITLE_WORDS or node.heads or node.tag not in TITLE_TAGS:
            return False
        inner = self.nodes[node.index : node.last]
        said = "".join(f"{part.text}{part.tail if part is not node else ''}" for part in inner).strip()
        return all(part.tag in INLINE for part in inner[1:]) and not said.endswith(SENTENCE_ENDS)

    def _note(self, node: Node) -> None:
        """What an element adds beside its text: a link, the alt of an image, the value of a submit button."""
        attrib = node.attrib
        if node.tag == "a" and attrib.get("href"):
            node.href = self.address(attrib["href"])
            if node.href:
                self.writer.hrefs.append(node.href)
        elif node.tag == "img" and attrib.get("alt"):
            self.writer.alts.append((node, attrib["alt"]))
        elif node.tag == "input" and attrib.get("value") and attrib.get("type", "").lower() in ("submit", "button"):
            self.say(attrib["value"])

    def _close(self, node: Node) -> Node | None:
        """End `node`; what stands around it comes back."""
        if node.owner is None:
            self.writer.flush(node)
        elif node.quiet and node.tag not in INLINE:
            self.say(" ")
        if node.tail:
            self.say(node.tail)
        return node.parent

    def _line_break(self, node: Node) -> None:
        """A <br> starts a new block where the next line starts like one and the last one said something."""
        before = "".join(self.writer.buffer[-8:]).split()
        if len(before) > 1 and STARTS_LINE.match(node.tail.strip() or self._next_word(node)):
            self.writer.flush(node.owner or node)
        else:
            self.say(" ")

    def _next_word(self, node: Node) -> str:
        follower = self.nodes[node.last] if node.last < len(self.nodes) else None
        return (follower.text.strip() or follower.tail.strip()) if follower else ""


def _level(node: Node) -> int:
    level = node.tag[1] if node.tag in HEADINGS else node.attrib.get("aria-level", "")
    return min(6, int(level)) if level in tuple("123456789") else 2
