"""A crawl leaves evidence that anyone can read, and an archive can be audited like a site."""

import gzip
import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as Warcio
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from auditor.crawl import crawl, read_warc
from auditor.crawl.crew import FILING
from auditor.crawl.members import mend
from auditor.errors import NothingToAudit, UsageProblem
from auditor.models import NotRead, Page
from auditor.settings import CrawlSettings
from test_crawl.crawl_server import Handler, Reply, Server, find_links, page, to
from test_crawl.seen import paths

Read = Callable[..., list[Page | NotRead]]


def pages(seen: list[Page | NotRead]) -> list[Page]:
    """The pages, without the depth, which an archive does not tell."""
    return [replace(one, depth=0) for one in seen if isinstance(one, Page)]


@pytest.fixture
def mixed(site: Server) -> Server:
    """Redirects, encodings, chunks, failures, a copy and two pages with one key."""

    def chunked(handler: Handler) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        handler.wfile.write(head + b"8\r\n<p>a</p>\r\n0\r\n\r\n")

    packed = Reply(
        gzip.compress("<p>Déjà</p>".encode("cp1252")), type="text/html; charset=windows-1252", headers=(("Content-Encoding", "gzip"),)
    )
    site.routes |= {
        "/": page("/zip", "/bloc", "/vieux", "/absent", "/copie", "/blog.html", "/blog/index.html", "/gros", "/vide", "/prive"),
        "/zip": packed,
        "/bloc": chunked,
        "/vieux": to("/neuf"),
        "/neuf": page(text="neuf"),
        "/copie": page(text="neuf"),
        "/blog.html": page(text="journal"),
        "/blog/index.html": page(text="articles"),
        "/gros": Reply(b"<p>" + b"a" * 40_000),
        "/vide": Reply(""),
        "/robots.txt": Reply("User-agent: *\nDisallow: /prive\nSitemap: /plan.xml"),
        "/plan.xml": Reply("<urlset><url><loc>/seule</loc></url></urlset>", type="text/xml"),
        "/seule": page(text="seule"),
    }
    return site


def test_the_archive_gives_back_the_pages_of_the_crawl(mixed: Server, read: Read, tmp_path: Path) -> None:
    warc = tmp_path / "warc" / "site.warc.gz"
    crawled = read(warc=warc, max_bytes=20_000)
    assert len(pages(crawled)) == 7
    assert pages(crawled) == pages(list(read_warc(warc)))
    assert pages(crawled) == pages(list(crawl(str(warc), CrawlSettings(), find_links=find_links)))
    told = {one.url: one for one in read_warc(warc) if isinstance(one, NotRead)}
    assert told == {one.url: one for one in crawled if isinstance(one, NotRead) and one.reason != "robots"} | {
        f"{mixed.url}/gros": NotRead(f"{mixed.url}/gros", "too-large", str(10 * 1024 * 1024))
    }


def test_the_archive_is_valid_for_other_tools(mixed: Server, read: Read, tmp_path: Path) -> None:
    warc = tmp_path / "site.warc.gz"
    read(warc=warc)
    with warc.open("rb") as stream:
        kinds = [(record.rec_type, record.rec_headers.get_header("WARC-Type")) for record in Warcio(stream, check_digests="raise")]
    assert kinds[0] == ("warcinfo", "warcinfo")
    assert kinds[1:3] == [("response", "response"), ("request", "request")]
    with warc.open("rb") as stream:
        assert all(record.verify_block_digest() for record in ArchiveIterator(stream, parse_http=False))
    assert warc.read_bytes().startswith(b"\x1f\x8b")
    assert gzip.decompress(warc.read_bytes()).startswith(b"WARC/1.1\r\n")


def test_bodies_are_kept_as_they_came(mixed: Server, read: Read, tmp_path: Path) -> None:
    warc = tmp_path / "site.warc.gz"
    read(warc=warc)
    with warc.open("rb") as stream:
        for record in Warcio(stream):
            if record.rec_type == "response" and record.rec_headers.get_header("WARC-Target-URI").endswith("/zip"):
                assert record.http_headers.get_header("Content-Encoding") == "gzip"
                assert gzip.decompress(record.raw_stream.read()).decode("cp1252") == "<p>Déjà</p>"
                return
    pytest.fail("the page is not in the archive")


