"""Whether a page sells something, for pages that neither path nor title names: "topographie", "pet-insurance".

In: the blocks of a page, and whether it says when it was published. Out: a verdict. It takes two things together: enough said
under several headings, and an invitation to the next step. An article tells its date, a thank-you or an error says too little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from auditor.extract.lists import folded, word_lists
from auditor.models import Block

FEW_WORDS = 80  # a page with fewer only passes its reader on
FEW_HEADINGS = 2
CALL_WORDS = 8  # of a button or a link that asks
PROSE = 40  # words: an article is made of paragraphs as long as this
MOST_PROSE = 0.6  # share of the words in such paragraphs


def sells(body: Sequence[Block], *, is_dated: bool) -> bool:
    """Whether these blocks are an offer; never for a page that says when it was published."""
    kept = [block for block in body if block.kept]
    words = [block.text.count(" ") + 1 for block in kept]
    said = sum(words)
    headings = sum(block.kind == "heading" for block in kept)
    if is_dated or said < FEW_WORDS or headings < FEW_HEADINGS:
        return False
    prose = sum(count for count in words if count >= PROSE)
    return prose <= MOST_PROSE * said and any(_asks(block) for block in kept)


def _asks(block: Block) -> bool:
    is_link = block.kind == "button" or (bool(block.links) and block.kind != "heading")
    return is_link and block.text.count(" ") < CALL_WORDS and _calls().search(folded(block.text)) is not None


@cache
def _calls() -> re.Pattern[str]:
    words = sorted({folded(word) for own in word_lists("offer").values() for word in own}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
