"""Contradictions: what cannot all be true, and the many things that only look like it."""

from __future__ import annotations

import random

import pytest
from told import known, page, text_of, told

from auditor.judge.contradictions import contradictions

TODAY = "2026-11-22"


def found(*pages, date=TODAY):
    return contradictions(pages, known().facts, date)


def kinds(*texts, lang="fr", page_kinds=("home", "about", "contact")):
    """Kinds of contradiction between sentences, each on a page of its own."""
    pages = [page(f"p{n}", told(text, lang), kind=kind, lang=lang) for n, (text, kind) in enumerate(zip(texts, page_kinds, strict=False))]
    return [one.kind for one in found(*pages)]


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("founded", "Nous avons ouvert nos portes à Albi en 1994.", "Verdon a été fondée par deux frères en 1998."),
        ("founded", "Notre maison a été fondée en 1994.", "Fondée en 1998, notre maison restaure les toits."),
        ("experience", "Nous avons 30 ans d'expérience.", "Fondée en 2015, notre maison restaure les toits."),
        ("experience", "26 ans d'expérience", "15 ans d'expérience"),
        ("experience", "Couvreurs à votre service depuis 28 ans", "Odile décide en 2012 de fonder Verdon à Albi."),
        ("experience", "À vos côtés depuis plus de 30 ans.", "Fondée en 2008, notre maison restaure les toits."),
        ("delay", "Nous envoyons votre devis sous 24 h.", "Nous envoyons votre devis sous 48 h."),
        ("delay", "Réponse sous 24 h", "Nous répondons sous deux jours."),
        ("staff", "Notre maison compte 12 salariés.", "Notre maison compte 45 salariés."),
        ("customers", "Nous avons 300 clients.", "Nous avons 800 clients."),
        ("sites", "Nous avons 4 agences.", "Nos 7 agences vous attendent."),
        ("opening", "Du lundi au vendredi : 9h-18h", "Ouvert du lundi au vendredi, 8h-17h"),
        ("phone", "Un seul numéro : 01 23 45 67 89.", "Notre numéro unique : 09 87 65 43 21."),
        ("price", "Ramonage à partir de 69 € TTC.", "Ramonage à partir de 79 € TTC."),
    ],
)
def test_what_cannot_both_be_true_is_reported(kind, first, second):
    assert kinds(first, second) == [kind]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nous avons plus de 30 ans d'expérience.", "Notre maison a été fondée en 1994."),
        ("Nous avons plus de 20 ans d'expérience.", "Nous avons plus de 30 ans d'expérience."),
        ("Nous avons 32 ans d'expérience.", "Notre maison a été fondée en 1994."),
        ("Notre fondateur a 40 ans d'expérience.", "Notre maison a été fondée en 2015."),
        ("Nos compagnons cumulent 90 ans d'expérience.", "Notre maison a été fondée en 2015."),
        ("15 ans d'expérience en zinguerie", "26 ans d'expérience"),
        ("Couvreurs à votre service depuis 14 ans", "Odile décide en 2012 de fonder Verdon à Albi."),
        ("Notre directrice est à votre service depuis 28 ans.", "Odile décide en 2012 de fonder Verdon à Albi."),
        ("Couvreurs à votre service depuis 28 ans", "Odile décide en 2012 de fonder une chorale à Albi."),
        ("Couvreurs depuis 28 ans, Paul et Odile", "Odile décide en 2012 de fonder Verdon à Albi."),
        ("Nous avons créé ce service de location en 2015.", "Notre maison a été fondée en 1994."),
        ("Verdon a lancé sa boutique en ligne en 2015.", "Notre maison a été fondée en 1994."),
        ("Nous avons lancé notre gamme de tuiles en 2015.", "Nous avons ouvert nos portes en 1994."),
        ("Nous envoyons votre devis sous 24 h.", "Nous intervenons sous 48 h."),
        ("Nous envoyons votre devis sous 24 h.", "Nous envoyons votre devis sous 48 h pour les copropriétés."),
        ("Réponse sous 24 à 48 h", "Réponse sous 48 h"),
        ("Réponse sous 48 h", "Réponse sous 2 jours ouvrés"),
        ("Nous avons 300 clients.", "Nous avons plus de 200 clients."),
        ("Nous avons 300 clients.", "Nous avons 320 clients."),
        ("Nous avons 300 clients.", "En 2019, nous avions 120 clients."),
        ("Nous avons 300 clients.", "Nous avons 120 clients en Savoie."),
        ("Téléphone : 01 23 45 67 89", "Téléphone : 09 87 65 43 21"),
        ("Un seul numéro : 01 23 45 67 89.", "Un seul numéro : +33 1 23 45 67 89."),
        ("Du lundi au vendredi : 9h-18h", "Samedi : 10h-16h"),
        ("Ouvert de 9h à 18h", "Du lundi au vendredi : 8h-17h"),
        ("Dépannage 7j/7", "Du lundi au vendredi : 9h-18h"),
        ("Ramonage à partir de 69 € TTC.", "Entretien à partir de 79 € TTC."),
        ("Ramonage à partir de 69 € TTC.", "Ramonage à partir de 57,50 € HT."),
        ("L'association Toits Sûrs, fondée en 1980, nous fait confiance.", "Notre maison a été fondée en 1994."),
        ("La loi de 1998 a été créée en 1998.", "Notre maison a été fondée en 1994."),
        ("Charpente garantie 10 ans.", "Peinture garantie 2 ans."),
    ],
)
def test_what_may_both_be_true_is_not(first, second):
    assert kinds(first, second) == []


