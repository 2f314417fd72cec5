"""The pages of a crawl that is over, for the next one of the site: it meets them in much the same order, so each is read with what follows.

In: an open store, the number of a crawl. Out: `Before`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import bindparam, select

from auditor.models import Page
from auditor.store.rows import plain, seen_of
from auditor.store.store import Store
from auditor.store.tables import PAGES

AHEAD = 20  # rows that are read with one, if they are of the crawl; more takes memory, and no longer any time off
MOST = 2 * AHEAD  # pages that are held
OF = PAGES.c.crawl == bindparam("of")
FIRST = select(PAGES.c.id).where(OF & (PAGES.c.url == bindparam("at"))).scalar_subquery()
# Numbers from a place on, not pages: of a store of many sites the rest of the table would be looked through for the last ones.
FROM = select(PAGES).where(OF & (PAGES.c.reason == "") & (PAGES.c.id >= FIRST) & (PAGES.c.id < FIRST + AHEAD)).order_by(PAGES.c.id)


class Before:
    """The pages of a crawl that is over; `is_ahead` is told of those that have just been read."""

    def __init__(self, store: Store, crawl: int, is_ahead: Callable[[Sequence[Page]], None] = lambda pages: None) -> None:
        self._store, self._crawl, self._is_ahead = store, crawl, is_ahead
        self._ahead: dict[str, Page] = {}

    def page(self, url: str) -> Page | None:
        """The page that the crawl read at an address; None when it read none."""
        at = plain(url)
        if at not in self._ahead:
            self._read_from(at)
        page = self._ahead.pop(at, None)
        while len(self._ahead) > MOST:
            del self._ahead[next(iter(self._ahead))]
        return page

    def _read_from(self, at: str) -> None:
        seen = map(seen_of, self._store._rows(FROM, {"of": self._crawl, "at": at}))
        pages = [one for one in seen if isinstance(one, Page)]
        self._ahead |= {page.url: page for page in pages}
        self._is_ahead(pages)
