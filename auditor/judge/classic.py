"""Classic We-We: customer words over customer words, own words and company names.

In: segments, the company's names, the closed-class words of both languages. Out: `Classic`. Reported beside the index, never part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from auditor.knowledge import index as indexing
from auditor.models import LANGS, Classic, Segment

DECIMALS = 4
CUSTOMER = 1  # the group of the customer's words


def ratio(customer: int, own: int, names: int) -> float | None:
    """C / (C + S + N) in per cent; None without any such word. 15, 13, 0 gives 53.57 and 47, 33, 15 gives 49.47, as published."""
    total = customer + own + names
    return round(100 * customer / total, DECIMALS) if total else None


def classic(segments: Iterable[Segment], names: Sequence[str], words: indexing.Classic) -> Classic:
    """The counts over the segments, each in its own language; a name is counted once and its words are not counted again."""
    customer = own = named = 0
    pattern, of_lang = _names(tuple(names)), {lang: (words.words(lang), _words(words.words(lang))) for lang in LANGS}
    for segment in segments:
        text, hits = pattern.subn(" ", segment.text) if pattern else (segment.text, 0)
        more_customer, more_own = _count(text, *of_lang[segment.lang])
        customer, own, named = customer + more_customer, own + more_own, named + hits
    return Classic(customer, own, named, ratio(customer, own, named))


@cache
def _names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the names as whole words, the longest first."""
    longest_first = sorted({name for name in names if name.strip()}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE) if longest_first else None


@cache
def _words(words: indexing.ClassicWords) -> re.Pattern[str]:
    """Any listed word: a group for the customer's, a group for the company's own. An elided word ends in its apostrophe."""
    both = ("|".join(map(_written, sorted(some))) for some in (words.customer, words.own))
    return re.compile("(?<!\\w)(?:({})|({}))".format(*both), re.IGNORECASE)


def _written(word: str) -> str:
    return re.escape(word[:-1]) + "['\u2019]" if word.endswith("'") else re.escape(word) + r"(?!\w)"


def _count(text: str, words: indexing.ClassicWords, pattern: re.Pattern[str]) -> tuple[int, int]:
    found = [match.lastindex for match in pattern.finditer(text) if not _is_another_word(match[0], text, words)]
    customer = found.count(CUSTOMER)
    return customer, len(found) - customer


def _is_another_word(written: str, text: str, words: indexing.ClassicWords) -> bool:
    """Whether capitals make it one: "the US market"."""
    return written.isupper() and written.casefold() in words.not_in_capitals and not text.isupper()
