"""What a house calls its customers, in the blanks of a fill-in: article and number follow, and nothing else changes."""

from __future__ import annotations

import pytest

from auditor.knowledge import Knowledge
from auditor.models import Lang
from auditor.rewrite.called import called
from auditor.rewrite.compose import Draft


@pytest.mark.parametrize(
    ("lang", "noun", "before", "after"),
    [
        ("fr", "patients", "Un client : [le client et vos clients]", "Un client : [le patient et vos patients]"),
        ("fr", "adhérent", "[la phrase d'un client] et [la voix du client]", "[la phrase d'un adhérent] et [la voix de l'adhérent]"),
        ("fr", "locataire", "[les mots du client]", "[les mots du locataire]"),  # of both genders, as « client » is of people
        ("fr", "famille", "[ce que le client gagne]", "[ce que la famille gagne]"),
        ("fr", "famille", "[ce que le client contrôle lui-même]", "[ce que le client contrôle lui-même]"),
        ("fr", "qsdfgh", "[ce que le client gagne]", "[ce que le client gagne]"),
        ("en", "owners", "A customer: [a customer's case, for customers]", "A customer: [an owner's case, for owners]"),
    ],
)  # fmt: skip
def test_the_noun_of_the_house_stands_in_the_blanks_alone(known: Knowledge, lang: Lang, noun: str, before: str, after: str) -> None:
    made = called(Draft(before, "proof", (), is_open=True), (noun,), lang, known.recipes.grammar[lang])
    assert made.text == after


def test_without_a_noun_or_a_blank_nothing_changes(known: Knowledge) -> None:
    draft = Draft("[ce que le client gagne]", "proof", (), is_open=True)
    assert called(draft, (), "fr", known.recipes.grammar["fr"]) is draft
    ready = Draft("Le client gagne.", "proof", ())
    assert called(ready, ("patient",), "fr", known.recipes.grammar["fr"]) is ready
