"""What a body is, from what it was called and how it begins.

In: a media type or a file name, and the bytes. Out: text/html, application/xhtml+xml, text/markdown or text/plain, or "" for no text.
A PDF is a page to those who ask for it.
"""

from __future__ import annotations

import re
from importlib.util import find_spec

HTML, XHTML, MARKDOWN, PLAIN = "text/html", "application/xhtml+xml", "text/markdown", "text/plain"
PDF, PDF_MARK = "application/pdf", b"%PDF-"
TEXTS = frozenset((HTML, XHTML, MARKDOWN, PLAIN))
PAGES = TEXTS | {PDF}
VAGUE = frozenset(("", "application/octet-stream", "binary/octet-stream", "application/x-unknown", "text/x-markdown", "unknown/unknown"))
BY_SUFFIX = {
    "html": HTML, "htm": HTML, "xhtml": XHTML, "shtml": HTML, "md": MARKDOWN, "markdown": MARKDOWN, "txt": PLAIN, "text": PLAIN,
    "pdf": PDF,
}  # fmt: skip
HEAD = 2048  # bytes: what the WHATWG sniffing algorithm reads is 1445
STARTS_AS_HTML = re.compile(rb"^\s*(<!--.*?-->\s*)*(<\?xml[^>]*>\s*)?(<!doctype\s+html|<(html|head|body|title|meta)[\s>])", re.I | re.S)
HOLDS_HTML = re.compile(rb"<(html|head|body|title|main|article|section|div|p|h[1-6]|ul|table|br|a\s+href)[\s>/]", re.I)
MARKDOWN_SIGNS = re.compile(rb"^(#{1,6} \S|[-*+] \S|\d+\. \S|> \S|---\s*$|```)|\[[^\]\n]+\]\([^)\n]+\)|\*\*\S", re.M)
MAGIC = (
    PDF_MARK, b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"RIFF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"OggS", b"ID3",
)  # fmt: skip
UTF_16_TAG = re.compile(rb"^(\s\x00)*<\x00[a-z!]\x00|^(\x00\s)*\x00<\x00[a-z!]", re.I)
UTF_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def media_type(header: str) -> tuple[str, str | None]:
    """Media type in lower case and charset of a Content-Type header; of several, the last one (Fetch, 2.2.6): proxies add theirs."""
    found, charset = "", None
    for written in header.split(","):
        kind, *parameters = written.split(";")
        if (kind := kind.strip().lower()) != "*/*" and "/" in kind or not found:
            found, charset = kind, charset if kind == found else None
            charset = next((said for parameter in parameters if (said := _charset(parameter))), charset)
    return found, charset


def _charset(parameter: str) -> str | None:
    name, _, value = parameter.partition("=")
    return value.strip().strip("\"'").lower() or None if name.strip().lower() == "charset" else None


def may_be_text(kind: str) -> bool:
    """Whether a body of this media type is worth reading."""
    return kind in TEXTS or kind in VAGUE


def is_pdf(kind: str, body: bytes) -> bool:
    """Whether a body is a PDF, whatever it was called: brochures come as streams of bytes too."""
    return (kind == PDF or kind in VAGUE or kind in TEXTS) and body[:HEAD].lstrip().startswith(PDF_MARK)


def page_type(kind: str, body: bytes, *, pdf: bool) -> str:
    """The media type to read a body as; where it is no page, the reason that NotRead gives. `pdf` is whether PDFs were asked for."""
    if is_pdf(kind, body):
        return "pdf" if not pdf else PDF if can_read_pdf() else "pdf-reader"
    return text_type(kind, body) or "not-text" if body.strip() else HTML


def can_read_pdf() -> bool:
    """Whether there is what reads a PDF."""
    return find_spec("pypdf") is not None


def text_type(kind: str, body: bytes) -> str:
    """The media type to read the body as, "" when it is no text: servers call PDFs HTML, and HTML a stream of bytes."""
    if not may_be_text(kind) or is_binary(body):
        return ""
    if STARTS_AS_HTML.match(body[:HEAD].removeprefix(b"\xef\xbb\xbf")):
        return kind if kind in (HTML, XHTML) else HTML
    return kind if kind in TEXTS else guess(body)


def is_binary(body: bytes) -> bool:
    """Whether the first bytes are those of an image, a PDF, an archive or other bytes that no text begins with."""
    head = body[:HEAD]
    if head.startswith(MAGIC):
        return True
    # a page may hold a stray NUL, or be UTF-16 without a mark
    return b"\x00" in head and not head.startswith(UTF_BOMS) and not HOLDS_HTML.search(head) and not UTF_16_TAG.match(head)


def guess(body: bytes) -> str:
    """The media type of text that came without a name: HTML, Markdown or plain."""
    if STARTS_AS_HTML.match(body[:HEAD]) or HOLDS_HTML.search(body[: 16 * HEAD]):
        return HTML
    return MARKDOWN if MARKDOWN_SIGNS.search(body[: 16 * HEAD]) else PLAIN


def suffix_of(name: str) -> str:
    """Suffix of a file name in lower case; mirrors write queries into names ("index.html?page=2"): they are no suffix."""
    stem, dot, suffix = name.partition("?")[0].rpartition(".")
    return suffix.lower() if dot and stem else ""
