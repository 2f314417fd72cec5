"""What proves a promise must be evidence of a sort that can: a shared noun proves nothing, whatever checkable fact stands beside it."""

from __future__ import annotations

import pytest
from told import COMPANY, known, page, text_of, told

from auditor.judge.ledger import ledger
from auditor.models import LANGS, Lang

FR: Lang = "fr"
EN: Lang = "en"


def proved_by(promised, shown, lang, *, said_by="company"):
    """Whether a promise of the first sentence is proved by the second, on the same page."""
    traits = ("testimonial",) if said_by == "customer" else ("proof",)
    judged = page("", told(promised, lang, ("promise",)), told(shown, lang, traits), lang=lang)
    made = [line for line in ledger([judged], known(), COMPANY.names) if line.what in promised]
    assert made, f"no promise: {promised}"
    return any(shown in [text_of([judged], id) for id in line.proofs] for line in made)


@pytest.mark.parametrize(
    ("lang", "promised", "shown"),
    [
        (FR, "Réponse sous 48 h.", "En 2025, 96 % des réponses ont été données dans les 48 h."),
        (FR, "Nous respectons les délais annoncés.", "97 % des délais atteints en 2025."),
        (FR, "Nous laissons un chantier propre.", "En 2025, 97 % de nos clients satisfaits jugent la cour propre."),
        (FR, "Toiture sous garantie décennale, attestation à l'appui.", "L'attestation est signée par la compagnie Maréval."),
        (EN, "Reply within two business days.", "In 2025, 96% of replies were given within two business days."),
        (EN, "We guarantee spotless gutters.", "98% of our customers were satisfied and found the gutters spotless in 2025."),
        (EN, "If a tile leaks, we refund you in full for leaks and damage.", "We are insured with Brackwell for leaks and damage."),
        (EN, "Results guaranteed on your savings.", "Savings of 18% on average in 2025."),
    ],
)
def test_a_sentence_that_states_what_such_a_promise_is_proved_by_proves_it(lang, promised, shown):
    assert proved_by(promised, shown, lang)


@pytest.mark.parametrize(
    ("lang", "promised", "shown"),
    [
        # a forestry label and a promise about money share the invoice and nothing else
        (FR, "60 € par jour déduits de votre facture, sans surcoût.", "Papier certifié PEFC : le label figure sur la facture."),
        (EN, "No hidden fees on your invoice.", "ISO 14001: the certificate is printed on every invoice."),
        # a number of customers is no measure of time
        (FR, "Réponse rapide à chaque devis, sous 48 h.", "320 clients ont signé un devis après une réponse rapide."),
        (EN, "Prompt reply to every quote within 48 hours.", "320 customers signed their quote after a prompt reply."),
        # a standard of the workshop says nothing of how long it takes
        (FR, "Nous respectons les délais.", "Délais et soudures selon la norme ISO 3834."),
        (EN, "We always meet deadlines on time.", "Welds made on time-served benches to ISO 3834."),
        # the founding year proves no care
        (FR, "Nous laissons un chantier propre.", "Fondée en 1994, la maison garde une cour propre."),
        # who founded the company guarantees nothing
        (FR, "Odile Maréval est couvreuse diplômée avec garantie décennale.", "Fondée par Odile Maréval, couvreuse diplômée à Nantes."),
        # how many sheets were sold, not who stands behind the roof
        (FR, "Toiture sous garantie décennale, attestation à l'appui.", "Une attestation tient sur 2 pages, pour 4 200 plaques posées."),
    ],
)
def test_a_sentence_of_another_sort_proves_nothing_though_it_shares_the_noun(lang, promised, shown):
    assert not proved_by(promised, shown, lang)


@pytest.mark.parametrize(
    ("lang", "promised", "kept", "missed"),
    [
        (FR, "Réponse sous 48 h.", "96 % des réponses données en 24 h en 2025.", "96 % des réponses données en 72 h en 2025."),
        (EN, "Reply within 48 hours.", "96% of replies given within 24 hours in 2025.", "96% of replies given within 72 hours in 2025."),
    ],
)
def test_a_measured_delay_longer_than_the_promised_one_proves_it_not(lang, promised, kept, missed):
    assert proved_by(promised, kept, lang)
    assert not proved_by(promised, missed, lang)


@pytest.mark.parametrize(
    ("lang", "promised", "said", "other"),
    [
        # of the thing, in other words, that the promise was kept; of the thing, something else
        (
            FR,
            "Dépannage de chaudière sous 24 h.",
            "« Chaudière réparée très rapidement », dit Odile.",
            "« Ma chaudière est bleue », dit Odile.",
        ),
        (FR, "Nous garantissons vos soudures.", "« Des soudures impeccables », dit Odile.", "« Elle peint les soudures », dit Odile."),
        (EN, "Boiler repaired the same day.", "“My boiler ran again, they were prompt”, says Ann.", "“My boiler is blue”, says Ann."),
        (EN, "We guarantee every weld.", "“The weld has a fine finish”, says Ann.", "“She painted the weld”, says Ann."),
    ],
)
def test_a_customers_words_must_speak_of_what_is_promised_of_the_thing(lang, promised, said, other):
    assert proved_by(promised, said, lang, said_by="customer")
    assert not proved_by(promised, other, lang, said_by="customer")