@pytest.mark.parametrize(
    ("kind", "lang", "first", "second"),
    [
        ("experience", "fr", "À votre service depuis 12 ans", "Notre maison a été fondée en 1994."),
        ("experience", "fr", "Verdon compte 15 ans d'existence.", "Notre maison a été fondée en 1994."),
        ("experience", "en", "At your service for 12 years", "Our firm was founded in 1994."),
        ("experience", "en", "Verdon has been in business for 15 years.", "Our firm was founded in 1994."),
        ("founded", "fr", "À votre service depuis 1978", "Notre maison a été fondée en 1994."),
        ("founded", "en", "At your service since 1978", "Our firm was founded in 1994."),
        ("experience", "fr", "À votre service depuis 12 ans", "À vos côtés depuis 1987"),
        ("satisfaction", "fr", "Notés 4,8/5 sur Google", "Nos clients nous notent 4,6/5 sur Google."),
        ("satisfaction", "en", "Rated 4.8/5 on Google", "We hold 4.6/5 on Google."),
        ("satisfaction", "fr", "98 % de clients satisfaits", "92 % de clients satisfaits"),
        ("satisfaction", "en", "98% of clients satisfied", "92% of clients satisfied"),
        ("reviews", "fr", "76 avis Google", "Déjà 140 avis sur Google"),
        ("reviews", "en", "76 reviews on Google", "140 reviews on Google"),
        ("reach", "fr", "Nous intervenons dans un rayon de 30 km.", "Zone d'intervention : 50 km"),
        ("reach", "en", "We cover a 30-mile radius.", "Our engineers work in a radius of 50 miles."),
    ],
)
def test_ages_ratings_and_reach_that_cannot_both_be_true_are_reported(kind, lang, first, second):
    assert kinds(first, second, lang=lang) == [kind]


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("fr", "À votre service depuis plus de 12 ans", "Notre maison a été fondée en 1994."),
        ("fr", "À votre service depuis 30 ans", "Notre maison a été fondée en 1994."),
        ("fr", "Depuis 12 ans, nous posons des pompes à chaleur.", "Notre maison a été fondée en 1994."),
        ("fr", "Notre directrice est à votre service depuis 12 ans.", "Notre maison a été fondée en 1994."),
        ("fr", "À votre service depuis 12 ans à Gaillac", "Notre maison a été fondée en 1994."),
        ("fr", "À votre service depuis 1978", "La maison Verdon, fondée sous ce nom en 1994, est une entreprise rachetée à M. Brun."),
        ("fr", "Certifiés depuis 2008", "Notre maison a été fondée en 1994."),
        ("fr", "Nous avons 30 ans d'expérience.", "Après quinze ans chez un couvreur, Odile décide en 2012 de fonder Verdon."),
        ("en", "At your service for over 12 years", "Our firm was founded in 1994."),
        ("en", "We have fitted heat pumps for 12 years.", "Our firm was founded in 1994."),
        ("en", "At your service since 1978", "Our firm was incorporated in 1994."),
        ("en", "We have 30 years of experience.", "A former roofer for a large firm, in 2012 Odile founded Verdon."),
        ("fr", "Notés 4,8/5 sur Google", "Notés 4,6/5 sur Facebook"),
        ("fr", "Notés 4,8/5 sur Google", "Notés 4,83/5 sur Google"),
        ("fr", "Notés 4,8/5 sur Google", "Odile M. · 4/5 sur Google"),
        ("fr", "Notés 4,8/5 sur Google", "En 2021, nous étions notés 4,6/5 sur Google."),
        ("fr", "Notés 4,8/5 sur Google", "Noté 4,6/5 sur Google pour le ramonage"),
        ("fr", "98 % de clients satisfaits", "100 % de clients satisfaits"),
        ("fr", "98 % de clients satisfaits", "92 % de clients nous recommandent"),
        ("fr", "98 % de clients satisfaits", "92 % de clients satisfaits en 2023"),
        ("fr", "76 avis Google", "Plus de 70 avis Google"),
        ("fr", "76 avis Google", "79 avis Google"),
        ("fr", "76 avis Google", "140 avis Facebook"),
        ("fr", "Nous intervenons dans un rayon de 50 km.", "Déplacement offert dans un rayon de 20 km."),
        ("fr", "Nous intervenons dans un rayon de 50 km.", "Notre dépôt est à 20 km d'Albi."),
        ("fr", "Nous intervenons dans un rayon de 50 km.", "Nous livrons dans un rayon de 20 km."),
        ("en", "Rated 4.8/5 on Google", "Rated 4.6/5 on Trustpilot"),
        ("en", "Rated 4.8/5 on Google", "Odile M., 5/5 on Google"),
        ("en", "98% of clients satisfied", "92% of clients satisfied in 2023"),
        ("en", "76 reviews on Google", "Over 70 reviews on Google"),
        ("en", "We cover a 50-mile radius.", "Free delivery in a 20-mile radius."),
        ("en", "We cover a 50-mile radius.", "Our yard is 20 miles from Leeds."),
    ],
)
def test_ages_ratings_and_reach_that_may_both_be_true_are_not(lang, first, second):
    assert kinds(first, second, lang=lang) == []


