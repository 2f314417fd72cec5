"""What sentences state that can be checked: the examples of rules/facts/, and what frames must not take for a fact."""

from __future__ import annotations

import pytest

from auditor import knowledge
from auditor.models import LANGS, Company, Segment

RULES = knowledge.load().facts
EXAMPLES = [(lang, name, example) for lang in LANGS for name, kind in RULES[lang].kinds.items() for example in kind.examples]


def stated(engine, text, lang, **fields):
    return engine.analyse([Segment("0" * 12, text, lang, **fields)], Company("Verdon"))[0].facts


@pytest.mark.parametrize(("lang", "name", "example"), EXAMPLES, ids=lambda value: getattr(value, "text", value))
def test_example_of_a_kind_states_what_it_says(engine, lang, name, example):
    """Each example states its fact, and each near miss none of its kind."""
    found = stated(engine, example.text, lang)
    if not example.value:
        assert [fact for fact in found if fact.kind == name] == []
        return
    facts = [(f.kind, f.value, f.unit, f.bound) for f in found]
    assert (example.kind or name, example.value, example.unit or _unit(found, example), example.bound) in facts
    if example.subject:
        assert example.subject in [f.subject for f in found]


def _unit(found, example):
    return next((f.unit for f in found if f.value == example.value), "")


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_with_frames_has_an_example_and_a_near_miss(lang):
    """A kind that could not be tested could be wrong."""
    for name, kind in RULES[lang].kinds.items():
        own = [bool(e.value) for e in kind.examples]
        assert not kind.frames or True in own, name


def values(found, kind):
    return [fact.value for fact in found if fact.kind == kind]


@pytest.mark.parametrize(
    ("text", "lang", "kind", "value", "unit"),
    [
        ("Une équipe de vingt-trois personnes.", "fr", "staff", "23", ""),
        ("Deux mille trois cents clients nous font confiance.", "fr", "customers", "2300", ""),
        ("Quatre-vingt-dix chantiers livrés.", "fr", "projects", "90", ""),
        ("Une centaine de clients nous font confiance.", "fr", "customers", "100", ""),
        ("Plus de 1 500 clients.", "fr", "customers", "1500", ""),
        ("Over 1,500 customers.", "en", "customers", "1500", ""),
        ("Two hundred and fifty customers trust us.", "en", "customers", "250", ""),
        ("10k users trust Verdon.", "en", "customers", "10000", ""),
        ("Livraison en 2 jours.", "fr", "delay", "48", "hour"),
        ("Delivery within two days.", "en", "delay", "48", "hour"),
        ("Réponse sous 24 à 48 h.", "fr", "delay", "24-48", "hour"),
        ("Reply within an hour.", "en", "delay", "1", "hour"),
        ("Garantie 24 mois.", "fr", "warranty", "2", "year"),
        ("Élagage : 150-300 € TTC.", "fr", "price", "150-300", "eur/gross"),
        ("Tarif horaire : 45,50 € HT.", "fr", "price", "45.5", "eur/net"),
    ],
)
def test_figures_and_words_give_one_value(engine, text, lang, kind, value, unit):
    """However a value is written, it comes out in one form."""
    assert (kind, value, unit) in [(f.kind, f.value, f.unit) for f in stated(engine, text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("Des milliers de clients nous font confiance.", "fr", "customers"),
        ("Hundreds of customers trust us.", "en", "customers"),
        ("SIRET : 123 456 789 00012", "fr", "phone"),
        ("Registration number 01234 567890", "en", "phone"),
        ("0 % de clients satisfaits", "fr", "satisfaction"),
        ("Temps de lecture : 6 min de lecture", "fr", "duration"),
        ("Une question sur trois porte sur le prix.", "fr", "satisfaction"),
        ("Le véhicule neuf est garanti.", "fr", "warranty"),
        ("Des travaux de 2 à 4 semaines.", "fr", "opening"),
        ("Our team of engineers answers in person.", "en", "staff"),
        ("Nos Services Aux Entreprises", "fr", "name"),
    ],
)
def test_what_only_looks_like_a_fact_is_none(engine, text, lang, kind):
    """Vague numbers, company numbers and empty counters state nothing."""
    assert values(stated(engine, text, lang), kind) == []


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Du lundi au vendredi : 9h-12h30 et 14h-18h", "fr", [("0900-1230,1400-1800", "mon tue wed thu fri")]),
        ("Mon–Fri 9am–5:30pm, Sat 10am–2pm", "en", [("0900-1730", "mon tue wed thu fri"), ("1000-1400", "sat")]),
        ("De 8h à 19h, du mardi au samedi", "fr", [("0800-1900", "tue wed thu fri sat")]),
        ("Ouvert de 10h à 18h", "fr", [("1000-1800", "")]),
        ("Dépannage 7j/7", "fr", [("24/7", "")]),
    ],
)
def test_opening_hours_have_days_and_hours(engine, text, lang, expected):
    """Hours belong to the days beside them."""
    assert [(f.value, f.subject) for f in stated(engine, text, lang) if f.kind == "opening"] == expected


@pytest.mark.parametrize(
    ("text", "lang", "phone"),
    [
        ("Appelez le 01 23 45 67 89", "fr", "0123456789"),
        ("+33 (0)1.23.45.67.89", "fr", "+33123456789"),
        ("Call (555) 012-3456", "en", "5550123456"),
        ("0033 1 23 45 67 89", "fr", "+33123456789"),
    ],
)
def test_a_telephone_number_is_its_figures(engine, text, lang, phone):
    """Spaces, dots and the optional zero are not part of a number."""
    assert values(stated(engine, text, lang), "phone") == [phone]


def test_subject_of_a_delay_is_the_service_in_its_own_clause(engine):
    """Two delays of one sentence do not share a subject."""
    found = stated(engine, "Devis sous 24 h, intervention dans les 48 h.", "fr")
    assert [(f.value, f.subject) for f in found if f.kind == "delay"] == [("24", "quote"), ("48", "visit")]


def test_short_label_takes_its_subject_from_the_heading(engine):
    """Under « Livraison », « Sous 48 h » is about delivery."""
    assert [f.subject for f in stated(engine, "Sous 48 h", "fr", heading=("Livraison",))] == ["delivery"]


def test_offsets_are_those_of_the_text_as_given(engine):
    """A decomposed accent before the fact moves nothing."""
    text = "Fonde\u0301e en 1994 a\u0300 Lyon"
    fact = next(f for f in stated(engine, text, "fr") if f.kind == "founded")
    assert text[fact.start : fact.end] == "Fonde\u0301e en 1994"


def test_a_table_that_lost_its_cells_is_read_as_far_as_it_goes(engine):
    """Thousands of figures in one segment are cut, never a reason to stop."""
    assert 0 < len(values(stated(engine, "sous 48 h, " * 200, "fr"), "delay")) <= 80