@pytest.mark.parametrize("header", [("Set-Cookie", "\xff\xfe=;;;; expires=never; domain=."), ("X-Made-By", "été"), ("ETag", '"\xe9"')])
def test_a_header_in_no_known_charset_ends_nothing(site: Server, read: Read, tmp_path: Path, header: tuple[str, str]) -> None:
    site.routes |= {"/": page("/a"), "/a": Reply("<p>Vous choisissez le jour.</p>", headers=(header,))}
    archive = tmp_path / "site.warc.gz"
    assert paths(read("/", warc=archive)) == ["/", "/a"]
    assert [found.key for found in read_warc(archive) if isinstance(found, Page)] == ["", "a"]


def test_a_reason_with_an_accent_ends_nothing(site: Server, read: Read, tmp_path: Path) -> None:
    """French servers answer "404 Page non trouvée"."""

    def unfound(handler: Handler) -> None:
        handler.wfile.write("HTTP/1.1 404 Page non trouvée\r\nContent-Length: 0\r\n\r\n".encode("latin-1"))

    site.routes |= {"/": page("/a", "/b"), "/a": unfound, "/b": page(text="Nous venons.")}
    assert paths(read("/", warc=tmp_path / "site.warc.gz")) == ["/", "/b"]


def test_no_credential_is_kept(site: Server, read: Read, tmp_path: Path) -> None:
    warc = tmp_path / "site.warc.gz"
    site.routes["/"] = page()
    read(warc=warc, headers=(("X-Preview", "jeton"),), cookies=(("acces", "biscuit"),), auth=("lise", "secret"))
    text = gzip.decompress(warc.read_bytes()).lower()
    assert b"get / http/1.1" in text
    for secret in (b"jeton", b"x-preview", b"biscuit", b"authorization", b"bglzztpzzwnyzxq"):
        assert secret not in text


def test_an_archive_that_cannot_be_written_is_one_clear_sentence(site: Server, read: Read, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageProblem, match="cannot be written"):
        read(warc=tmp_path / "file" / "site.warc.gz")


def test_half_a_record_at_the_end_is_cut_off(mixed: Server, read: Read, tmp_path: Path) -> None:
    warc = tmp_path / "site.warc.gz"
    read(warc=warc, max_pages=2)
    whole = warc.read_bytes()
    for broken in (whole + whole[:200], whole[:-3], whole + b"\0" * 50):
        warc.write_bytes(broken)
        kept = mend(warc)
        assert gzip.decompress(warc.read_bytes()[:kept])
        assert list(read_warc(warc))
    assert mend(tmp_path / "none.warc.gz") == 0


