"""Pages that lie on this computer."""

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from auditor.crawl import crawl
from auditor.errors import NothingToAudit
from auditor.models import NotRead, Page
from auditor.settings import CrawlSettings
from test_crawl.seen import paths, reasons

HOME = "<!doctype html><p>Vous choisissez le jour.</p>"


def seen(source: Path | str, **given: object) -> list[Page | NotRead]:
    return list(crawl(str(source), CrawlSettings.model_validate(given), find_links=lambda page: ()))


def write(folder: Path, **texts: str | bytes) -> None:
    """Files by name, "__" for "/" and "_" for "."."""
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


def test_a_folder_gives_its_pages_in_order_with_paths_under_it(tmp_path: Path) -> None:
    write(tmp_path, index_html=HOME, offre__index_html="<p>Votre toit.</p>", offre__a_md="# Le devis", b_txt="Appelez-nous.")
    pages = seen(tmp_path)
    assert [(page.url, page.key, page.content_type) for page in pages if isinstance(page, Page)] == [
        ("b.txt", "b", "text/plain"),
        ("index.html", "", "text/html"),
        ("offre/a.md", "offre/a", "text/markdown"),
        ("offre/index.html", "offre", "text/html"),
    ]


def test_a_folder_is_read_whole_whatever_robots_txt_and_the_cap_say(tmp_path: Path) -> None:
    write(tmp_path, robots_txt="User-agent: *\nDisallow: /", **{f"p{n}_html": f"<p>Page {n}</p>" for n in range(5)})
    assert len(paths(seen(tmp_path, max_pages=2))) == 5


def test_assets_and_hidden_files_are_passed_over_and_documents_are_listed(tmp_path: Path) -> None:
    write(tmp_path, a_html=HOME, s_css="p{}", i_png=b"\x89PNG", sitemap_xml="<a/>", _git__config_html=HOME, _htaccess="x")
    write(tmp_path, plaquette_odt=b"PK\x03\x04", faux_html=b"PK\x03\x04 faux")
    found = seen(tmp_path)
    assert paths(found) == ["a.html"]
    assert reasons(found) == {"plaquette.odt": "not-text", "faux.html": "not-text"}


def test_an_empty_file_a_copy_and_a_file_too_large_are_listed(tmp_path: Path) -> None:
    write(tmp_path, a_html=HOME, b_html=HOME, c_html=" \n", d_html="<p>" + "a" * 2000)
    found = seen(tmp_path, max_bytes=1024)
    assert paths(found) == ["a.html"]
    assert reasons(found) == {"b.html": "duplicate", "c.html": "empty", "d.html": "too-large"}


def test_two_files_for_one_page_keep_two_keys(tmp_path: Path) -> None:
    write(tmp_path, blog_html="<p>Le journal</p>", blog__index_html="<p>Les articles</p>")
    assert [page.key for page in seen(tmp_path) if isinstance(page, Page)] == ["blog", "blog/index.html"]


def test_patterns_choose_among_the_files_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, a_html=HOME, blog__b_html="<p>b</p>", blog__c_html="<p>c</p>")
    assert paths(seen(tmp_path, include=("blog/*",), exclude=("*/c.html",))) == ["blog/b.html"]


def test_a_mirror_that_keeps_queries_in_names_has_pages(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("a file name cannot hold a question mark on Windows")
    (tmp_path / "index.html?page=2").write_text(HOME, encoding="utf-8")
    assert [page.key for page in seen(tmp_path) if isinstance(page, Page)] == ["?page=2"]


def test_one_file_gives_one_page_without_its_folder(tmp_path: Path) -> None:
    write(tmp_path, brouillon_md="# Votre toit")
    [page] = seen(tmp_path / "brouillon.md")
    assert isinstance(page, Page)
    assert (page.url, page.key, page.content_type, page.fetched_at) == ("brouillon.md", "brouillon", "text/markdown", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (b"<!DOCTYPE html><title>a</title>", "text/html"),
        (b"Bonjour <p>ici</p>", "text/html"),
        (b"\xef\xbb\xbf<html><p>a", "text/html"),
        (b"# Votre toit\n\nNous venons.", "text/markdown"),
        (b"Vous choisissez le jour.", "text/plain"),
    ],
)
def test_standard_input_is_told_from_how_it_looks(text: bytes, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text)))
    [page] = seen("-")
    assert isinstance(page, Page)
    assert (page.content_type, page.body, page.key) == (kind, text, "stdin")


@pytest.mark.parametrize(
    ("name", "body", "key"),
    [
        ("a.html", b"PK\x03\x04\xe2\xe3", "crawl.not-a-text-file"),
        ("a.png", b"\x89PNG\r\n", "crawl.not-a-text-file"),
        ("a.bin", b"ab\x00\x01", "crawl.not-a-text-file"),
        ("a.html", b" \n", "crawl.empty-file"),
        ("a.html", b"a" * 2000, "crawl.too-large-file"),
    ],
)
def test_a_file_that_is_no_page_is_one_clear_sentence(tmp_path: Path, name: str, body: bytes, key: str) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(NothingToAudit) as problem:
        seen(tmp_path / name, max_bytes=1024)
    assert problem.value.key == key
    assert name in problem.value.sentence("fr")


def test_a_folder_without_a_page_says_what_was_expected(tmp_path: Path) -> None:
    write(tmp_path, s_css="p{}")
    with pytest.raises(NothingToAudit, match="HTML"):
        seen(tmp_path)


@pytest.mark.parametrize(
    "body", ["<p>Votre toit</p>".encode(code) for code in ("utf-16", "utf-16-le", "utf-16-be")] + [b"<p>Votre\0 toit</p>"]
)
def test_text_may_hold_bytes_that_are_zero(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "a.html").write_bytes(body)
    assert len(paths(seen(tmp_path / "a.html"))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_a_pipe_or_a_device_is_a_page_not_read_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, index_html=HOME)
    os.mkfifo(tmp_path / "a.html")
    (tmp_path / "b.html").symlink_to("/dev/zero")
    assert reasons(seen(tmp_path)) == {"a.html": "unreadable", "b.html": "unreadable"}