def test_two_shared_words_far_apart_are_no_phrase():
    """Chance brings two words of a promise into a long sentence."""
    promised = "Nous nous engageons à remettre un classeur de photographies."
    near = "98 % de nos clients satisfaits gardent le classeur de photographies."
    far = "98 % de nos clients satisfaits rangent un classeur dans leur bureau et ne regardent que bien plus tard les photographies."
    assert proved_by(promised, near, FR)
    assert not proved_by(promised, far, FR)


PRICES = {
    FR: ("Ramonage : 69 € TTC.", "Débistrage : 140 € TTC.", "Tubage : 95 € le mètre."),
    EN: ("Chimney sweep from £69 inc VAT.", "Flue lining from £140 inc VAT.", "Cowl fitted from £95 inc VAT."),
}
FIXED = {FR: "Tarifs fixes, sans surprise.", EN: "Fixed prices, no surprises."}
FREE = {FR: "Devis gratuit.", EN: "Free quote."}


@pytest.mark.parametrize("lang", LANGS)
def test_a_price_list_proves_fixed_prices_and_no_free_quote(lang):
    """A list has three prices; fewer are examples."""
    prices = page("prix", *(told(text, lang) for text in PRICES[lang]), kind="offer", lang=lang)
    few = page("prix", *(told(text, lang) for text in PRICES[lang][:2]), kind="offer", lang=lang)
    home = page("", told(FIXED[lang], lang), told(FREE[lang], lang), lang=lang)
    free, fixed = (line for line in ledger([home, prices], known(), COMPANY.names) if line.page == "")
    assert (fixed.where, len(fixed.proofs), free.where) == ("site", 3, "none")
    assert {line.where for line in ledger([home, few], known(), COMPANY.names)} == {"none"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_of_promise_says_what_can_prove_it(lang):
    rules = known().promises[lang]
    assert set(rules.sorts) == set(rules.kinds)
    assert all(sort.stated for sort in rules.sorts.values())


@pytest.mark.parametrize(
    ("lang", "promised", "said", "other"),
    [
        (FR, "Travail soigné garanti.", "« Travail soigné, rien à redire », dit Odile.", "« Accueil soigné, rien à redire », dit Odile."),
        (FR, "Nous garantissons un faîtage impeccable.", "« Faîtage impeccable ! », dit Luc.", "« Un couvreur impeccable ! », dit Luc."),
        (FR, "Chantier propre.", "« Nettoyage complet après la pose », dit Odile.", "« Une pose rapide », dit Odile."),
        (FR, "Gravats évacués en fin de pose.", "« Évacuation et nettoyage le soir même », dit Luc.", "« Devis et nettoyage », dit Luc."),
        (EN, "We guarantee impeccable gutters.", '"Impeccable gutters, thank you", says Odile.', '"Impeccable manners", says Odile.'),
        (EN, "We guarantee perfect ridges.", '"Perfect ridges all along", says Luke.', '"A perfect afternoon", says Luke.'),
        (EN, "All debris removed.", '"Tidy workmanship and the removal of old slates", says Odile.', '"Tidy handwriting", says Odile.'),
    ],
)
def test_a_praise_proves_only_the_thing_that_it_praises_and_other_words_for_the_thing_do_too(lang, promised, said, other):
    assert proved_by(promised, said, lang, said_by="customer")
    assert not proved_by(promised, other, lang, said_by="customer")


@pytest.mark.parametrize("lang", LANGS)
def test_a_phrase_of_which_one_word_is_said_everywhere_is_still_a_phrase(lang):
    """ "Leaks" stands on every page; "leaks and drips" does not."""
    promised, shown, filler = {
        FR: ("Remboursement intégral des fuites et gouttes.", "Nos fuites et gouttes sont couvertes par l'assurance Maréval.", "Fuites {}"),
        EN: ("Full refund for leaks and drips.", "Leaks and drips are covered by insurance with Brackwell.", "Leaks {}"),
    }[lang]
    names = ("Albi", "Dole", "Nancy", "Vannes", "Tours", "Lyon", "Metz", "Brest")
    pages = [
        page("", told(promised, lang, ("promise",)), told(shown, lang, ("proof",)), lang=lang),
        page("towns", *(told(filler.format(name), lang) for name in names), lang=lang),
    ]
    (line,) = ledger(pages, known(), COMPANY.names)
    assert [text_of(pages, id) for id in line.proofs] == [shown]


@pytest.mark.parametrize(
    ("lang", "promised", "quoted", "printed"),
    [
        (
            FR,
            "Nous laissons un chantier propre.",
            "Tuiles reposées, gouttière réparée, cour laissée propre.",
            "Tuiles reposées, gouttière réparée et cour laissée propre",
        ),
        (
            EN,
            "We always leave a spotless site.",
            "Slates replaced, gutter repaired, courtyard left spotless.",
            "Slates replaced, gutter repaired and courtyard left spotless",
        ),
    ],
)
def test_a_quotation_printed_again_on_the_page_of_the_promise_proves_it_there(lang, promised, quoted, printed):
    opinions = page("avis", told(quoted, lang, ("testimonial",)), kind="case", lang=lang)
    for again, where in ((printed, "page"), (printed.split(maxsplit=1)[1], "site")):
        pages = [page("", told(promised, lang, ("promise",)), told(again, lang), lang=lang), opinions]
        assert [line.where for line in ledger(pages, known(), COMPANY.names)][:1] == [where]
