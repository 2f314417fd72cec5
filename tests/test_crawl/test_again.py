"""A site that was read before is asked only for what has changed since."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

from auditor import extract, pipeline
from auditor.crawl import read_warc
from auditor.crawl.data import drawing
from auditor.crawl.outline import NoMemory, Outline
from auditor.models import Link, NotRead, Page
from auditor.pipeline.earlier import Earlier
from auditor.settings import CrawlSettings, Settings
from auditor.store import Store
from test_crawl.crawl_server import Handler, Reply, Server, page
from test_crawl.seen import paths, reasons

Read = Callable[..., list[Page | NotRead]]
ETAG = 'W/"v1"'
DATE = "Mon, 02 Jun 2025 10:00:00 GMT"


def dated(body: Reply, header: str, value: str, asked: str) -> Callable[[Handler], Reply]:
    """A page that answers 304 to who has its version already."""

    def reply(handler: Handler) -> Reply:
        if handler.headers.get(asked) == value:
            return Reply("", 304, type="", headers=((header, value),))
        return Reply(body.body, headers=((header, value),))

    return reply


@pytest.fixture
def versioned(site: Server) -> Server:
    """One page with an ETag, one with a date, one with neither."""
    site.routes |= {
        "/": dated(page("/date", "/sans", text="Accueil"), "ETag", ETAG, "If-None-Match"),
        "/date": dated(page("/suite", text="Date"), "Last-Modified", DATE, "If-Modified-Since"),
        "/sans": page(text="Sans"),
        "/suite": page(text="Suite"),
    }
    return site


class Remembered(NoMemory):
    """Pages of an earlier crawl, and what is noted of this one."""

    def __init__(self, seen: list[Page | NotRead]) -> None:
        self.pages = {one.url: one for one in seen if isinstance(one, Page)}
        self.noted: dict[str, Outline] = {}

    def page(self, url: str) -> Page | None:
        return self.pages.get(url)

    def note(self, page: Page, outline: Outline) -> None:
        self.noted[urlsplit(page.url).path] = outline


def test_what_a_server_says_of_a_version_is_kept(versioned: Server, read: Read) -> None:
    told = {one.url.removeprefix(versioned.url): (one.etag, one.last_modified) for one in read() if isinstance(one, Page)}
    assert told == {"/": (ETAG, ""), "/date": ("", DATE), "/sans": ("", ""), "/suite": ("", "")}


@pytest.mark.parametrize("connections", [1, 4])
def test_pages_that_have_not_changed_are_given_again_and_their_links_followed(versioned: Server, read: Read, connections: int) -> None:
    first = read()
    again = read(memory=Remembered(first), connections=connections)
    assert {(one.url, one.body, one.etag) for one in again if isinstance(one, Page)} == {
        (one.url, one.body, one.etag) for one in first if isinstance(one, Page)
    }
    assert paths(read(memory=Remembered(again))) == paths(first)  # what a 304 does not repeat is not forgotten


def test_a_page_that_has_changed_is_read_anew(versioned: Server, read: Read) -> None:
    first = read()
    versioned.routes["/date"] = dated(page(text="Neuf"), "Last-Modified", "Tue, 03 Jun 2025 10:00:00 GMT", "If-Modified-Since")
    again = read(memory=Remembered(first))
    assert sorted(paths(again)) == ["/", "/date", "/sans"]
    assert any(b"Neuf" in one.body for one in again if isinstance(one, Page))


def test_a_304_that_nobody_asked_for_is_an_error(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/a"), "/a": Reply("", 304, type="")}
    assert reasons(read()) == {"/a": "http-error"}


def test_pages_that_have_not_changed_come_over_one_connection(versioned: Server, read: Read) -> None:
    """A connection for each, and its TLS, would take longer than the page."""
    first, ways = read(), set()

    def noted(reply: Any) -> Callable[[Handler], Reply]:
        def note(handler: Handler) -> Reply:
            ways.add(handler.client_address)
            found: Reply = reply(handler)
            return found

        return note

    versioned.routes |= {path: noted(versioned.routes[path]) for path in ("/", "/date")}
    assert sorted(paths(read(memory=Remembered(first)))) == sorted(paths(first))
    assert len(ways) == 1


def test_chunks_that_a_304_announces_are_not_waited_for(site: Server, read: Read) -> None:
    def reply(handler: Handler) -> Reply:
        told = (("ETag", ETAG),)
        if handler.headers.get("If-None-Match") == ETAG:
            return Reply("", 304, type="", headers=(*told, ("Transfer-Encoding", "chunked")))
        return Reply(page("/a", text="Accueil").body, headers=told)

    site.routes |= {"/": reply, "/a": page(text="a")}
    first, began = read(), time.monotonic()
    assert paths(read(memory=Remembered(first), timeout=5.0)) == paths(first) == ["/", "/a"]
    assert time.monotonic() - began < 5.0


def test_the_archive_refers_to_the_one_before(versioned: Server, read: Read, tmp_path: Path) -> None:
    first, warc = read(), tmp_path / "again.warc.gz"
    read(memory=Remembered(first), warc=warc)
    with warc.open("rb") as stream:
        revisits = [record.rec_headers for record in ArchiveIterator(stream, check_digests="raise") if record.rec_type == "revisit"]
    assert sorted(headers.get_header("WARC-Refers-To-Target-URI") for headers in revisits) == [f"{versioned.url}/", f"{versioned.url}/date"]
    assert {headers.get_header("WARC-Profile").rpartition("/")[2] for headers in revisits} == {"server-not-modified"}
    assert all(headers.get_header("WARC-Refers-To-Date") for headers in revisits)


def test_an_archive_says_which_pages_it_does_not_hold(versioned: Server, read: Read, tmp_path: Path) -> None:
    first, warc = read(), tmp_path / "again.warc.gz"
    read(memory=Remembered(first), warc=warc)
    seen = list(read_warc(warc))
    assert (sorted(paths(seen)), reasons(seen)) == (["/sans", "/suite"], {"/": "unchanged", "/date": "unchanged"})


def test_a_site_that_has_not_changed_is_not_parsed_again(versioned: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the server cannot be asked about is, and what has changed; all of it comes to the same."""
    settings, store, parsed = Settings(crawl=CrawlSettings(allow_private=True)), str(tmp_path / "store"), []
    whole = extract.find_links

    def noted(found: Page) -> tuple[Link, ...]:
        parsed.append(urlsplit(found.url).path)
        return whole(found)

    def crawled() -> list[Page | NotRead]:
        slug = pipeline.crawl_site(versioned.url, settings, store=store)
        with Store(store) as opened:
            latest = opened.latest_crawl(slug)
            assert latest
            return [replace(one, fetched_at=None) if isinstance(one, Page) else one for one in opened.pages(latest.id)]

    monkeypatch.setattr(extract, "find_links", noted)
    first = crawled()
    assert sorted(parsed) == ["/", "/date", "/sans", "/suite"]
    parsed.clear()
    assert crawled() == first
    assert sorted(parsed) == ["/sans", "/suite"]
    parsed.clear()
    versioned.routes["/date"] = dated(page("/neuf", text="Neuf"), "ETag", 'W/"v2"', "If-None-Match")
    versioned.routes["/neuf"] = page(text="Sans")  # the same words as another page
    assert reasons(crawled()) == {"/neuf": "duplicate"}
    assert sorted(parsed) == ["/date", "/sans"]