def test_the_pages_of_branches_and_offers_have_ratings_of_their_own():
    first, second = "Notés 4,8/5 sur Google", "Notés 4,6/5 sur Google"
    assert kinds(first, second, page_kinds=("home", "about")) == ["satisfaction"]
    assert kinds(first, second, page_kinds=("home", "contact")) == []
    twice = page("about", told(second), told("Notés 4,4/5 sur Google"), kind="about")
    assert found(page("", told(first)), twice) == ()


def test_years_at_the_customer_s_service_are_held_against_the_founding_year():
    assert kinds("At your service for 28 years", "In 2012 Odile founded Verdon in Leeds.", lang="en") == ["experience"]
    assert kinds("At your service for 14 years", "In 2012 Odile founded Verdon in Leeds.", lang="en") == []
    assert kinds("At your service for 28 years", "In 2012 Odile founded a choir in Leeds.", lang="en") == []


def test_figures_agree_or_disagree_across_languages():
    """« trente ans » and "30 years" are one; a head-count that differs between the languages is not."""
    french = page("fr", told("Notre maison compte 12 salariés."), kind="about")
    english = page("en", told("We have 45 employees.", "en"), kind="about", lang="en")
    agreeing = page("en", told("We have twelve employees.", "en"), kind="about", lang="en")
    assert [one.kind for one in found(french, english)] == ["staff"]
    assert found(french, agreeing) == ()


def test_both_sentences_are_given_in_the_order_of_pages():
    pages = [page("b", told("Réponse sous 48 h")), page("a", told("Réponse sous 24 h"), kind="about")]
    (one,) = found(*pages)
    assert [text_of(pages, side.segment) for side in one.sides] == ["Réponse sous 24 h", "Réponse sous 48 h"]


def test_two_offers_may_have_two_delays():
    """Delivery of two products on two offer pages is two services; the company's answer is one."""
    assert kinds("Livraison en 2 jours", "Livraison en 5 jours", page_kinds=("offer", "offer")) == []
    assert kinds("Réponse sous 24 h", "Réponse sous 72 h", page_kinds=("offer", "offer")) == ["delay"]


def test_a_page_with_two_sets_of_hours_speaks_of_two_places():
    twice = page("contact", told("Lundi : 9h-18h"), told("Lundi : 10h-16h"), kind="contact")
    assert found(twice, page("", told("Lundi : 8h-17h"))) == ()


def test_customers_news_and_the_law_contradict_nobody():
    said = told("« Réponse sous 2 h, bravo à toute l'équipe de Verdon », dit Odile.", traits=("testimonial",))
    assert found(page("", told("Réponse sous 24 h")), page("avis", said, kind="about")) == ()
    assert found(page("", told("Réponse sous 24 h")), page("n", told("Réponse sous 72 h"), kind="news")) == ()
    assert found(page("", told("Réponse sous 24 h")), page("l", told("Réponse sous 72 h"), kind="legal")) == ()


def test_the_day_of_the_audit_decides_whether_years_fit():
    pages = [page("", told("Nous avons 30 ans d'expérience.")), page("a", told("Notre maison a été fondée en 2000."), kind="about")]
    assert [one.kind for one in found(*pages, date="2026-01-01")] == ["experience"]
    assert found(*pages, date="2031-01-01") == ()


def test_the_order_of_pages_changes_nothing():
    pages = [page(f"p{n}", told(f"Réponse sous {hours} h"), kind="about") for n, hours in enumerate((24, 48, 72))]
    expected = found(*pages)
    assert len(expected[0].sides) == 3
    assert found(*random.Random(3).sample(pages, 3)) == expected
