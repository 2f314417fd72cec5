"""The pages of a crawl that is over come back whatever order they are asked for in, and few questions are asked of the database."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from auditor.models import NotRead, Page
from auditor.store import Before, Store
from auditor.store import before as room

SITE = "https://lenoir.example"
PAGES = [Page(f"{SITE}/{n}", str(n), f"<p>Pompe {n}</p>".encode(), etag=f'"{n}"') for n in range(60)]


@pytest.fixture
def crawl(store: Store) -> int:
    """A crawl whose rows stand among those of another one, as when two sites are read at once."""
    crawl, other = store.begin_crawl("lenoir.example", SITE), store.begin_crawl("orbalis.example", "https://orbalis.example")
    for number, page in enumerate(PAGES):
        store.add(crawl, page, NotRead(f"{SITE}/{number}.pdf", "not-text"))
        store.add(other, Page(f"{SITE}/{number}", "", b"<p>elsewhere</p>"), Page(f"https://orbalis.example/{number}", "", b"o"))
    return crawl


@pytest.mark.parametrize("order", [list, lambda pages: pages[::-1], lambda pages: [*pages[30:], *pages[:30], *pages[25:35]]])
@pytest.mark.parametrize("most", [room.MOST, 3])
def test_each_page_is_that_of_the_crawl(
    store: Store, crawl: int, monkeypatch: pytest.MonkeyPatch, order: Callable[[Sequence[Page]], list[Page]], most: int
) -> None:
    """In order, backwards, with pages asked for again, and where few rows are held."""
    monkeypatch.setattr(room, "MOST", most)
    before, wanted = Before(store, crawl), order(PAGES)
    assert [before.page(page.url) for page in wanted] == wanted


def test_what_was_not_read_or_not_met_is_no_page(store: Store, crawl: int) -> None:
    before = Before(store, crawl)
    assert before.page(PAGES[0].url)
    assert [before.page(url) for url in (f"{SITE}/3.pdf", f"{SITE}/neuf", "https://orbalis.example/1")] == [None, None, None]


def test_pages_in_the_order_of_the_crawl_are_read_many_at_a_time(store: Store, crawl: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    rows = store._rows

    def noted(*given: Any) -> list[Any]:
        asked.append(given)
        return rows(*given)

    monkeypatch.setattr(store, "_rows", noted)
    before = Before(store, crawl)
    assert [before.page(page.url) for page in PAGES] == PAGES
    assert len(asked) <= 1 + 4 * len(PAGES) // room.AHEAD  # four rows of the table a page
