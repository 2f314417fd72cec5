"""Several connections read a site faster, and read the same pages."""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.crawl import crawl, read_warc
from auditor.crawl.archive import Archive, Exchange
from auditor.crawl.crew import Crew
from auditor.crawl.pace import Pace
from auditor.errors import UsageProblem
from auditor.models import NotRead, Page
from auditor.settings import CrawlSettings
from test_crawl.crawl_server import Handler, Reply, Server, find_links, page, to
from test_crawl.seen import paths

Read = Callable[..., list[Page | NotRead]]


@pytest.fixture
def uneven(site: Server) -> Server:
    """A site whose pages take from 0 to 40 ms, with redirects, copies and failures among them."""

    def slow(number: int) -> Callable[[Handler], Reply]:
        def reply(handler: Handler) -> Reply:
            time.sleep(number * 7 % 5 / 100)
            return page(f"/p{number * 2}", f"/p{number * 2 + 1}", f"/vieux{number}", "/absent", text=f"Page {number // 2 * 2}")

        return reply

    site.routes |= {f"/p{n}": slow(n) for n in range(60)} | {f"/vieux{n}": to(f"/p{n + 1}") for n in range(60)}
    site.routes["/"] = page(*(f"/p{n}" for n in range(2, 9)))
    return site


@pytest.mark.parametrize("max_pages", [12, 99])
def test_the_same_pages_come_in_the_same_order_every_time(uneven: Server, read: Read, max_pages: int) -> None:
    first = read(connections=6, max_pages=max_pages)
    assert len(paths(first)) <= max_pages
    assert [(one.url, getattr(one, "reason", "")) for one in read(connections=6, max_pages=max_pages)] == [
        (one.url, getattr(one, "reason", "")) for one in first
    ]


def test_no_address_is_asked_for_twice_and_none_is_lost(uneven: Server, read: Read) -> None:
    alone = {one.url for one in read(max_pages=99)}
    uneven.asked.clear()
    together = read(max_pages=99, connections=6)
    assert len(uneven.paths) == len(set(uneven.paths))
    assert {one.url for one in together} == alone
    assert len(together) == len(alone)


def test_eight_connections_are_eight_times_as_fast(site: Server, read: Read) -> None:
    busy, most, lock = 0, 0, threading.Lock()

    def slow(handler: Handler) -> Reply:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        time.sleep(0.1)
        with lock:
            busy -= 1
        return page(text=handler.path)

    site.routes |= {"/": page(*(f"/p{n}" for n in range(32))), **{f"/p{n}": slow for n in range(32)}}
    started = time.monotonic()
    assert len(paths(read(connections=8))) == 33
    assert time.monotonic() - started < 32 * 0.1 / 2  # a quarter of the possible gain, for a busy computer
    assert most == 8


def test_a_connection_is_used_again_while_the_answer_it_brought_is_filed(
    site: Server, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive takes the first of the pages only once four others are asked for at the same time, over four connections."""
    filing, full, lock, busy, filed = threading.Event(), threading.Event(), threading.Lock(), [0], []
    add = Archive.add

    def slow(archive: Archive, exchange: Exchange) -> None:
        if exchange.url.endswith("/p0"):
            filing.set()
            filed.append(full.wait(5))
        add(archive, exchange)

    def noting(handler: Handler) -> Reply:
        with lock:
            busy[0] += 1
        time.sleep(0.1)
        if filing.is_set() and busy[0] == 4:
            full.set()
        with lock:
            busy[0] -= 1
        return page(text=handler.path)

    monkeypatch.setattr(Archive, "add", slow)
    site.routes |= {"/": page(*(f"/p{n}" for n in range(16))), **{f"/p{n}": noting for n in range(16)}}
    assert len(paths(read(connections=4, warc=tmp_path / "site.warc.gz"))) == 17
    assert filed == [True]


def test_one_connection_asks_one_thing_at_a_time(site: Server, read: Read) -> None:
    threads = set()

    def noting(handler: Handler) -> Reply:
        threads.add(handler.client_address[1])
        return page(text=handler.path)

    site.routes |= {"/": page("/a", "/b", "/c"), **dict.fromkeys(("/a", "/b", "/c"), noting)}
    read()
    assert len(threads) == 1


def test_the_archive_of_several_connections_is_whole(uneven: Server, read: Read, tmp_path: Path) -> None:
    warc = tmp_path / "site.warc.gz"
    crawled = read(connections=6, warc=warc, max_pages=30)
    assert {one.url for one in read_warc(warc) if isinstance(one, Page)} == {one.url for one in crawled if isinstance(one, Page)}


def test_an_archive_that_can_no_longer_be_written_ends_the_crawl_in_one_sentence(
    uneven: Server, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: object, exchange: object) -> None:
        raise UsageProblem("crawl.unwritable-archive", file="site.warc.gz", reason="No space left on device")

    monkeypatch.setattr("auditor.crawl.archive.Archive.add", full)
    with pytest.raises(UsageProblem, match="No space left"):
        read(connections=4, warc=tmp_path / "site.warc.gz")


def test_a_crawl_that_is_left_early_sends_its_threads_home(uneven: Server) -> None:
    running = crawl(uneven.url, CrawlSettings(allow_private=True, connections=4), find_links=find_links)
    for _ in range(5):
        next(running)
    running.close()
    end = time.monotonic() + 5
    while any(thread.name.startswith("crawl-") for thread in threading.enumerate()) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(thread.name.startswith("crawl-") for thread in threading.enumerate())


def test_a_long_rest_asked_for_ends_the_crawl_of_all_connections(site: Server, read: Read) -> None:
    tired = Reply("", 429, headers=(("Retry-After", "86400"),))
    site.routes |= {"/": page(*(f"/p{n}" for n in range(50))), **{f"/p{n}": tired for n in range(50)}}
    seen = read(connections=4)
    assert len(site.paths) <= 1 + 2 * 4
    assert {one.reason for one in seen if isinstance(one, NotRead)} == {"busy"}


def test_jobs_are_taken_back_in_the_order_of_asking() -> None:
    crew: Crew[int, int] = Crew(lambda job: time.sleep(0.03 if job % 3 == 0 else 0) or job * job, 3)
    for job in range(6):
        crew.put(job)
    assert (crew.room, len(crew)) == (0, 6)
    assert [crew.take() for _ in range(6)] == [(job, job * job) for job in range(6)]
    crew.close()


def test_a_pause_holds_between_all_connections() -> None:
    now = 0.0

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    pace = Pace(1.0, connections=4, clock=lambda: now, sleep=sleep)
    starts = []
    for _ in range(3):
        pace.wait()
        starts.append(now)
        pace.answered(0.5, ok=True)
    assert starts == [0.0, 1.0, 2.0]
    pace.answered(20.0, ok=True)
    assert pace.delay == 3.0  # (1 + 20 / 4) / 2
    pace.answered(0.1, ok=False)
    assert pace.delay == 3.0


def test_threads_take_short_turns_while_a_crew_works_and_as_before_once_it_is_gone() -> None:
    before = sys.getswitchinterval()
    crew: Crew[int, float] = Crew(lambda job: sys.getswitchinterval(), 3)
    crew.put(1)
    assert crew.take()[1] < before
    crew.close()
    assert sys.getswitchinterval() == before
    alone: Crew[int, float] = Crew(lambda job: sys.getswitchinterval(), 1)
    alone.put(1)
    assert alone.take()[1] == before
