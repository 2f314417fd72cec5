"""The words that a page shows, roughly and fast: enough to tell whether two pages say the same.

In: the bytes of a page. Out: its words; whether it says no more than the page that a site shows for what it does not have. Every step is
linear: bodies are hostile too.
"""

from __future__ import annotations

import re
from functools import lru_cache

READ = 512 * 1024  # bytes
UNSHOWN = re.compile(rb"<(script|style|template|noscript|svg)[\s>]|<!--")
AFTER_TAG = re.compile(rb">([^<]*)")
WORD = re.compile(r"[^\W_]+")
ALIKE = 0.6  # share of word pairs; a not-found page may repeat the address in a sentence of ten words


@lru_cache(2)  # whether a page needs a browser and whether it was read before are asked one after the other
def words_of(body: bytes) -> tuple[str, ...]:
    """Words of a body of HTML or text in their order, lower case, without scripts, styles and tags."""
    kept, rest = [], body[:READ].lower()
    position = 0
    while found := UNSHOWN.search(rest, position):
        kept.append(rest[position : found.start()])
        end = b"-->" if found[1] is None else b"</" + found[1]
        position = rest.find(end, found.end())
        if position < 0:
            break
    else:
        kept.append(rest[position:])
    return tuple(_words(_untagged(b" ".join(kept)).decode("utf-8", "replace").lower()))


def _untagged(body: bytes) -> bytes:
    """What stands between tags; a "<" that no ">" follows before the next one opens none, and then the pieces are looked at one by one."""
    first = body.find(b"<")
    after = AFTER_TAG.findall(body, max(0, first))
    if first >= 0 and len(after) == body.count(b"<"):
        return b" ".join([body[:first], *after])
    return b" ".join(piece[piece.find(b">") + 1 :] if n else piece for n, piece in enumerate(body.split(b"<")))


def _words(text: str) -> list[str]:
    """Runs of letters and digits; most pieces between two spaces are one, and seeing that takes half the time of a search."""
    words: list[str] = []
    for piece in text.split():
        if piece.isalnum():
            words.append(piece)
        else:
            words += WORD.findall(piece)
    return words


class Missing:
    """What a site shows for an address that it does not have, where it does not say so by an error.

    Menus and footers stand on every page: what the first page says too is left out before pages are compared.
    """

    def __init__(self, first: bytes, probe: bytes) -> None:
        self._common = _pairs(words_of(first))
        self._own = _pairs(words_of(probe)) - self._common

    def is_shown(self, body: bytes) -> bool:
        """Whether a page says the same; never where the site answers with its first page, which says nothing of the others."""
        if not self._own:
            return False
        own = _pairs(words_of(body)) - self._common
        return len(own & self._own) >= ALIKE * len(own | self._own)


def _pairs(words: tuple[str, ...]) -> set[tuple[str, str]]:
    return set(zip(words, words[1:], strict=False))
