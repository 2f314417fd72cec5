"""Opening a store: its address, its connection, its schema brought up to date, and what goes wrong put in one sentence.

In: a folder or a database URL. Out: an SQLAlchemy engine, and `speaking`, which turns a database's exceptions into `UsageProblem`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from auditor import migrations
from auditor.errors import UsageProblem

FILE = "store.sqlite"
WAIT = 10.0  # seconds that a writer waits for another one before it says so
# How SQLite words what a user can mend; the first fragment found decides. Anything else is `store.failed`, with the database's own words.
SPOKEN = {
    "locked": "store.locked",
    "readonly": "store.read_only",
    "unable to open": "store.unopened",
    "not a database": "store.corrupt",
    "malformed": "store.corrupt",
    "is full": "store.full",
}


def address_of(address: str | Path) -> URL:
    """URL of a store: a text with "://" as it is, anything else a folder, which is made when it does not exist."""
    if "://" in str(address):
        try:
            return make_url(str(address))
        except ArgumentError as error:
            raise UsageProblem("store.address", address=str(address).split("@")[-1]) from error
    folder = Path(address).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageProblem("store.folder", folder=folder, reason=error.strerror or str(error)) from error
    return URL.create("sqlite", database=str(folder / FILE))


def warc_folder(url: URL) -> Path:
    """Where the archives of a store's crawls lie: beside its file, or in `.auditor/warc` when it is a database elsewhere."""
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return (Path(str(url.database)).parent if is_file else Path(".auditor")) / "warc"


def shown(url: URL) -> str:
    """The store's address as a user may read it: a file's path, or a URL without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


@contextmanager
def speaking(url: URL) -> Iterator[None]:
    """Inside, a database's exception becomes a `UsageProblem` that names the store."""
    try:
        yield
    except DBAPIError as error:
        words = str(error.orig)
        key = next((key for part, key in SPOKEN.items() if part in words), "store.failed")
        raise UsageProblem(key, store=shown(url), reason=words.strip().split("\n")[0]) from error


def open_engine(url: URL) -> Engine:
    """An engine on a store with today's schema; a store from a newer version, or one that is not ours, is a `UsageProblem`."""
    try:
        engine = create_engine(url, connect_args={"timeout": WAIT} if url.get_backend_name() == "sqlite" else {})
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise UsageProblem("store.driver", store=shown(url), reason=str(error)) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begun)
    try:
        with speaking(url):
            _bring_up_to_date(engine, url)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _connected(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # sqlite3 would begin late and leave CREATE TABLE outside; we begin ourselves
    connection.execute("PRAGMA foreign_keys=ON")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")  # with WAL: a killed process loses nothing that was committed


def _begun(connection: Connection) -> None:
    # A transaction that reads first and writes later may be refused at once under WAL: writers take their place in line first.
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions are to write."""
    return engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")


def _bring_up_to_date(engine: Engine, url: URL) -> None:
    with engine.connect() as connection:
        found = migrations.revision_of(connection)
    if found == migrations.HEAD:
        return
    with writing(engine).begin() as connection:
        if not migrations.is_known(migrations.revision_of(connection)):
            raise UsageProblem("store.newer", store=shown(url))
        migrations.upgrade(connection)
