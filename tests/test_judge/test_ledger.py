"""The promise ledger: what commits the company, on which terms, what proves it, and what must never be taken for either."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from told import COMPANY, known, page, proof, text_of, told

from auditor.judge.ledger import ledger, seriousness
from auditor.judge.ledger_clauses import Clauses
from auditor.knowledge.patterns import fold
from auditor.models import LANGS, Promise, Term

PROMISE = ("promise",)


def lines(*pages):
    return ledger(pages, known(), COMPANY.names)


def kinds(text, lang="fr", traits=(), **fields):
    rules = known()
    return [c.kind for c in Clauses(rules.promises[lang], rules.parties[lang]).read(told(text, lang, traits, **fields), fold(text))]


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("Devis gratuit sous 48 h.", "fr", "price"),
        ("Le forfait comprend le transport et la pose.", "fr", "price"),
        ("-10 % sur votre première commande", "fr", "price"),
        ("Aucune pièce n'est changée sans votre accord.", "fr", "quality"),
        ("Remise du dossier complet en fin de mission.", "fr", "support"),
        ("Un euro par paire vendue est reversé à une association de Verdon.", "fr", "ethics"),
        ("We call when it's ready.", "en", "support"),
        ("Written estimate before any work begins", "en", "support"),
        ("24-hour nursing on site", "en", "delay"),
        ("One dollar from every pair is donated to a shelter.", "en", "ethics"),
        ("Nothing is replaced without your approval.", "en", "quality"),
        ("10% off your first order", "en", "price"),
        ("Nous vous rappelons dans la journée.", "fr", "support"),
        ("Toiture sous garantie décennale.", "fr", "guarantee"),
        ("Dépannage en moins de 4 heures.", "fr", "delay"),
        ("Vos plans restent strictement confidentiels, sans sous-traitance.", "fr", "ethics"),
        ("Nous nous engageons à laisser la cour propre.", "fr", "quality"),
        ("Charpente garantie 10 ans.", "fr", "guarantee"),
        ("No hidden fees on any roof.", "en", "price"),
        ("You will receive photographs of every tile that we change.", "en", "support"),
        ("Reply within two business days.", "en", "delay"),
        ("We never sell your details.", "en", "ethics"),
        ("If a tile leaks within a year, we refund you in full.", "en", "guarantee"),
        ("We guarantee dry rafters.", "en", "quality"),
        ("Potager cultivé sans pesticides.", "fr", "ethics"),
        ("Chaque ardoise est contrôlée par un compagnon.", "fr", "quality"),
        ("Vous recevez un relevé écrit après chaque visite.", "fr", "support"),
        ("Résultat soigné garanti.", "fr", "result"),
        ("Every rafter is inspected by two roofers.", "en", "quality"),
        ("Herbs grown without pesticides.", "en", "ethics"),
        ("A written report after each visit.", "en", "support"),
    ],
)
def test_a_sure_commitment_is_a_promise_whatever_its_label(text, lang, kind):
    assert kinds(text, lang) == [kind]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Nos garanties", "fr"),
        ("Vous l'aurez compris, le toit est notre métier.", "fr"),
        ("Une intervention de trois jours est nécessaire pour la pose.", "fr"),
        ("Il est conseillé de ne jamais marcher sur les tuiles.", "fr"),
        ("Concentrez-vous sur votre premier chantier.", "fr"),
        ("Sans votre voisin, le mur tient aussi.", "fr"),
        ("Un dossier mal remis se perd.", "fr"),
        ("A dry week is needed before the slates are laid.", "en"),
        ("Buckets left by the previous tenant were donated.", "en"),
        ("24-hour parking is across the road.", "en"),
        ("Voir toutes nos zones", "fr"),
        ("Une toiture mal posée fuit toujours.", "fr"),
        ("La loi impose une garantie décennale.", "fr"),
        ("Faut-il un devis gratuit ?", "fr"),
        ("Vernis, y compris sur les volets.", "fr"),
        ("Our guarantee", "en"),
        ("Verdon was born from a belief: roofs should never leak.", "en"),
        ("Feel free to visit the yard.", "en"),
        ("We may share your address with the supplier.", "en"),
        ("Do I need a free quote?", "en"),
        ("La loi veut que chaque toit est contrôlé.", "fr"),
        ("Every roof may be inspected by the council.", "en"),
    ],
)
def test_what_commits_nobody_is_refused_even_under_the_label(text, lang):
    assert kinds(text, lang, PROMISE) == []


def test_the_speed_of_a_machine_is_no_delay_and_an_image_promises_nothing():
    assert kinds("Livraison d'une tuile en 50 secondes") == []
    assert kinds("Livraison en 50 heures") == ["delay"]
    assert kinds("Devis gratuit", kind="image") == []


def test_a_likely_word_needs_the_label():
    """« toujours » alone is a manner of speaking."""
    assert kinds("Nous balayons toujours la cour.") == []
    assert kinds("Nous balayons toujours la cour.", traits=PROMISE) == ["quality"]


def test_a_limit_that_names_neither_party_is_a_manner_of_speaking():
    assert kinds("Le bois ne ment jamais.", traits=PROMISE) == []


def test_customers_words_are_no_promise_of_the_company():
    """A quotation, a testimonial in the first person, a testimonial under its heading."""
    assert kinds("« Devis gratuit et sans surprise, travail parfait », dit Odile.", traits=("testimonial",)) == []
    assert kinds("Je recommande, devis gratuit et rapide.", traits=("testimonial",)) == []
    assert kinds("Devis gratuit et rapide.", traits=("testimonial",), heading=("Avis clients",)) == []
    assert kinds("Devis gratuit et rapide.", traits=("testimonial",)) == ["price"]


def test_an_order_to_the_reader_needs_the_label():
    assert kinds("Demandez un devis gratuit.", traits=("invitation",)) == []
    assert kinds("Demandez un devis gratuit.", traits=("invitation", "promise")) == ["price"]


def test_an_order_in_running_text_promises_what_it_offers():
    """A button that says so is a link."""
    text = "Call us before the winter for a free survey of your gutters and rafters."
    assert kinds(text, "en", ("invitation",)) == ["price"]
    assert kinds(text, "en", ("invitation",), kind="button") == []
    assert kinds("Écrivez-nous avant l'hiver pour une étude gratuite de vos combles.", "fr", ("invitation",)) == ["price"]


def test_what_opens_a_list_commits_to_its_own_price_and_leaves_the_rest_to_the_items():
    assert kinds("Every roof that we look after comes for one flat monthly fee:", "en") == ["price"]
    assert kinds("Nous vous garantissons sur tous nos toits :") == []


def test_parts_that_stand_apart_are_promises_of_their_own():
    assert kinds("Devis gratuit · Réponse sous 24 h · Garantie décennale") == ["price", "delay", "guarantee"]


def test_items_of_a_list_inherit_what_opens_it():
    assert kinds("des rives droites", lead_in="Nous vous garantissons :", kind="list-item") == ["quality"]
    assert kinds("des rives droites", lead_in="Nous posons :", kind="list-item") == []


@pytest.mark.parametrize("page_kind", ["legal", "careers", "search"])
def test_pages_that_sell_nothing_promise_nothing(page_kind):
    assert lines(page("p", told("Devis gratuit sous 48 h."), kind=page_kind)) == ()


def test_terms_are_the_words_of_the_sentence():
    (line,) = lines(page("", told("Nous répondons sous 48 h, selon la saison.")))
    assert [(term.kind, term.text) for term in line.terms] == [("deadline", "sous 48 h"), ("condition", "selon la saison")]
    assert (line.kind, line.by, line.to) == ("delay", "Nous", "")


def test_the_same_words_are_one_promise_with_all_their_places():
    first, second = page("", told("Devis gratuit.")), page("offre", told("DEVIS GRATUIT"), kind="offer")
    (line,) = lines(second, first)
    assert (line.page, len(line.also)) == ("", 1)


def test_a_call_that_repeats_a_promise_is_not_another_one():
    call = told("Demander un devis gratuit", traits=("invitation", "promise"), kind="button")
    (line,) = lines(page("", told("Devis gratuit."), call))
    assert line.what == "Devis gratuit"
    assert len(line.also) == 1


# ---------------------------------------------------------------- proofs


PROMISED = "Nous laissons un chantier propre."


def test_nothing_that_speaks_of_it_means_no_proof():
    """A figure on the same page about another thing proves nothing."""
    (line,) = lines(page("", told(PROMISED), proof("Plus de 300 clients nous font confiance."), proof("ISO 9001 depuis 2011.")))
    assert (line.where, line.proofs, line.strength) == ("none", (), 0)
    assert line.ask == ("ledger.ask.terms.quality", "ledger.ask.proof.quality")


@pytest.mark.parametrize(("where", "strength"), [("block", 2), ("page", 2), ("linked", 2), ("site", 1)])
def test_a_proof_counts_where_it_stands(where, strength):
    shown = proof("En 2025, 97 % de nos clients satisfaits jugent la cour propre.", block="b" if where == "block" else "")
    promised = told(PROMISED, block="b" if where == "block" else "")
    if where in ("block", "page"):
        pages = [page("", promised, shown)]
    else:
        links = {PROMISED: ("https://verdon.example/preuves",)} if where == "linked" else {}
        pages = [page("", promised, links=links), page("preuves", shown, kind="about")]
    (line,) = lines(*pages)
    assert (line.where, line.strength) == (where, strength)
    assert [text_of(pages, id) for id in line.proofs] == [shown.segment.text]


def test_terms_with_a_proof_beside_them_are_the_strongest():
    shown = proof("96 % des réponses données dans les 48 h en 2025.")
    (line, *_) = lines(page("", told("Réponse sous 48 h."), shown))
    assert (line.where, line.strength, line.why, line.ask) == ("page", 3, "ledger.why.terms-near", ())


def test_a_customer_who_says_so_is_a_proof_and_two_prints_of_it_are_one():
    said = told("« Un chantier propre du premier au dernier jour », dit Odile.", traits=("testimonial",))
    pages = [page("", told(PROMISED), said), page("avis", said, kind="about")]
    (line,) = lines(*pages)
    assert (line.where, len(line.proofs)) == ("page", 1)


def test_a_promise_proves_no_other_promise():
    found = lines(page("", told(PROMISED), told("Chantier propre garanti sous 48 h.", traits=("promise", "proof"))))
    assert {line.where for line in found} == {"none"}


def test_a_shared_place_name_is_no_proof():
    pages = page("", told("Devis gratuit à Albi et à Castres."), proof("Nous avons 4 agences, dont Albi et Castres."))
    (line,) = lines(pages)
    assert line.where == "none"


def test_a_word_that_the_site_repeats_everywhere_tells_nothing_apart():
    filler = [proof(f"Ardoise posée rue {n}, 12 chantiers.") for n in ("Haute", "Basse", "Neuve", "Vieille", "Verte", "Bleue")]
    (line,) = lines(page("", told("Nous nous engageons sur chaque ardoise posée."), *filler))
    assert line.where == "none"


def test_the_order_of_pages_changes_nothing():
    pages = [
        page("", told(PROMISED), told("Devis gratuit.")),
        page("a", told("Réponse sous 48 h."), kind="about"),
        page("b", proof("97 % de clients satisfaits jugent la cour propre."), kind="offer"),
    ]
    expected = lines(*pages)
    for seed in range(5):
        shuffled = random.Random(seed).sample(pages, len(pages))
        assert lines(*shuffled) == expected


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_has_what_proves_it_and_what_to_ask(lang):
    """A kind without proof words could never be proved."""
    from auditor.words import has

    rules = known().promises[lang]
    assert set(rules.kinds) == set(rules.proof_words)
    keys = [f"ledger.ask.{what}.{kind}" for what in ("terms", "proof") for kind in rules.kinds] + [f"ledger.kind.{k}" for k in rules.kinds]
    assert all(has(lang, key) for key in keys)


def test_what_could_cost_most_stands_first_and_values_last():
    """Without a proof before proved, of these the firm ones, then by kind, then the more prominent, then the one made more often."""
    bare = Promise("", "", "", "quality")
    firm = replace(bare, kind="ethics", terms=(Term("deadline", "2 h"),))
    binding = replace(bare, kind="guarantee")
    proved, value = replace(firm, where="site"), replace(bare, declared=True)
    seen = [(firm, 1.0), (binding, 1.0), (bare, 3.0), (replace(bare, also=("x",)), 1.0), (bare, 1.0), (proved, 3.0), (value, 3.0)]
    assert sorted(reversed(seen), key=lambda pair: seriousness(*pair)) == seen


@pytest.mark.parametrize("lang", LANGS)
def test_the_ledger_hands_firm_promises_without_proof_out_first(lang):
    quality = {"fr": "Nous nous engageons à laisser la cour propre.", "en": "We guarantee dry rafters."}
    delay = {"fr": "Dépannage en moins de 4 heures.", "en": "Reply within two business days."}
    found = lines(page("", *(told(text[lang], lang, PROMISE) for text in (quality, delay)), lang=lang))
    assert [line.kind for line in found] == ["delay", "quality"]
