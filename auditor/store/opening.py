"""Opening a store: its address, its connection, its schema brought up to date.

In: a folder or a database URL. Out: an SQLAlchemy engine on a store of today's schema.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from auditor import migrations
from auditor.errors import UsageProblem
from auditor.store.telling import shown, speaking

FILE = "store.sqlite"
DRIVERS = {"postgresql": "postgresql+psycopg"}  # of a URL that names only the database
WAIT = 10.0  # seconds that a writer waits for another one before it says so
CONNECT = 10  # seconds that a database elsewhere has to answer
UPGRADE = 0x61756469  # number of the lock under which one of several processes brings a PostgreSQL store up to date


def address_of(address: str | Path) -> URL:
    """URL of a store: a text with "://" as it is, anything else a folder, which is made when it does not exist."""
    if "://" in str(address):
        try:
            url = make_url(str(address))
        except ArgumentError as error:
            raise UsageProblem("store.address", address=str(address).split("@")[-1]) from error
        return url.set(drivername=DRIVERS.get(url.drivername, url.drivername))
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


def open_engine(url: URL) -> Engine:
    """An engine on a store with today's schema; a store from a newer version, or one that is not ours, is a `UsageProblem`."""
    try:
        engine = create_engine(url, **_options(url))
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


def _options(url: URL) -> dict[str, Any]:
    """How long to wait, by database; a connection that broke while it was not used is made anew."""
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": WAIT}}
    if url.get_backend_name() == "postgresql":
        options = f"{url.query.get('options', '')} -c lock_timeout={round(WAIT * 1000)}".strip()
        return {"connect_args": {"connect_timeout": CONNECT, "options": options}, "pool_pre_ping": True}
    return {"pool_pre_ping": True}


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
        if url.get_backend_name() == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": UPGRADE})
        if not migrations.is_known(migrations.revision_of(connection)):
            raise UsageProblem("store.newer", store=shown(url))
        migrations.upgrade(connection)
