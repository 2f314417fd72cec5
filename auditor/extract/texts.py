"""What a text alone tells: how it is written down, and whether it is content.

In: a string. Out: the string folded; the name of the rule that drops it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from auditor.extract.lists import folded, word_lists
from auditor.extract.marks import SIGN

LETTER = re.compile(r"[^\W\d_]")
INVISIBLE = re.compile(rf"[\u00ad\u200b-\u200d\u2060\ufeff]|{SIGN.pattern}")  # soft hyphen, zero-width signs, our own
COPYRIGHT_LINE = re.compile(r"^\W{0,3}(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:19|20)\d\d|^©", re.IGNORECASE)
LONGEST_NOTICE = 250  # characters of a copyright line
NUMBER = re.compile(r"\d(?:[\s.]?\d){3}")  # of a register or a capital; "your SIRET within 48 hours" is no legal line
CLOSING_SIGNS = re.compile(r"\s+[-–—]\s+|\s*[|·•/]\s*")
LONGEST_LABEL = 40  # characters of a text that only names a control
ARROWS = ("→", "›", "»", "➔", "➜", "⟶", "↗", ">", ">>")
CALL_WORDS = 8
FURNITURE = " .:…*×→←▼▾>‹›«»"


def fold(text: str) -> str:
    """NFC, white space folded to single spaces, zero-width signs taken out."""
    plain = " ".join(text.split())
    if plain.isascii():
        return plain
    if not plain.isprintable():  # a search for the few signs in every text takes longer than all the rest
        plain = " ".join(INVISIBLE.sub("", text).split())
    return unicodedata.normalize("NFC", plain)


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


@cache
def _legal_pages() -> frozenset[str]:
    parts = [*word_lists("page_kinds")["legal"].values(), *({"words": words} for words in word_lists("interface")["closing"].values())]
    return frozenset(folded(words) for part in parts for words in part["words"])


@cache
def _registry() -> re.Pattern[str]:
    phrases = [phrase for phrases in word_lists("interface")["registry"].values() for phrase in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


def names_legal_pages(text: str) -> bool:
    """Whether a text is nothing but the names of legal pages ("Legal notice | Privacy")."""
    return len(text) < LONGEST_NOTICE and all(folded(part) in _legal_pages() for part in CLOSING_SIGNS.split(text))


def text_reason(text: str, *, is_linked: bool = False) -> str:
    """Why a text alone is no content, or ""; `is_linked`: it holds a link."""
    if not LETTER.search(text):
        return "no-word"
    if len(text) < LONGEST_NOTICE and (COPYRIGHT_LINE.match(text) or (NUMBER.search(text) and _registry().search(text))):
        return "copyright"
    if is_linked and names_legal_pages(text):
        return "legal-links"
    return "interface" if len(text) < LONGEST_LABEL and text.casefold().strip(FURNITURE) in _interface() else ""
