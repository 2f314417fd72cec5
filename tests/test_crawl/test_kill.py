"""A run that ends badly keeps what it has done: killed, out of disk, cut off, interrupted."""

import errno
import gzip
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.checker import Checker

from auditor import crawl, extract, pipeline
from auditor.crawl.crew import FILING
from auditor.errors import UsageProblem
from auditor.identity import digest
from auditor.models import NotRead, Page
from auditor.settings import CrawlSettings, Settings
from auditor.store import Store
from test_crawl.crawl_server import Handler, Reply, Server, page
from test_crawl.seen import paths, reasons

Read = Callable[..., list[Page | NotRead]]
PAGES = 40


@pytest.fixture
def wide(site: Server) -> Server:
    """A first page and forty others; every fifth is slow, so that with several connections the ones after it wait for it."""

    def slow(number: int) -> Callable[[Handler], Reply]:
        def reply(_: Handler) -> Reply:
            time.sleep(0.3 if number % 5 == 0 else 0.01)
            return page(f"/q{number}", text=f"Page {number}")

        return reply

    site.routes["/"] = page(*(f"/p{n}" for n in range(PAGES)))
    site.routes |= {f"/p{n}": slow(n) for n in range(PAGES)} | {f"/q{n}": page(text=f"Suite {n}") for n in range(PAGES)}
    return site


