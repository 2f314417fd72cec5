"""The labelled sentences of whole pages, one record a page: a site is read back in half the time that its sentences take one by one.

In: an open store, records by a key that stands for all that they depend on. Out: the same records. A row is lines of JSON, packed: the
spans of a page, then what was found in each, without what a record holds unless it is told otherwise: keys stand for the program too. What
was found alike in many places is read once, and held once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select

from auditor.models import Analysis, Labels, Sentences, Span
from auditor.store.kept import LEVEL
from auditor.store.rows import batches, put, shape
from auditor.store.store import Store
from auditor.store.tables import KEPT

PLACES = tuple[tuple[Span, ...], tuple[int, ...]]
FOUND = tuple[Analysis, Labels]


class KeptSentences:
    """The pages whose sentences a store keeps together."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def found(self, keys: Iterable[str]) -> Iterator[tuple[str, Sentences]]:
        """The records under those of the keys that are known, one at a time; what another version wrote otherwise counts as not known."""
        alike: dict[bytes, tuple[Analysis, Labels]] = {}
        for some in batches(dict.fromkeys(keys)):
            for row in self._store._rows(select(KEPT).where(KEPT.c.key.in_(some))):
                try:
                    yield row.key, _unpacked(row.packed, alike)
                except (ValueError, zlib.error):  # of pydantic too
                    continue

    def keep(self, records: Mapping[str, Sentences]) -> None:
        """Keep each record under its key, committed."""
        rows = [{"key": key, "packed": _packed(one)} for key, one in sorted(records.items())]
        with self._store._write() as connection:
            for some in batches(rows):
                put(connection, KEPT, some)


def _packed(record: Sentences) -> bytes:
    lines = [shape(PLACES).dump_json((record.spans, record.without))]
    lines += (shape(FOUND).dump_json(pair, exclude_defaults=True) for pair in record.found)
    return zlib.compress(b"\n".join(lines), LEVEL)


def _unpacked(packed: bytes, alike: dict[bytes, tuple[Analysis, Labels]]) -> Sentences:
    places, *lines = zlib.decompress(packed).split(b"\n")
    spans, without = shape(PLACES).validate_json(places)
    reader = shape(FOUND)
    if len(lines) != len(spans):
        raise ValueError(len(lines))
    for line in lines:
        if line not in alike:
            alike[line] = reader.validate_json(line)
    return Sentences(spans, tuple(alike[line] for line in lines), without)
