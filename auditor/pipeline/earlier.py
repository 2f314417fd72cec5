"""What the next crawl of a site is told of the one before: its pages, and what was noted of each, so that a page that has not changed is
neither fetched nor parsed again.

In: an open store and the number of the crawl before. Out: `Earlier`, a memory for `crawl`.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.crawl import Outline
from auditor.models import Page
from auditor.pipeline.keys import outline_key
from auditor.store import Before, Store
from auditor.store.kept import Kept

MOST = 100  # outlines that are held


class Earlier:
    """The crawl before; None for the first one, of which there is only something to note."""

    def __init__(self, store: Store, crawl: int | None) -> None:
        self._kept = Kept(store)
        self._before = Before(store, crawl, self._look_up) if crawl is not None else None
        self._known: dict[str, Outline] = {}
        self._noted: dict[str, Outline] = {}

    def page(self, url: str) -> Page | None:
        """The page that was read at an address; None where there was none."""
        return self._before.page(url) if self._before else None

    def outline(self, page: Page) -> Outline | None:
        """What was noted of the same bytes at the same address."""
        return self._known.pop(outline_key(page), None) if self._known else None

    def note(self, page: Page, outline: Outline) -> None:
        """Remember it, of a page that can be asked for again as it was: the server said what to ask with."""
        if page.etag or page.last_modified:
            self._noted[outline_key(page)] = outline

    def keep(self) -> None:
        """Put into the store what was noted since."""
        if self._noted:
            self._kept.keep(Outline, self._noted)
            self._noted = {}

    def _look_up(self, pages: Sequence[Page]) -> None:
        """Read what was noted of the pages that come next: one question for all of them."""
        self._known |= self._kept.found(Outline, map(outline_key, pages))
        while len(self._known) > MOST:
            del self._known[next(iter(self._known))]
