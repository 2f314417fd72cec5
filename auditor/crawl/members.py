"""The gzip members of an archive, one a record: a killed run leaves the last one half-written.

In: a path. Out: where its last whole member ends. Apart from the writing of archives, which takes long to import.
"""

from __future__ import annotations

import zlib
from pathlib import Path

BLOCK = 16 * 1024  # bytes: what follows a member is copied at its end, and a bomb unpacks to a thousand times as much
GZIP = 16 + zlib.MAX_WBITS


def mend(path: Path) -> int:
    """Cut what a killed run left half-written off the end of a gzip WARC; its length in bytes, 0 when there is none."""
    if not path.exists():
        return 0
    whole = _whole_members(path)
    if whole < path.stat().st_size:
        with path.open("r+b") as stream:
            stream.truncate(whole)
    return whole


def is_torn(path: Path) -> bool:
    """Whether a gzip file ends in the middle of a record: fastwarc passes over that in silence."""
    with path.open("rb") as stream:
        is_packed = stream.read(2) == b"\x1f\x8b"
    return is_packed and _whole_members(path) < path.stat().st_size


def _whole_members(path: Path) -> int:
    """Where the last complete gzip member ends."""
    whole, inflater = 0, zlib.decompressobj(GZIP)
    position = 0
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            position += len(block)
            while block:
                try:
                    inflater.decompress(block)
                except zlib.error:
                    return whole
                block = inflater.unused_data
                if inflater.eof:
                    whole, inflater = position - len(block), zlib.decompressobj(GZIP)
    return whole
