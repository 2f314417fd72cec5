"""What was read: pages as the crawl saw them and their text as extraction left it.

In: nothing. Out: records from `Page` to `Company`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from auditor.models.vocabulary import BlockKind, PageKind


@dataclass(frozen=True, slots=True)
class Page:
    """One page as the crawl saw it: bytes and where they came from, nothing read yet."""

    url: str  # final address; for a folder or file the path under its root, with "/"
    key: str  # identity of the page under its site's root (identity.page_key)
    body: bytes
    content_type: str = "text/html"  # media type, lower case, without parameters
    charset: str | None = None  # from the HTTP header only
    status: int = 200
    fetched_at: str | None = None  # ISO 8601, UTC; None for files
    depth: int = 0  # links from the first page
    etag: str = ""  # what the server said to ask with next time, "" for files and drawn pages
    last_modified: str = ""
    robots: str = ""  # X-Robots-Tag, lower case


@dataclass(frozen=True, slots=True)
class NotRead:
    """An address or file that was seen and not audited, with its reason (`crawl.reason.<reason>` in the catalogues)."""

    url: str
    # robots, http-error, timeout, unreachable, busy, refused, not-text, too-large, off-site, cap, depth, empty, duplicate, redirect,
    # nofollow, noindex, excluded, trap, missing, needs-browser, unchanged, unreadable,
    # damaged, pdf, pdf-reader
    reason: str
    detail: str = ""  # what the reason's sentence may name: a status, a size


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page, absolute, without its fragment."""

    url: str
    text: str = ""
    region: str = "body"  # nav | header | body | footer
    nofollow: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, quote, button or cell of a page; dropped blocks stay, with the reason."""

    kind: BlockKind
    text: str  # white space folded, NFC
    level: int = 0  # 1-6 for headings, else 0
    heading: tuple[str, ...] = ()  # texts of the headings above, outermost first
    lead_in: str = ""  # the sentence ending in ":" that opens the list this item stands in
    selector: str = ""
    region: str = "body"  # nav | header | body | footer | aside
    lang: str = ""  # language of the block: fr, en, or another ISO 639-1 code; of a dropped one what is declared, often ""
    links: tuple[str, ...] = ()
    kept: bool = True
    reason: str = "kept"  # name of the rule that kept or dropped it
    mutes: tuple[tuple[str, str], ...] = ()  # rule and reason of each mark in the page that mutes findings here


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """A name that the page gives its company, and where it was found."""

    name: str
    where: str  # json-ld | site-name | title | copyright | domain | logo
    weight: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page in reading order, with what the page says of itself."""

    key: str
    url: str
    lang: str  # fr, en, or another code: other languages are listed, never judged
    kind: PageKind
    title: str
    description: str
    blocks: tuple[Block, ...]  # title and description first, as blocks of those kinds
    links: tuple[Link, ...] = ()
    names: tuple[NameEvidence, ...] = ()
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()  # (hreflang, address)
    date: str = ""  # day it was published, else last changed, as the page says (ISO 8601)

    @property
    def skipped(self) -> tuple[tuple[str, int], ...]:
        """How many blocks were left aside, by the rule that dropped them."""
        return tuple(sorted(Counter(block.reason for block in self.blocks if not block.kept).items()))


@dataclass(frozen=True, slots=True)
class Company:
    """Who "we" is on this site: names as they may stand in a sentence, the most certain first."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    customer_nouns: tuple[str, ...] = ()  # from auditor.toml: patients, members, ...

    @property
    def names(self) -> tuple[str, ...]:
        """Name and aliases, without the empty ones."""
        return tuple(n for n in (self.name, *self.aliases) if n)
