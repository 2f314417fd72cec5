"""Archives of anybody's become companies: presentation pages only, one company a registered domain, what is broken costs nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from auditor import archives, benchmark
from auditor.errors import UsageProblem
from auditor.models import Page
from auditor.settings import CrawlSettings
from auditor.store import Store

FRENCH = "Vous recevez votre devis en deux jours et vous gardez votre cave au sec. Nous venons le samedi. " * 6
ENGLISH = "You keep your cellar dry and you pay nothing before the work is done. We come on Saturdays. " * 6
GERMAN = "Sie erhalten Ihr Angebot in zwei Tagen und Ihr Keller bleibt trocken. Wir kommen auch am Samstag gern zu Ihnen. " * 6


def html(lang: str, title: str, text: str) -> str:
    return f'<html lang="{lang}"><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>'


def write(path: Path, pages: dict[str, tuple[str, str]], *, gzip: bool = True) -> Path:
    """An archive of responses; each page is its body and its status line."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=gzip)
        for url, (body, status) in pages.items():
            headers = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            sent = body.encode()
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(sent), length=len(sent), http_headers=headers)
            writer.write_record(record)
    return path


def gathered(folder: Path, *files: Path) -> tuple[list[archives.Found], dict[str, list[str]]]:
    """What was found in each archive, and the addresses kept of each company."""
    with Store(folder / "store") as store:
        found = [archives.gather(str(file), store, CrawlSettings()) for file in files]
        pieces: dict[str, list[int]] = {}
        for one in found:
            for company, crawl in one.crawls.items():
                pieces.setdefault(company, []).append(crawl)
        kept = {}
        for company, crawls in pieces.items():
            number = archives.put_together(company, crawls, store, CrawlSettings())
            crawl = store.latest_crawl(company)
            assert crawl is not None
            assert crawl.finished
            kept[company] = [seen.url for seen in store.pages(crawl.id) if isinstance(seen, Page)]
            assert len(kept[company]) == number
    return found, kept


def test_ten_pages_of_a_company_in_two_archives_are_one_company(tmp_path: Path) -> None:
    pages = {f"https://www.cave.example.co.uk/services/{n}": (html("en", f"Service {n}", f"{ENGLISH} {n}"), "200 OK") for n in range(10)}
    first = write(tmp_path / "a.warc.gz", dict(list(pages.items())[:5]))
    second = write(tmp_path / "b.warc", dict(list(pages.items())[5:]), gzip=False)
    _, kept = gathered(tmp_path, first, second)
    assert {slug: len(urls) for slug, urls in kept.items()} == {"example.co.uk": 10}


def test_only_presentation_pages_in_french_and_english_are_kept(tmp_path: Path) -> None:
    archive = write(
        tmp_path / "a.warc.gz",
        {
            "https://a.fr/": (html("fr", "Cave sèche", FRENCH), "200 OK"),
            "https://a.fr/blog/mars": (html("fr", "Nouvelles de mars", FRENCH + "mars"), "200 OK"),
            "https://a.fr/services?page=2": (html("fr", "Services", FRENCH + "deux"), "200 OK"),
            "https://a.fr/a/b/c/d": (html("fr", "Services", FRENCH + "profond"), "200 OK"),
            "https://a.fr/contact": (html("fr", "Contact", "Appelez-nous."), "200 OK"),
            "https://a.fr/perdu": (html("fr", "Perdu", FRENCH + "perdu"), "404 Not Found"),
            "https://blog.a.fr/": (html("fr", "Autre hôte", FRENCH + "hôte"), "200 OK"),
            "https://b.de/": (html("de", "Trockener Keller", GERMAN), "200 OK"),
            "http://127.0.0.1/": (html("en", "Nobody", ENGLISH), "200 OK"),
            "https://a.fr/robots.txt": ("User-agent: *", "200 OK"),
        },
    )
    (found,), kept = gathered(tmp_path, archive)
    assert kept == {"a.fr": ["https://a.fr/"]}
    assert {"kind", "address", "short", "language", "no-domain"} <= set(found.left_out)


def test_no_company_has_more_than_twenty_pages(tmp_path: Path) -> None:
    pages = {f"https://a.fr/services/{n}": (html("fr", f"Service {n}", f"{FRENCH} {n}"), "200 OK") for n in range(archives.PAGES + 3)}
    (found,), kept = gathered(tmp_path, write(tmp_path / "a.warc.gz", pages))
    assert (len(kept["a.fr"]), found.left_out["enough-pages"]) == (archives.PAGES, 3)


def test_a_page_that_two_archives_hold_counts_once_and_the_first_host_that_was_named_counts(tmp_path: Path) -> None:
    home = {"https://www.a.fr/": (html("fr", "Cave", FRENCH), "200 OK")}
    more = {"https://boutique.a.fr/services": (html("fr", "Boutique", FRENCH + "b"), "200 OK")}
    again = {
        "http://a.fr/index.html": (html("fr", "Cave", FRENCH + "c"), "200 OK"),
        "https://a.fr/offre": (html("fr", "Offre", FRENCH + "d"), "200 OK"),
    }
    files = [write(tmp_path / f"{n}.warc.gz", pages) for n, pages in enumerate((home, more, again))]
    _, kept = gathered(tmp_path, *files)
    assert kept == {"a.fr": ["https://www.a.fr/", "https://a.fr/offre"]}


def test_a_broken_archive_and_a_broken_record_cost_nothing_else(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.warc.gz", {"https://a.fr/": (html("fr", "Cave", FRENCH), "200 OK")})
    torn = tmp_path / "torn.warc.gz"
    cut = write(tmp_path / "cut.warc.gz", {f"https://b{n}.fr/": (html("fr", f"Cave {n}", FRENCH + str(n)), "200 OK") for n in range(3)})
    torn.write_bytes(cut.read_bytes()[:-200])
    noise = tmp_path / "noise.warc.gz"
    noise.write_bytes(b"\x1f\x8b" + bytes(range(256)) * 9)
    empty = tmp_path / "empty.warc.gz"
    empty.write_bytes(b"")
    found, kept = gathered(tmp_path, noise, torn, empty, whole)
    assert {"a.fr", "b0.fr", "b1.fr"} <= set(kept)
    assert [one.is_whole for one in found] == [False, False, True, True]


def test_a_pattern_that_names_no_file_is_told(tmp_path: Path) -> None:
    write(tmp_path / "b.warc", {})
    write(tmp_path / "a.warc", {})
    pattern = str(tmp_path / "*.warc")
    assert [Path(one).name for one in archives.archives_of([pattern, pattern])] == ["a.warc", "b.warc"]
    with pytest.raises(UsageProblem) as caught:
        archives.archives_of([str(tmp_path / "none*.warc.gz")])
    assert "none*.warc.gz" in str(caught.value)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.example.co.uk/a", "example.co.uk"),
        ("https://shop.example.fr", "example.fr"),
        ("https://brume.wixsite.com/atelier", "brume.wixsite.com"),
        ("http://127.0.0.1:8000/", ""),
        ("http://localhost/", ""),
        ("", ""),
    ],
)
def test_a_company_is_a_registered_domain(address: str, domain: str) -> None:
    assert benchmark.registered_domain(address) == domain


def test_no_list_of_domains_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the network is asked nor a cache written, whatever the day."""
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was asked"))
    monkeypatch.setenv("TLDEXTRACT_CACHE", str(tmp_path / "cache"))
    benchmark._suffixes.cache_clear()
    assert benchmark.registered_domain("https://a.gouv.fr") == "a.gouv.fr"
    assert not (tmp_path / "cache").exists()
