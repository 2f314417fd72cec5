"""The text of a page cut into typed blocks in reading order; what is dropped stays, with the rule that dropped it.

In: nodes of the body. Out: drafts. Text outside every paragraph, list and heading is a paragraph: a fifth of what company pages say
stands in bare div and span elements.
"""

from __future__ import annotations

from collections.abc import Callable

from auditor.extract.block_kinds import INLINE, LISTS, STYLED, TYPED, is_button, set_kind
from auditor.extract.consent import drop_consent
from auditor.extract.copies import drop_copies
from auditor.extract.counters import counted
from auditor.extract.draft import Draft
from auditor.extract.layout import Layout
from auditor.extract.marks import Mark
from auditor.extract.nodes import HEADINGS, Node
from auditor.extract.structure import LANDMARKS, drop_reason, read
from auditor.extract.writer import Writer

FORM_WORDS = frozenset({"label", "legend", "option", "optgroup", "output", "progress", "meter"})
JUDGED = FORM_WORDS | LANDMARKS  # dropped for what they are, without an attribute
NOTED = frozenset({"a", "img", "input"})
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
        self.layout = Layout(nodes)

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
            if inline and node.reason in ("hidden", "form") and not is_button(node):
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
        return is_button(node) or (parent is not None and self.layout.is_laid_out_by(parent))

    def _type(self, node: Node) -> None:
        set_kind(node, self.nodes)
        if node.tag in LISTS and node.list_index == node.index:
            self.writer.open_list(node)

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
        elif node.owner and self.layout.ends_a_title(node, "".join(self.writer.buffer[-8:])):
            self.writer.flush(node.owner)
        if node.tail:
            self.say(node.tail)
        return node.parent

    def _line_break(self, node: Node) -> None:
        """A <br> starts a new block where lines begin."""
        if self.layout.begins_a_line(node, "".join(self.writer.buffer[-8:])):
            self.writer.flush(node.owner or node)
        else:
            self.say(" ")
