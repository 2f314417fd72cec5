"""A site is read once, whole, and nothing else is."""

import socket
from collections.abc import Callable

import pytest

from auditor.crawl import Progress, crawl
from auditor.errors import NothingToAudit
from auditor.models import NotRead, Page
from auditor.settings import CrawlSettings
from test_crawl.crawl_server import Handler, Reply, Server, find_links, page, to
from test_crawl.seen import path_of, paths, reasons

Read = Callable[..., list[Page | NotRead]]


def test_links_are_followed_and_each_page_comes_once(site: Server, read: Read) -> None:
    site.routes |= {
        "/": page("/offre", "/contact", "/offre#prix", "/offre?utm_source=x"),
        "/offre": page("/", "/contact", "plus", text="Votre toit."),
        "/contact": page(text="Appelez-nous."),
        "/plus": page(text="Plus."),
    }
    seen = read()
    assert sorted(paths(seen)) == ["/", "/contact", "/offre", "/plus"]
    assert sorted(site.paths) == ["/", "/contact", "/offre", "/plus"]
    assert {path_of(one.url): one.depth for one in seen if isinstance(one, Page)} == {"/": 0, "/offre": 1, "/contact": 1, "/plus": 2}


def test_the_same_site_gives_the_same_pages_in_the_same_order(site: Server, read: Read) -> None:
    site.routes["/"] = page(*(f"/p{n}" for n in range(12)))
    site.routes |= {f"/p{n}": page(text=f"Page {n}") for n in range(12)}
    assert paths(read(max_pages=5)) == paths(read(max_pages=5))


def test_every_address_has_one_outcome(site: Server, read: Read) -> None:
    site.routes |= {
        "/": page(
            "/a", "/absent", "/casse", "/vide", "/plaquette.pdf", "/faux", "/flux", "/copie", "https://ailleurs.example/", "mailto:a@b.fr"
        ),
        "/a": page(text="A"),
        "/casse": Reply("boom", 500),
        "/vide": Reply("  "),
        "/faux": Reply(b"%PDF-1.7 \xe2\xe3", type="text/html"),
        "/flux": Reply("<rss/>", type="application/rss+xml"),
        "/copie": page(text="A"),
    }
    seen = read()
    assert paths(seen) == ["/", "/a"]
    assert reasons(seen) == {
        "/absent": "http-error",
        "/casse": "http-error",
        "/vide": "empty",
        "/plaquette.pdf": "pdf",
        "/faux": "pdf",
        "/flux": "not-text",
        "/copie": "duplicate",
    }
    assert "/plaquette.pdf" not in site.paths


def test_a_page_served_as_a_stream_of_bytes_is_still_a_page(site: Server, read: Read) -> None:
    site.routes |= {"/": Reply(page("/b").body, type="application/octet-stream"), "/b": Reply(page(text="B").body, type="")}
    assert [(page_.content_type, path_of(page_.url)) for page_ in read() if isinstance(page_, Page)] == [
        ("text/html", "/"),
        ("text/html", "/b"),
    ]


def test_bytes_and_charset_are_handed_on_untouched(site: Server, read: Read) -> None:
    body = "<p>Déjà prêt</p>".encode("windows-1252")
    site.routes["/"] = Reply(body, type='text/html; Charset="Windows-1252"')
    [found] = read()
    assert isinstance(found, Page)
    assert (found.body, found.charset) == (body, "windows-1252")
    site.routes["/"] = Reply(body, type="text/html")
    [found] = read()
    assert isinstance(found, Page)
    assert found.charset is None


def test_the_caps_hold_and_what_is_left_is_listed(site: Server, read: Read) -> None:
    site.routes["/"] = page(*(f"/p{n}" for n in range(9)))
    site.routes |= {f"/p{n}": page(f"/q{n}", text=f"Page {n}") for n in range(9)}
    seen = read(max_pages=4)
    assert len(paths(seen)) == 4
    assert set(reasons(seen).values()) == {"cap"}
    assert len(reasons(seen)) == 6 + 3
    seen = read(max_depth=1)
    assert len(paths(seen)) == 10
    assert reasons(seen) == {f"/q{n}": "depth" for n in range(9)}


