"""The addresses that a site lists of itself."""

import gzip
from collections.abc import Callable

import pytest

from auditor.crawl import sitemap
from auditor.crawl.sitemap import sitemap_urls
from auditor.models import NotRead, Page
from test_crawl.crawl_server import Reply, Server, page
from test_crawl.seen import paths

Read = Callable[..., list[Page | NotRead]]
HOME = "https://exemple.fr"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*locations: str) -> bytes:
    found = "".join(f"<url><loc> {location} </loc><lastmod>2026-01-01</lastmod></url>" for location in locations)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACE}>{found}</urlset>'.encode()


def index(*locations: str) -> bytes:
    found = "".join(f"<sitemap><loc>{location}</loc></sitemap>" for location in locations)
    return f"<sitemapindex {SPACE}>{found}</sitemapindex>".encode()


def urls(files: dict[str, bytes], start: str = "/sitemap.xml") -> list[str]:
    found = sitemap_urls([HOME + start], lambda url: files.get(url.removeprefix(HOME)))
    return [url.removeprefix(HOME) for url in found]


def test_a_page_that_only_the_sitemap_knows_is_read(site: Server, read: Read) -> None:
    site.routes |= {"/": page(), "/seule": page(text="seule"), "/robots.txt": Reply("Sitemap: /plan.xml")}
    site.routes["/plan.xml"] = Reply(urlset(f"{site.url}/seule"), type="application/xml")
    assert paths(read()) == ["/", "/seule"]


def test_the_usual_place_is_looked_at_too(site: Server, read: Read) -> None:
    site.routes |= {"/": page(), "/seule": page(text="seule"), "/sitemap.xml": Reply(urlset("/seule"), type="text/xml")}
    assert paths(read()) == ["/", "/seule"]


def test_an_index_leads_to_its_sitemaps_packed_or_not() -> None:
    files = {
        "/sitemap.xml": index(f"{HOME}/a.xml", f"{HOME}/b.xml.gz"),
        "/a.xml": urlset(f"{HOME}/1", "/2"),
        "/b.xml.gz": gzip.compress(urlset("/3")),
    }
    assert urls(files) == ["/1", "/2", "/3"]


def test_loops_and_depth_end() -> None:
    assert urls({"/sitemap.xml": index("/sitemap.xml", "/a.xml"), "/a.xml": index("/sitemap.xml")}) == []
    deep = {"/sitemap.xml": index("/1.xml"), "/1.xml": index("/2.xml"), "/2.xml": index("/3.xml"), "/3.xml": urlset("/trop-loin")}
    assert urls(deep) == []
    assert urls(deep | {"/2.xml": urlset("/assez-pres")}) == ["/assez-pres"]


def test_the_caps_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MAX_URLS", 5)
    assert len(urls({"/sitemap.xml": urlset(*(f"/{n}" for n in range(9)))})) == 5
    fetched: list[str] = []

    def fetch(url: str) -> bytes:
        fetched.append(url)
        return index(*(f"/s{len(fetched)}-{n}.xml" for n in range(9)))

    list(sitemap_urls([f"{HOME}/sitemap.xml"], fetch))
    assert len(fetched) == sitemap.MAX_FILES


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MAX_BYTES", 10_000)
    assert urls({"/sitemap.xml": gzip.compress(urlset(*(f"/{n}" for n in range(9999))))}) == []


def test_other_sites_and_what_is_no_page_address_are_left_out() -> None:
    assert urls({"/sitemap.xml": urlset("https://ailleurs.example/a", "mailto:a@exemple.fr", "http://[", "/a")}) == ["/a"]


def test_images_in_a_sitemap_are_no_pages() -> None:
    body = urlset("/a").replace(b"</url>", b'<image:image xmlns:image="http://i"><image:loc>/i</image:loc></image:image></url>')
    assert urls({"/sitemap.xml": body}) == ["/a"]


def test_broken_xml_gives_what_can_be_read() -> None:
    assert urls({"/sitemap.xml": urlset("/a", "/b")[:-20]}) == ["/a", "/b"]
    assert "/b" in urls({"/sitemap.xml": urlset("/a?x=1&y=2", "/b")})
    assert urls({"/sitemap.xml": b"<html><body>Introuvable</body></html>"}) == []
    assert urls({"/sitemap.xml": b""}) == []


def test_entities_are_not_resolved() -> None:
    evil = b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>/a&x;</loc></url></urlset>'
    assert urls({"/sitemap.xml": evil}) in ([], ["/a"])


def test_a_plain_list_is_a_sitemap_too() -> None:
    assert urls({"/sitemap.xml": b"\xef\xbb\xbfhttps://exemple.fr/a\nhttps://exemple.fr/b\n"}) == ["/a", "/b"]
