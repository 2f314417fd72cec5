"""One promise in many wordings is one line of the ledger; what differs in a figure, a condition or its object stays two."""

from __future__ import annotations

import pytest
from told import COMPANY, known, page, proof, text_of, told

from auditor.judge.ledger import ledger

PROMISE = ("promise",)
CALL = ("invitation", "promise")


def lines(*pages):
    return ledger(pages, known(), COMPANY.names)


def count(lang, *texts):
    """How many lines the ledger makes of sentences that all promise."""
    return len(lines(page("", *(told(text, lang, PROMISE) for text in texts), lang=lang)))


@pytest.mark.parametrize(
    ("lang", "wordings"),
    [
        ("fr", ("Étude gratuite", "Votre étude est gratuite.", "L'étude vous est offerte.")),
        ("fr", ("Toiture sous garantie décennale", "Une garantie décennale sur votre toiture")),
        ("fr", ("Réponse sous 48 h", "Réponse garantie sous 48 h.", "Nous vous répondons sous 48 h.")),
        ("fr", ("Livraison offerte", "Livraison gratuite", "La livraison est toujours gratuite.")),
        ("fr", ("Aucun frais de dossier", "Sans frais de dossier", "Pas de frais de dossier")),
        ("en", ("Free survey", "Your survey is free of charge.", "Free surveys")),
        ("en", ("No call-out fee", "There is no call-out fee.", "Zero call-out fees")),
        ("en", ("Replies within 24 hours", "We reply within 24 hours.")),
        ("en", ("Free delivery", "Complimentary delivery", "Delivery is always free.")),
        ("fr", ("Réponse sous 48 h", "Nous vous répondons en 2 jours.", "Discutons de votre toit : réponse sous 48 h")),
        ("fr", ("Garantie décennale", "10 ans de garantie", "En cas de souci, vous êtes protégé pour 10 ans.", "Garantie décennale")),
        ("fr", ("Déplacement gratuit", "Nous nous déplaçons sans frais.", "Aucun frais de déplacement")),
        ("fr", ("Visite gratuite", "Bilan préalable : visite gratuite pour examiner la charpente")),
        ("fr", ("Chantier propre", "Votre espace rendu impeccable", "Nettoyage complet : vous récupérez votre maison propre")),
        ("fr", ("Résultat garanti", "Résultat impeccable garanti")),
        ("fr", ("Il intervient personnellement sur chaque toit", "Il intervient personnellement sur chaque toit, car il y tient")),
        ("en", ("Replies within 48 hours", "We reply within two days.")),
        ("en", ("Ten-year guarantee", "10-year warranty", "If anything goes wrong, our ten-year guarantee covers you.")),
        ("en", ("Lifetime guarantee", "Lifetime warranty")),
        ("en", ("Free travel", "No travel charge", "We travel to you at no charge.")),
        ("en", ("No call-out fee", "No call-out charge")),
        ("en", ("Free roof survey", "Before winter: a free roof survey to look at your gutters")),
    ],
)
def test_wordings_of_one_promise_are_one_line(lang, wordings):
    assert count(lang, *wordings) == 1


@pytest.mark.parametrize(
    ("lang", "promises"),
    [
        ("fr", ("Réponse sous 24 h", "Réponse sous 48 h")),
        ("fr", ("Livraison gratuite", "Livraison gratuite dès 60 € d'achat")),
        ("fr", ("Étude gratuite", "Livraison gratuite")),
        ("fr", ("Remboursé si le toit fuit", "Remboursé si le toit rouille")),
        ("fr", ("Sans engagement", "Sans frais de dossier")),
        ("en", ("Replies within 24 hours", "Replies within 48 hours")),
        ("en", ("Free delivery", "Free delivery on orders over £60")),
        ("en", ("Free survey", "Free delivery")),
        ("en", ("We refund you if the roof leaks.", "We refund you if the roof rusts.")),
        ("en", ("No call-out fee", "No cancellation fee")),
        ("fr", ("Réponse sous 2 jours", "Réponse sous 2 jours ouvrés")),
        ("fr", ("Réponse sous 48 h", "Livraison sous 48 h")),
        ("fr", ("Garantie décennale", "Garantie biennale")),
        ("fr", ("Toitures garanties 10 ans", "Pompes garanties 10 ans")),
        ("fr", ("Sans frais", "Sans frais de dossier")),
        ("fr", ("Déplacement gratuit", "Déplacement sans supplément dans notre zone")),
        ("fr", ("Étude de toiture gratuite", "Étude de toiture gratuite et sans engagement")),
        ("fr", ("Livraison gratuite du canapé", "Livraison gratuite du matelas")),
        ("fr", ("Étude gratuite", "Étude gratuite sous 48 h")),
        ("en", ("Replies within two days", "Replies within two working days")),
        ("en", ("Replies within 48 hours", "Repairs within 48 hours")),
        ("en", ("Two-year guarantee", "Ten-year guarantee", "Lifetime guarantee")),
        ("en", ("Roofs guaranteed for 10 years", "Pumps guaranteed for 10 years")),
        ("en", ("Free roof survey", "Free roof survey, no obligation to buy slates")),
        ("en", ("Free delivery of the sofa", "Free delivery of the mattress")),
    ],
)
def test_another_figure_condition_or_object_is_another_promise(lang, promises):
    assert count(lang, *promises) == len(promises)


