"""Bytes to text: byte order mark, then the HTTP header, then the page's own word, then detection.

In: a body and the charset of its header. Out: text; never an error, and never ISO-8859-1 only because nothing was said.
"""

from __future__ import annotations

import codecs

from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

# Python's own, which no page is written in: they read what is not there, or take time that grows with the square of a body.
NO_CHARSETS = frozenset(("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"))
WIDE = ("utf_16", "utf_32")  # a tag in one of them has zeros; without any the name is wrong, and would make one sign of two letters
REPLACED = "\ufffd"
WESTERN = "cp1252"
EVEN = 0.02  # difference of mess ratio (0-1) that decides nothing
DETECT_FROM = 65_536  # bytes: detection reads no more, its verdict does not change and its time does


def decode(body: bytes, charset: str | None = None) -> str:
    """Text of `body`, without NUL bytes."""
    encoding, mark = read_bom(body)
    if encoding and mark:
        return _clean(body[len(mark) :].decode(encoding, "replace"))
    text = _as_declared(body, charset)
    if text is None:
        text = _as_declared(body, html_body_declared_encoding(body))
    return _clean(_detected(body) if text is None else text)


def _as_declared(body: bytes, label: str | None) -> str | None:
    """Text by the declared encoding; None where nothing usable was declared or the bytes contradict it."""
    encoding = resolve_encoding(label) if label else None
    name = (encoding or "").lower().replace("-", "_")
    if not encoding or name in NO_CHARSETS or name.startswith(WIDE) and b"\0" not in body[:DETECT_FROM]:
        return None
    try:
        text = body.decode(encoding, "replace")
    except (LookupError, UnicodeError):  # LookupError: Python's "zlib" and "rot13" are no encodings of text
        return None
    broken = text.count(REPLACED)
    # A stray byte in a long UTF-8 page is a typo; a page where most accents break was written in another charset.
    return text if broken == 0 or broken * 4 <= sum(c > "\x7f" for c in text) else None


def _detected(body: bytes) -> str:
    """Text by what the bytes look like: UTF-8 when they are valid, else charset_normalizer, else windows-1252."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(_best_guess(body[:DETECT_FROM]), "replace")


def _best_guess(body: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = from_bytes(body)
    best = matches.best()
    if best is None:
        return WESTERN
    # A short French text reads about as well in windows-1250 or 1257; on a French or English page 1252 is meant.
    western = any(match.encoding == WESTERN and match.chaos <= best.chaos + EVEN for match in matches)
    name = WESTERN if western else best.encoding
    try:
        codecs.lookup(name)
    except LookupError:
        return WESTERN
    return name


def _clean(text: str) -> str:
    return text.replace("\0", "") if "\0" in text else text
