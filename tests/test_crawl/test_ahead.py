"""Several sites are read at once, each at its own pace."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.ahead import crawl_ahead
from auditor.errors import NothingToAudit
from auditor.pipeline import Unwatched
from auditor.settings import CrawlSettings, Settings
from auditor.store import Store
from test_crawl.crawl_server import Handler, Reply, Server, page, running
from test_crawl.seen import paths

PAGES = 6


@pytest.fixture
def other() -> Iterator[Server]:
    with running(Server()) as server:
        server.routes |= {"/": page(*(f"/p{n}" for n in range(PAGES))), **{f"/p{n}": page(text=f"Page {n}") for n in range(PAGES)}}
        yield server


def settings(folder: Path) -> Settings:
    return Settings(crawl=CrawlSettings(allow_private=True, timeout=20.0), store=str(folder / "store"))


def read(folder: Path, *sources: str) -> dict[str, object]:
    return dict(crawl_ahead(sources, settings(folder), store=str(folder / "store"), watch=Unwatched()))


def test_a_slow_site_holds_up_none_but_itself(site: Server, other: Server, tmp_path: Path) -> None:
    """The slow site does not answer before the other one is read to its end: one after the other, this would not end well."""
    is_read = threading.Event()

    def slow(_: Handler) -> Reply:
        end = time.monotonic() + 15
        while len(other.paths) <= PAGES and time.monotonic() < end:
            time.sleep(0.01)
        if len(other.paths) > PAGES:
            is_read.set()
        return page(text="lent")

    site.routes["/"] = slow
    found = read(tmp_path, site.url, other.url)
    assert is_read.is_set()
    with Store(tmp_path / "store") as store:
        crawls = [store.latest_crawl(str(found[url])) for url in (site.url, other.url)]
        assert [len(paths(store.pages(crawl.id))) for crawl in crawls if crawl and crawl.finished] == [1, PAGES + 1]


def test_what_goes_wrong_with_one_is_handed_back_and_the_other_is_read(site: Server, other: Server, tmp_path: Path) -> None:
    site.routes["/"] = Reply("gone", 404)
    found = read(tmp_path, site.url, other.url)
    assert isinstance(found[site.url], NothingToAudit)
    with Store(tmp_path / "store") as store:
        assert store.latest_crawl(str(found[other.url]))


def test_two_addresses_of_one_site_wait_for_their_turn(other: Server, tmp_path: Path) -> None:
    (tmp_path / "brouillon.md").write_text("# Vous", encoding="utf-8")
    assert read(tmp_path, other.url, f"{other.url}/p1", str(tmp_path / "brouillon.md"), "nulle-part.txt") == {}
    assert other.asked == []


def test_what_is_said_while_reading_is_counted_together(site: Server, other: Server, tmp_path: Path) -> None:
    class Counting(Unwatched):
        steps = expected = 0

        def step(self, n: int = 1, note: str = "") -> None:
            self.steps += n

        def expect(self, total: int) -> None:
            self.expected = total

    site.routes["/"] = page(text="seule")
    watch = Counting()
    crawl_ahead([site.url, other.url], settings(tmp_path), store=str(tmp_path / "store"), watch=watch)
    assert watch.steps == watch.expected == PAGES + 2


def test_an_interruption_stops_all_sites(site: Server, other: Server, tmp_path: Path) -> None:
    class Impatient(Unwatched):
        def step(self, n: int = 1, note: str = "") -> None:
            if note:
                raise KeyboardInterrupt

    site.routes["/"] = page(*(f"/p{n}" for n in range(50)))
    site.routes |= {f"/p{n}": page(text=f"Page {n}") for n in range(50)}
    with pytest.raises(KeyboardInterrupt):
        crawl_ahead([site.url, other.url], settings(tmp_path), store=str(tmp_path / "store"), watch=Impatient())
    end = time.monotonic() + 5
    while any(thread.name == "site" for thread in threading.enumerate()) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(thread.name == "site" for thread in threading.enumerate())
    assert len(site.paths) < 50
