"""Records as rows of a database, and rows as records.

In: records of `models`. Out: rows, and the statements that put them in.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, Insert, Row, Table
from sqlalchemy.dialects import sqlite

from auditor.models import NotRead, Page

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

LEVEL = 4  # of a page's compression: a tenth larger than 6, in half the time, which a crawl waits for
MOST = 500  # keys in one query; SQLite takes 999 in its oldest builds
T = TypeVar("T")


@cache
def shape(kind: Any) -> TypeAdapter[Any]:
    """What reads and writes records of a kind as JSON, made once."""
    return TypeAdapter(kind)


def batches(them: Iterable[T]) -> Iterator[list[T]]:
    """As many at a time as one query takes."""
    rest = iter(them)
    while some := list(islice(rest, MOST)):
        yield some


def as_text(kind: Any, record: object) -> str:
    """A record as JSON."""
    return shape(kind).dump_json(record).decode("utf-8")


def seen_of(row: Row[Any]) -> Page | NotRead:
    """What a crawl saw at an address."""
    if row.reason:
        return NotRead(row.url, row.reason, row.detail)
    body, told = zlib.decompress(row.body), (row.etag, row.last_modified, row.robots)
    return Page(row.url, row.key, body, row.content_type, row.charset, row.status, row.fetched_at, row.depth, *told)


def plain(text: str) -> str:
    """Text that a database takes: file names may hold bytes that are no text at all, and PostgreSQL refuses NUL."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


def page_row(page: Page) -> dict[str, Any]:
    """The row of a page, but for its crawl."""
    return {
        "url": plain(page.url), "key": plain(page.key), "body": zlib.compress(page.body, LEVEL), "content_type": page.content_type,
        "charset": page.charset, "status": page.status, "fetched_at": page.fetched_at, "depth": page.depth, "reason": "", "detail": "",
        "etag": plain(page.etag), "last_modified": plain(page.last_modified), "robots": plain(page.robots),
    }  # fmt: skip


def not_read_row(seen: NotRead) -> dict[str, Any]:
    """The row of what was not read, but for its crawl."""
    return {
        "url": plain(seen.url), "key": "", "body": None, "content_type": "", "charset": None,
        "status": 0, "fetched_at": None, "depth": 0, "reason": seen.reason, "detail": plain(seen.detail),
        "etag": "", "last_modified": "", "robots": "",
    }  # fmt: skip


def put(connection: Connection, table: Table, rows: list[dict[str, Any]], *, unique: tuple[str, ...] = (), keep: bool = False) -> None:
    """Insert the rows; one that is already there is replaced, or kept."""
    names = unique or tuple(column.name for column in table.primary_key)
    connection.execute(_upsert(connection.dialect.name, table, names, None if keep else frozenset(rows[0]) - {*names}), rows)


def _insert(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    if dialect != "postgresql":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # which most stores do without

    return postgresql.insert(table)


@cache
def _upsert(dialect: str, table: Table, names: tuple[str, ...], changed: frozenset[str] | None) -> Insert:
    """The statement, which is the same for every page of a crawl; without `changed` columns what is there is kept."""
    statement = _insert(dialect, table)
    if changed is None:
        return statement.on_conflict_do_nothing(index_elements=names)
    new = {column.name: statement.excluded[column.name] for column in table.columns if column.name in changed}
    return statement.on_conflict_do_update(index_elements=names, set_=new)
