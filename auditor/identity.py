"""Names that survive: ids of pages, blocks, segments and findings, never made from positions.

In: paths and texts. Out: page keys and 12 hex digits, the same for a draft, a folder, a preview and the live site.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

PAGE_SUFFIX = re.compile(r"\.(html?|xhtml|php|aspx?|md|markdown|txt)$", re.IGNORECASE)
INDEX_NAME = re.compile(r"(^|/)(index|default|home)$", re.IGNORECASE)


def page_key(url: str) -> str:
    """Path under the site's root without suffix, index name and outer slashes: "" is the home page; a query is kept.

    `https://example.com/offre/index.html`, `offre/index.md` and `/offre/` all give `offre`.
    """
    parts = urlsplit(url)
    path = unicodedata.normalize("NFC", unquote(parts.path)).strip("/")
    path = INDEX_NAME.sub("", PAGE_SUFFIX.sub("", path)).strip("/")
    return f"{path}?{parts.query}" if parts.query else path


def digest(*parts: str, size: int = 6) -> str:
    """Hex digits of the parts, two for each byte of `size`: 12 for ids."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def normalise(text: str) -> str:
    """Text as identity sees it: NFC, straight apostrophes, folded white space, lower case."""
    text = text if text.isascii() else unicodedata.normalize("NFC", text).replace("\u2019", "'")
    return " ".join(text.split()).casefold()  # str.split and \s agree on what is white space


def segment_ids(page: str, texts: Iterable[str]) -> list[str]:
    """An id for each text of a page, in order: page key + normalised text + which occurrence it is."""
    seen: Counter[str] = Counter()
    ids = []
    for text in map(normalise, texts):
        seen[text] += 1
        ids.append(digest(page, text, str(seen[text])))
    return ids


def page_id(key: str) -> str:
    """Id of a page."""
    return digest("page", key)


def finding_id(segment: str, rule: str, occurrence: int = 1) -> str:
    """Id of a finding: its segment, its rule, and which match of the rule in the segment it is."""
    return digest(segment, rule, str(occurrence))
