"""Text gathered between two boundaries becomes the draft of a block, with the headings, the list and the place it stands in.

In: pieces of text, links and images, in reading order, and the node that a boundary closes. Out: drafts.
"""

from __future__ import annotations

import re

from auditor.extract.draft import Draft
from auditor.extract.marks import Mark, Marked
from auditor.extract.nodes import Node, place
from auditor.extract.texts import LETTER, fold, is_call, is_decorative, text_reason
from auditor.models import BlockKind

BOX_WORDS = 10  # a figure and what it counts
LONGEST_FIGURE = 12  # characters
ALT_WORDS = 3  # an image that says something says at least so much
FIGURE = re.compile(r"^[^\w]{0,2}\d[\d\s.,]*\s?(?:[%+€$£k★]|\w{1,4})?[^\w]{0,2}$")
STEP_NUMBER = re.compile(r"^(?:0\d?|\d)[.)]?$")
FILE_NAME = re.compile(r"\.\w{3,4}$|^(?:img|image|photo|dsc|screenshot|capture)[\W_\d]*$", re.IGNORECASE)
STABLE_ID = re.compile(r"[A-Za-z][\w-]*")
MOST_STEPS = 4  # of a selector


class Writer:
    """Gathers text and writes it down."""

    def __init__(self, nodes: list[Node], marks: tuple[Mark, ...] = ()) -> None:
        self.nodes = nodes
        self.marked = Marked(marks) if marks else None
        self.drafts: list[Draft] = []
        self.buffer: list[str] = []
        self.hrefs: list[str] = []
        self.alts: list[tuple[Node, str]] = []
        self.headings: list[tuple[int, str]] = []
        self.path: tuple[str, ...] = ()  # texts of the headings above
        self.lead_ins: dict[int, str] = {}  # of lists, by the index of their node
        self._paths: dict[int, str] = {}  # how selectors begin, by the index of the parent
        self.figure: tuple[Node, str] | None = None  # a number waiting for the words beside it

    def flush(self, owner: Node) -> None:
        """A boundary: what was gathered is a block of `owner`; its images follow it."""
        if self.buffer:
            text = "".join(self.buffer)
            text = fold(self.marked.read(text) if self.marked else text)
            self.buffer.clear()
            if text:
                self._write(owner, text)
        if self.hrefs:
            self.hrefs.clear()
        if self.alts:
            alts, self.alts = self.alts, []
            for node, alt in alts:
                self._write_image(node, fold(alt))

    def open_list(self, node: Node) -> None:
        """A list begins: the sentence before it that ends in ":" leads in its items."""
        last = next((draft for draft in reversed(self.drafts[-3:]) if draft.kind != "image"), None)
        self.lead_ins[node.index] = last.text if last is not None and last.kept and last.text.endswith(":") else ""

    def _write(self, owner: Node, text: str) -> None:
        if owner.reason:
            self._add(owner, owner.kind, text, reason=owner.reason)
            return
        if _is_figure(owner, text):
            self.release_figure()
            self.figure = (owner, text)
            return
        text = self._with_figure(owner, text)
        links = tuple(dict.fromkeys([*self.hrefs, owner.href] if owner.href else self.hrefs))
        reason = text_reason(text, is_linked=bool(links))
        kind: BlockKind = "button" if links and owner.kind == "paragraph" and is_call(text) else owner.kind
        if kind == "heading" and not reason:
            self._write_heading(owner, text, links)
        else:
            self._add(owner, kind, text, links=links, reason=reason)

    def _write_heading(self, owner: Node, text: str, links: tuple[str, ...]) -> None:
        while self.headings and self.headings[-1][0] >= owner.level:
            self.headings.pop()
        self.path = tuple([said for _, said in self.headings])
        self._add(owner, "heading", text, links=links)
        self.headings.append((owner.level, text))
        self.path = tuple([said for _, said in self.headings])

    def _add(self, owner: Node, kind: BlockKind, text: str, *, links: tuple[str, ...] = (), reason: str = "") -> None:
        draft = Draft(kind, text, reason, owner.region, owner.lang, self.path)
        self.drafts.append(draft)
        draft.links = links
        if kind == "heading":
            draft.level = owner.level
        elif kind == "list-item":
            draft.lead_in = self.lead_ins.get(owner.list_index, "")
        if not reason:
            draft.selector = self._selector(owner)
            if self.marked:
                draft.mutes = self.marked.take()

    def _write_image(self, node: Node, alt: str) -> None:
        if len(alt.split()) < ALT_WORDS or FILE_NAME.search(alt):
            return
        logo = "logo" in f"{alt} {node.names}".lower()
        reason = node.reason or ("logo" if logo else "decoration" if is_decorative(alt) else text_reason(alt))
        self._add(node, "image", alt, reason=reason)

    def _selector(self, node: Node) -> str:
        """A short CSS path to a node: from the nearest id, at most four steps, so that an edit elsewhere leaves it alone."""
        parent = node.parent
        if parent is None:
            return "body"
        step = _step(node, self.nodes)
        if step[0] == "#":
            return step
        above = self._paths.get(parent.index)
        if above is None:
            above = self._paths[parent.index] = _path(parent, self.nodes)
        return above + step

    # A figure alone ("500+") says nothing without the words that stand in the next box ("projects done").

    def _with_figure(self, owner: Node, text: str) -> str:
        if self.figure is None:
            return text
        beside, figure = self.figure
        if owner.index < _box(beside).last and owner.kind in ("paragraph", "heading", "list-item"):
            self.figure = None
            return f"{figure} {text}"
        self.release_figure()
        return text

    def release_figure(self) -> None:
        """A figure that waits in vain is a block of its own."""
        if self.figure is not None:
            owner, figure = self.figure
            self.figure = None
            self._add(owner, "paragraph", figure, reason="" if LETTER.search(figure) else "no-word")


def _is_figure(owner: Node, text: str) -> bool:
    if len(text) > LONGEST_FIGURE or owner.kind not in ("paragraph", "heading"):
        return False
    return FIGURE.match(text) is not None and not STEP_NUMBER.match(text)


def _box(node: Node) -> Node:
    """The largest part around a figure that holds little more than it and its words."""
    while node.parent is not None and node.parent.words <= BOX_WORDS:
        node = node.parent
    return node


def _path(node: Node, nodes: list[Node]) -> str:
    """The steps to what stands in a node."""
    steps: list[str] = []
    while node.parent is not None and len(steps) < MOST_STEPS - 1:
        steps.append(_step(node, nodes))
        if steps[-1][0] == "#":
            break
        node = node.parent
    return "".join(f"{step} > " for step in reversed(steps))


def _step(node: Node, nodes: list[Node]) -> str:
    own = node.attrib.get("id", "")
    if own and STABLE_ID.fullmatch(own):
        return f"#{own}"
    nth = place(node, nodes)
    return node.tag if nth == 1 else f"{node.tag}:nth-of-type({nth})"
