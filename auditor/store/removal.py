"""What is taken out of a store for good: a site with all that is kept of it, or old crawls of every site.

In: an open store. Out: `Removed`, and an archive less on disk for each that it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select

from auditor.errors import UsageProblem
from auditor.models import Removed
from auditor.store.opening import warc_folder
from auditor.store.store import Store
from auditor.store.tables import ANSWERS, AUDITS, CRAWLS, KEPT, LABELS, METADATA, PAGES, SITES, TURNS
from auditor.store.telling import speaking

# Removed by name below; every other table that has a column `site` holds what was decided for one.
COUNTED = {CRAWLS.name, AUDITS.name, TURNS.name, ANSWERS.name}


def purge(store: Store, slug: str) -> Removed:
    """Remove all that the store keeps of a site: crawls, pages, audits, decisions, turns in portfolios, archives.

    What all sites share and what may hold a telephone number, the cache of labels and what was worked out once, is emptied with it: it
    fills again at the next audit.
    UsageProblem where an archive cannot be removed.
    """
    archives = _archives(store, CRAWLS.c.site == slug)
    size = _unlink(archives)  # first: where one stays, the store still knows of it
    with store._write() as connection:
        of_site = select(CRAWLS.c.id).where(CRAWLS.c.site == slug)
        pages = _deleted(connection, PAGES, PAGES.c.crawl.in_(of_site))
        audits, decisions = _deleted(connection, AUDITS, AUDITS.c.site == slug), 0
        _deleted(connection, TURNS, TURNS.c.site.in_((slug, f"rival:{slug}")))
        _deleted(connection, ANSWERS, ANSWERS.c.site == slug)
        for table in reversed(METADATA.sorted_tables):
            if "site" in table.c and table.name not in COUNTED:
                decisions += _deleted(connection, table, table.c.site == slug)
        crawls = _deleted(connection, CRAWLS, CRAWLS.c.site == slug)
        _deleted(connection, SITES, SITES.c.slug == slug)
        connection.execute(delete(LABELS))
        connection.execute(delete(KEPT))
    _shrink(store)
    return Removed(crawls, pages, audits, decisions, tuple(path.name for path in archives), size)


def forget(store: Store, before: str) -> Removed:
    """Remove crawls and audits from before a day (ISO 8601), and their archives; the last crawl and audit of each site stay."""
    latest = select(func.max(CRAWLS.c.id)).where(CRAWLS.c.finished != "").group_by(CRAWLS.c.site)
    judged = select(AUDITS.c.crawl).where(AUDITS.c.id.in_(_latest_audits()), AUDITS.c.crawl.is_not(None))
    old = (CRAWLS.c.started < before) & CRAWLS.c.id.not_in(latest) & CRAWLS.c.id.not_in(judged)
    archives = _archives(store, old)
    if not archives and not store._rows(select(CRAWLS.c.id).where(old).limit(1)) and not store._rows(_old_audits(before).limit(1)):
        return Removed()
    size = _unlink(archives)
    with store._write() as connection:
        pages = _deleted(connection, PAGES, PAGES.c.crawl.in_(select(CRAWLS.c.id).where(old)))
        audits = _deleted(connection, AUDITS, AUDITS.c.id.in_(_old_audits(before)))
        crawls = _deleted(connection, CRAWLS, old)
    return Removed(crawls, pages, audits, 0, tuple(path.name for path in archives), size)


def _latest_audits() -> Any:
    return select(func.max(AUDITS.c.id)).group_by(AUDITS.c.site)


def _old_audits(before: str) -> Any:
    return select(AUDITS.c.id).where((AUDITS.c.date < before[:10]) & AUDITS.c.id.not_in(_latest_audits()))


def _deleted(connection: Connection, table: Any, where: ColumnElement[bool]) -> int:
    """Rows removed."""
    return int(connection.execute(delete(table).where(where)).rowcount)


def _archives(store: Store, where: ColumnElement[bool]) -> list[Path]:
    """The archives of crawls that are there."""
    rows = store._rows(select(CRAWLS.c.warc).where(where & (CRAWLS.c.warc != "")))
    paths = (warc_folder(store._url) / row.warc for row in rows)
    return [path for path in paths if path.is_file()]


def _unlink(archives: Sequence[Path]) -> int:
    """Bytes that the archives took."""
    size = 0
    for path in archives:
        try:
            size += path.stat().st_size
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise UsageProblem("store.archive-stays", file=path, reason=error.strerror or error) from error
    return size


def _shrink(store: Store) -> None:
    """SQLite leaves the words of removed rows in its file until it is written anew; so does its journal."""
    if store._url.get_backend_name() != "sqlite":
        return
    with speaking(store._url):
        raw = store._engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM")
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()
