"""Small pages of invented companies for the tests of this room.

In: HTML. Out: pages and what was kept of them.
"""

from auditor.extract import extract
from auditor.identity import page_key
from auditor.models import Block, Page, PageText


def page(html: str | bytes, url: str = "offre.html", content_type: str = "text/html", charset: str | None = None) -> Page:
    """A page of a folder."""
    return Page(url, page_key(url), html if isinstance(html, bytes) else html.encode("utf-8"), content_type, charset)


def read(html: str | bytes, url: str = "offre.html", content_type: str = "text/html") -> PageText:
    """What is read of it."""
    return extract(page(html, url, content_type))


def kept(html: str) -> list[str]:
    """Texts of the kept blocks of a body."""
    return [block.text for block in read(f"<html><body>{html}</body></html>").blocks if block.kept]


def blocks(html: str) -> list[Block]:
    """All blocks of a body."""
    return list(read(f"<html><body>{html}</body></html>").blocks)


def reason(html: str, text: str) -> str:
    """Name of the rule that kept or dropped the block with this text."""
    return next(block.reason for block in blocks(html) if block.text == text)
