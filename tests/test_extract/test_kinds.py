"""Pages that neither path nor title names: what they hold tells whether they sell; and the day that a page names."""

import pytest

from .pages import read

SERVICE = (
    "<h1>Ramonage</h1><p>Votre conduit est vérifié à la caméra avant et après le passage du hérisson, et vous gardez les images.</p>"
    "<h2>Le jour du passage</h2><ul>"
    + "".join(
        f"<li>Étape {i} : vous savez avant de commencer ce que nous ferons chez vous et combien de temps cela prendra.</li>"
        for i in range(5)
    )
    + "</ul>"
)
CALL = '<p><a class="btn" href="/contact">Demander un devis</a></p>'
CALL_EN = '<p><a class="btn" href="/contact">Get a quote</a></p>'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (SERVICE + CALL, "offer"),
        (SERVICE + CALL_EN, "offer"),
        (SERVICE, "other"),  # asks for nothing
        (SERVICE + '<a class="btn" href="/suite">Lire la suite</a>', "other"),  # asks to read on
        ("<h1>Merci</h1><h2>À bientôt</h2><p>Votre message est parti.</p>" + CALL, "other"),  # says too little
        ("<h1>Ramonage</h1><h2>Un hiver</h2><p>" + "Un conduit encrassé chauffe mal. " * 30 + "</p>" + CALL, "other"),  # an article
    ],
)
def test_a_page_of_a_trade_is_an_offer_when_it_says_enough_and_asks(body, kind):
    """A path and a title that are only a trade word say nothing: headings, words and an invitation do."""
    assert read(f"<title>Ramonage | Dupuis-Lormeau</title><body>{body}", "ramonage.html").kind == kind


def test_an_article_that_tells_its_day_is_no_offer():
    """Whatever it asks for at its end."""
    head = '<meta property="article:published_time" content="2031-03-02T08:00:00+01:00">'
    assert read(f"<head>{head}</head><body>{SERVICE}{CALL}", "ramonage.html").kind == "other"


def test_a_path_that_names_a_kind_is_believed_first():
    """A page of legal notices that asks to be called stays legal."""
    assert read(f"<body>{SERVICE}{CALL}", "mentions-legales.html").kind == "legal"


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ('<script type="application/ld+json">{"@type": "BlogPosting", "datePublished": "2031-03-02T08:00:00Z"}</script>', "2031-03-02"),
        ('<meta property="article:modified_time" content="2031-04-05">', "2031-04-05"),
        ('<time class="entry-date published" datetime="2030-12-24T10:00">24 décembre</time>', "2030-12-24"),
        ("<time datetime='2030-12-24'>Salon du 24 décembre</time>", ""),  # a day that the page speaks of
        ('<meta property="article:published_time" content="2031-02-31">', ""),
        ("<p>Depuis 2004-05-06</p>", ""),
    ],
)
def test_a_page_tells_its_day(html, day):
    """JSON-LD, meta elements or a marked time; a day in the text is none of the page's."""
    assert read(f"<html><body>{html}<p>Votre conduit est vérifié.</p>").date == day
