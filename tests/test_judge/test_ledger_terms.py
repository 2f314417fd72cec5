"""The terms of a promise are its figures, deadlines and conditions, in any currency, and none that binds nobody."""

from __future__ import annotations

import pytest
from told import known, told

from auditor.judge.ledger_clauses import Clauses
from auditor.knowledge.patterns import fold


def terms(text, lang):
    rules = known()
    found = Clauses(rules.promises[lang], rules.parties[lang]).read(told(text, lang, ("promise",)), fold(text))
    assert found, f"no promise: {text}"
    return [(term.kind, term.text) for commitment in found for term in commitment.terms]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Étude offerte à partir de CHF 1 200.", "fr", [("figure", "à partir de CHF 1 200")]),
        ("Livraison gratuite dès 60 € d'achat.", "fr", [("figure", "dès 60 €")]),
        ("Forfait de 15 000 FCFA, tout compris.", "fr", [("figure", "15 000 FCFA")]),
        ("Remboursé si le toit fuit.", "fr", [("condition", "si le toit fuit")]),
        ("Devis gratuit, à condition que le toit soit à Dole.", "fr", [("condition", "à condition que le toit soit à Dole")]),
        (
            "Dès lors que la pose est signée, vous êtes remboursé sous 14 jours.",
            "fr",
            [("condition", "Dès lors que la pose est signée"), ("deadline", "sous 14 jours")],
        ),
        ("En cas de fuite, vous êtes couvert pour 10 ans.", "fr", [("condition", "En cas de fuite"), ("figure", "10 ans")]),
        ("One flat monthly fee of R4,500.", "en", [("figure", "R4,500")]),
        ("CHF 120 all-inclusive.", "en", [("figure", "CHF 120")]),
        ("Fixed price from $95.", "en", [("figure", "from $95")]),
        ("Free delivery on orders over £60.", "en", [("condition", "on orders over £60")]),
        (
            "Free survey whenever your roof is older than ten years.",
            "en",
            [("condition", "whenever your roof is older than ten years")],
        ),
        ("Activities seven days a week, at no extra charge.", "en", [("deadline", "seven days a week")]),
    ],
)
def test_figures_deadlines_and_conditions_are_terms(text, lang, expected):
    assert terms(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Nous vous rappelons si besoin.", "fr"),
        ("Sans engagement, quand vous en avez besoin.", "fr"),
        ("Un interlocuteur unique du devis à la livraison.", "fr"),
        ("We'll call you if needed.", "en"),
        ("You will receive a list of what can wait until winter.", "en"),
    ],
)
def test_what_binds_nobody_is_no_term(text, lang):
    assert terms(text, lang) == []
