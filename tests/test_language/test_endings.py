"""French persons and tenses are told by the form of the verb."""

from __future__ import annotations

import pytest

from auditor.knowledge.parties import of_language
from auditor.language.endings import has_form, is_we, is_you

FRENCH = of_language("fr")


@pytest.mark.parametrize(
    ("word", "expected"), [("posons", True), ("sommes", True), ("prîmes", True), ("solutions", False), ("missions", False)]
)
def test_nous_governs_what_ends_in_ons_and_no_noun_in_tions(word, expected):
    assert is_we(word, FRENCH) is expected


@pytest.mark.parametrize(("word", "expected"), [("posez", True), ("êtes", True), ("fêtes", False), ("chez", False), ("nez", False)])
def test_vous_governs_what_ends_in_ez_and_no_feast(word, expected):
    assert is_you(word, FRENCH) is expected


@pytest.mark.parametrize(("word", "expected"), [("dormais", True), ("posaient", True), ("mais", False), ("pose", False)])
def test_the_imperfect_is_told_from_a_present(word, expected):
    assert has_form(word, FRENCH.past_verbs) is expected


def test_english_verbs_show_no_person():
    assert not is_we("fits", of_language("en"))
    assert not is_you("fits", of_language("en"))
