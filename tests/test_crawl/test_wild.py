"""What badly made sites do, read from end to end by the crawl and the extraction together."""

import time
from collections.abc import Iterator
from itertools import count

import pytest

from auditor import extract
from auditor.crawl import crawl
from auditor.errors import NothingToAudit
from auditor.models import NotRead, Page
from auditor.settings import CrawlSettings
from test_crawl.crawl_server import Handler, Reply, Server, page
from test_crawl.seen import paths, reasons

SAID = "Vous choisissez le jour de la pose et l’été reste à vous, nous rangeons le chantier chaque soir."


def read(site: Server, **given: object) -> list[Page | NotRead]:
    settings = CrawlSettings.model_validate({"allow_private": True, "timeout": 5.0, **given})
    return list(crawl(site.url, settings, find_links=extract.find_links))


def texts(seen: list[Page | NotRead]) -> list[str]:
    return [block.text for one in seen if isinstance(one, Page) for block in extract.extract(one).blocks if block.kind == "paragraph"]


def test_versions_in_other_languages_are_found_by_their_hreflang(site: Server) -> None:
    alternates = '<link rel="alternate" hreflang="fr" href="/"><link rel="alternate" hreflang="en" href="/en/">'
    site.routes |= {
        "/": Reply(f"<html lang=fr><head>{alternates}</head><body><p>{SAID}</p></body></html>"),
        "/en/": Reply(f"<html lang=en><head>{alternates}</head><body><p>You choose the day.</p></body></html>"),
    }
    assert paths(read(site)) == ["/", "/en/"]


def test_links_start_from_the_base_that_a_page_names(site: Server) -> None:
    site.routes |= {
        "/": Reply("<html><head><base href='/fr/'></head><body><p>Accueil</p><a href='contact'>Contact</a></body></html>"),
        "/fr/contact": page(text="Contact"),
    }
    assert paths(read(site)) == ["/", "/fr/contact"]


def test_addresses_with_accents_are_one_page_however_they_are_written(site: Server) -> None:
    site.routes |= {
        "/": Reply("<html><meta charset=utf-8><body><p>Accueil</p><a href='/été'>a</a><a href='/%c3%a9t%C3%A9'>b</a></body></html>"),
        "/%C3%A9t%C3%A9": page(text="Été"),
    }
    assert paths(read(site)) == ["/", "/%C3%A9t%C3%A9"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (SAID.encode("cp1252"), "text/html"),
        (f"<meta charset=windows-1252>{SAID}".encode("cp1252"), "text/html; charset=utf-8"),
        (f"<meta charset=iso-8859-1>{SAID}".encode(), "text/html; charset=utf-8"),
        (b"\xef\xbb\xbf" + f"<meta charset=iso-8859-1>{SAID}".encode(), "text/html; charset=windows-1252"),
        (b"\xff\xfe" + f"<p>{SAID}".encode("utf-16-le"), "text/html"),
    ],
    ids=["nothing said", "header wrong", "meta wrong", "mark", "utf-16"],
)
def test_accents_are_read_whatever_a_site_says_of_its_charset(site: Server, body: bytes, kind: str) -> None:
    site.routes["/"] = Reply(body, type=kind)
    assert texts(read(site)) == [SAID]


def test_a_number_of_the_visit_in_each_address_makes_no_new_pages(site: Server) -> None:
    visits = count(10**15)

    def with_session(text: str) -> Iterator[Reply]:
        while True:
            yield page(*(f"{path}?PHPSESSID={next(visits)}" for path in ("/", "/offre", "/contact")), text=text)

    made = {path: with_session(path) for path in ("/", "/offre", "/contact")}
    site.routes |= {path: lambda handler: next(made[handler.path.partition("?")[0]]) for path in made}
    assert paths(read(site)) == ["/", "/offre", "/contact"]
    assert len(site.paths) == 3


def test_a_robots_txt_that_takes_too_long_forbids_everything(site: Server) -> None:
    def asleep(handler: Handler) -> Reply:
        time.sleep(2)
        return Reply("User-agent: *\nDisallow:")

    site.routes |= {"/robots.txt": asleep, "/": page()}
    with pytest.raises(NothingToAudit) as problem:
        read(site, timeout=0.3)
    assert problem.value.key == "crawl.timeout"
    assert site.paths == []


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip, gzip, gzip, gzip, gzip"])
def test_a_compression_that_was_not_offered_is_listed_and_ends_nothing(site: Server, encoding: str) -> None:
    site.routes |= {"/": page("/a", "/b"), "/a": Reply(b"\x8b" * 900, headers=(("Content-Encoding", encoding),)), "/b": page(text="b")}
    seen = read(site)
    assert (paths(seen), reasons(seen)) == (["/", "/b"], {"/a": "not-text"})


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param((("X-Qualité", "oui"),), id="an accent in a name"),
        pytest.param((("Une ligne sans deux points", "\r\n\tqui continue"),), id="a line that is no header"),
        pytest.param(tuple((f"X-Trace-{n}", "a") for n in range(150)), id="more than a hundred"),
    ],
)
def test_a_head_that_breaks_the_rules_loses_neither_page_nor_headers(site: Server, headers: tuple[tuple[str, str], ...]) -> None:
    told = (*headers, ("X-Robots-Tag", "noindex"))
    site.routes |= {
        "/": page("/cachee", "/offre", text="Accueil"),
        "/offre": Reply(f"<p>{SAID}</p>", headers=headers),
        "/cachee": Reply("<p>Rien à lire ici.</p>", headers=told),
    }
    seen = read(site)
    assert texts(seen)[-1] == SAID
    assert reasons(seen) == {"/cachee": "noindex"}