def other_people(path: Path, *records: tuple[str, str, list[tuple[str, str]], bytes], is_packed: bool = True) -> Path:
    """An archive as another tool writes it: (address, status line, headers, raw body)."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=is_packed, warc_version="1.0")
        for url, status, headers, body in records:
            found = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), length=len(body), http_headers=found))
    return path


HTML = [("Content-Type", "text/html; charset=utf-8")]


@pytest.mark.parametrize("is_packed", [True, False])
def test_an_archive_of_another_tool_gives_its_main_site(tmp_path: Path, is_packed: bool) -> None:
    chunked = [*HTML, ("Transfer-Encoding", "chunked")]
    warc = other_people(
        tmp_path / ("a.warc.gz" if is_packed else "a.warc"),
        ("https://pub.example/", "200 OK", HTML, b"<p>pub</p>"),
        ("http://exemple.fr/", "301 Moved", [("Location", "https://www.exemple.fr/")], b""),
        ("https://www.exemple.fr/robots.txt", "200 OK", [("Content-Type", "text/plain")], b"User-agent: *\nDisallow: /"),
        ("https://www.exemple.fr/", "200 OK", HTML, b"<p>accueil</p>"),
        ("https://www.exemple.fr/", "200 OK", HTML, b"<p>accueil, plus tard</p>"),
        ("https://www.exemple.fr/a", "200 OK", chunked, b"8\r\n<p>a</p>\r\n0\r\n\r\n"),
        ("https://www.exemple.fr/deja", "200 OK", chunked, b"<p>sans ses morceaux</p>"),
        ("https://www.exemple.fr/i.png", "200 OK", [("Content-Type", "image/png")], b"\x89PNG"),
        ("https://www.exemple.fr/b", "404 Not Found", HTML, b"non"),
        ("https://www.exemple.fr/c", "302 Found", [("Location", "/a")], b""),
        is_packed=is_packed,
    )
    seen = list(read_warc(warc))
    assert {one.key: one.body for one in seen if isinstance(one, Page)} == {
        "": b"<p>accueil</p>",
        "a": b"<p>a</p>",
        "deja": b"<p>sans ses morceaux</p>",
    }
    assert [one for one in seen if isinstance(one, NotRead)] == [
        NotRead("https://www.exemple.fr/b", "http-error", "404"),
        NotRead("https://www.exemple.fr/c", "duplicate", "https://www.exemple.fr/a"),
    ]


@pytest.mark.parametrize("content", [b"", b"not a warc at all", gzip.compress(b"nor this", mtime=0), b"\x1f\x8b\x08broken"])
def test_a_file_that_is_no_archive_is_one_clear_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    with pytest.raises(NothingToAudit, match="WARC"):
        list(read_warc(path))


def test_what_a_damaged_archive_still_holds_is_read_and_the_damage_is_told(tmp_path: Path) -> None:
    warc = other_people(
        tmp_path / "a.warc.gz", ("https://exemple.fr/", "200 OK", HTML, b"<p>a</p>"), ("https://exemple.fr/b", "200 OK", HTML, b"b")
    )
    whole = warc.read_bytes()
    half = whole[: whole.rindex(b"\x1f\x8b\x08") + 40]
    for broken in (half, half + b"\xff" * 40):
        warc.write_bytes(broken)
        seen = list(read_warc(warc))
        assert [one.key for one in pages(seen)] == [""]
        assert [one for one in seen if isinstance(one, NotRead)] == [NotRead("a.warc.gz", "damaged")]


CHILD = """
import sys
from pathlib import Path
from auditor.crawl import crawl
from auditor.settings import CrawlSettings
from test_crawl.crawl_server import find_links
settings = CrawlSettings(allow_private=True, connections=int(sys.argv[3]))
for seen in crawl(sys.argv[1], settings, find_links=find_links, warc=Path(sys.argv[2])):
    print(seen.url, flush=True)
"""


@pytest.mark.parametrize("connections", [1, 4])
def test_a_killed_run_is_taken_up_where_it_stopped(site: Server, read: Read, tmp_path: Path, connections: int) -> None:
    """No page is lost, none is fetched twice but those in flight, one a connection, and those just filed; the archive is whole."""
    site.routes["/"] = page(*(f"/p{n}" for n in range(20)))
    site.routes |= {f"/p{n}": page(f"/q{n}", text=f"Page {n}") for n in range(20)} | {f"/q{n}": page(text=f"Suite {n}") for n in range(20)}
    warc = tmp_path / "site.warc.gz"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, site.url, str(warc), str(connections)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]
    )
    assert child.stdout
    for _ in range(7):
        child.stdout.readline()
    child.kill()
    child.wait()
    child.stdout.close()

    mend(warc)
    already = list(read_warc(warc))
    assert len(already) >= 7
    later = read(warc=warc, already=already, connections=connections)
    assert len(pages(already)) + len(pages(later)) == 41
    assert sum(site.paths.count(path) - 1 for path in set(site.paths)) <= connections + connections // FILING
    assert {one.url for one in pages(list(read_warc(warc)))} == {one.url for one in [*pages(already), *pages(later)]}


def test_a_run_that_was_closed_early_leaves_a_whole_archive(site: Server, tmp_path: Path) -> None:
    site.routes |= {"/": page("/a"), "/a": page(text="a")}
    warc = tmp_path / "site.warc.gz"
    running = crawl(site.url, CrawlSettings(allow_private=True), find_links=find_links, warc=warc)
    next(iter(running))
    running.close()
    assert [one.key for one in pages(list(read_warc(warc)))] == [""]


def test_limits_of_an_earlier_run_do_not_bind_the_next(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/a", "/b"), "/a": page(text="a"), "/b": page(text="b")}
    first = read(max_pages=2)
    assert [one.reason for one in first if isinstance(one, NotRead)] == ["cap"]
    assert len(pages(read(already=first))) == 1
    assert len(site.paths) == 3


def test_a_site_that_is_down_does_not_end_an_unfinished_run(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/a", "/b"), "/a": page(text="a"), "/b": page(text="b")}
    first = read(max_pages=2)
    site.routes["/robots.txt"] = Reply("", 500)
    with pytest.raises(NothingToAudit, match=r"robots\.txt"):
        read(already=first)
