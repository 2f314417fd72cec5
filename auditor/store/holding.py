"""One run at a time reads a site into a store: two would go on with the same crawl and write into the same archive.

In: an open store and the name of a site. Out: `hold`. What holds a site is let go of by the system when a process is killed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from sqlalchemy import text

from auditor.errors import UsageProblem
from auditor.store.opening import warc_folder
from auditor.store.store import Store, safe_name
from auditor.store.telling import shown, speaking

PATIENCE = 1.0  # seconds to wait for a run that is about to end


@contextmanager
def hold(store: Store, slug: str) -> Iterator[None]:
    """Inside, no other run reads the site into this store; UsageProblem at once where one is reading it."""
    keep = _by_lock_of_database if store._url.get_backend_name() == "postgresql" else _by_file
    with keep(store, slug):
        yield


@contextmanager
def _by_file(store: Store, slug: str) -> Iterator[None]:
    folder = warc_folder(store._url).parent / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageProblem("store.folder", folder=folder, reason=error.strerror or str(error)) from error
    try:
        with FileLock(folder / f"{safe_name(slug)}.lock", timeout=PATIENCE):
            yield
    except Timeout as error:
        raise UsageProblem("store.held", site=slug, store=shown(store._url)) from error


@contextmanager
def _by_lock_of_database(store: Store, slug: str) -> Iterator[None]:
    """An advisory lock of PostgreSQL, which belongs to the connection that took it."""
    key = {"name": slug}
    number = "hashtextextended(current_schema() || ' ' || :name, 0)"
    with speaking(store._url), store._engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        if not connection.execute(text(f"SELECT pg_try_advisory_lock({number})"), key).scalar():
            raise UsageProblem("store.held", site=slug, store=shown(store._url))
        try:
            yield
        finally:
            connection.execute(text(f"SELECT pg_advisory_unlock({number})"), key)
