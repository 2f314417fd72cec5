"""A site that was read before is asked only for what has changed since."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from auditor.crawl import read_warc
from auditor.models import NotRead, Page
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


def known(seen: list[Page | NotRead]) -> Callable[[str], Page | None]:
    return {one.url: one for one in seen if isinstance(one, Page)}.get


def test_what_a_server_says_of_a_version_is_kept(versioned: Server, read: Read) -> None:
    told = {one.url.removeprefix(versioned.url): (one.etag, one.last_modified) for one in read() if isinstance(one, Page)}
    assert told == {"/": (ETAG, ""), "/date": ("", DATE), "/sans": ("", ""), "/suite": ("", "")}


@pytest.mark.parametrize("connections", [1, 4])
def test_pages_that_have_not_changed_are_given_again_and_their_links_followed(versioned: Server, read: Read, connections: int) -> None:
    first = read()
    again = read(earlier=known(first), connections=connections)
    assert {(one.url, one.body, one.etag) for one in again if isinstance(one, Page)} == {
        (one.url, one.body, one.etag) for one in first if isinstance(one, Page)
    }
    assert paths(read(earlier=known(again))) == paths(first)  # what a 304 does not repeat is not forgotten


def test_a_page_that_has_changed_is_read_anew(versioned: Server, read: Read) -> None:
    first = read()
    versioned.routes["/date"] = dated(page(text="Neuf"), "Last-Modified", "Tue, 03 Jun 2025 10:00:00 GMT", "If-Modified-Since")
    again = read(earlier=known(first))
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
    assert sorted(paths(read(earlier=known(first)))) == sorted(paths(first))
    assert len(ways) == 1


def test_chunks_that_a_304_announces_are_not_waited_for(site: Server, read: Read) -> None:
    def reply(handler: Handler) -> Reply:
        told = (("ETag", ETAG),)
        if handler.headers.get("If-None-Match") == ETAG:
            return Reply("", 304, type="", headers=(*told, ("Transfer-Encoding", "chunked")))
        return Reply(page("/a", text="Accueil").body, headers=told)

    site.routes |= {"/": reply, "/a": page(text="a")}
    first, began = read(), time.monotonic()
    assert paths(read(earlier=known(first), timeout=5.0)) == paths(first) == ["/", "/a"]
    assert time.monotonic() - began < 5.0


def test_the_archive_refers_to_the_one_before(versioned: Server, read: Read, tmp_path: Path) -> None:
    first, warc = read(), tmp_path / "again.warc.gz"
    read(earlier=known(first), warc=warc)
    with warc.open("rb") as stream:
        revisits = [record.rec_headers for record in ArchiveIterator(stream, check_digests="raise") if record.rec_type == "revisit"]
    assert sorted(headers.get_header("WARC-Refers-To-Target-URI") for headers in revisits) == [f"{versioned.url}/", f"{versioned.url}/date"]
    assert {headers.get_header("WARC-Profile").rpartition("/")[2] for headers in revisits} == {"server-not-modified"}
    assert all(headers.get_header("WARC-Refers-To-Date") for headers in revisits)


def test_an_archive_says_which_pages_it_does_not_hold(versioned: Server, read: Read, tmp_path: Path) -> None:
    first, warc = read(), tmp_path / "again.warc.gz"
    read(earlier=known(first), warc=warc)
    seen = list(read_warc(warc))
    assert (sorted(paths(seen)), reasons(seen)) == (["/sans", "/suite"], {"/": "unchanged", "/date": "unchanged"})
