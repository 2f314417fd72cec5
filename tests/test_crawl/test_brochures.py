"""PDF brochures: those of a folder are read, those of a site where asked for, and none without what reads them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf import pdf

from auditor.crawl import crawl, read_warc, sniff
from auditor.errors import NothingToAudit
from auditor.models import NotRead, Page
from auditor.settings import CrawlSettings
from test_crawl.crawl_server import Reply, Server, find_links, page
from test_crawl.seen import paths, reasons

Read = Callable[..., list[Page | NotRead]]
BROCHURE = pdf([(11, 60, 700, "Vous choisissez le jour de la pose.")])
OTHER = pdf([(11, 60, 700, "Vous gardez vos tuiles.")])


@pytest.fixture
def printed(site: Server) -> Server:
    """Three brochures: one named so, one under another name, one called a stream of bytes."""
    site.routes |= {
        "/": page("/plaquette.pdf", "/telecharger", "/flux"),
        "/plaquette.pdf": Reply(BROCHURE, type="application/pdf"),
        "/telecharger": Reply(OTHER, type="application/pdf"),
        "/flux": Reply(pdf([(11, 60, 700, "Vous ne payez rien d'avance.")]), type="application/octet-stream"),
    }
    return site


@pytest.fixture
def nothing_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniff, "find_spec", lambda name: None)


def test_brochures_of_a_site_are_listed_unless_asked_for(printed: Server, read: Read) -> None:
    seen = read()
    assert (paths(seen), reasons(seen)) == (["/"], dict.fromkeys(("/plaquette.pdf", "/telecharger", "/flux"), "pdf"))
    assert "/plaquette.pdf" not in printed.paths


def test_brochures_of_a_site_are_read_where_asked_for(printed: Server, read: Read, tmp_path: Path) -> None:
    warc = tmp_path / "site.warc.gz"
    seen = read(pdf=True, warc=warc)
    assert {one.url.removeprefix(printed.url): one.content_type for one in seen if isinstance(one, Page)} == {
        "/": "text/html",
        **dict.fromkeys(("/plaquette.pdf", "/telecharger", "/flux"), "application/pdf"),
    }
    assert {(one.url, one.body) for one in read_warc(warc, pdf=True) if isinstance(one, Page)} == {
        (one.url, one.body) for one in seen if isinstance(one, Page)
    }
    assert paths(read_warc(warc)) == ["/"]


def test_a_brochure_larger_than_the_limit_is_listed(printed: Server, read: Read) -> None:
    printed.routes["/plaquette.pdf"] = Reply(BROCHURE + b"%" * 4000, type="application/pdf")
    assert reasons(read(pdf=True, max_bytes=3000)) == {"/plaquette.pdf": "too-large"}


def test_the_same_brochure_twice_is_one(printed: Server, read: Read) -> None:
    printed.routes["/telecharger"] = Reply(BROCHURE, type="application/pdf")
    assert reasons(read(pdf=True)) == {"/telecharger": "duplicate"}


@pytest.mark.usefixtures("nothing_reads_them")
def test_without_what_reads_them_one_reason_says_so(printed: Server, read: Read, tmp_path: Path) -> None:
    assert reasons(read(pdf=True)) == dict.fromkeys(("/plaquette.pdf", "/telecharger", "/flux"), "pdf-reader")
    (tmp_path / "a.html").write_text("<p>Vous choisissez.</p>", encoding="utf-8")
    (tmp_path / "plaquette.pdf").write_bytes(BROCHURE)
    assert reasons(crawl(str(tmp_path), CrawlSettings(), find_links=find_links)) == {"plaquette.pdf": "pdf-reader"}
    with pytest.raises(NothingToAudit, match="brochures") as problem:
        list(crawl(str(tmp_path / "plaquette.pdf"), CrawlSettings(), find_links=find_links))
    assert problem.value.key == "crawl.pdf-reader-file"


def test_brochures_of_a_folder_and_one_alone_are_read(tmp_path: Path) -> None:
    (tmp_path / "plaquette.pdf").write_bytes(BROCHURE)
    for source in (tmp_path, tmp_path / "plaquette.pdf"):
        [found] = crawl(str(source), CrawlSettings(), find_links=find_links)
        assert isinstance(found, Page)
        assert (found.url, found.content_type, found.body) == ("plaquette.pdf", "application/pdf", BROCHURE)


def test_a_brochure_hidden_from_search_engines_is_left_out(printed: Server, read: Read) -> None:
    printed.routes["/plaquette.pdf"] = Reply(BROCHURE, type="application/pdf", headers=(("X-Robots-Tag", "noindex"),))
    assert reasons(read(pdf=True)) == {"/plaquette.pdf": "noindex"}
