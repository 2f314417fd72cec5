"""Who is in a segment: each line a sentence, and the words that stand for the company (+) and the customer (>)."""

from __future__ import annotations

import pytest

from auditor.models import Company, Segment

AUBRY = Company("Aubry Volets", ("Aubry",), ("adhérents",))
FRENCH = {
    "Nous posons vos volets.": ["+Nous", ">vos"],
    "Notre atelier répare, le vôtre aussi.": ["+Notre", ">vôtre"],
    "L'agence vous conseille.": ["+agence", ">vous"],
    "La santé de l'entreprise dépend du marché.": [],
    "Aubry Volets équipe les communes.": ["+Aubry Volets", ">communes"],
    "Le bois aubry sèche lentement.": [],
    "Nos clients dorment mieux.": ["+Nos", ">clients"],
    "Les adhérents paient moins.": [">adhérents"],
    "J’arrive chez toi.": ["+J’", ">toi"],
    "Le ton monte, ton voisin aussi.": [">ton"],
    "Y a-t-il un volet ?": [],
    "Prenez rendez-vous en ligne.": [">Prenez"],
    "Rendez-vous sur notre site.": [">Rendez", ">vous", "+notre"],
    "Un rendez-vous suffit.": [],
    "On vous rappelle demain.": ["+On", ">vous"],
    "Quand on aime le bois, on le soigne.": [],
    "Bâtissons ensemble cette maison.": [">Bâtissons", "+Bâtissons"],
    "Ensemble, nous irons loin.": ["+nous", ">nous"],
    "Livrez-vous le samedi ?": ["+vous"],
    "Restaurez-vous les horloges ?": ["+vous"],
    "Cherchez-vous un menuisier ?": [">vous"],
    "Puis-je changer mon volet ?": [">je", ">mon"],
    "Voyons ce qu'on peut faire pour votre toit.": [">Voyons", "+Voyons", "+on", ">votre"],
    "Obtenir mon devis": [">mon"],
    "Un usage professionnel du bois.": [],
    "Nos professionnels posent tout.": ["+Nos"],
    "Nos volets plaisent aux professionnels.": ["+Nos", ">professionnels"],
    "Nous solutions et vous pensez.": ["+Nous", ">vous"],
    "« Ils ont sauvé notre toit en plein hiver.": [">notre"],
    "« Nous avons enfin bien dormi grâce à votre équipe. »": [">Nous", "+votre"],
}
ENGLISH = {
    "We fit your shutters.": ["+We", ">your"],
    "We’re here and you’ll sleep.": ["+We", ">you"],
    "The firm advises you.": ["+firm", ">you"],
    "The firm mattress is blue.": [],
    "The US market grows.": [],
    "Call us now.": [">Call", "+us"],
    "World War I ended.": [],
    "I fit shutters myself.": ["+I", "+myself"],
    "Our customers sleep well.": ["+Our", ">customers"],
    "Aubry fits shutters.": ["+Aubry"],
    "Together we build.": ["+we", ">we"],
    "Do you deliver on Sundays?": ["+you"],
    "Do you have a leak?": [">you"],
    "Can I change my shutters?": [">I", ">my"],
    "Get my quote": [">Get", ">my"],
    "Our friendly drivers call ahead.": ["+Our"],
    "Drivers call ahead.": [">Drivers"],
    "Our shutters please drivers.": ["+Our", ">drivers"],
    "Request Protection": [">Request"],
    "Request form": [],
    "Ingest": [],
    "Do you restore clocks?": ["+you"],
    "“They saved our roof in winter.": [">our"],
    "“We slept well at last, thanks to your team.”": [">We", "+your"],
}
SIGNS = {"self": "+", "customer": ">"}


def mentions(engine, text: str, lang: str, **context) -> list[str]:
    (analysis,) = engine.analyse([Segment("x", text, lang, **context)], AUBRY)
    return [SIGNS[m.party] + text[m.start : m.end] for m in analysis.parties.mentions if m.party in SIGNS]


@pytest.mark.parametrize(("text", "expected"), FRENCH.items(), ids=FRENCH)
def test_french_mentions(engine, text, expected):
    assert mentions(engine, text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items(), ids=ENGLISH)
def test_english_mentions(engine, text, expected):
    assert mentions(engine, text, "en") == expected


def test_a_testimonial_is_known_by_its_block_or_its_heading(engine):
    text = "Nous avons adoré leur travail."
    assert mentions(engine, text, "fr") == ["+Nous"]
    assert mentions(engine, text, "fr", kind="quote") == [">Nous"]
    assert mentions(engine, text, "fr", heading=("Témoignages",)) == [">Nous"]