def test_a_page_for_a_browser_is_looked_at_each_time(site: Server, read: Read) -> None:
    """Whether there is a browser then is not known now."""
    told = " ".join(f"mot{n}" for n in range(drawing().shell))
    site.routes |= {"/": page("/app", text="Accueil"), "/app": Reply(f'<div id="root">{told}</div><script></script>')}
    memory = Remembered([])
    assert sorted(paths(read(render="never", memory=memory))) == ["/", "/app"]
    assert list(memory.noted) == ["/"]


def test_of_a_list_of_addresses_no_links_are_noted(site: Server, read: Read) -> None:
    """None is looked for, and the next crawl may look for them."""
    site.routes |= {"/": page("/a"), "/a": page(text="a")}
    memory = Remembered([])
    assert paths(read(urls=(f"{site.url}/", f"{site.url}/a"), memory=memory)) == ["/", "/a"]
    assert not memory.noted


def test_what_was_noted_holds_for_the_same_bytes_at_the_same_address_only(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        crawled = store.begin_crawl("a.example", "https://a.example/")
        asked = [Page(f"https://a.example/{n}", str(n), f"<p>{n}</p>".encode(), etag=tag) for n, tag in enumerate((ETAG, ETAG, ""))]
        store.add(crawled, *asked)
        outlines = [Outline(str(n), (Link("https://a.example/b", "Haies"),)) for n in range(3)]
        now = Earlier(store, None)
        for one, outline in zip(asked, outlines, strict=True):
            now.note(one, outline)
        now.keep()
        later = Earlier(store, crawled)
        assert [later.page(one.url) for one in asked] == asked
        changed = replace(asked[1], body=b"<p>neuf</p>")
        assert [later.outline(one) for one in (asked[0], changed, asked[2])] == [outlines[0], None, None]
