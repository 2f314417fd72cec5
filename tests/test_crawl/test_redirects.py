"""Redirects are followed hop by hop, each one checked like the first."""

from collections.abc import Callable

import pytest

from auditor.models import NotRead, Page
from test_crawl.crawl_server import Reply, Server, page, running, to
from test_crawl.seen import paths, reasons

Read = Callable[..., list[Page | NotRead]]


def test_a_chain_ends_at_its_page_and_the_first_address_is_listed(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/1"), "/1": to("/2", 301), "/2": to("3", 308), "/3": page(text="Arrivée")}
    seen = read()
    assert paths(seen) == ["/", "/3"]
    assert [(one.reason, one.detail) for one in seen if isinstance(one, NotRead)] == [("duplicate", f"{site.url}/3")]


def test_a_redirect_to_a_page_already_read_fetches_nothing_twice(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/accueil"), "/accueil": to("/")}
    assert reasons(read()) == {"/accueil": "duplicate"}
    assert site.paths == ["/", "/accueil"]


def test_loops_and_endless_chains_end(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/a", "/0"), "/a": to("/b"), "/b": to("/a")}
    site.routes |= {f"/{n}": to(f"/{n + 1}") for n in range(30)}
    assert reasons(read()) == {"/a": "redirect", "/0": "redirect"}
    assert site.paths.count("/6") == 0


@pytest.mark.parametrize(
    "location",
    ["http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "https://ailleurs.example/", "//ailleurs.example/", "http://["],
)
def test_no_redirect_leaves_the_site(site: Server, read: Read, location: str) -> None:
    site.routes |= {"/": page("/a"), "/a": to(location)}
    assert reasons(read()) == {"/a": "off-site"}


def test_another_port_is_another_site(site: Server, read: Read) -> None:
    with running(Server()) as other:
        other.routes["/"] = page(text="autre")
        site.routes |= {"/": page("/a", other.url), "/a": to(other.url)}
        assert reasons(read()) == {"/a": "off-site"}
        assert other.asked == []


def test_robots_txt_holds_for_the_end_of_a_redirect(site: Server, read: Read) -> None:
    site.routes |= {"/robots.txt": Reply("User-agent: *\nDisallow: /prive"), "/": page("/a"), "/a": to("/prive"), "/prive": page(text="p")}
    assert reasons(read()) == {"/a": "robots"}
    assert "/prive" not in site.paths


def test_a_location_in_raw_utf_8_is_understood(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/a"), "/a": to("/à-propos".encode().decode("latin-1")), "/%C3%A0-propos": page(text="p")}
    assert paths(read()) == ["/", "/%C3%A0-propos"]


def test_the_body_of_a_redirect_is_bounded_too(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/a"), "/a": Reply(b"x" * 5_000_000, 302, headers=(("Location", "/b"),)), "/b": page(text="b")}
    assert paths(read(max_bytes=2048)) == ["/", "/b"]
