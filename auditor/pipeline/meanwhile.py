"""What is done with the pages that have come while others are still waited for: they are read and judged, into the store's caches.

In: pages as they are stored. Out: nothing but a quicker judgement: it finds what it would work out, or works it out itself.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from math import ceil

from auditor.models import LANGS, NotRead, Page
from auditor.pipeline.hands import Hands
from auditor.pipeline.keys import makers_of, mark_of
from auditor.pipeline.knowing import rules_digest
from auditor.pipeline.watch import Watch
from auditor.settings import Settings
from auditor.store import Store
from auditor.store.kept import Kept, address_of

FEW = 12  # pages that are read sooner than a process has imported what it needs
MANY = 100  # pages of a site, from which a process gets ready while the rest of it is asked whether it has changed
TOGETHER = 8  # pages that a process reads at a time: their sentences are parsed together
LOOK = 0.5  # seconds: Windows cannot break off a wait without end by Ctrl-C


class Meanwhile:
    """Pages of one crawl on their way to the processes: only their addresses wait, so that no crawl is too long for memory."""

    def __init__(self, hands: Hands, store: Store, settings: Settings, *, few: int = FEW) -> None:
        self._hands, self._store, self._site, self._few = hands, store, settings.site, few
        self._address, self._makers = address_of(store), makers_of(rules_digest()) if hands.size else {}
        self._waiting: list[tuple[int, str]] = []
        self._under_way: dict[Future[None], int] = {}  # with the number of their pages
        self._met: set[tuple[int, str]] = set()
        self._marks: list[str] = []  # of those that are new
        self._beginning: threading.Thread | None = None
        self._expected = 0

    def expect(self, pages: int) -> None:
        """How many pages the site had when it was last read: of many, the first one that has changed is worth a process."""
        self._expected = pages

    def take(self, crawl: int, *pages: Page) -> None:
        """Hand stored pages over, but those that were read as they are now; the first ones wait until there are enough to be worth it."""
        fresh = self._fresh(crawl, pages) if self._hands.size else {}
        if not fresh:
            return
        self._marks += fresh
        self._waiting += fresh.values()
        if self._beginning is None and (self._are_enough or self._expected >= MANY):
            self._begin()
        if self._beginning and self._are_enough and not self._beginning.is_alive():
            self._under_way = {future: pages for future, pages in self._under_way.items() if not future.done()}
            self._give(TOGETHER, at_least=TOGETHER)

    def _fresh(self, crawl: int, pages: Sequence[Page]) -> dict[str, tuple[int, str]]:
        """Marks and places of the pages that are met for the first time and have not been read as they are now."""
        unmet = [page for page in pages if (crawl, page.url) not in self._met]
        self._met |= {(crawl, page.url) for page in unmet}
        marks = {mark_of(page, self._site, self._makers): (crawl, page.url) for page in unmet}
        known = Kept(self._store).has(marks)
        return {mark: place for mark, place in marks.items() if mark not in known}

    @property
    def _are_enough(self) -> bool:
        return len(self._marks) >= self._few

    def _begin(self) -> None:
        """Have the processes begun by a thread: pages are read while they get ready for the languages of the first ones."""
        from auditor.pipeline.labelling import texts_of  # which a site that is as it was does without, as it does without `jobs`

        pages = [page for crawl, url in self._waiting if (page := self._store.page(crawl, url))]
        langs = {text.lang for _, text in texts_of(pages, self._site, self._store)} & {*LANGS}
        self._beginning = threading.Thread(target=self._hands.begin, args=(langs,), daemon=True, name="hands")
        self._beginning.start()

    def _give(self, together: int, *, at_least: int = 1) -> None:
        """Hand over the pages that wait, so many together, as long as there are enough of them."""
        from auditor.pipeline.jobs import read_pages

        while len(self._waiting) >= at_least:
            some, self._waiting = self._waiting[:together], self._waiting[together:]
            self._under_way[self._hands.give(read_pages, self._address, some, self._site)] = len(some)

    def finish(self, crawl: int, seen: Iterable[Page | NotRead], watch: Watch) -> Hands:
        """Hand over what is left of a crawl, wait for what is under way, and give back the processes. What a page does to a process that
        reads it is told when the page is read here. A few pages are read here in any case: only their sentences are for a process, which
        may get ready until then.
        """
        self.take(crawl, *(page for page in seen if isinstance(page, Page)))
        if not self._are_enough:
            Kept(self._store).keep(bool, dict.fromkeys(self._marks, True))  # what is read and judged at once need be handed over no more
        elif self._beginning:
            watch.stage("label", len(self._waiting) + sum(self._under_way.values()))
            self._beginning.join()
            self._give(min(TOGETHER, ceil(len(self._waiting) / self._hands.size)) or 1)
            self._hands.use_wait()
        while self._under_way:
            done, _ = wait(self._under_way, timeout=LOOK, return_when=FIRST_COMPLETED)
            watch.step(sum(self._under_way.pop(future) for future in done))
            if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
                self._hands.close()
                self._under_way = {}
        return self._hands
