"""The pages of a crawl that is over, for the next one of the site: it meets them in much the same order, so each is read with what follows.

In: an open store, the number of a crawl. Out: `Before`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, bindparam, select

from auditor.models import Page
from auditor.store.rows import plain, seen_of
from auditor.store.store import Store
from auditor.store.tables import PAGES

AHEAD = 50  # rows that are read with one, if they are of the crawl
MOST = 200  # of them that are held, packed as they are
OF = PAGES.c.crawl == bindparam("of")
FIRST = select(PAGES.c.id).where(OF & (PAGES.c.url == bindparam("at"))).scalar_subquery()
# Numbers from a place on, not pages: of a store of many sites the rest of the table would be looked through for the last ones.
FROM = select(PAGES).where(OF & (PAGES.c.reason == "") & (PAGES.c.id >= FIRST) & (PAGES.c.id < FIRST + AHEAD)).order_by(PAGES.c.id)


class Before:
    """The pages of a crawl that is over."""

    def __init__(self, store: Store, crawl: int) -> None:
        self._store, self._crawl = store, crawl
        self._ahead: dict[str, Row[Any]] = {}

    def page(self, url: str) -> Page | None:
        """The page that the crawl read at an address; None when it read none."""
        at = plain(url)
        if at not in self._ahead:
            self._ahead |= {row.url: row for row in self._store._rows(FROM, {"of": self._crawl, "at": at})}
        row = self._ahead.pop(at, None)
        while len(self._ahead) > MOST:
            del self._ahead[next(iter(self._ahead))]
        seen = seen_of(row) if row else None
        return seen if isinstance(seen, Page) else None
