"""What a body is, from what it was called and how it begins.

In: a media type or a file name, and the bytes. Out: text/html, application/xhtml+xml, text/markdown or text/plain, or "" for no text.
"""

from __future__ import annotations

import re

HTML, XHTML, MARKDOWN, PLAIN = "text/html", "application/xhtml+xml", "text/markdown", "text/plain"
TEXTS = frozenset((HTML, XHTML, MARKDOWN, PLAIN))
VAGUE = frozenset(("", "application/octet-stream", "binary/octet-stream", "application/x-unknown", "text/x-markdown", "unknown/unknown"))
BY_SUFFIX = {
    "html": HTML, "htm": HTML, "xhtml": XHTML, "shtml": HTML, "md": MARKDOWN, "markdown": MARKDOWN, "txt": PLAIN, "text": PLAIN,
}  # fmt: skip
HEAD = 2048  # bytes: what the WHATWG sniffing algorithm reads is 1445
STARTS_AS_HTML = re.compile(rb"^\s*(<!--.*?-->\s*)*(<\?xml[^>]*>\s*)?(<!doctype\s+html|<(html|head|body|title|meta)[\s>])", re.I | re.S)
HOLDS_HTML = re.compile(rb"<(html|head|body|title|main|article|section|div|p|h[1-6]|ul|table|br|a\s+href)[\s>/]", re.I)
MARKDOWN_SIGNS = re.compile(rb"^(#{1,6} \S|[-*+] \S|\d+\. \S|> \S|---\s*$|```)|\[[^\]\n]+\]\([^)\n]+\)|\*\*\S", re.M)
MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"RIFF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"OggS", b"ID3",
)  # fmt: skip
UTF_16_TAG = re.compile(rb"^(\s\x00)*<\x00[a-z!]\x00|^(\x00\s)*\x00<\x00[a-z!]", re.I)
UTF_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def media_type(header: str) -> tuple[str, str | None]:
    """Media type in lower case and charset of a Content-Type header."""
    kind, *parameters = header.split(";")
    charset = None
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'").lower() or None
    return kind.strip().lower(), charset


def may_be_text(kind: str) -> bool:
    """Whether a body of this media type is worth reading."""
    return kind in TEXTS or kind in VAGUE


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
