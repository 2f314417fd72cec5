"""What a text alone tells: how it is written down, and whether it is content.

In: a string. Out: the string folded; the name of the rule that drops it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from auditor.extract.lists import folded, word_lists

LETTER = re.compile(r"[^\W\d_]")
INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))  # soft hyphen, zero-width signs
COPYRIGHT_LINE = re.compile(r"^\W{0,3}(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:19|20)\d\d|^©", re.IGNORECASE)
LONGEST_NOTICE = 250  # characters of a copyright line
LONGEST_LABEL = 40  # characters of a text that only names a control
ARROWS = ("→", "›", "»", "➔", "➜", "⟶", "↗", ">", ">>")
CALL_WORDS = 8
FURNITURE = " .:…*×→←▼▾>‹›«»"


def fold(text: str) -> str:
    """NFC, white space folded to single spaces, zero-width signs taken out."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text.translate(INVISIBLE))
    return " ".join(plain.split())


@cache
def _interface() -> frozenset[str]:
    lists = word_lists("interface")
    return frozenset(text.casefold() for key in ("fr", "en", "both") for text in lists[key])


def is_call(text: str) -> bool:
    """Whether the text of a link is a call to go on: a few words and an arrow ("Our prices →")."""
    return text.endswith(ARROWS) and len(text.split()) <= CALL_WORDS and LETTER.search(text) is not None


@cache
def _decorative() -> frozenset[str]:
    return frozenset(folded(word) for word in word_lists("interface")["decorative"])


def is_decorative(alt: str) -> bool:
    """Whether the alt of an image only says that it is an icon, an arrow, an illustration."""
    return not _decorative().isdisjoint(folded(alt).split())


def text_reason(text: str) -> str:
    """Why a text alone is no content, or ""."""
    if not LETTER.search(text):
        return "no-word"
    if COPYRIGHT_LINE.match(text) and len(text) < LONGEST_NOTICE:
        return "copyright"
    return "interface" if len(text) < LONGEST_LABEL and text.casefold().strip(FURNITURE) in _interface() else ""
