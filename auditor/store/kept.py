"""What was worked out once: texts of pages, advice on findings, by a key that stands for all that they depend on.

In: an open store, records. Out: the same records, in any later run and in any process.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError
from sqlalchemy import bindparam, select

from auditor.garbage import undisturbed
from auditor.store.rows import batches, put, shape
from auditor.store.store import Store
from auditor.store.tables import AUDITS, KEPT

LEVEL = 1  # of compression: JSON of a page shrinks to a fifth; 6 takes three times as long to win a tenth more
THERE = select(KEPT.c.key).where(KEPT.c.key.in_(bindparam("some", expanding=True)))  # asked of each page of a crawl: put together once
Record = TypeVar("Record")


def address_of(store: Store) -> str:
    """The address by which another process opens the same store."""
    url = store._url
    if url.get_backend_name() == "sqlite" and url.database:
        url = url.set(database=str(Path(url.database).resolve()))
    return url.render_as_string(hide_password=False)


def fingerprints(store: Store, slug: str, number: int) -> tuple[str, ...]:
    """What tells the site's last audits from any others, the newest first, without reading them."""
    rows = store._rows(select(AUDITS.c.audit).where(AUDITS.c.site == slug).order_by(AUDITS.c.id.desc()).limit(number))
    return tuple(blake2b(row.audit, digest_size=16).hexdigest() for row in rows)


class Kept:
    """The records that a store keeps beside labels."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @undisturbed()
    def found(self, kind: type[Record], keys: Iterable[str]) -> dict[str, Record]:
        """The records under those of the keys that are known; what another version wrote otherwise counts as not known."""
        records: dict[str, Record] = {}
        for some in batches(dict.fromkeys(keys)):
            for row in self._store._rows(select(KEPT).where(KEPT.c.key.in_(some))):
                try:
                    records[row.key] = shape(cast(Any, kind)).validate_json(zlib.decompress(row.packed))
                except (ValidationError, zlib.error):
                    continue
        return records

    def has(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the keys that stand for something, which is not read."""
        rows = (self._store._rows(THERE, {"some": some}) for some in batches(dict.fromkeys(keys)))
        return frozenset(row.key for found in rows for row in found)

    def keep(self, kind: type[Record], records: Mapping[str, Record]) -> None:
        """Keep each record under its key, committed."""
        packed = [
            {"key": key, "packed": zlib.compress(shape(cast(Any, kind)).dump_json(one), LEVEL)} for key, one in sorted(records.items())
        ]
        with self._store._write() as connection:
            for some in batches(packed):
                put(connection, KEPT, some)
