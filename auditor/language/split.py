"""Sentence borders by punctuation, the same for any model.

In: the text of a block and its language. Out: offsets of its sentences, trimmed, covering every word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.knowledge.parties import PartyWords, of_language
from auditor.language.text import APOSTROPHES, SPACES
from auditor.models import Lang

CLOSERS = "\"'»”’)\\]}*_"
STEP_AFTER = ".!?…:;•–—-"
OPENERS = "\"'«“‘(\\[{¿¡*_"
# A full stop, ellipsis, question or exclamation mark with what closes after it, then white space.
STOP = re.compile(rf"(?P<stop>[.!?…‼⁉。！？]+)(?P<close>(?:[^\S\n]?[{CLOSERS}])*)(?P<gap>\s+|$)")
LAST_WORD = re.compile(r"[^\W_][\w.'’\-]*$")
INITIAL = re.compile(r"(?:^|[\s(\"«“\-])[^\W\d_]$")
AFTER_FIGURE = re.compile(r"\d\s?[^\W\d_]$")  # « 18 h. » ends a sentence, « J. Roy » does not
QUOTES = {"«": "»", "“": "”"}
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
    if _is_inside_a_title(text, match.end()):
        return False
    if stop != ".":
        return not first.islower() or (stop[-1] in "!?" and "\n" in match["gap"])
    return not first.islower() and not _abbreviates(text[: match.start()], first, lang)


def _is_inside_a_title(text: str, at: int) -> bool:
    """Whether quotation marks around `at` close before a small letter: « Plus loin. Plus vite. » is one word of its sentence."""
    for opening, closing in QUOTES.items():
        opened, closed = text.rfind(opening, 0, at), text.find(closing, at)
        if opened > text.rfind(closing, 0, at) and closed > 0 and text[closed + 1 :].lstrip()[:1].islower():
            return True
    return False


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
        return not _is_acronym(found.group(), before)
    if word.isdigit():
        return _is_step(before[: len(before) - len(found.group())].rstrip(), words)
    return bool(INITIAL.search(before[-3:])) and first.isupper() and not AFTER_FIGURE.search(before[-6:])


def _is_acronym(word: str, before: str) -> bool:
    """Whether a word in capitals only looks like an abbreviation: "3.9% APR." is no April."""
    return len(word) > 2 and word.isupper() and "." not in word and not before.isupper()


def _is_step(before: str, words: PartyWords) -> bool:
    """Whether a number is that of a step ("1. Choisissez") and not the end of a sentence (« voir art. 7. »)."""
    last = LAST_WORD.search(before[:-1]) if before.endswith(".") else None
    if last is not None and last.group().lower() in words.abbreviations:
        return False
    return not before or before[-1] in STEP_AFTER
