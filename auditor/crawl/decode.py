"""A body as it was before compression, never longer than asked: a few kilobytes can unpack to gigabytes.

In: bytes and their Content-Encoding. Out: the plain bytes; TooLarge, or UnknownEncoding for what was not asked for.
"""

from __future__ import annotations

import zlib

MAX_STACKED = 2  # encodings on top of each other: one is normal, two a clumsy proxy, three an attack
STEP = 1024  # bytes
GZIP_MAGIC = b"\x1f\x8b"


class TooLarge(Exception):
    """The plain body is longer than allowed."""


class UnknownEncoding(Exception):
    """An encoding that we did not offer, or damaged bytes."""


def decoded(body: bytes, encoding: str, limit: int) -> bytes:
    """The body without its encodings ("gzip", "deflate", "gzip, gzip")."""
    names = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > MAX_STACKED:
        raise UnknownEncoding(encoding)
    for name in reversed(names):
        body = _inflated(body, name, limit)
    if len(body) > limit:
        raise TooLarge
    return body


def gunzipped(body: bytes, limit: int) -> bytes:
    """A body that is itself a gzip file, unpacked; any other as it is."""
    return decoded(body, "gzip" if body.startswith(GZIP_MAGIC) else "", limit)


def _inflated(body: bytes, name: str, limit: int) -> bytes:
    if name not in ("gzip", "x-gzip", "deflate"):
        raise UnknownEncoding(name)
    if name != "deflate" and not body.startswith(GZIP_MAGIC):
        return body  # announced but not done: browsers show the page
    plain, position = bytearray(), 0
    while position < len(body) and (name == "deflate" or body.startswith(GZIP_MAGIC, position)):  # a gzip body may have several members
        position = _member(body, position, _window(name, body[position : position + 2]), plain, limit)
    return bytes(plain)


def _member(body: bytes, position: int, window: int, plain: bytearray, limit: int) -> int:
    """Unpack the member that begins at a position onto `plain`; where the next one begins.

    A step at a time, each twice the last: what follows a member is copied at its end, and ten megabytes hold half a million empty ones.
    """
    inflater, step = zlib.decompressobj(window), STEP
    while position < len(body) and not inflater.eof:
        some = body[position : position + step]
        try:
            plain += inflater.decompress(some, limit + 1 - len(plain))
        except zlib.error as error:
            raise UnknownEncoding(str(error)) from error
        if len(plain) > limit:
            raise TooLarge
        position, step = position + len(some) - len(inflater.unused_data), 2 * step
    return position


def _window(name: str, body: bytes) -> int:
    """zlib's window bits: "deflate" should be zlib but is often bare (RFC 9110, 8.4.1.2); a zlib header is a multiple of 31."""
    if name != "deflate":
        return 16 + zlib.MAX_WBITS
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
