"""Addresses inside the report and out of it.

In: page keys and addresses from the crawl, all of them untrusted. Out: ASCII file names, links that can only be http or https.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlsplit

NOT_SLUG = re.compile(r"[^a-z0-9]+")
SLUG_LENGTH = 60  # with folders and suffix a path stays under 200 characters, which Windows needs
FRAGMENT_WORDS = 5  # browsers match whole words only; more words break on small edits of the live page


def slug(key: str, page_id: str) -> str:
    """File name of a page without suffix: lower-case ASCII and six digits of its id, so that no two collide on any disk."""
    text = unicodedata.normalize("NFKD", key.casefold()).encode("ascii", "ignore").decode()
    name = NOT_SLUG.sub("-", text)[:SLUG_LENGTH].strip("-")
    return f"{name or 'home'}-{page_id[:6]}"


def slugs(pages: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A slug for each (key, id), with all digits of the id where six of them meet twice."""
    names: dict[str, str] = {}
    for key, page_id in pages:
        short = slug(key, page_id)
        names[key] = short if short not in names.values() else f"{short}{page_id[6:]}"
    return names


def rule_file(rule: str) -> str:
    """File of the page of a type of finding, from the root of a language."""
    return f"r/{rule}.html"


@lru_cache(maxsize=256)  # every sentence of a page asks for its address
def safe_href(url: str) -> str:
    """The address when it is http or https with a host, else ""."""
    try:
        parts = urlsplit(url.strip())
        return url.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def live_href(url: str, text: str = "") -> str:
    """The live page, opened at the first whole words of `text` where the browser can do so; "" when the page is not on the web."""
    href = safe_href(url)
    words = text.split(maxsplit=FRAGMENT_WORDS)
    if not href or not words:
        return href
    start = quote(" ".join(words[:FRAGMENT_WORDS]), safe="", errors="replace").replace("-", "%2D")
    return f"{href.partition('#')[0]}#:~:text={start}"
