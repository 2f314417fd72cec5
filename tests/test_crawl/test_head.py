"""What a page says of itself to crawlers is heard."""

from collections.abc import Callable

import pytest

from auditor.crawl.head import Said, said
from auditor.models import NotRead, Page
from test_crawl.crawl_server import Reply, Server, page
from test_crawl.seen import paths, reasons

Read = Callable[..., list[Page | NotRead]]
URL = "https://exemple.fr/offre"
TOKEN = "client-focus-auditor"


def heard(head: str, header: str = "") -> Said:
    return said(URL, f"<html><head>{head}</head><body><p>x</p></body></html>".encode(), header, TOKEN)


@pytest.mark.parametrize(
    ("head", "header", "expected"),
    [
        ("", "", Said()),
        ('<meta name="ROBOTS" content="NoIndex, follow">', "", Said(noindex=True)),
        ('<meta name="robots" content="none">', "", Said(noindex=True, nofollow=True)),
        ('<meta name="googlebot" content="noindex">', "", Said()),
        (f'<meta name="{TOKEN}" content="noindex">', "", Said(noindex=True)),
        ("", "noindex", Said(noindex=True)),
        ("", "googlebot: noindex, nofollow", Said()),
        ("", f"googlebot: none, {TOKEN}: nofollow", Said(nofollow=True)),
        ("", "unavailable_after: 25 Jun 2030 15:00:00 PST, noindex", Said(noindex=True)),
        ('<link rel="canonical" href="/prix?b=1">', "", Said(canonical="https://exemple.fr/prix?b=1")),
        ('<base href="/fr/"><link rel="canonical" href="prix">', "", Said(canonical="https://exemple.fr/fr/prix")),
        ('<link rel="canonical" href="/a"><link rel="canonical" href="/b">', "", Said()),
        ('<link rel="canonical" href="javascript:0">', "", Said()),
        ('<meta http-equiv="Refresh" content="0; URL=\'/neuf\'">', "", Said(refresh="https://exemple.fr/neuf")),
        ('<meta http-equiv="refresh" content="5,/neuf">', "", Said(refresh="https://exemple.fr/neuf")),
        ('<meta http-equiv="refresh" content="300; url=/neuf">', "", Said()),
        ('<meta http-equiv="refresh" content="10">', "", Said()),
        ('<noscript><meta http-equiv="refresh" content="0; url=/sans"></noscript>', "", Said()),
        ('<meta http-equiv="refresh" content="0; url=file:///etc/passwd">', "", Said()),
    ],
)
def test_a_head_says(head: str, header: str, expected: Said) -> None:
    assert heard(head, header) == expected


def test_only_the_head_speaks() -> None:
    body = b'<html><head></head><body><meta name="robots" content="noindex"></body></html>'
    assert said(URL, body, "", TOKEN) == Said()


def headed(head: str, *hrefs: str, text: str) -> Reply:
    links = "".join(f'<a href="{href}">{href}</a>' for href in hrefs)
    return Reply(f"<html><head>{head}</head><body><p>{text}</p>{links}</body></html>")


NOINDEX = '<meta name="robots" content="noindex">'


def test_a_page_that_asks_not_to_be_listed_is_left_out_but_its_links_count(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/merci"), "/merci": headed(NOINDEX, "/a", text="merci"), "/a": page(text="a")}
    seen = read()
    assert (paths(seen), reasons(seen)) == (["/", "/a"], {"/merci": "noindex"})


def test_the_header_says_it_as_well(site: Server, read: Read) -> None:
    hidden = Reply(page("/b", text="a").body, headers=(("X-Robots-Tag", "noindex, nofollow"),))
    site.routes |= {"/": page("/a"), "/a": hidden, "/b": page(text="b")}
    seen = read()
    assert (paths(seen), reasons(seen)) == (["/"], {"/a": "noindex", "/b": "nofollow"})


def test_a_preview_that_hides_every_page_is_read_all_the_same(site: Server, read: Read) -> None:
    """A site before its opening asks search engines to stay away: that says nothing of its single pages."""
    site.routes |= {"/": headed(NOINDEX, "/a", text="accueil"), "/a": headed(NOINDEX, text="a")}
    first = read(max_pages=1)
    assert paths([*first, *read(already=first)]) == ["/", "/a"]


def test_a_page_that_was_asked_for_by_name_is_read(site: Server, read: Read) -> None:
    site.routes["/a"] = headed(NOINDEX + '<link rel="canonical" href="/b">', text="a")
    assert paths(read(urls=("/a",))) == ["/a"]


def test_a_version_of_a_page_stands_aside_for_it(site: Server, read: Read) -> None:
    canonical = '<link rel="canonical" href="/offre">'
    site.routes |= {
        "/": page("/offre?tri=prix", "/offre?tri=nom"),
        "/offre?tri=prix": headed(canonical, text="par prix"),
        "/offre?tri=nom": headed(canonical, text="par nom"),
        "/offre": headed(canonical, text="offre"),
    }
    seen = read()
    assert (paths(seen), reasons(seen)) == (["/", "/offre"], {"/offre?tri=prix": "duplicate", "/offre?tri=nom": "duplicate"})
    assert len(site.paths) == len(set(site.paths)) == 4


@pytest.mark.parametrize("target", [Reply("gone", 404), Reply(""), headed('<link rel="canonical" href="/a">', text="a")])
def test_a_page_whose_canonical_version_cannot_be_read_is_read_itself(site: Server, read: Read, target: Reply) -> None:
    site.routes |= {"/": page("/a"), "/a": headed('<link rel="canonical" href="/b">', text="a"), "/b": target}
    assert len(paths(read())) == 2
    assert site.paths.count("/a") == site.paths.count("/b") == 1


def test_a_site_that_names_its_first_page_everywhere_is_not_believed(site: Server, read: Read) -> None:
    home = '<link rel="canonical" href="/">'
    site.routes |= {"/": headed(home, "/a", "/b", text="accueil"), "/a": headed(home, text="a"), "/b": headed(home, text="b")}
    assert sorted(paths(read())) == ["/", "/a", "/b"]


@pytest.mark.parametrize("canonical", ["https://ailleurs.example/a", "/a.pdf", "/a#haut"])
def test_no_canonical_address_leads_away(site: Server, read: Read, canonical: str) -> None:
    site.routes |= {"/": page("/a"), "/a": headed(f'<link rel="canonical" href="{canonical}">', text="a")}
    assert paths(read()) == ["/", "/a"]


def test_a_page_that_sends_its_reader_on_is_followed(site: Server, read: Read) -> None:
    site.routes |= {
        "/": page("/vieux"),
        "/vieux": headed('<meta http-equiv="refresh" content="0;url=/neuf">', text="v"),
        "/neuf": page(text="n"),
    }
    seen = read()
    assert (paths(seen), reasons(seen)) == (["/", "/neuf"], {"/vieux": "duplicate"})


def test_pages_that_send_their_reader_round_end(site: Server, read: Read) -> None:
    site.routes |= {f"/{n}": headed(f'<meta http-equiv="refresh" content="0;url=/{n + 1}">', text=f"{n}") for n in range(20)}
    site.routes |= {"/": page("/0", "/loin"), "/loin": headed('<meta http-equiv="refresh" content="0;url=//ailleurs.example/">', text="l")}
    assert reasons(read()) == {"/0": "redirect", "/loin": "off-site"}
