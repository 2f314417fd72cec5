"""The text of a page cut into typed blocks in reading order; what is dropped stays, with the rule that dropped it.

In: nodes of the body. Out: blocks. Text outside every paragraph, list and heading is a paragraph: a fifth of what company pages say
stands in bare div and span elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.extract.copies import once
from auditor.extract.nodes import HEADINGS, Node, children, place
from auditor.extract.structure import drop_reason, mark_opened, named
from auditor.extract.texts import LETTER, fold, is_call, is_decorative, text_reason
from auditor.models import Block, BlockKind

STYLED = frozenset(
    "abbr acronym b bdi bdo big br cite code del dfn em font i ins kbd mark q s samp strike strong sub sup tt u var wbr".split()
)
INLINE = STYLED | {"a", "img", "label", "picture", "small", "source", "span", "time"}
PARTS_OF_CELL = frozenset("p pre address caption figcaption summary section article table".split())
FORM_WORDS = frozenset({"label", "legend", "option", "optgroup", "output", "progress", "meter"})
SPLIT_PARENTS = frozenset("div section header footer nav aside main li td figure".split())
MOST_BUTTON_WORDS = 12
BOX_WORDS = 10  # a figure and what it counts
MOST_QUOTE_WORDS = 150
COUNT_LINE = re.compile(r"^[^\w]{0,2}\d[\d\s.,]*\s?(?:[%+€$£k★]|\w{1,4})?[^\w]{0,2}$")
STEP_NUMBER = re.compile(r"^(?:0\d?|\d)[.)]?$")
STARTS_LINE = re.compile(r"[A-ZÀ-ÖØ-Þ0-9•–—*✓✔→«“\"'(-]")
REGIONS = {"nav": "nav", "header": "header", "footer": "footer", "aside": "aside"}
LANDMARKS = frozenset({"nav", "footer", "header", "dialog", "menu"})
REGION_ROLES = {"navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside"}
FILE_NAME = re.compile(r"\.\w{3,4}$|^(?:img|image|photo|dsc|screenshot|capture)[\W_\d]*$|^\S+$", re.IGNORECASE)


class Walk:
    """One pass over the nodes: opens and closes them in order and writes a block at each boundary."""

    def __init__(self, nodes: list[Node], address: Callable[[str], str]) -> None:
        self.nodes, self.address = nodes, address
        self.blocks: list[Block] = []
        self.buffer: list[str] = []
        self.hrefs: list[str] = []
        self.alts: list[tuple[Node, str]] = []
        self.headings: list[tuple[int, str]] = []
        self.lead_ins: dict[int, str] = {}
        self.figure: tuple[Node, str] | None = None  # a number waiting for the words beside it

    def run(self) -> list[Block]:
        """All blocks of the page."""
        open_nodes: list[Node] = []
        skip_to = 0
        for node in self.nodes:
            while open_nodes and open_nodes[-1].last <= node.index:
                self._close(open_nodes.pop())
            if node.index < skip_to:
                continue
            if not self._open(node):
                skip_to = node.last
                if node.tail:
                    self.buffer.append(node.tail)
                continue
            open_nodes.append(node)
        while open_nodes:
            self._close(open_nodes.pop())
        self._release_figure()
        return self.blocks

    # ------------------------------------------------------------ nodes

    def _open(self, node: Node) -> bool:
        """Start `node`; False when its whole subtree is no text of the page."""
        parent = node.parent
        if not (node.words or node.shown) and parent is not None:
            if node.tag not in INLINE and not parent.quiet:
                self._flush(parent.owner)
            return False
        self._inherit(node, parent)
        inline = node.tag in INLINE
        reason = "" if node.reason else self._own_reason(node)
        if reason and inline and not self._is_button(node) and reason in ("hidden", "form"):
            return False
        if reason and not node.reason:
            node.reason = reason
        whole = parent is not None and parent.quiet
        starts = not whole and self._starts_block(node, parent, reason)
        if starts:
            self._flush(parent.owner if parent else node)
            node.owner = node
            self._type(node)
        elif not inline or node.tag == "br":
            self.buffer.append(" ") if whole or node.tag != "br" else self._line_break(node)
        self._note(node)
        if node.text:
            self.buffer.append(node.text)
        return True

    def _inherit(self, node: Node, parent: Node | None) -> None:
        if parent is None:
            return
        node.kind, node.level, node.region, node.reason, node.lang = parent.kind, parent.level, parent.region, parent.reason, parent.lang
        node.href, node.owner, node.list_index, node.quiet = parent.href, parent.owner, parent.list_index, parent.quiet
        if node.attrib:
            get = node.attrib.get
            node.lang = (get("lang") or get("xml:lang") or node.lang)[:2].lower()
            own = REGIONS.get(node.tag) or REGION_ROLES.get(get("role", ""), "")
            if own and node.region in ("body", "aside"):
                node.region = own
        elif node.tag in REGIONS and node.region in ("body", "aside"):
            node.region = REGIONS[node.tag]

    def _own_reason(self, node: Node) -> str:
        if node.tag in FORM_WORDS:
            return "form"
        return drop_reason(node, self.nodes[0]) if node.attrib or node.tag in LANDMARKS or node.region == "header" else ""

    def _starts_block(self, node: Node, parent: Node | None, reason: str) -> bool:
        if node.tag not in INLINE or reason:
            return True
        if node.tag in ("br", "img", "wbr", "source"):
            return False
        return self._is_button(node) or (parent is not None and node.tag not in STYLED and self._stands_alone(node, parent))

    def _is_button(self, node: Node) -> bool:
        if node.tag == "button" or node.tag == "input":
            return True
        looks = node.tag == "a" and (node.attrib.get("role") == "button" or "button" in named(node))
        return looks and not node.heads and node.words <= MOST_BUTTON_WORDS

    def _stands_alone(self, node: Node, parent: Node) -> bool:
        """Whether inline elements are laid out as pieces: several in a box that has no words of its own, each starting like a line."""
        if parent.tag not in SPLIT_PARENTS or parent.owner is not parent:
            return False
        inner = children(parent, self.nodes)
        pieces = [child for child in inner if child.words]
        if len(pieces) < 2 or LETTER.search(parent.text) or any(LETTER.search(child.tail) for child in inner):
            return False
        if any(child.tag in STYLED for child in pieces):
            return False
        names = {child.names for child in pieces}
        if all(child.tag == "a" for child in pieces) or (len(names) == 1 and names != {" "}):
            return True  # links side by side, or pieces of one make (labels, tags)
        return all(STARTS_LINE.match(self._first_word(child)) is not None for child in pieces)

    def _first_word(self, node: Node) -> str:
        for inner in self.nodes[node.index : node.last]:
            said = inner.text.strip()
            if said:
                return said
        return ""

    def _type(self, node: Node) -> None:
        tag = node.tag
        if tag in HEADINGS or node.attrib.get("role") == "heading":
            node.kind, node.quiet = "heading", True
            level = tag[1] if tag in HEADINGS else node.attrib.get("aria-level", "2")
            node.level = min(6, int(level)) if level in "123456789" and level else 2
        elif self._is_button(node):
            asks = node.tag == "button" and ("aria-expanded" in node.attrib or "aria-controls" in node.attrib) and node.words > 2
            node.kind, node.quiet = "paragraph" if asks else "button", node.words <= MOST_BUTTON_WORDS or asks
        elif tag == "blockquote" or ("quote" in named(node) and 3 < node.words <= MOST_QUOTE_WORDS and not node.top_heads):
            node.kind = "quote"
        elif node.kind != "quote":
            self._type_of_text(node)

    def _type_of_text(self, node: Node) -> None:
        tag = node.tag
        if tag in ("ul", "ol", "dl"):
            node.list_index = node.index
            self.lead_ins[node.index] = self._lead_in()
        elif tag in ("li", "dt", "dd"):
            node.kind = "paragraph" if node.heads or node.paras > 1 else "list-item"
        elif tag in ("td", "th"):
            node.kind = "table-cell"
        elif node.kind == "table-cell" and tag in PARTS_OF_CELL:
            node.kind = "paragraph"

    def _note(self, node: Node) -> None:
        """What an element adds beside its text: a link, the alt of an image, the value of a submit button."""
        if node.tag not in ("a", "img", "input"):
            return
        attrib = node.attrib
        if node.tag == "a" and attrib.get("href"):
            node.href = self.address(attrib["href"])
            if node.href:
                self.hrefs.append(node.href)
        elif node.tag == "img" and attrib.get("alt"):
            self.alts.append((node, attrib["alt"]))
        elif node.tag == "input" and attrib.get("type", "").lower() in ("submit", "button"):
            self.buffer.append(attrib.get("value", ""))

    def _close(self, node: Node) -> None:
        if node.owner is node:
            self._flush(node)
        elif node.quiet and node.tag not in INLINE:
            self.buffer.append(" ")
        if node.tail:
            self.buffer.append(node.tail)

    def _line_break(self, node: Node) -> None:
        """A <br> starts a new block where the next line starts like one and the last one said something."""
        before = "".join(self.buffer).strip()
        if len(before.split()) > 1 and STARTS_LINE.match(node.tail.strip() or self._next_word(node)):
            self._flush(node.owner)
        else:
            self.buffer.append(" ")

    def _next_word(self, node: Node) -> str:
        follower = self.nodes[node.last] if node.last < len(self.nodes) else None
        return (follower.text.strip() or follower.tail.strip()) if follower else ""

    # ------------------------------------------------------------ blocks

    def _flush(self, owner: Node) -> None:
        if self.buffer:
            text = fold("".join(self.buffer))
            self.buffer.clear()
            if text:
                hrefs = [*self.hrefs, *([owner.href] if owner.href else [])]
                self._write(owner, text, tuple(dict.fromkeys(hrefs)))
            self.hrefs.clear()
        if self.alts:
            alts, self.alts = self.alts, []
            for node, alt in alts:
                self._write_image(node, fold(alt))

    def _write(self, owner: Node, text: str, links: tuple[str, ...]) -> None:
        if self._is_figure(owner, text):
            self._release_figure()
            self.figure = (owner, text)
            return
        text = self._with_figure(owner, text)
        reason = owner.reason or text_reason(text)
        if owner.kind == "heading" and not reason:
            self._leave_headings(owner.level)
        lead_in = self.lead_ins.get(owner.list_index, "") if owner.kind == "list-item" else ""
        kind = "button" if links and owner.kind == "paragraph" and is_call(text) else owner.kind
        self.blocks.append(self._block(owner, kind, text, lead_in=lead_in, links=links, reason=reason))
        if owner.kind == "heading" and not reason:
            self.headings.append((owner.level, text))

    def _block(self, owner: Node, kind: str, text: str, *, lead_in: str = "", links: tuple[str, ...] = (), reason: str = "") -> Block:
        typed: BlockKind = kind  # type: ignore[assignment]
        path = tuple(said for _, said in self.headings)
        return Block(
            kind=typed, text=text, level=owner.level if kind == "heading" else 0, heading=path, lead_in=lead_in,
            selector="" if reason else selector(owner, self.nodes), region=owner.region, lang=owner.lang, links=links,
            kept=not reason, reason=reason or "kept",
        )  # fmt: skip

    def _leave_headings(self, level: int) -> None:
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()

    def _write_image(self, node: Node, alt: str) -> None:
        if len(alt.split()) < 3 or FILE_NAME.search(alt):
            return
        logo = "logo" in f"{alt} {node.names}".lower()
        reason = node.reason or ("logo" if logo else "decoration" if is_decorative(alt) else text_reason(alt))
        self.blocks.append(self._block(node, "image", alt, reason=reason))

    def _lead_in(self) -> str:
        last = next((block for block in reversed(self.blocks[-3:]) if block.kind != "image"), None)
        return last.text if last is not None and last.kept and last.text.endswith(":") else ""

    # A figure alone ("500+") says nothing without the words that stand in the next box ("projects done").

    def _is_figure(self, owner: Node, text: str) -> bool:
        if owner.kind not in ("paragraph", "heading") or owner.reason or len(text) > 12:
            return False
        return COUNT_LINE.match(text) is not None and not STEP_NUMBER.match(text)

    def _with_figure(self, owner: Node, text: str) -> str:
        if self.figure is None:
            return text
        beside, figure = self.figure
        self.figure = None
        if owner.index < _box(beside).last and not owner.reason and owner.kind in ("paragraph", "heading", "list-item"):
            return f"{figure} {text}"
        self._put_figure(beside, figure)
        return text

    def _release_figure(self) -> None:
        if self.figure is not None:
            beside, figure = self.figure
            self.figure = None
            self._put_figure(beside, figure)

    def _put_figure(self, owner: Node, figure: str) -> None:
        self.blocks.append(self._block(owner, "paragraph", figure, reason="" if LETTER.search(figure) else "no-word"))


def _box(node: Node) -> Node:
    """The largest part around a figure that holds little more than it and its words."""
    while node.parent is not None and node.parent.words <= BOX_WORDS:
        node = node.parent
    return node


def selector(node: Node, nodes: list[Node]) -> str:
    """A short CSS path to the node: from the nearest id, at most four steps, so that an edit elsewhere leaves it alone."""
    steps: list[str] = []
    current: Node | None = node
    while current is not None and current.tag not in ("html", "body") and len(steps) < 4:
        own = current.attrib.get("id", "")
        if own and re.fullmatch(r"[A-Za-z][\w-]*", own):
            steps.append(f"#{own}")
            break
        nth = place(current, nodes)
        steps.append(current.tag if nth == 1 else f"{current.tag}:nth-of-type({nth})")
        current = current.parent
    return " > ".join(reversed(steps)) or "body"


def blocks_of(nodes: list[Node], address: Callable[[str], str]) -> list[Block]:
    """Blocks of the body in reading order: each text once, copies made for carousels and small screens dropped."""
    mark_opened(nodes)
    return once(Walk(nodes, address).run()) if nodes else []
