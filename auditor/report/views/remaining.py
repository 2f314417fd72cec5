"""What of a sentence's findings is left once a suggested text stands in its place.

In: the sentence, the text, its findings. Out: the findings that the text still has. Nothing is judged anew: words tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from auditor.models import Finding
from auditor.report.views.families import letters
from auditor.report.views.joined import Joined

LONG = 8  # words from which a finding is about a passage: a text that changes one of its words leaves it as it was
KEPT = 0.8  # share of a passage's words that a text keeps, or of a sentence's length, from which it is left as it was
ENDS = re.compile(r"(?<=[.!?…])\s+")


def remaining(joined: Joined, before: str, after: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that `after` still has: of who opens the sentence, where it opens as it did; of any other, where the text was not made
    for it and keeps its words, or a sentence as long.
    """
    return tuple(f for f in findings if _is_left(joined.kind_of(f).letter, before, after, f))


def _is_left(letter: str, before: str, after: str, finding: Finding) -> bool:
    if letter == letters()[0]:
        return after.startswith(before[: finding.end])
    if any(s.text == after for s in finding.advice.suggestions):
        return False
    words = before[finding.start : finding.end].casefold()
    if letter == letters()[3] and len(words) > KEPT * len(before):
        return max(len(one.split()) for one in ENDS.split(after)) >= KEPT * len(words.split())
    return words in after.casefold() or _is_kept(words.split(), after.casefold().split())


def _is_kept(words: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a text keeps a long passage but for a word or two."""
    if len(words) < LONG:
        return False
    blocks = SequenceMatcher(None, words, after, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= KEPT * len(words)
