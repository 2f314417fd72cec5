"""Blocks: their kinds, their order, what stands above them."""

import pytest

from .pages import blocks, kept, read

CONTENT = "<main><h1>Menuiserie Aubrac</h1><p>Vous choisissez le bois, nous posons la fenêtre en un jour.</p></main>"


def test_every_kind_in_reading_order():
    """A page gives title and description first, then each part with its kind, in the order in which it is read."""
    html = """<html><head><title>Fenêtres | Menuiserie Aubrac</title><meta name="description" content="Des fenêtres posées en un jour.">
    </head><body><h1>Fenêtres en bois</h1><p>Posées en un jour.</p><ul><li>Chêne</li></ul><blockquote>Un travail soigné.</blockquote>
    <a class="btn" href="/devis">Demander un devis</a><table><tr><td>Chêne clair</td></tr></table><div>Garantie dix ans.</div>
    <img alt="Atelier de menuiserie à Rodez" src="a.jpg"></body></html>"""
    assert [(b.kind, b.text) for b in read(html).blocks] == [
        ("title", "Fenêtres | Menuiserie Aubrac"), ("description", "Des fenêtres posées en un jour."), ("heading", "Fenêtres en bois"),
        ("paragraph", "Posées en un jour."), ("list-item", "Chêne"), ("quote", "Un travail soigné."), ("button", "Demander un devis"),
        ("table-cell", "Chêne clair"), ("paragraph", "Garantie dix ans."), ("image", "Atelier de menuiserie à Rodez"),
    ]  # fmt: skip


def test_headings_lead_to_a_block():
    """A block knows the headings above it; a heading of the same level closes the one before."""
    found = blocks("<h1>Offer</h1><h2>Roofs</h2><p>We fix roofs.</p><h2>Walls</h2><p>We fix walls.</p>")
    assert [(b.text, b.heading) for b in found if b.kind == "paragraph"] == [
        ("We fix roofs.", ("Offer", "Roofs")),
        ("We fix walls.", ("Offer", "Walls")),
    ]


def test_a_dropped_heading_leads_nowhere():
    """The heading of a footer is above nothing that is kept."""
    found = blocks("<h1>Offer</h1><footer><h2>Links</h2></footer><p>We fix roofs in a day.</p>")
    assert found[-1].heading == ("Offer",)


def test_list_items_keep_the_sentence_that_opens_them():
    """A sentence ending in ":" opens the list after it, and only that list."""
    found = blocks("<p>Votre contrat comprend :</p><ul><li>la visite</li></ul><p>Et puis la suite.</p><ul><li>la pose</li></ul>")
    assert [(b.text, b.lead_in) for b in found if b.kind == "list-item"] == [("la visite", "Votre contrat comprend :"), ("la pose", "")]


def test_a_heading_cut_into_boxes_is_one_heading():
    """Boxes and line breaks inside a heading are layout."""
    assert kept("<h1><div>Vos arbres</div><div>taillés<br>en hiver</div></h1>") == ["Vos arbres taillés en hiver"]


def test_inline_marks_do_not_cut_a_sentence():
    """A sentence with bold words, links and icons stays whole."""
    html = '<p>Appelez <b>Aubrac</b>, <a href="/x">votre menuisier</a> <span aria-hidden="true">★</span>à Rodez.</p>'
    assert kept(html) == ["Appelez Aubrac, votre menuisier à Rodez."]


def test_pieces_laid_out_side_by_side_are_apart():
    """Labels in a box without words of its own are not glued together."""
    assert kept("<div><span>Lyon</span><span>Villeurbanne</span><span>Bron</span></div>") == ["Lyon", "Villeurbanne", "Bron"]


def test_one_sentence_in_spans_stays_one():
    """Near miss: an editor's spans inside one sentence."""
    assert kept("<div><span>Nous posons</span> <span>vos fenêtres en un jour.</span></div>") == ["Nous posons vos fenêtres en un jour."]


def test_a_line_break_opens_a_block_only_before_a_new_line_of_thought():
    """A <br> before a capital cuts, one before a small letter does not."""
    assert kept("<p>Posé en un jour.<br>Garanti dix ans.</p><p>Une équipe de trois<br>menuisiers.</p>") == [
        "Posé en un jour.", "Garanti dix ans.", "Une équipe de trois menuisiers.",
    ]  # fmt: skip


