"""Stores of both kinds: every test of a store that asks for `store` or `address` runs on SQLite, and on PostgreSQL where one is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from store_servers import NEEDS_SERVER, SERVER

from auditor.store import Store, opening


@pytest.fixture
def postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """URL of an empty store on the server, in a schema that goes with the test."""
    monkeypatch.chdir(tmp_path)  # the archives of a store that is no file lie under the working folder
    engine, schema = create_engine(opening.address_of(SERVER)), f"auditor_test_{uuid4().hex[:12]}"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{SERVER}?options=-csearch_path%3D{schema}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=NEEDS_SERVER)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty store."""
    return str(tmp_path / "kept") if request.param == "sqlite" else str(request.getfixturevalue("postgresql"))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store."""
    with Store(address) as opened:
        yield opened
