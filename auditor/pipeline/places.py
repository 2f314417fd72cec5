"""The page whose place a draft takes: by the address that it declares, its file's name, its title, or its text.

In: a draft and the pages of a site. Out: `Placed`. The surest sign comes first, and whatever is found is said aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from auditor import extract
from auditor.identity import normalise, page_key
from auditor.models import Page, PageText

ALIKE = 0.5  # share of words in common (LCS, both ways) from which a draft is a page's next version
JOINT = re.compile(r"\s+[|–—·-]\s+")  # what parts a page's title from the name of its site
WORD = re.compile(r"\w+")
How = Literal["address", "file", "title", "text", "new"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft and the page that it replaces, None where it is a page of its own."""

    draft: Page
    text: PageText
    how: How
    instead: PageText | None


def place(draft: Page, site: Sequence[PageText]) -> Placed:
    """Where a draft stands in a site."""
    text, keys = extract.extract(draft), {page.key: page for page in site}
    declared = extract.declared_address(draft)
    if declared and (found := keys.get(page_key(declared))):
        return Placed(draft, text, "address", found)
    if found := keys.get(draft.key) or _only(page for page in site if page.key and _file(page.key) == _file(draft.key)):
        return Placed(draft, text, "file", found)
    if found := _only(page for page in site if _names(page) & _names(text)):
        return Placed(draft, text, "title", found)
    words = _words(text)
    likest = max(site, key=lambda page: (Indel.normalized_similarity(words, _words(page)), page.key), default=None)
    if likest and Indel.normalized_similarity(words, _words(likest)) >= ALIKE:
        return Placed(draft, text, "text", likest)
    return Placed(draft, text, "new", None)


def _only(found: Iterable[PageText]) -> PageText | None:
    """The page, where there is one and no other."""
    pages = list(found)
    return pages[0] if len(pages) == 1 else None


def _file(key: str) -> str:
    return key.rpartition("/")[2]


def _names(text: PageText) -> set[str]:
    """The title before the name of the site, and the main headings."""
    headings = {normalise(block.text) for block in text.blocks if block.kept and block.kind == "heading" and block.level == 1}
    return (headings | {normalise(JOINT.split(text.title)[0])}) - {""}


def _words(text: PageText) -> list[str]:
    return [word for block in text.blocks if block.kept for word in WORD.findall(normalise(block.text))]
