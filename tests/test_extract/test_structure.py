"""What is dropped, by which rule, and the near misses that stay."""

import re

import pytest

from .pages import blocks, kept, reason

WORDS = "<h1>Toits du Forez</h1>" + "<p>Votre toit est refait en trois jours, et la pluie reste dehors.</p>" * 2
SAID = ["Toits du Forez", "Votre toit est refait en trois jours, et la pluie reste dehors."]


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        ("<nav><a href='/a'>Nos toits</a></nav>", "navigation"),
        ("<div role='navigation'><a href='/a'>Nos toits</a></div>", "navigation"),
        ("<footer><p>Nos toits</p></footer>", "footer"),
        ("<header><a href='/'>Nos toits</a></header>", "header"),
        ("<div role='dialog'>Nos toits</div>", "dialog"),
        ("<div aria-modal='true'>Nos toits</div>", "dialog"),
        ("<div hidden>Nos toits</div>", "hidden"),
        ("<div style='display: none'>Nos toits</div>", "hidden"),
        ("<div aria-hidden='true'>Nos toits</div>", "hidden"),
        ("<div id='tarteaucitronRoot'>Nos toits</div>", "consent"),
        ("<div class='fil-ariane'>Nos toits</div>", "breadcrumb"),
        ("<div class='slick-slide slick-cloned'>Nos toits</div>", "clone"),
        ("<p class='sr-only'>Nos toits</p>", "hidden"),
        ("<button>Nos toits</button><div class='w-form-done'>Merci beaucoup</div>", "kept"),
    ],
)
def test_furniture_goes_by_a_named_rule(part, rule):
    """Each part that is no content says which rule dropped it; blocks stay in the record."""
    assert reason(WORDS + part, "Nos toits") == rule


def test_class_names_lie():
    """A French page that calls its sections "menu section" loses nothing."""
    html = f'<div class="menu section"><div class="menu_content-p footer-like">{WORDS}</div></div>'
    assert kept(html) == SAID


def test_an_ambiguous_name_drops_a_list_of_links():
    """The same name on a list of links drops it; two links in running words do not make a menu."""
    links = "".join(f"<li><a href='/{n}'>Toit {n}</a></li>" for n in "abc")
    assert kept(f"{WORDS}<ul class='menu'>{links}</ul>") == SAID
    assert kept(f"{WORDS}<div class='sidebar'><p>Voyez <a href='/a'>les tuiles</a> et <a href='/b'>les ardoises</a>.</p></div>")[2:] == [
        "Voyez les tuiles et les ardoises."
    ]


@pytest.mark.parametrize("cookies", ["cookie-recettes", "recettes cookies"])
def test_a_biscuit_maker_keeps_its_cookies(cookies):
    """Near miss: "cookie" alone is no consent banner."""
    assert "Nos cookies sont cuits chaque matin." in kept(f"{WORDS}<div class='{cookies}'>Nos cookies sont cuits chaque matin.</div>")


def test_a_header_with_the_main_heading_is_content():
    """A hero in a <header> stays, the menu inside it goes."""
    links = "".join(f"<a href='/{n}'>Page {n}</a> " for n in "abcd")
    hero = "<h1>Your roof, dry in a day</h1><p>We come tomorrow.</p>"
    html = f"<header><div class='top'>{links}</div>{hero}</header><p>More about it below.</p>"
    assert kept(html) == ["Your roof, dry in a day", "We come tomorrow.", "More about it below."]


def test_the_header_of_a_section_is_content():
    """Inside an article or a section a header is no page header."""
    assert kept("<section><header><h2>Our prices</h2></header><p>From 90 euros.</p></section>") == ["Our prices", "From 90 euros."]


def test_a_form_around_the_page_hides_nothing():
    """Some servers wrap the whole page into a form."""
    assert kept(f"<form id='aspnetForm'>{WORDS}</form>") == SAID


def test_no_name_takes_more_than_half_of_a_page():
    """A strong name on the part that holds the page is a mistake of the page."""
    assert kept(f"<div class='cookie-consent'>{WORDS}</div>") == SAID


def test_a_landmark_left_open_takes_nothing():
    """A <nav> that was never closed holds the page: its words stay."""
    assert kept(f"<nav><a href='/a'>Accueil</a>{WORDS}")[-2:] == SAID


@pytest.mark.parametrize(
    "hidden",
    [
        "<details><summary>Is it dear?</summary><p>Your roof costs less than a car.</p></details>",
        "<div role='tabpanel' hidden><p>Your roof costs less than a car.</p></div>",
        "<div class='accordion-body' style='display:none'><p>Your roof costs less than a car.</p></div>",
        "<button aria-controls='a1'>Is it dear?</button><div id='a1' hidden><p>Your roof costs less than a car.</p></div>",
        "<div hidden id='S:1'><p>Your roof costs less than a car.</p></div>",
        "<div hidden='until-found'><p>Your roof costs less than a car.</p></div>",
    ],
)
def test_what_a_click_shows_is_read(hidden):
    """Details, tabs, accordions and streamed parts are content."""
    assert "Your roof costs less than a car." in kept(WORDS + hidden)


