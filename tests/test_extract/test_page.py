"""Pages whole: bytes, languages, kinds, Markdown, and anything at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.extract import extract, extract_text, find_links
from auditor.models import Page

from .pages import page, read

FRENCH = "<p>Vous gardez votre toit au sec parce que nous venons le jour même, sans frais pour vous.</p>"
ENGLISH = "<p>You keep your roof dry because we come on the same day, at no cost to you.</p>"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("<p>Forêt d’été</p>".encode("utf-8-sig"), "windows-1252"),
        ("<p>Forêt d’été</p>".encode("cp1252"), "iso-8859-1"),
        ("<meta charset=windows-1252><p>Forêt d’été</p>".encode("cp1252"), None),
        ("<p>Forêt d’été</p>".encode(), None),
        ("<meta charset=utf-8><p>Forêt d’été, nous élaguons où vous êtes, à l’année près.</p>".encode("cp1252"), None),
        ("<p>Forêt d’été</p>".encode("utf-16"), None),
    ],
)
def test_bytes_are_read_as_they_were_meant(body, charset):
    """Mark, then header, then the page's word, then detection; a word that the bytes contradict is not believed."""
    assert extract(page(body, charset=charset)).blocks[0].text.startswith("Forêt d’été")


@pytest.mark.parametrize(
    "charset",
    ["idna", "Punycode", "undefined", "unicode-escape", "zlib", "bz2", "rot13", "hex", "utf-16", "UTF-16LE", "utf-32", "x" * 9_000],
)
def test_a_charset_that_no_page_has_is_not_believed(charset):
    """Python knows more codecs than the web has charsets; some raise whatever they are asked."""
    for body in (FRENCH.encode(), b"<meta charset=" + charset.encode() + b">" + FRENCH.encode()):
        assert extract(page(body, charset=charset)).blocks == extract(page(FRENCH.encode(), charset="utf-8")).blocks


def test_a_stray_byte_does_not_spoil_a_page():
    """One broken byte in UTF-8 stays one broken sign."""
    body = b"<meta charset=utf-8>" + FRENCH.encode() + "<p>\u00e9t\u00e9</p>".encode() + b"<p>caf\xe9</p>"
    assert "été" in [block.text for block in extract(page(body)).blocks]


@pytest.mark.parametrize(
    ("html", "lang"),
    [
        (f'<html lang="en"><body>{FRENCH * 2}', "fr"),
        (f'<html lang="fr-FR"><body>{ENGLISH * 2}', "en"),
        ('<html lang="fr"><body><p>Contact</p>', "fr"),
        ("<html><body><p>Wir decken Ihr Dach in drei Tagen neu, damit es in Ihrem Haus trocken bleibt.</p>", "de"),
        ("<html><body>", "und"),
    ],
)
def test_what_a_page_says_wins_over_its_lang(html, lang):
    """The content tells the language where there is enough of it."""
    assert read(html).lang == lang


def test_a_block_has_a_language_of_its_own_when_it_is_sure():
    """An English paragraph on a French page is English; a short label stays with its page."""
    text = read(f"<html lang=fr><body>{FRENCH}{ENGLISH}<p>Book now</p>")
    assert [block.lang for block in text.blocks] == ["fr", "en", "fr"]


@pytest.mark.parametrize(
    ("url", "title", "kind"),
    [
        ("index.html", "Toits du Forez", "home"),
        ("https://toits.example/", "Toits du Forez", "home"),
        ("https://toits.example/en/", "Forez Roofs", "home"),
        ("qui-sommes-nous.html", "", "about"),
        ("why-us.html", "", "about"),
        ("nos-services.html", "", "offer"),
        ("services/contact-lenses.html", "Lenses", "offer"),
        ("contactez-nous.php", "", "contact"),
        ("getaquote.html", "", "contact"),
        ("blog/2031-ete.html", "", "news"),
        ("2031/05/un-toit/", "", "news"),
        ("realisations/feurs.html", "", "case"),
        ("mentions-legales.html", "", "legal"),
        ("privacy-policy", "", "legal"),
        ("recrutement.html", "", "careers"),
        ("faq.html", "", "help"),
        ("p12.html", "Nos réalisations | Toits du Forez", "case"),
        ("p13.html", "Solutions for town halls | Forez Roofs", "offer"),
        ("ardoises.html", "Ardoises | Toits du Forez", "other"),
        ("search?q=slate", "", "search"),
    ],
)
def test_the_kind_of_a_page_comes_from_the_page_alone(url, title, kind):
    """Path, then title and heading, in both languages."""
    assert read(f"<title>{title}</title><p>Words.</p>", url).kind == kind


def test_front_matter_rules_a_draft():
    """A Markdown draft says its title, description, language and kind."""
    draft = "---\ntitle: Ardoises\ndescription: Posées en un jour.\nlang: fr\nkind: offer\n---\n\n# Vos ardoises\n\n- noires\n- grises\n"
    text = read(draft, "brouillon.md", "text/markdown")
    assert (text.title, text.description, text.lang, text.kind) == ("Ardoises", "Posées en un jour.", "fr", "offer")
    assert [(b.kind, b.text) for b in text.blocks[2:]] == [("heading", "Vos ardoises"), ("list-item", "noires"), ("list-item", "grises")]


def test_plain_text_is_paragraphs():
    """An empty line parts two paragraphs, a line break does not; signs are not markup."""
    text = read("Votre toit < 3 jours.\nPromis.\n\nAppelez-nous.", "note.txt", "text/plain")
    assert [b.text for b in text.blocks] == ["Votre toit < 3 jours. Promis.", "Appelez-nous."]


def test_extract_text_gives_a_block_a_line():
    """The main text, without what is dropped and without alt texts."""
    html = "<nav><a href=/>Home</a></nav><h1>Roofs</h1><p>Dry in\na day.</p><img alt='A roof in Leeds'>"
    assert extract_text(html) == "Roofs\nDry in a day."


def test_deep_nesting_is_read():
    """Five thousand boxes in each other are a page like another."""
    assert "Dry in a day." in extract_text("<div>" * 5000 + "<p>Dry in a day.</p>" + "</div>" * 5000)


SHARDS = [
    *(
        "<div>",
        "</div>",
        "<p>",
        "<a href='//['>",
        "</a>",
        "<li>",
        "<h1>",
        "<br>",
        "<nav>",
        "<td>",
        "é",
        "Word. ",
        "\x00",
        "12",
        "<img alt='a b c'>",
    ),
    *(
        "<meta charset=x>",
        "<base href='http://[x'>",
        "<h2 role=heading aria-level=x>",
        "<link rel=canonical href='http://]'>",
        "---\na: [\n---\n",
    ),
    *("<script type='application/ld+json'>[{\"@type\":{}}]</script>", "<input type=submit value=Go>", "> ", "<html lang='?'>", "<header>"),
]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(SHARDS), max_size=30).map(lambda parts: "".join(parts).encode())),
    st.sampled_from(["text/html", "text/markdown", "text/plain"]),
)
def test_any_bytes_give_a_record(body, content_type):
    """No bytes make it fail, and the same bytes give the same record."""
    one = Page("https://x.example/a", "a", body, content_type)
    assert extract(one) == extract(one)
    assert find_links(one) == extract(one).links


def test_hostile_markdown_is_read_as_text():
    """Thousands of open brackets or quotes end in words, soon."""
    assert "roof" in read("[" * 5000 + " roof", "a.md", "text/markdown").blocks[0].text
    assert "roof" in read(">" * 3000 + " roof", "a.md", "text/markdown").blocks[0].text
