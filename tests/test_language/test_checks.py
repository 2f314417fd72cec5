"""Each named check finds its words, and leaves its near miss alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.knowledge import rules
from auditor.language import Engine
from auditor.language.checks import CHECKS
from auditor.language.measures import MEASURES
from auditor.models import Company, Segment

FOUND = [
    ("question", "fr", "Un volet bloqué ?", ["Un volet bloqué ?"]),
    ("question", "en", "Ask him.", []),
    ("verbless", "fr", "Pose de volets", ["Pose de volets"]),
    ("verbless", "fr", "Nous posons.", []),
    ("quoted", "fr", "« Un travail propre et rapide », dit Mme Roy.", ["Un travail propre et rapide"]),
    ("quoted", "en", "The “best” pump", []),
    ("passive", "en", "Pumps are built here.", ["are built"]),
    ("passive", "en", "We build pumps.", []),
    ("infinitive", "fr", "Réduire vos factures", ["Réduire"]),
    ("infinitive", "en", "Reducing waste", ["Reducing"]),
    ("infinitive", "fr", "Vos factures", []),
    ("self_opening", "fr", "Nous posons vos volets.", ["Nous"]),
    ("self_opening", "fr", "Vos volets, nous les posons.", []),
    ("customer_opening", "en", "Your pump runs.", ["Your"]),
    ("customer_opening", "en", "Our pump runs.", []),
    ("self_for_customer", "fr", "Nous vous formons.", ["Nous vous"]),
    ("self_for_customer", "fr", "Vous nous appelez.", []),
    ("customer_only_owner", "en", "Care of your garden", ["your"]),
    ("customer_only_owner", "en", "You love your garden.", []),
    ("third_person", "fr", "Aubry pose vos volets.", ["Aubry"]),
    ("third_person", "fr", "Appelez Aubry.", []),
    ("reader_voice", "en", "Can I change my pump?", ["Can I change my pump?"]),
    ("reader_voice", "en", "Do you need a pump?", []),
    ("label_and_text", "fr", "Bois local : nous le coupons ici.", ["Bois local"]),
    ("label_and_text", "fr", "Vous recevez :", []),
    ("superlative", "en", "The fastest pump", ["fastest"]),
    ("superlative", "en", "At least one pump", []),
    ("named_party", "fr", "Une école de Bretagne rénovée.", ["Bretagne"]),
    ("named_party", "fr", "Nous posons chez Aubry.", []),
    ("enumeration", "fr", "Nous proposons la pose, la réparation et l'entretien.", ["la pose, la réparation et l'entretien"]),
    ("enumeration", "en", "Audit / advice / training", ["Audit / advice / training"]),
    ("enumeration", "en", "Audit and advice", []),
    ("enumeration", "fr", "La pose, puis l'entretien.", []),
    ("list_without_outcome", "fr", "Audit, conseil, formation", ["Audit, conseil, formation"]),
    ("list_without_outcome", "fr", "Vos volets, vos portes, vos stores", []),
    ("money", "fr", "Dès 1 200 € par volet", ["1 200 €"]),
    ("money", "en", "From £1,200 a pump", ["£1,200"]),
    ("money", "en", "From 1200 pumps", []),
    ("percent", "fr", "35 % de bruit en moins", ["35 %"]),
    ("year", "en", "Since 1987", ["1987"]),
    ("year", "en", "It costs $1987.", []),
    ("contact", "fr", "Appelez le 02 99 00 00 00.", ["02 99 00 00 00"]),
    ("contact", "en", "Write to joe@mill.example today.", ["joe@mill.example"]),
    ("contact", "fr", "En 1 200 exemplaires", []),
    ("phone", "fr", "Appelez le 02 99 00 00 00.", ["02 99 00 00 00"]),
    ("phone", "fr", "En 1 200 exemplaires", []),
    ("email", "en", "Write to joe@mill.example today.", ["joe@mill.example"]),
    ("email", "en", "Meet us @ the mill.", []),
    ("clock", "fr", "Ouvert dès 9h30, secours 24h/24", ["9h30", "24h/24"]),
    ("clock", "en", "Open from 9 am", ["9 am"]),
    ("clock", "fr", "Sous 48 h", []),
    ("figure", "fr", "Trois semaines et 300 communes", ["Trois semaines", "300 communes"]),
    ("figure", "en", "15 years, 40 dB", ["15 years", "40 dB"]),
    ("figure", "en", "Room 15", []),
    ("duration", "fr", "Pose en dix jours", ["dix jours"]),
    ("delay", "fr", "Devis sous 48 h", ["sous 48 h"]),
    ("delay", "en", "A quote within two business days", ["within two business days"]),
    ("delay", "en", "Two days ago", []),
    ("standard", "fr", "Norme NF EN 795, label RGE", ["NF EN 795", "RGE"]),
    ("standard", "fr", "Ce volet", []),
    ("imperative", "en", "Call us.", ["Call"]),
    ("lead_in", "fr", "Vous recevez :", ["Vous recevez :"]),
    ("shouted", "fr", "DES VOLETS SÛRS", ["DES VOLETS SÛRS"]),
    ("shouted", "fr", "Des volets sûrs", []),
    ("company_name", "fr", "Chez Aubry, tout est sec.", ["Aubry"]),
    ("company_name", "fr", "Un aubry de bois", []),
    ("inclusive", "en", "Together we build.", ["we"]),
    ("inclusive", "en", "We build.", []),
    ("impersonal", "fr", "Quand on scie, on compte.", ["on", "on"]),
    ("impersonal", "fr", "On vous rappelle.", []),
    ("self_subject", "en", "We saw timber.", ["We"]),
    ("self_subject", "en", "Call us.", []),
    ("customer_subject", "fr", "Vous choisissez.", ["Vous"]),
    ("customer_subject", "fr", "Nous vous formons.", []),
]
COUNTED = [
    ("words", "Une pompe bleue.", "3"),
    ("letters", "Oh, non", "5"),
    ("sentence_length", "Un. Deux trois. Quatre", "2"),
    ("commas", "a, b ; c", "2"),
    ("long_words", "incontournable pompe", "0.5"),
    ("figures", "1 200 € en 3 jours", "2"),
    ("self_mentions", "Nous et notre pompe", "2"),
    ("customer_mentions", "Vous et votre pompe", "2"),
    ("capitals", "ABcd", "0.5"),
    ("reading_ease", "Le bois est sec.", "100"),
]


@pytest.fixture(scope="module")
def made(known, tmp_path_factory):
    """An engine whose rules are one a check and one a measure, named after it."""
    folder = tmp_path_factory.mktemp("rules") / "signals" / "made"
    folder.mkdir(parents=True)
    examples = "examples: [{bad: a, at: a}, {good: b}]"
    shape = "{kind}\n" + "".join(f"{lang}:\n  title: t\n  {examples}\n" for lang in ("fr", "en"))
    for name in CHECKS:
        (folder / f"{name}.yml").write_text(shape.replace("{kind}", f"check: {name}"), encoding="utf-8")
    for name in MEASURES:
        (folder / f"of-{name}.yml").write_text(shape.replace("{kind}", f"measure: {{of: {name}, over: -1}}"), encoding="utf-8")
    return Engine(replace(known, rules=rules.load(folder.parent.parent)))


@pytest.mark.parametrize(("name", "lang", "text", "expected"), FOUND, ids=[f"{case[0]}-{case[2]}" for case in FOUND])
def test_a_check_finds_its_words(made, name, lang, text, expected):
    (analysis,) = made.analyse([Segment("x", text, lang)], Company("Aubry"))
    assert [text[s.start : s.end] for s in analysis.signals if s.rule == name] == expected


def test_every_check_is_held_here():
    assert set(CHECKS) == {case[0] for case in FOUND}
    assert set(MEASURES) == {case[0] for case in COUNTED}


def test_a_list_says_how_many_things_it_names(made):
    (analysis,) = made.analyse([Segment("x", "Audit, conseil, formation", "fr")], Company())
    assert [s.fields for s in analysis.signals if s.rule == "enumeration"] == [(("count", "3"),)]


@pytest.mark.parametrize(("name", "text", "expected"), COUNTED, ids=[case[0] for case in COUNTED])
def test_a_measure_is_its_number(made, name, text, expected):
    (analysis,) = made.analyse([Segment("x", text, "fr")], Company())
    assert [dict(s.fields)["value"] for s in analysis.signals if s.rule == f"of-{name}"] == [expected]
