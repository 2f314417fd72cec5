"""What a run has already read: no page twice, no key twice.

In: pages as they come. Out: each with a key of its own, or the reason why it is not one more page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from auditor.crawl.shown import words_of
from auditor.crawl.sniff import PDF_MARK
from auditor.identity import page_key
from auditor.models import NotRead, Page

TELLING_WORDS = 20  # a text of fewer words may stand on two pages that differ in all else


class Known:
    """Bodies and keys met so far; the first page to come keeps the key."""

    def __init__(self, pages: Iterable[Page | NotRead] = ()) -> None:
        self.bodies: dict[str, str] = {}
        self.keys: set[str] = set()
        for page in pages:
            if isinstance(page, Page):
                self.bodies.setdefault(telling_of(page.body), page.url)
                self.keys.add(page.key)

    def admit(self, page: Page, telling: str = "") -> Page | NotRead:
        """The page under a key of its own, or NotRead `empty` or `duplicate` (its detail is the address with the same body or text);
        `telling` is what `telling_of` its body says, where that is known.
        """
        if not page.body.strip():
            return NotRead(page.url, "empty")
        twin = self.bodies.setdefault(telling or telling_of(page.body), page.url)
        if twin != page.url:
            return NotRead(page.url, "duplicate", twin)
        key = page_key(page.url)
        if key in self.keys:  # "offre.html" beside "offre/index.html"
            key = page.url.partition("://")[2].partition("/")[2] if "://" in page.url else page.url
        self.keys.add(key)
        return replace(page, key=key)


def telling_of(body: bytes) -> str:
    """A digest of the words, for a time or a token in a page does not make it another; of the bytes where there are few words."""
    words = words_of(body) if not body.startswith(PDF_MARK) else ()
    telling = " ".join(words).encode("utf-8") if len(words) >= TELLING_WORDS else body
    return hashlib.blake2b(telling, digest_size=16).hexdigest()