def command(site: Server, store: Path, connections: int) -> subprocess.Popen[bytes]:
    environ = os.environ | {"AUDITOR_CRAWL_CONNECTIONS": str(connections), "AUDITOR_CRAWL_MAX_PAGES": "100"}
    given = [sys.executable, "-m", "auditor", "crawl", site.url, "--allow-private", "--render", "never", "--store", str(store)]
    return subprocess.Popen(given, env=environ, cwd=store.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def stopped_after(site: Server, child: subprocess.Popen[bytes], requests: int, how: signal.Signals) -> str:
    """Send the signal once the server was asked so often; what the command said."""
    end = time.monotonic() + 60
    while len(site.paths) < requests and time.monotonic() < end and child.poll() is None:
        time.sleep(0.005)
    child.send_signal(how)
    return child.communicate(timeout=60)[1].decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
@pytest.mark.parametrize(("connections", "requests"), [(1, 1), (1, 9), (8, 6), (8, 30)])
def test_a_killed_command_goes_on_where_it_stopped(wide: Server, tmp_path: Path, connections: int, requests: int) -> None:
    """No page lost, none asked for twice but those in flight, one a connection, and those whose answers were just being filed; the
    archive valid by warcio's own checker.
    """
    stopped_after(wide, command(wide, tmp_path / "store", connections), requests, signal.SIGKILL)
    child = command(wide, tmp_path / "store", connections)
    assert child.communicate(timeout=120)[0].decode().strip() == crawl.slug_of(wide.url)
    asked = wide.paths
    assert sum(asked.count(path) - 1 for path in set(asked)) <= connections + (connections // FILING)
    with Store(tmp_path / "store") as store:
        latest = store.latest_crawl(crawl.slug_of(wide.url))
        assert latest
        assert latest.warc
        read = {one.url for one in store.pages(latest.id) if isinstance(one, Page)}
    assert len(read) == 2 * PAGES + 1
    assert {one.url for one in crawl.read_warc(latest.warc) if isinstance(one, Page)} == read
    assert is_valid(latest.warc)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_a_killed_run_over_a_site_that_was_read_before_goes_on_where_it_stopped(site: Server, tmp_path: Path) -> None:
    """What had come and was not in the store yet is in the archive, as a page that has not changed or as one that has."""

    def reply(path: str, made: Reply) -> Callable[[Handler], Reply]:
        def answer(handler: Handler) -> Reply:
            time.sleep(0.3 if path == "/p9" else 0)  # the last one: the run is killed before its end
            tag = f'"{path}{version if path.endswith("3") else ""}"'
            if handler.headers.get("If-None-Match") == tag:
                return Reply("", 304, type="", headers=(("ETag", tag),))
            return Reply(made.body, headers=(("ETag", tag),))

        return answer

    version, connections, told = 1, 4, {f"/p{n}": page(text=f"Page {n}") for n in range(PAGES)}
    site.routes |= {path: reply(path, made) for path, made in ({"/": page(*told)} | told).items()}
    command(site, tmp_path / "store", connections).communicate(timeout=60)
    version, first = 2, len(site.asked)
    stopped_after(site, command(site, tmp_path / "store", connections), first + 25, signal.SIGKILL)
    command(site, tmp_path / "store", connections).communicate(timeout=60)
    again = [asked.path for asked in site.asked[first:] if asked.path in told]
    assert sum(again.count(path) - 1 for path in set(again)) <= connections + (connections // FILING)
    with Store(tmp_path / "store") as store:
        latest = store.latest_crawl(crawl.slug_of(site.url))
        assert latest
        assert latest.warc
        assert latest.id == 2
        seen = {one.url.removeprefix(site.url): one for one in store.pages(latest.id) if isinstance(one, Page)}
    assert {path: one.body for path, one in seen.items() if path in told} == {path: str(made.body).encode() for path, made in told.items()}
    assert all(seen[path].etag.endswith('2"') for path in told if path.endswith("3"))
    assert is_valid(latest.warc)


def is_valid(warc: Path) -> bool:
    """Whether every record is whole, and what `warcio check` says of their digests."""
    assert gzip.decompress(warc.read_bytes())

    class Given:
        inputs, verbose = (str(warc),), False

    checker = Checker(Given)
    checker.process_all()
    return not checker.exit_value


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_is_one_sentence_and_what_was_read_is_kept(wide: Server, tmp_path: Path) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests that run in the background of a shell are begun deaf to it
    child = command(wide, tmp_path / "store", 1)
    said = stopped_after(wide, child, 5, signal.SIGINT)
    assert child.returncode == 130
    assert len(said.strip().splitlines()) == 1
    with Store(tmp_path / "store") as store:
        kept = store.unfinished_crawl(
            crawl.slug_of(wide.url), wide.url, digest(crawl.choice_of(CrawlSettings(max_pages=100, allow_private=True)))
        )
        assert kept
        assert len(paths(store.pages(kept))) >= 3


@pytest.mark.parametrize("connections", [1, 4])
def test_a_full_disk_is_one_sentence_and_what_was_written_is_whole(
    wide: Server, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, connections: int
) -> None:
    """The system refuses the bytes in the middle of a record; the archive before it is read, and the next run goes on."""
    room, lock = [20_000], threading.Lock()

    class Small:
        def __init__(self, stream: object) -> None:
            self.stream = stream

        def write(self, content: bytes) -> int:
            with lock:
                room[0] -= len(content)
                if room[0] < 0:
                    self.stream.write(content[: len(content) // 2])
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return int(self.stream.write(content))

        def __getattr__(self, name: str) -> object:
            return getattr(self.stream, name)

    opened = Path.open

    def open_small(self: Path, mode: str = "r", *args: object, **kwargs: object) -> object:
        stream = opened(self, mode, *args, **kwargs)
        return Small(stream) if mode == "ab" else stream

    warc = tmp_path / "site.warc.gz"
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", open_small)
        with pytest.raises(UsageProblem) as problem:
            read(warc=warc, connections=connections)
    assert problem.value.key == "crawl.unwritable-archive"
    assert "\n" not in problem.value.sentence("fr")
    before = [one for one in crawl.read_warc(warc) if isinstance(one, Page)]
    assert 1 <= len(before) < PAGES
    later = read(warc=warc, already=before, connections=connections, max_pages=100)
    assert len(before) + len(paths(later)) == 2 * PAGES + 1
    assert is_valid(warc)


def test_a_connection_dropped_half_way_is_tried_again_and_then_told(site: Server, read: Read) -> None:
    def dropped(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n")
        handler.close_connection = True

    site.routes |= {"/": page("/a", "/b"), "/a": dropped, "/b": page(text="b")}
    seen = read()
    assert (paths(seen), site.paths.count("/a")) == (["/", "/b"], 2)
    assert reasons(seen) in ({"/a": "unreachable"}, {"/a": "empty"})


def test_another_way_to_read_goes_on_with_the_crawl_and_another_choice_of_pages_begins_anew(site: Server, tmp_path: Path) -> None:
    site.routes |= {"/": page("/a", "/b"), "/a": page(text="a"), "/b": page(text="b")}
    store = tmp_path / "store"

    def number(**given: object) -> int:
        settings = CrawlSettings.model_validate({"allow_private": True, **given})
        with Store(store) as opened:
            return pipeline.begin(opened, "s", site.url, settings)[0]

    first = number(connections=1)
    assert number(connections=8, render="never", pause=0, timeout=3.0, auth=("lise", "secret"), user_agent="autre") == first
    assert number(max_pages=2) != first


@pytest.mark.parametrize("rule", ["noindex", "nofollow"])
def test_what_a_header_said_of_a_page_still_holds_on_the_next_run(site: Server, tmp_path: Path, rule: str) -> None:
    """X-Robots-Tag is kept with the page: a preview that hides all its pages is read to the end, links not to follow are not followed."""
    told = (("X-Robots-Tag", rule),)
    site.routes |= {"/": Reply(page("/a", "/b").body, headers=told), "/a": Reply(page(text="a").body, headers=told), "/b": page(text="b")}
    settings = Settings(crawl=CrawlSettings(allow_private=True, max_pages=100), store=str(tmp_path / "store"))
    whole = pipeline.crawl_site(site.url, settings, store=str(tmp_path / "whole"))
    with Store(tmp_path / "store") as store:
        begun, _ = pipeline.begin(store, whole, site.url, settings.crawl)
        running = crawl.crawl(site.url, settings.crawl, find_links=extract.find_links, warc=store.warc_path(whole, begun))
        store.add(begun, next(iter(running)))
        running.close()
    pipeline.crawl_site(site.url, settings, store=str(tmp_path / "store"))
    assert fates(tmp_path / "store", whole) == fates(tmp_path / "whole", whole)


def fates(folder: Path, slug: str) -> dict[str, str]:
    with Store(folder) as store:
        latest = store.latest_crawl(slug)
        assert latest
        return {one.url: one.reason if isinstance(one, NotRead) else "read" for one in store.pages(latest.id)}
