"""Who the company is."""

import pytest

from auditor.extract import identify
from auditor.extract.names import is_possible, tidy
from auditor.settings import SiteSettings

from .pages import read

NOBODY = SiteSettings()


def site(*heads: str, said: str = ""):
    """Pages with these heads; the first is the home page."""
    urls = ["https://www.toitsduforez.example/", *(f"https://www.toitsduforez.example/p{n}" for n in range(1, len(heads)))]
    return [
        read(f"<html><head>{head}</head><body><h1>Ardoises</h1><p>{said}</p></body></html>", url)
        for head, url in zip(heads, urls, strict=True)
    ]


def test_structured_data_names_the_company():
    """JSON-LD, without legal form and town."""
    head = """<script type="application/ld+json">{"@graph": [{"@type": "RoofingContractor", "name": "SARL Toits du Forez",
    "telephone": "04", "address": {"addressLocality": "Feurs"}}]}</script>"""
    assert identify(site(head, head), NOBODY).name == "Toits du Forez"


def test_titles_name_the_company_when_the_pages_agree():
    """A suffix that all titles share, backed by the domain."""
    texts = site("<title>Accueil | Toits du Forez</title>", "<title>Nos ardoises | Toits du Forez</title>")
    assert identify(texts, NOBODY).name == "Toits du Forez"


@pytest.mark.parametrize("title", ["Accueil", "Home", "Services", "Accounting | Home", "Nos réalisations | Accueil"])
def test_a_common_word_is_no_name(title):
    """What any site may call a page names nobody."""
    assert (
        identify(site(f"<title>{title}</title>", f"<title>{title}</title>", said="We do accounting, and accounting only."), NOBODY).names
        == ()
    )


def test_the_copyright_line_names_the_company():
    """Also in a footer that is dropped."""
    texts = [
        read(f"<p>Words on page {n}.</p><footer>© 2019-2031 Forez Roofs Ltd. All rights reserved.</footer>", f"p{n}.html") for n in range(3)
    ]
    assert identify(texts, NOBODY).name == "Forez Roofs"


def test_what_the_user_says_comes_first():
    """Name, aliases and customer nouns of the settings; names found of other companies are left out."""
    texts = site("<title>Accueil | Toits du Forez</title>", "<title>Nos ardoises | Toits du Forez</title>")
    company = identify(texts, SiteSettings(name="Forez Couverture", aliases=("FC",), customer_nouns=("habitants",)))
    assert (company.name, company.aliases, company.customer_nouns) == ("Forez Couverture", ("FC",), ("habitants",))


def test_variants_of_the_name_are_aliases():
    """The longer and the shorter form of one name both stand for "we"."""
    head = "<title>Ardoises | Forezia Toits</title><meta property='og:site_name' content='Forezia'>"
    company = identify(site(head, head, said="Forezia vous reçoit."), NOBODY)
    assert {company.name, *company.aliases} == {"Forezia", "Forezia Toits"}


def test_no_pages_name_nobody():
    """An empty site has no company, and is no error."""
    assert identify([], NOBODY).names == ()


@pytest.mark.parametrize(
    ("name", "possible"),
    [("Chimney swept, no dust", False), ("Roux, Blin & Fils", True), ("Roux, Blin et associés", True), ("Dupuis-Lormeau", True)],
)
def test_a_slogan_with_a_comma_is_no_name(name, possible):
    """Partners are joined by a word or a sign; a slogan is not."""
    assert is_possible(name) is possible


def test_a_private_limited_company_is_named_without_its_form():
    """Nobody says "Pvt Ltd" in a sentence."""
    assert tidy("Dupuis Chimneys Pvt Ltd") == "Dupuis Chimneys"
