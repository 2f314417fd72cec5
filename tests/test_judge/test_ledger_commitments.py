"""What the customer could claim stands in the ledger; what nobody could claim does not, whatever the label says."""

from __future__ import annotations

import pytest
from told import known, told

from auditor.judge.ledger_clauses import Clauses
from auditor.knowledge.patterns import fold

PROMISE = ("promise",)
FR, EN = "fr", "en"


def kinds(text, lang, traits=PROMISE, **fields):
    rules = known()
    return [c.kind for c in Clauses(rules.promises[lang], rules.parties[lang]).read(told(text, lang, traits, **fields), fold(text))]


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        # something left out that the company could have charged or imposed
        ("Sans engagement de durée", FR, "price"),
        ("Aucun frais de déplacement", FR, "price"),
        ("Zéro acompte à la commande", FR, "price"),
        ("Pose sans sous-traitance", FR, "ethics"),
        ("No call-out fee", EN, "price"),
        ("No minimum order", EN, "price"),
        ("Sign up without a deposit", EN, "price"),
        ("Gutters kept clear without pesticides", EN, "ethics"),
        ("Tu peux résilier à tout moment, en deux clics.", FR, "price"),
        ("You can leave at any time, in two clicks.", EN, "price"),
        ("All repairs are warrantied for 90 days.", EN, "guarantee"),
        # said to a reader by « tu »
        ("Si tu déménages, nous te remboursons ta carte.", FR, "guarantee"),
        ("Tu reçois un croquis de ta terrasse.", FR, "support"),
        # something handed over, without a verb of commitment
        ("Un compte rendu écrit après chaque visite", FR, "support"),
        ("Photos et attestation en fin de pose", FR, "support"),
        ("Nous établissons un relevé de vos gouttières.", FR, "support"),
        ("Plans livrés au format de votre architecte", FR, "support"),
        ("A written report after each visit", EN, "support"),
        ("Photographs and a checklist at the end of every job", EN, "support"),
        ("Drawings delivered in the format of your architect", EN, "support"),
        # nothing leaves without
        ("Aucune tuile ne part sans contrôle.", FR, "quality"),
        ("No slate leaves the yard without a check.", EN, "quality"),
        # a surprise about a price
        ("Des prix clairs, sans surprise", FR, "price"),
        ("Aucune mauvaise surprise sur la facture", FR, "price"),
        ("No surprises on your bill", EN, "price"),
        ("Clear quotes, no nasty surprises", EN, "price"),
        # all of it taken away
        ("Gravats évacués en fin de pose", FR, "quality"),
        ("Évacuation complète de vos tuiles", FR, "quality"),
        ("All debris removed", EN, "quality"),
    ],
)
def test_what_can_be_claimed_needs_no_label(text, lang, kind):
    assert kinds(text, lang, ()) == [kind]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        # manners and attitudes
        ("Simple, rapide, sans surprise", FR),
        ("Toujours à l'écoute de vos envies", FR),
        ("Une pose sans stress ni tracas", FR),
        ("No pressure, just the facts", EN),
        ("Always listening to what you need", EN),
        ("No nonsense, no jargon", EN),
        # a time that nobody can measure
        ("Nous vous rappelons très vite.", FR),
        ("Nous vous répondons dans les meilleurs délais.", FR),
        ("We will get back to you soon.", EN),
        ("We'll call you back in no time.", EN),
        # a possibility, a habit
        ("Pose le jour même possible", FR),
        ("La plupart des toits sont posés sous 48 h.", FR),
        ("Same-day appointments available", EN),
        ("Most repairs done the same day", EN),
        # a free thing that is no act for this customer
        ("Parking gratuit derrière l'atelier", FR),
        ("Wi-Fi gratuit", FR),
        ("Free parking behind the yard", EN),
        ("Free Wi-Fi", EN),
        # what the thing is made for, what the work consists of
        ("L'outil est conçu pour que votre stock soit toujours juste.", FR),
        ("Notre travail consiste à rendre un toit conforme aux normes.", FR),
        ("The tool is designed to keep your stock always right.", EN),
        ("Our job is to leave a roof that is always dry.", EN),
        ("Vous savez exactement qui monte sur votre toit.", FR),
        ("You'll know exactly who climbs on your roof.", EN),
        # titles
        ("Certification et garantie décennale", FR),
        ("Inclus dans la formule Mélèze", FR),
        ("Included in the Larch package", EN),
        ("Shipping and returns", EN),
        ("Illimité", FR),
        ("Unlimited", EN),
        ("What's included with the Larch package", EN),
        # what was done, or what the company only tries
        ("Nous avons livré le toit sous 48 heures.", FR),
        ("We delivered the shutters within six weeks.", EN),
        ("Nous mettons tout en œuvre pour que votre toit soit toujours sec.", FR),
        ("We'll do everything we can to keep your roof dry.", EN),
        # what the customer owes or loses
        ("Toute pose annulée la veille n'est pas remboursée.", FR),
        ("If you cancel within 72 hours, you will forfeit your deposit.", EN),
        # words of promise about somebody else, or in passing
        ("Don't just take our word for it, ask the neighbours.", EN),
        ("He is always patient with our old roof.", EN),
        ("A slate roof isn't always as heavy as it looks.", EN),
        ("You have never done a roof before.", EN),
        ("You will immediately see the difference on your roof.", EN),
        ("We work with all of our clients on the plan.", EN),
        ("Racks of free weights", EN),
        # a duty, not a promise
        ("C'est une obligation légale que nous respectons scrupuleusement.", FR),
        ("We always file the permit that is legally required.", EN),
        # a guarantee in a manner of speaking
        ("La patience de nos couvreurs est une garantie de qualité.", FR),
        ("Our roofers' patience is your guarantee of quality.", EN),
    ],
)
def test_what_nobody_could_claim_is_left_out_even_under_the_label(text, lang):
    assert kinds(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang"), [("Nous vous rappelons très vite, sous 24 h.", FR), ("We will get back to you soon, within 24 hours.", EN)]
)
def test_a_measured_time_beside_a_vague_one_makes_it_a_promise(text, lang):
    assert kinds(text, lang) == ["support"]


@pytest.mark.parametrize(
    ("heading", "text", "lang"),
    [
        ("Politique de confidentialité", "Nous ne revendons jamais vos coordonnées.", FR),
        ("Privacy policy", "We never sell your details.", EN),
        ("Terms and conditions", "We refund you in full within 14 days.", EN),
    ],
)
def test_a_legal_text_promises_nothing_on_whatever_page_it_stands(heading, text, lang):
    assert kinds(text, lang, heading=(heading,)) == []
    assert kinds(text, lang, heading=("Contact",)) != []


@pytest.mark.parametrize(
    ("text", "promised"), [("Ils sont venus un dimanche, pour le prix annoncé.", 0), ("Nous vous rappelons sous 24 h.", 1)]
)
def test_a_quotation_promises_only_where_it_names_company_and_reader(text, promised):
    assert len(kinds(text, FR, (), kind="quote")) == promised
    assert len(kinds(text, FR, (), kind="paragraph")) == 1
