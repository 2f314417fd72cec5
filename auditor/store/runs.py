"""How far runs over a portfolio have come, so that one that was killed is gone on with; and what lists of sites ask of the store.

In: an open store and the path of a portfolio. Out: `Runs`.
"""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Row, insert, select, update

from auditor.models import Turn
from auditor.store.opening import FILE
from auditor.store.rows import put
from auditor.store.store import Store, _now
from auditor.store.tables import RUNS, SITES, TURNS


class Runs:
    """The runs over portfolios that a store remembers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @staticmethod
    def may_be_at(address: str) -> bool:
        """Whether a store has been made at the address, as far as a file says; of a database elsewhere, opening it says more."""
        return "://" in address or (Path(address).expanduser() / FILE).is_file()

    def begin(self, portfolio: str) -> tuple[int, str]:
        """Number of the run to write into, and when it began: the last one over the portfolio where it was broken off, else a new one."""
        rows = self._store._rows(select(RUNS).where(RUNS.c.portfolio == portfolio).order_by(RUNS.c.id.desc()).limit(1))
        if rows and not rows[0].finished:
            return int(rows[0].id), str(rows[0].started)
        row = {"portfolio": portfolio, "started": _now(), "finished": ""}
        with self._store._write() as connection:
            return int(connection.execute(insert(RUNS).values(row).returning(RUNS.c.id)).scalar_one()), row["started"]

    def began(self, run: int) -> str:
        """When the run began, "" where this store knows of none of that number."""
        rows = self._store._rows(select(RUNS).where(RUNS.c.id == run))
        return str(rows[0].started) if rows else ""

    def finish(self, run: int) -> None:
        """Every site has had its turn."""
        with self._store._write() as connection:
            connection.execute(update(RUNS).where(RUNS.c.id == run).values(finished=_now()))

    def record(self, run: int, turn: Turn, digest: str) -> None:
        """Keep how the turn of a site ended, and the digest of what was asked for."""
        told = json.dumps([turn.key, turn.fields], ensure_ascii=False)
        row = {"run": run, "site": turn.slug, "digest": digest, "state": turn.state, "told": told, "ended": turn.ended or _now()}
        with self._store._write() as connection:
            put(connection, TURNS, [row])

    def done(self, run: int) -> dict[str, str]:
        """Digest of what was asked for, by site, of those whose audit was finished in the run."""
        rows = self._store._rows(select(TURNS).where((TURNS.c.run == run) & (TURNS.c.state == "done")))
        return {row.site: row.digest for row in rows}

    def last(self, portfolio: str) -> dict[str, Turn]:
        """How the last turn of each site ended, over all runs of the portfolio."""
        query = select(TURNS).join(RUNS, RUNS.c.id == TURNS.c.run).where(RUNS.c.portfolio == portfolio).order_by(TURNS.c.run)
        return {row.site: _turn(row) for row in self._store._rows(query)}

    def keep_sectors(self, sectors: dict[str, str]) -> None:
        """Remember the sector of each site, for benchmarks."""
        with self._store._write() as connection:
            for slug, sector in sectors.items():
                connection.execute(update(SITES).where(SITES.c.slug == slug).values(sector=sector))

    def sectors(self) -> dict[str, str]:
        """The sector of each site of the store, "" where none is known."""
        return {row.slug: row.sector for row in self._store._rows(select(SITES))}


def _turn(row: Row[tuple[object, ...]]) -> Turn:
    key, fields = json.loads(row.told)
    return Turn(row.site, row.state, key, tuple((name, value) for name, value in fields), row.ended)
