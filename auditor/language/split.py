"""Sentence borders by punctuation, the same for any model.

In: the text of a block and its language. Out: offsets of its sentences, trimmed, covering every word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.knowledge.parties import of_language
from auditor.language.text import APOSTROPHES, SPACES
from auditor.models import Lang

CLOSERS = "\"'»”’)\\]}*_"
STEP_AFTER = ".!?…:;•–—-"
OPENERS = "\"'«“‘(\\[{¿¡*_"
# A full stop, ellipsis, question or exclamation mark with what closes after it, then white space.
STOP = re.compile(rf"(?P<stop>[.!?…‼⁉。！？]+)(?P<close>(?:[^\S\n]?[{CLOSERS}])*)(?P<gap>\s+|$)")
LAST_WORD = re.compile(r"[^\W_][\w.'’\-]*$")
INITIAL = re.compile(r"(?:^|[\s(\"«“])[^\W\d_]$")
# A bullet that starts a new line of thought inside a block: signs and pictographs, followed by a space.
BULLET = re.compile(r"\s+(?=(?:[•▪▸►‣◦●■✓✔✅➤➜→☑★✦✨🔹🔸]|[\U0001F300-\U0001FAFF]\ufe0f?)+\s+\w)")
STARTS = re.compile(rf"\s*(?:[{OPENERS}–—\-•]\s*)*(?P<first>\S)")


def split(text: str, lang: Lang) -> list[tuple[int, int]]:
    """Offsets of the sentences of `text`, end exclusive, without white space around them."""
    borders = sorted({0, len(text), *_borders(text, lang)})
    pieces = (_trim(text, start, end) for start, end in zip(borders, borders[1:], strict=False))
    return [(start, end) for start, end in pieces if any(c.isalnum() for c in text[start:end])] or _whole(text)


def _whole(text: str) -> list[tuple[int, int]]:
    start, end = _trim(text, 0, len(text))
    return [(start, end)] if start < end else []


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _borders(text: str, lang: Lang) -> Iterator[int]:
    for match in STOP.finditer(text):
        if match.end() < len(text) and _ends(text, match, lang):
            yield match.start("gap")
    for match in BULLET.finditer(text):
        yield match.end()


def _ends(text: str, match: re.Match[str], lang: Lang) -> bool:
    """Whether the stop ends a sentence: what follows begins one, and what precedes is no abbreviation."""
    following = STARTS.match(text, match.end("gap"))
    if following is None:
        return False
    first, stop = following["first"], match["stop"]
    if match["close"] and "»" in match["close"] and first.islower():
        return False
    if stop != ".":
        return not first.islower() or (stop[-1] in "!?" and "\n" in match["gap"])
    return not first.islower() and not _abbreviates(text[: match.start()], first, lang)


def _abbreviates(before: str, first: str, lang: Lang) -> bool:
    """Whether the full stop after `before` belongs to an abbreviation, an initial or a number of a list."""
    found = LAST_WORD.search(before[-40:])
    if found is None:
        return False
    words, word = of_language(lang), found.group().lower().translate(APOSTROPHES | SPACES)
    word = word.rsplit("'", 1)[-1]
    if word in words.final_abbreviations:
        return not first.isupper()
    if word in words.abbreviations:
        return True
    if word.isdigit():
        opening = before[: len(before) - len(found.group())].rstrip()[-1:]
        return not opening or opening in STEP_AFTER  # "1. Choisissez": the number of a step, not the end of a sentence
    return bool(INITIAL.search(before)) and first.isupper()
