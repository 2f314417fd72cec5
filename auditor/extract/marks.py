"""Marks in a page that mute findings: `<!-- auditor: mute rule-id reason -->` for the next block, `data-auditor-mute="rule-id reason"` on
an element for all that stands in it.

In: a parsed page. Out: the same tree, its marks turned into signs in the text, which the walk over blocks carries to where they belong:
a comment stands between two pieces of text, and a sign is the only thing that stays there.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

Mark = tuple[str, str]  # rule and reason
ATTRIBUTE = "data-auditor-mute"
COMMENT = re.compile(r"\s*auditor:\s*mute\b(.*)", re.DOTALL)
# Code points that are no characters and never will be: no page can mean them.
NEXT, OPENS, CLOSES, END = "\ufdd0", "\ufdd2", "\ufdd3", "\ufdd1"
SIGN = re.compile(rf"([{NEXT}{OPENS}{CLOSES}])(\d+){END}")


def has_marks(text: str) -> bool:
    """Whether a page may hold marks: nearly none does, and only then its comments are worth keeping."""
    return "auditor" in text and (ATTRIBUTE in text or ("<!--" in text and "auditor:" in text))


def sign(root: Any) -> tuple[Mark, ...]:
    """Put a sign where each mark of the body stands, take all comments out, and return the marks by their number."""
    marks: list[Mark] = []
    body = root.find("body")
    for comment in list(root.iter(etree.Comment)):
        found = COMMENT.match(comment.text or "")
        is_inside = body is not None and any(above is body for above in comment.iterancestors())
        _take_out(comment, _sign(NEXT, marks, found.group(1)) if found and is_inside else "")
    for element in root.xpath(f".//*[@{ATTRIBUTE}]") if body is not None else ():
        _enclose(element, marks)
    return tuple(marks)


def _sign(kind: str, marks: list[Mark], said: str) -> str:
    rule, _, reason = " ".join(said.split()).partition(" ")
    marks.append((rule, reason))
    return f"{kind}{len(marks) - 1}{END}"


def _take_out(comment: Any, sign: str) -> None:
    """Remove a comment, its sign and what follows it joined to the text before."""
    before, parent = comment.getprevious(), comment.getparent()
    if parent is None:  # before or after the whole page
        return
    text = sign + (comment.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    comment.tail = None
    parent.remove(comment)


def _enclose(element: Any, marks: list[Mark]) -> None:
    opens = _sign(OPENS, marks, element.get(ATTRIBUTE))
    element.text = opens + (element.text or "")
    closes = opens.replace(OPENS, CLOSES)
    last = element[-1] if len(element) else None
    if last is None:
        element.text += closes
    else:
        last.tail = (last.tail or "") + closes


class Marked:
    """Which marks hold for the block that is being written."""

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self.marks = marks
        self._open: list[Mark] = []
        self._here: list[Mark] = []  # of the block at hand: the next one, unless that is dropped
        self._closing: list[Mark] = []

    def read(self, text: str) -> str:
        """The text without its signs, which are noted."""
        self._open = [mark for mark in self._open if mark not in self._closing]
        self._closing = []
        for kind, number in SIGN.findall(text):
            if int(number) < len(self.marks):
                self._note(kind, self.marks[int(number)])
        return SIGN.sub("", text)

    def take(self) -> tuple[Mark, ...]:
        """The marks of the block that is written now."""
        here = tuple(dict.fromkeys([*self._open, *self._here]))
        self._here = []
        return here

    def _note(self, kind: str, mark: Mark) -> None:
        if kind == NEXT:
            self._here.append(mark)
        elif kind == OPENS:
            self._open.append(mark)
        else:
            self._closing.append(mark)