def test_a_whole_sentence_speaks_for_a_title_and_a_button():
    title, button = told("Étude gratuite", kind="heading"), told("Demander une étude gratuite", traits=CALL, kind="button")
    (line,) = lines(page("", title, button, told("Votre étude est toujours gratuite.", traits=PROMISE)))
    assert line.what == "Votre étude est toujours gratuite"
    assert len(line.also) == 2


@pytest.mark.parametrize(
    ("lang", "said", "call"),
    [
        ("fr", "Étude gratuite", "Contactez-nous avant l'hiver pour une étude gratuite"),
        ("en", "Free survey", "Call us before the winter for a free survey of your gutters"),
    ],
)
def test_a_call_joins_the_promise_that_it_repeats_whatever_else_it_says(lang, said, call):
    (line,) = lines(page("", told(said, lang, PROMISE), told(call, lang, CALL), lang=lang))
    assert (line.what, len(line.also)) == (said, 1)


def test_the_line_is_shown_in_a_wording_that_says_no_more_than_all_of_them():
    more = told("Nous proposons une visite gratuite et des contrats de ramonage sur mesure.", traits=PROMISE)
    (line,) = lines(page("", more, told("Visite gratuite")))
    assert (line.what, len(line.also)) == ("Visite gratuite", 1)


def test_of_calls_alone_a_sentence_speaks_rather_than_a_button():
    button, call = (
        told("Book a free roof survey", "en", CALL, kind="button"),
        told("Call us now for a free roof survey before winter.", "en", CALL),
    )
    (line,) = lines(page("", button, call, lang="en"))
    assert line.what == "Call us now for a free roof survey before winter"


@pytest.mark.parametrize(("text", "lang", "term"), [("Garantie décennale", "fr", "décennale"), ("Lifetime guarantee", "en", "Lifetime")])
def test_a_length_in_one_word_is_a_term(text, lang, term):
    (line,) = lines(page("", told(text, lang, PROMISE), lang=lang))
    assert [one.text for one in line.terms] == [term]


def test_a_call_with_a_condition_of_its_own_is_a_line_of_its_own():
    call = told("Appelez pour une étude gratuite si vous habitez Dole.", traits=CALL)
    assert len(lines(page("", told("Étude gratuite"), call))) == 2


def test_the_best_proof_of_any_wording_is_the_proof_of_the_line():
    promised, again = told("Nous laissons un chantier propre.", traits=PROMISE), told("Nous laissons un chantier propre", traits=PROMISE)
    shown = proof("En 2025, 97 % de nos clients satisfaits jugent la cour propre.")
    pages = [page("", promised), page("toits", again, shown, kind="offer")]
    (line,) = lines(*pages)
    assert (line.page, line.where, line.strength) == ("", "page", 2)
    assert text_of(pages, line.proofs[0]) == shown.segment.text


@pytest.mark.parametrize(
    ("text", "lang", "kinds"),
    [
        ("Déplacement gratuit, devis sans engagement.", "fr", ["price", "price"]),
        ("Étude gratuite sous 24 h, pose dans les 48 h.", "fr", ["delay", "price"]),
        ("Équipe aguerrie, chantier propre, résultat garanti.", "fr", ["quality", "result"]),
        ("Free quotes, no call-out fee, same-day repairs.", "en", ["delay", "price", "price"]),
    ],
)
def test_promises_in_a_row_are_lines_of_their_own(text, lang, kinds):
    assert sorted(line.kind for line in lines(page("", told(text, lang, PROMISE), lang=lang))) == kinds


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Nous venons gratuitement, nous mesurons sans frais.", "fr"),
        ("Livraison gratuite, retours gratuits, sous réserve d'un achat en ligne.", "fr"),
        ("We come for free, we measure at no cost.", "en"),
    ],
)
def test_a_sentence_that_says_who_does_what_or_on_which_condition_stays_whole(text, lang):
    assert len(lines(page("", told(text, lang, PROMISE), lang=lang))) == 1
