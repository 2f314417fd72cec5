"""Blanks that a page would hold again and again: the same request in ten places is read in none.

In: the advice on the sentences of a page, in their order. Out: the same advice, each blank at most twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from auditor.models import Advice, Suggestion

MOST_AGAIN = 2  # sentences of a page that may be given the same blank
BLANK = re.compile(r"\[[^\]]*\]")
REFUSAL = "rewrite.refusal.asked-twice"


def spared(page: Iterable[tuple[str, Advice]]) -> Iterator[Advice]:
    """The advice on each sentence of a page, given with the sentence's text and in the order of the page, without the blanks that
    `MOST_AGAIN` other sentences before it were given; what has nothing else to say refuses, and its questions stay.
    """
    held: dict[tuple[str, ...], set[str]] = {}
    for text, advice in page:
        kept = tuple(s for s in advice.suggestions if _may_stand(s, text, held))
        yield advice if kept == advice.suggestions else replace(advice, suggestions=kept, refusal="" if kept else REFUSAL)


def _may_stand(suggestion: Suggestion, text: str, held: dict[tuple[str, ...], set[str]]) -> bool:
    """Whether few sentences have its blanks so far; if so, this one has them now."""
    blanks = tuple(BLANK.findall(suggestion.text.replace("\u2019", "'")))
    having = held.setdefault(blanks, set())
    if not blanks or text in having:
        return True
    if len(having) < MOST_AGAIN:
        having.add(text)
        return True
    return False
