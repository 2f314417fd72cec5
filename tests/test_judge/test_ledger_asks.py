"""A line of the ledger is asked for what it lacks, in words that fit what it promises."""

from __future__ import annotations

import pytest
from told import known, page, told

from auditor.judge.ledger import ledger
from auditor.judge.ledger_asks import Questions
from auditor.models import LANGS, Lang, Promise, Term
from auditor.words import has


def asked(kind: str, what: str, lang: Lang, **fields) -> list[str]:
    line = Promise("", "", "", kind, what=what, **fields)
    return [key.removeprefix("ledger.ask.") for key in Questions(known().promises[lang].asks, lang).of(line)]


@pytest.mark.parametrize(
    ("kind", "what", "lang", "expected"),
    [
        ("price", "Étude de toiture gratuite", "fr", ["terms.free", "proof.written"]),
        ("price", "Free roof survey", "en", ["terms.free", "proof.written"]),
        ("price", "Un essai sans engagement", "fr", ["terms.leaving", "proof.written"]),
        ("price", "Cancel any time", "en", ["terms.leaving", "proof.written"]),
        ("price", "Un prix fixe pour la pose", "fr", ["terms.price", "proof.price"]),
        ("price", "A fixed price for the fitting", "en", ["terms.price", "proof.price"]),
        ("guarantee", "Vous profitez de la garantie légale", "fr", ["terms.by-law", "proof.guarantee"]),
        ("guarantee", "A statutory warranty on the boiler", "en", ["terms.by-law", "proof.guarantee"]),
        ("guarantee", "Une garantie sur la chaudière", "fr", ["terms.guarantee", "proof.guarantee"]),
        ("guarantee", "Satisfait ou remboursé", "fr", ["terms.refund", "proof.refund"]),
        ("guarantee", "We refund every unused ticket", "en", ["terms.refund", "proof.refund"]),
        ("guarantee", "Vous ne prenez aucun risque", "fr", ["terms.risk", "proof.guarantee"]),
        ("quality", "Une pose conforme aux normes", "fr", ["terms.norm", "proof.norm"]),
        ("quality", "Every weld meets industry standards", "en", ["terms.norm", "proof.norm"]),
        ("quality", "Une pose selon les normes NF C 15-100", "fr", ["proof.norm"]),
        ("quality", "Chaque plan respecte les normes en vigueur (ABC12, DX-FOR)", "fr", ["proof.norm"]),
        ("quality", "CHAQUE PLAN RESPECTE LES NORMES", "fr", ["terms.norm", "proof.norm"]),
        ("quality", "Nous laissons la cour propre", "fr", ["terms.quality", "proof.quality"]),
        ("support", "Un rapport de visite chaque mois", "fr", ["terms.document", "proof.document"]),
        ("support", "You receive monthly statements", "en", ["terms.document", "proof.document"]),
        ("support", "The same person answers every call", "en", ["terms.reply", "proof.reply"]),
        ("support", "Nous arrosons vos plantes", "fr", ["terms.support", "proof.support"]),
        ("ethics", "Vos données restent chez nous", "fr", ["terms.data", "proof.data"]),
        ("ethics", "No spam", "en", ["proof.data"]),
        ("ethics", "Aucun pesticide", "fr", ["terms.ethics", "proof.ethics"]),
    ],
)
def test_the_question_fits_what_is_promised(kind, what, lang, expected):
    assert asked(kind, what, lang) == expected


def test_what_the_line_already_says_is_not_asked():
    """Terms or a proof at hand silence their question, whatever the words."""
    terms = (Term("deadline", "sous 2 jours"),)
    assert asked("price", "Devis gratuit sous 2 jours", "fr", terms=terms) == ["proof.written"]
    assert asked("delay", "On call 24/7", "en", terms=(Term("deadline", "24/7"),)) == ["proof.hours"]
    assert asked("quality", "Une soudure ISO 9606", "fr", terms=(Term("figure", "ISO 9606"),)) == ["proof.norm"]
    assert asked("price", "Devis gratuit", "fr", where="page") == ["terms.free"]
    assert asked("price", "Devis gratuit", "fr", where="page", terms=terms) == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Toutes nos charpentes sont couvertes par une garantie décennale.", "fr"),
        ("Every frame is covered by a decennial guarantee.", "en"),
        ("Every frame comes with a ten-year guarantee.", "en"),
    ],
)
def test_a_length_in_words_is_not_asked_for(text, lang):
    """Ten years are ten years, in figures or not."""
    (line,) = ledger([page("", told(text, lang, ("promise",)))], known())
    assert (line.kind, line.ask) == ("guarantee", ("ledger.ask.proof.guarantee",)), line


@pytest.mark.parametrize("lang", LANGS)
def test_every_question_has_its_words(lang):
    asks = known().promises[lang].asks
    assert all(has(lang, f"ledger.ask.{row.ask}") for row in (*asks.terms, *asks.proof) if row.ask)
    assert all(row.ask.partition(".")[0] in ("terms", "") for row in asks.terms)