@pytest.mark.parametrize(
    ("lang", "text", "opens"),
    [
        ("fr", "Nous posons vos volets.", True),
        ("fr", "L’agence pose vos volets.", True),
        ("fr", "Chez Aubry, le bois est sec.", True),
        ("fr", "« Nos volets durent. »", True),
        ("fr", "Vos volets, nous les posons.", False),
        ("fr", "Le bois est sec chez nous.", False),
        ("fr", "Découvrez notre atelier.", False),
        ("fr", "Nous contacter", False),
        ("en", "Our shutters last.", True),
        ("en", "At Aubry, timber is dry.", True),
        ("en", "The team fits shutters.", True),
        ("en", "Your shutters, our craft.", False),
        ("en", "Timber is dry.", False),
        ("en", "…", False),
    ],
)
def test_opening_with_the_company(engine, lang, text, opens):
    (analysis,) = engine.analyse([Segment("x", text, lang)], AUBRY)
    assert analysis.parties.opens_with_self is opens


ACTORS = [
    ("fr", "Nous vous aidons à réduire vos factures.", 1, 1),
    ("fr", "Vous êtes conseillés par nos menuisiers.", 1, 0),
    ("fr", "Vous choisissez et recevez vos volets.", 0, 2),
    ("fr", "Nous mesurons, fabriquons et posons.", 3, 0),
    ("fr", "Notre équipe répond vite.", 1, 0),
    ("fr", "Nos clients dorment mieux.", 0, 1),
    ("fr", "Le bois sèche lentement.", 0, 0),
    ("fr", "Appelez-nous et gagnez du temps.", 0, 2),
    ("fr", "Une application qui vous permet de gagner du temps.", 0, 1),
    ("en", "We help you cut bills.", 1, 1),
    ("en", "Your shutters are fitted by our joiners.", 1, 0),
    ("en", "You choose and receive your shutters.", 0, 2),
    ("en", "We build and install pumps.", 2, 0),
    ("en", "Our team answers fast.", 1, 0),
    ("en", "Our customers sleep better.", 0, 1),
    ("en", "Timber dries slowly.", 0, 0),
    ("en", "Call us and save time.", 0, 2),
    ("en", "It lets you save time.", 0, 1),
]


@pytest.mark.parametrize(("lang", "text", "own", "customer"), ACTORS, ids=[case[1] for case in ACTORS])
def test_who_acts_in_each_clause(engine, lang, text, own, customer):
    (analysis,) = engine.analyse([Segment("x", text, lang)], AUBRY)
    assert (analysis.parties.actors_self, analysis.parties.actors_customer) == (own, customer)


IMPERATIVES = [
    ("fr", "Découvrez nos volets", ["Découvrez"]),
    ("fr", "Inscrivez-vous en ligne.", ["Inscrivez"]),
    ("fr", "N'attendez plus, appelez-nous !", ["attendez", "appelez"]),
    ("fr", "Si vous cherchez un menuisier, appelez Aubry.", ["appelez"]),
    ("fr", "Vous cherchez un menuisier ?", []),
    ("fr", "Avez-vous un projet ?", []),
    ("fr", "Assez de bruit chez toi.", []),
    ("fr", "Le rez-de-chaussée est frais.", []),
    ("fr", "ÉCONOMISEZ DU TEMPS", ["ÉCONOMISEZ"]),
    ("fr", "Parlons de votre toit.", ["Parlons"]),
    ("fr", "Prestations et solutions", []),
    ("fr", "Contacte-nous vite", ["Contacte"]),
    ("fr", "Contact", []),
    ("en", "Discover our shutters", ["Discover"]),
    ("en", "Book your visit", ["Book"]),
    ("en", "Book repair", []),
    ("en", "Contact", []),
    ("en", "Contact us", ["Contact"]),
    ("en", "Please call us today.", ["call"]),
    ("en", "Don't wait, call now.", ["wait", "call"]),
    ("en", "You call us.", []),
    ("en", "Get a quote", ["Get"]),
    ("en", "Design services", []),
    ("en", "We plan, build and run mills.", []),
    ("en", "If your roof leaks, call the joiner.", ["call"]),
    ("en", "Perfect for old roofs.", []),
    ("en", "Need help? Ask the joiner.", ["Ask"]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), IMPERATIVES, ids=[case[1] for case in IMPERATIVES])
def test_imperatives_by_their_surface(engine, lang, text, expected):
    (analysis,) = engine.analyse([Segment("x", text, lang)], AUBRY)
    assert [text[m.start : m.end] for m in analysis.parties.mentions if m.how == "imperative"] == expected
