"""Links of a page."""

import pytest

from auditor.extract import find_links
from auditor.extract.links import address
from auditor.models import Link, Page

from .pages import page, read


def links(html: str, url: str = "https://toits.example/offre/") -> tuple[Link, ...]:
    return find_links(page(html, url))


def test_links_are_absolute_without_fragment():
    """Relative addresses start from the page, or from its <base>; other schemes are no pages."""
    html = (
        "<a href='../contact#plan'>Contact</a><a href='mailto:a@b.example'>Mail</a><a href='#haut'>Haut</a><a href='javascript:x()'>x</a>"
    )
    assert [link.url for link in links(html)] == ["https://toits.example/contact"]
    assert [link.url for link in links("<base href='/fr/'><a href='contact'>Contact</a>")] == ["https://toits.example/fr/contact"]


def test_links_of_a_folder_stay_relative_to_it():
    """A file's links are paths under the folder's root."""
    assert [link.url for link in links("<a href='../index.html'>Accueil</a><a href='b.html'>B</a>", "blog/a.html")] == [
        "index.html",
        "blog/b.html",
    ]


def test_a_link_knows_its_region_and_text():
    """Menus, headers and footers are told from the body; an image speaks by its alt."""
    html = "<header><nav><a href='/a'>A</a></nav><a href='/b'>B</a></header><p><a href='/c'><img alt='Our shop'></a></p>"
    html += "<footer><a href='/d'>D</a></footer>"
    assert [(link.url[-1], link.region, link.text) for link in links(html)] == [
        ("a", "nav", "A"), ("b", "header", "B"), ("c", "body", "Our shop"), ("d", "footer", "D"),
    ]  # fmt: skip


def test_nofollow_is_kept():
    """On a link, or for the whole page."""
    assert [link.nofollow for link in links("<a href='/a' rel='nofollow noopener'>A</a><a href='/b'>B</a>")] == [True, False]
    assert links("<meta name=robots content='noindex, nofollow'><a href='/a'>A</a>")[0].nofollow


def test_canonical_languages_and_refresh_are_links():
    """A page also leads to its canonical address, its other languages, and where it sends its reader."""
    html = """<link rel="canonical" href="/offre/"><link rel="alternate" hreflang="en" href="/en/offer/">
    <link rel="alternate" type="application/rss+xml" href="/feed"><meta http-equiv="refresh" content="0; url=/nouveau">"""
    assert [link.url for link in links(html)] == [f"https://toits.example/{path}" for path in ("offre/", "en/offer/", "nouveau")]
    text = read(html, "https://toits.example/offre/")
    assert (text.canonical, text.alternates) == ("https://toits.example/offre/", (("en", "https://toits.example/en/offer/"),))


def test_a_whole_path_leads_to_the_same_place_from_any_page_and_a_page_without_a_host_keeps_its_own() -> None:
    deep, other = "https://vauclair.example/atelier/bois/chene.html?x=1", "http://vauclair.example:8080/a;b"
    assert address(deep, "/devis#haut") == "https://vauclair.example/devis"
    assert address(other, "/devis") == "http://vauclair.example:8080/devis"
    assert address(deep, "hetre.html") == "https://vauclair.example/atelier/bois/hetre.html"
    assert address(deep, "//ailleurs.example/x") == "https://ailleurs.example/x"
    assert address(other, "https://ailleurs.example/x?") == "https://ailleurs.example/x?"
    assert address("atelier/chene.html", "/devis.html") == "/devis.html"
    assert address(deep, "//") == deep
    assert address(deep, "mailto:a@b.example") == ""


@pytest.mark.parametrize(
    "base",
    [
        "javascript:void(0)",
        "data:text/html,x",
        "about:blank",
        "file:///etc/",
        "http:///",
        "http://sapin.example:99999/",
        "http://[::1",
        "http:",
    ],
)
def test_a_base_that_is_no_web_address_takes_no_link_away(base: str) -> None:
    page = Page("https://sapin.example/offre/", "offre/", f"<base href='{base}'><a href='devis'>x</a><a href='/prix'>y</a>".encode())
    assert [link.url for link in find_links(page)] == ["https://sapin.example/offre/devis", "https://sapin.example/prix"]


def test_a_base_of_the_site_or_of_another_counts() -> None:
    page = Page("https://sapin.example/offre/", "offre/", b"<base href='//pin.example:8080/a/'><a href='devis'>x</a>")
    assert [link.url for link in find_links(page)] == ["https://pin.example:8080/a/devis"]