def test_bold_words_glued_to_a_sentence_are_a_title_of_their_own():
    """Style alone sets them apart; names written in two weights, and bold words inside a sentence, stay whole."""
    assert kept("<ul><li><b>Taille douce</b>Nous respectons la saison.</li></ul>") == ["Taille douce", "Nous respectons la saison."]
    assert kept("<p><strong>Dry stone walls</strong>We build them by hand.</p>") == ["Dry stone walls", "We build them by hand."]
    for whole in (
        "<p><b>Tar</b>Velo répare votre vélo.</p>",
        "<p>Une <b>taille douce</b> au printemps.</p>",
        "<p><b>Mur de Pierre</b>Bleue.</p>",
    ):
        assert len(kept(whole)) == 1, whole


def test_a_figure_goes_with_the_words_beside_it():
    """ "500+" in one box and what it counts in the next are one block; the number of a step is none."""
    assert kept("<div><div>500+</div><div>roofs mended</div></div><p>Elsewhere we say more than that.</p>")[0] == "500+ roofs mended"
    assert kept("<div><div>1</div><div>Your request</div></div>") == ["Your request"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<form><label>Votre nom</label><input name="n"><button>Envoyer ma demande</button></form>', "Envoyer ma demande"),
        ('<form><label>Your name</label><input type="submit" value="Get my quote"></form>', "Get my quote"),
        ('<p>Read on.</p><a role="button" href="/q">Get my quote</a>', "Get my quote"),
        ('<div><a href="/tarifs">Voir nos tarifs →</a></div>', "Voir nos tarifs →"),
    ],
)
def test_calls_are_buttons(html, text):
    """Buttons, links that look like one, submit values and links with an arrow are calls."""
    assert [block.kind for block in blocks(html) if block.text == text] == ["button"]


def test_form_fields_are_no_text():
    """Labels and choices of a form are dropped, the words around it are read."""
    html = "<form><p>Nous répondons sous 24 h.</p><label>Nom</label><select><option>Chêne</option></select><textarea>x</textarea></form>"
    assert kept(html) == ["Nous répondons sous 24 h."]


def test_a_card_that_is_a_link_keeps_its_parts():
    """A link around a heading and a paragraph is no button."""
    found = blocks('<a class="btn card" href="/toit"><h3>Roofs</h3><p>Your roof is dry again in a day.</p></a>')
    assert [(b.kind, b.text) for b in found] == [("heading", "Roofs"), ("paragraph", "Your roof is dry again in a day.")]
    assert found[0].links == ("/toit",)


def test_a_selector_is_short_and_starts_from_an_id():
    """A selector names the nearest id and the way from there."""
    found = blocks('<div id="prix"><p>Un.</p><p>Deux prix.</p></div>')
    assert [b.selector for b in found] == ["#prix > p", "#prix > p:nth-of-type(2)"]


def test_text_is_composed_and_folded():
    """Accents are single signs, white space single spaces, soft hyphens gone."""
    assert kept("<p>Re\u0301no\u00advation\n\n   globale</p>") == ["Rénovation globale"]


def test_order_and_blocks_are_the_same_each_time():
    """The same bytes give the same record."""
    assert read(CONTENT) == read(CONTENT)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ('<div class="icon-box-title">Deux heures suffisent</div>', "heading"),
        ('<p class="titre"><b>Deux heures</b> suffisent</p>', "heading"),
        ('<p class="title">Deux heures suffisent, et vous rentrez chez vous.</p>', "paragraph"),  # a sentence
        ('<div class="title-box"><p>Deux heures suffisent</p></div>', "paragraph"),  # a box around one
        ('<li class="title">Deux heures suffisent</li>', "list-item"),
        ('<div class="subtitled">Deux heures suffisent</div>', "paragraph"),
        ('<a class="title btn" href="/x">Réserver deux heures</a>', "button"),
    ],
)
def test_a_box_named_a_title_is_a_heading(part, kind):
    """Page builders write headings as boxes: a few words without a full stop under such a name are one."""
    found = blocks(f"<h1>Ménage</h1>{part}<p>La suite se lit dessous, tranquillement.</p>")
    assert found[1].kind == kind
    assert found[-1].heading == (("Ménage", found[1].text) if kind == "heading" else ("Ménage",))