def test_a_nearer_link_counts_for_the_depth(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/offre", "/z"), "/offre": page("/y", text="o"), "/y": page("/x", text="y"), "/z": page("/x", text="z")}
    site.routes["/x"] = page(text="x")
    assert "/x" in paths(read(max_depth=2))


def test_patterns_choose_pages_but_links_of_the_first_one_count(site: Server, read: Read) -> None:
    site.routes |= {
        "/": page("/blog/a", "/blog/b", "/offre"),
        "/blog/a": page(text="a"),
        "/blog/b": page(text="b"),
        "/offre": page(text="o"),
    }
    seen = read(include=("/blog/*",), exclude=("*b",))
    assert paths(seen) == ["/blog/a"]
    assert reasons(seen) == {"/": "excluded", "/blog/b": "excluded", "/offre": "excluded"}


def test_a_list_of_addresses_is_read_and_nothing_more(site: Server, read: Read) -> None:
    site.routes |= {"/a": page("/c", text="a"), "/b": page(text="b"), "/c": page(text="c")}
    seen = read(urls=("/a", f"{site.url}/b", "https://ailleurs.example/"))
    assert sorted(paths(seen)) == ["/a", "/b"]
    assert [one.reason for one in seen if isinstance(one, NotRead)] == ["off-site"]
    assert "/sitemap.xml" not in [asked.path for asked in site.asked]


def test_nofollow_links_are_listed_unless_another_link_leads_there(site: Server, read: Read) -> None:
    body = '<p>x</p><a rel="nofollow" href="/compte">c</a><a rel="nofollow" href="/a">a</a><a href="/a">a</a>'
    site.routes |= {"/": Reply(body), "/a": page(text="a"), "/compte": page(text="c")}
    seen = read()
    assert (paths(seen), reasons(seen)) == (["/", "/a"], {"/compte": "nofollow"})


def test_a_calendar_does_not_hold_the_crawl(site: Server, read: Read) -> None:
    def month(handler: Handler) -> Reply:
        number = int(handler.path.partition("=")[2] or 0)
        return page(f"/agenda?month={number + 1}", f"/agenda?month={number - 1}", text=f"Mois {number}")

    site.routes |= {"/": page("/agenda", "/a-propos", "/services"), "/agenda": month}
    site.routes |= {"/a-propos": page(text="p"), "/services": page(text="s")}
    seen = read(max_pages=8)
    assert paths(seen)[:3] == ["/", "/a-propos", "/services"]
    assert len(paths(seen)) == 8


def test_growing_paths_and_shuffled_queries_end(site: Server, read: Read) -> None:
    class Growing(dict[str, object]):
        def get(self, path: str, default: object = None) -> object:
            return page("a/", "/?x=1&y=2", "/?y=2&x=1") if path.startswith("/") and path != "/robots.txt" else default

    site.routes = Growing()
    seen = read()
    assert paths(seen) == ["/"]
    assert set(reasons(seen).values()) <= {"duplicate", "trap"}


def test_one_body_under_ever_new_addresses_costs_a_bounded_number_of_requests(site: Server, read: Read) -> None:
    """A session number in the path makes each address new and each page different from the last."""
    links = iter(range(10**6))

    class Endless(dict[str, object]):
        def get(self, path: str, default: object = None) -> object:
            found = [f"/s{next(links)}" for _ in range(3)]
            return Reply("no", 404) if path == "/robots.txt" or path.startswith("/s") else page(*found, *map(str, range(300)))

    site.routes = Endless()
    read(max_pages=2)
    assert len(site.asked) < 80


def test_progress_is_told_for_each_address(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/a", "/absent"), "/a": page(text="a")}
    told: list[Progress] = []
    read(progress=told.append)
    assert [(at.done, at.found, at.not_read) for at in told] == [(1, 3, 0), (2, 3, 0), (2, 3, 1)]


@pytest.mark.parametrize(
    ("reply", "key"),
    [
        (Reply("gone", 404), "crawl.first-http-error"),
        (Reply("boom", 500), "crawl.first-http-error"),
        (Reply("non", 403), "crawl.first-locked"),
        (Reply(b"%PDF-1.7", type="application/pdf"), "crawl.pdf"),
        (Reply(b"%PDF-1.7 \xe2"), "crawl.first-pdf"),
        (Reply(b"\x89PNG", type="image/png"), "crawl.not-text"),
        (Reply(b"\x89PNG \xe2"), "crawl.first-not-text"),
        (Reply(" "), "crawl.first-empty"),
        (to("/"), "crawl.too-many-redirects"),
        (to("https://ailleurs.example/"), "crawl.moved"),
        (to("file:///etc/passwd"), "crawl.moved"),
    ],
)
def test_a_first_page_that_cannot_be_read_is_one_clear_sentence(site: Server, read: Read, reply: Reply, key: str) -> None:
    site.routes["/"] = reply
    with pytest.raises(NothingToAudit) as problem:
        read()
    assert problem.value.key == key
    assert site.url in problem.value.sentence("en")
    assert site.url in problem.value.sentence("fr")


def test_a_list_of_which_nothing_can_be_read_is_one_clear_sentence(site: Server, read: Read) -> None:
    with pytest.raises(NothingToAudit) as problem:
        read(urls=("/a", "/b"))
    assert problem.value.key == "crawl.nothing-read"


def test_one_page_alone_costs_no_look_at_sitemaps(site: Server, read: Read) -> None:
    site.routes["/"] = page("/a")
    read(max_pages=1)
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/"]


def test_http_is_tried_where_no_scheme_was_given(site: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that is only on http: https is refused at once, so the plain address is read."""
    lookup = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **named: lookup("127.0.0.1", *rest, **named))
    monkeypatch.setattr("urllib3.connection.HTTPSConnection.connect", refuse)
    site.routes["/"] = page()
    source = f"atelier.test:{site.server_port}"
    [found] = crawl(source, CrawlSettings(allow_private=True, pause=0), find_links=find_links)
    assert found.url == f"http://{source}/"
    with pytest.raises(NothingToAudit):
        list(crawl(source, CrawlSettings(allow_private=True, pause=0, auth=("lise", "secret")), find_links=find_links))


def refuse(connection: object) -> None:
    raise ConnectionRefusedError
