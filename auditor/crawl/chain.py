"""Traps that grow a link at a time: each page of a calendar leads to the next month, for ever.

In: links as they are found, each with the page it stands on. Out: whether an address is one step too many of such a chain. A list of three
hundred products is none: its sheets are found on the list, not on each other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from auditor.crawl.address import CACHED, identity

MAX_CHAIN = 8  # pages of one shape, each found on the one before; a list in pages has its last one within reach
DIGITS = re.compile(r"\d+")


class Chains:
    """How many pages of its own shape lie before each address."""

    def __init__(self) -> None:
        self._length: dict[str, int] = {}

    def is_too_long(self, url: str, found_on: str) -> bool:
        """Note a link; whether every way to its address so far was a chain longer than allowed."""
        name, shape = identity(url), _shape(url)
        length = 0
        if found_on and shape and shape == _shape(found_on) and name != identity(found_on):
            length = self._length.get(identity(found_on), 0) + 1
        known = self._length.get(name)
        self._length[name] = length = length if known is None else min(length, known)
        return length > MAX_CHAIN


@lru_cache(CACHED)
def _shape(url: str) -> str:
    """An address without its numbers and the values of its query; "" where it has neither, for then it cannot be counted up."""
    parts = urlsplit(url)
    names = "&".join(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    path = DIGITS.sub("#", parts.path)
    return f"{path}?{names}" if names or path != parts.path else ""
