"""Declared values: what announces a list of them, what names one, and what is neither."""

from __future__ import annotations

import pytest
from told import COMPANY, known, page, told

from auditor.judge.ledger import ledger


def lines(*pages):
    return ledger(pages, known(), COMPANY.names)


def values(*sentences, kind="about", lang="fr"):
    return [line.what for line in lines(page("maison", *sentences, kind=kind, lang=lang)) if line.declared]


def proof(text, traits=("proof",)):
    return told(text, traits=traits)


def value(text, kind="list-item", **fields):
    return told(text, kind=kind, heading=("Nos valeurs",), **fields)


def test_values_of_a_list_are_promises_with_their_evidence_or_none():
    values = page("", value("Transparence : des devis lisibles."), value("Proximité"))
    shown = page("b", proof("12 audits de transparence publiés depuis 2020, dont un par COFRAC."), kind="about")
    found = {line.what: line for line in lines(values, shown) if line.declared}
    assert list(found) == ["Transparence", "Proximité"]
    assert (found["Proximité"].where, found["Proximité"].ask) == ("none", ("ledger.ask.value",))


def test_sentences_under_the_heading_are_no_values_and_one_word_is_no_list():
    assert lines(page("", value("Nous croyons que la transparence est la base de tout métier."), value("Écoute"))) == ()


def test_sub_headings_are_the_values_where_there_are_some():
    found = lines(page("", value("Écoute", "heading"), value("Rigueur", "heading"), value("Un café vous attend.", "list-item")))
    assert [line.what for line in found] == ["Écoute", "Rigueur"]


def test_short_lines_under_the_heading_are_values_and_short_sentences_are_not():
    found = lines(page("", value("Audace", "paragraph"), value("Nous osons.", "paragraph"), value("Rigueur du geste", "paragraph")))
    assert [line.what for line in found] == ["Audace", "Rigueur du geste"]


def test_a_list_under_another_heading_declares_nothing():
    assert lines(page("", told("Écoute", kind="list-item", heading=("Nos métiers",)), told("Rigueur", kind="list-item"))) == ()


def card(name, lang="fr", heading=(), kind="paragraph"):
    """A value as many sites lay it out: its name on a line, its explanation below."""
    said = "Chaque geste compte et nous le montrons." if lang == "fr" else "Each detail counts and we show it."
    return told(name, lang, kind=kind, heading=heading), told(said, lang, heading=heading)


def test_a_short_line_above_a_heading_announces_the_values_below_it():
    cards = [line for name in ("Franchise", "Soin du détail") for line in card(name, heading=("La maison", "Ce qui nous fait avancer"))]
    title = told("Ce qui nous fait avancer", kind="heading", heading=("La maison",))
    assert values(told("Nos valeurs", heading=("La maison",)), title, *cards) == ["Franchise", "Soin du détail"]
    assert values(told("Notre atelier", heading=("La maison",)), title, *cards) == []


def test_the_line_that_announces_the_next_section_is_no_value():
    cards = [line for name in ("Candour", "Care") for line in card(name, "en", heading=("What we stand for",))]
    above = told("Our customers", "en", heading=("What we stand for",))
    assert values(*cards, above, told("Who trusts us", "en", kind="heading"), lang="en") == ["Candour", "Care"]


def test_lines_under_a_line_without_heading_are_values_until_the_next_heading():
    above, after = ("La maison",), ("La maison", "Nos ateliers")
    listed = [told(text, heading=above) for text in ("Ce qui nous anime", "Audace", "Rigueur du geste")]
    rest = [told("Nos ateliers", kind="heading", heading=above), told("Forge à froid", heading=after), told("Tour à bois", heading=after)]
    assert values(*listed, *rest) == ["Audace", "Rigueur du geste"]


@pytest.mark.parametrize(
    ("heading", "lang"),
    [
        ("Nos valeurs, notre métier", "fr"),
        ("NOS CINQ VALEURS", "fr"),
        ("Trois principes, pour chaque toit", "fr"),
        ("Les valeurs qui nous portent", "fr"),
        ("Our Values & Culture", "en"),
        ("The values that guide us", "en"),
        ("Mission and values", "en"),
        ("Four principles, in every workshop", "en"),
    ],
)
def test_a_heading_announces_values_in_many_words(heading, lang):
    cards = [line for name in ("Franchise", "Patience") for line in card(name, lang, heading=(heading,), kind="heading")]
    assert values(*cards, lang=lang) == ["Franchise", "Patience"]


@pytest.mark.parametrize(
    ("heading", "lang"),
    [
        ("Valeurs nutritionnelles", "fr"),
        ("La valeur de votre bien", "fr"),
        ("Nos principes actifs naturels", "fr"),
        ("Valeurs mesurées, tolérances", "fr"),
        ("Cinq principes de physique", "fr"),
        ("Nutritional values", "en"),
        ("Values and tolerances", "en"),
        ("Our value packs", "en"),
        ("Great value, every day", "en"),
    ],
)
def test_values_of_another_sort_are_no_promises(heading, lang):
    cards = [line for name in ("Amidon", "Magnesium") for line in card(name, lang, heading=(heading,), kind="heading")]
    assert values(*cards, lang=lang) == []


def test_the_values_of_a_measurement_are_none_of_the_company():
    rows = [told(text, kind="list-item", heading=("Valeurs",)) for text in ("Tension nominale", "Courant de fuite")]
    assert values(*rows, kind="offer") == []
    assert values(*(told(text, kind="list-item", heading=("Nos engagements",)) for text in ("230 volts", "16 ampères"))) == []


def test_a_promise_in_a_list_of_values_is_a_promise():
    written = [told(text, kind="list-item", heading=("Nos engagements",)) for text in ("Devis gratuit", "Écoute", "Patience")]
    found = lines(page("maison", *written, kind="about"))
    assert [(line.what, line.declared) for line in found] == [("Devis gratuit", False), ("Écoute", True), ("Patience", True)]


def test_a_customer_s_word_for_a_value_is_evidence_and_the_company_s_own_is_not():
    listed = [told(text, kind="list-item", heading=("Nos valeurs",)) for text in ("Ponctualité", "Patience")]
    review = told("Des artisans ponctuels et un toit refait à neuf.", traits=("testimonial",), kind="quote")
    claim = told("La patience est notre marque depuis 1990.", traits=("proof",))
    found = {line.what: line.where for line in lines(page("maison", *listed, kind="about"), page("avis", review, claim, kind="case"))}
    assert found == {"Ponctualité": "site", "Patience": "none"}


def test_values_of_a_job_offer_are_for_those_who_apply():
    assert values(*(told(text, kind="list-item", heading=("Nos valeurs",)) for text in ("Écoute", "Rigueur")), kind="careers") == []
