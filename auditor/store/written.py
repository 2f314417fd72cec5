"""An audit as the store writes it: each page apart, JSON and packed, behind all the rest.

In: audits. Out: bytes, and the same audits. A site that is audited again has mostly the pages that it had: of those that read the same
neither the packing is done again nor the reading, they are taken from the audit at hand.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from auditor.garbage import undisturbed
from auditor.models import Audit, AuditedPage
from auditor.store.rows import shape

PACKED = 3  # compression: a fifth larger than by 6, in half the time, which every re-audit waits for
SIZE = 4  # bytes that say how long a part is
MARK = b"parts\n"  # of what is written in parts; what earlier versions have packed as one begins otherwise


class Written:
    """Pages as they are written."""

    def __init__(self, pages: Sequence[AuditedPage]) -> None:
        self._pages = pages
        self._lines = [shape(AuditedPage).dump_json(page) for page in pages]
        self._packed: dict[int, bytes] = {}  # by their places, of those that an audit held which was unpacked

    def pack(self, audit: Audit) -> bytes:
        """An audit that has these pages, as it is kept."""
        rest = zlib.compress(shape(Audit).dump_json(replace(audit, pages=())), PACKED)
        parts = [rest, *(self._packed.get(n) or zlib.compress(line, PACKED) for n, line in enumerate(self._lines))]
        return MARK + b"".join(len(part).to_bytes(SIZE, "big") + part for part in parts)

    @undisturbed()
    def unpack(self, kept: bytes) -> Audit:
        """The audit that was kept, with these pages in the place of those that read the same; raises ValidationError and zlib.error."""
        if not kept.startswith(MARK):
            whole: Audit = shape(Audit).validate_json(zlib.decompress(kept))
            return whole
        places = {line: n for n, line in enumerate(self._lines)}
        rest, *packed = _parts(kept)
        audit: Audit = shape(Audit).validate_json(zlib.decompress(rest))
        return replace(audit, pages=tuple(self._page(part, places) for part in packed))

    def _page(self, part: bytes, places: Mapping[bytes, int]) -> AuditedPage:
        line = zlib.decompress(part)
        if line in places:
            self._packed[places[line]] = part
            return self._pages[places[line]]
        page: AuditedPage = shape(AuditedPage).validate_json(line)
        return page


def _parts(kept: bytes) -> Iterator[bytes]:
    at = len(MARK)
    while at < len(kept):
        start = at + SIZE
        at = start + int.from_bytes(kept[at:start], "big")
        yield kept[start:at]