def test_the_footer_of_a_quote_is_content():
    """The author of a quote stands in a <footer>."""
    assert "Ada, a customer in Leeds" in kept(
        f"{WORDS}<blockquote><p>Dry at last.</p><footer>Ada, a customer in Leeds</footer></blockquote>"
    )


def test_what_comes_twice_is_read_once():
    """A mobile copy and a ticker are kept once; labels may come twice."""
    twice = "<div><p>Your roof is dry in three days.</p></div>"
    assert kept(f"<h1>Roofs</h1>{twice}<p>Slate and tile.</p>{twice}") == ["Roofs", "Your roof is dry in three days.", "Slate and tile."]
    ticker = "<span>SLATE</span><span>TILE</span><span>ZINC</span>"
    assert kept(f"<div>{ticker}{ticker}</div>") == ["SLATE", "TILE", "ZINC"]
    assert kept("<p>Delay</p><p>Two days at most, always.</p><p>Delay</p>").count("Delay") == 2


def test_interface_words_and_copyright_lines_go():
    """Furniture without a tag of its own is known by what it says."""
    html = f"{WORDS}<div>Retour en haut</div><div>© 2031 Toits du Forez. Tous droits réservés.</div><div>Retour en haut de gamme</div>"
    assert kept(html)[2:] == ["Retour en haut de gamme"]


def test_images_speak_when_their_alt_says_something():
    """Logos, icons and file names are no content."""
    html = "".join(f"<img alt='{alt}'>" for alt in ("Logo Toits du Forez", "left arrow icon", "toit_12.jpg", "Pose d’ardoises à Feurs"))
    assert [b.text for b in blocks(WORDS + html) if b.kept and b.kind == "image"] == ["Pose d’ardoises à Feurs"]


@pytest.mark.parametrize(
    "notice",
    ["Ce site utilise des cookies pour mesurer son audience.", "We use cookies to measure our audience."],
)
def test_a_consent_notice_without_a_name_goes(notice):
    """A notice in a bare box is known by what it says; a page about cookies is read, and so are biscuits."""
    assert kept(f"{WORDS}<div>{notice}</div><button>OK, j’ai compris</button>") == [*SAID, "OK, j’ai compris"]
    policy = "".join(f"<p>{notice} Part {part} of cookies.</p>" for part in "abcd")
    assert len(kept(policy)) == 4
    assert kept("<p>Nos cookies au beurre utilisent la farine du moulin.</p>") == ["Nos cookies au beurre utilisent la farine du moulin."]


def test_a_logo_written_as_a_main_heading_is_no_main_heading():
    """A theme that sets its logo in an h1 keeps neither the logo nor the opening hours beside it."""
    header = '<header><h1><a href="/">Dupuis-Lormeau</a></h1><p>Du lundi au vendredi de 9 h à 18 h, le samedi de 9 h à midi</p></header>'
    assert kept(header + f"<h1>Vos conduits ramonés</h1>{WORDS}")[0] == "Vos conduits ramonés"


def test_links_before_the_main_heading_of_a_header_are_the_sites():
    """The call beside the menu goes, the one under the heading stays."""
    hero = '<h1>Vos conduits ramonés en une heure</h1><p><a class="btn" href="/devis">Demander un devis</a></p>'
    assert kept(f'<header><div><a class="btn" href="/compte">Mon compte</a></div>{hero}</header>{WORDS}')[:2] == [
        "Vos conduits ramonés en une heure",
        "Demander un devis",
    ]


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        ("<p>Dupuis-Lormeau – SARL au capital de 8 000 € – RCS Tours</p>", "copyright"),
        ("<p>Registered in England. Company number 00000000</p>", "copyright"),
        ("<p>Nous obtenons votre numéro SIRET en 48 heures.</p>", "kept"),
        ("<p><a href='/m'>Mentions légales</a> | <a href='/p'>Plan du site</a></p>", "legal-links"),
        ("<a href='/p'>Privacy policy</a>", "legal-links"),
        ("<p>Mentions légales</p>", "kept"),
        ("<p><a href='/m'>Mentions légales et devis</a></p>", "kept"),
    ],
)
def test_the_legal_line_of_a_company_is_no_content(part, rule):
    """Registers and links to legal pages go wherever they stand; a sentence about registering stays."""
    text = re.sub("<[^>]+>", "", part)
    assert reason(f"{WORDS}{part}", text) == rule
