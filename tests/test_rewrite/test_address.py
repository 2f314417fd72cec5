"""A page that says « tu » to its reader is given no text that says « vous »."""

from __future__ import annotations

import pytest

from auditor import knowledge
from auditor.models import Advice, Analysis, LabelledSegment, Labels, Lang, Parties, Segment, Suggestion
from auditor.resources import folder
from auditor.rewrite import alike, form_of

VOICES = knowledge.load(folder("rules")).voice


def saying(text: str, lang: Lang = "fr", kind: str = "") -> LabelledSegment:
    segment = Segment("a" * 12, text, lang, kind=kind)  # type: ignore[arg-type]
    return LabelledSegment(segment, Analysis(Parties(), ()), Labels("self", (), "trust", 0.9))


def left(form: str, before: str, *offered: str) -> tuple[tuple[str, ...], str]:
    advice = Advice(tuple(Suggestion(text, "ready", "headings", "why", (), "", "") for text in offered), "", ())
    (found,) = alike(form, [(saying(before), advice)], VOICES)
    return tuple(s.text for s in found.suggestions), found.refusal


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        (["Nous t'envoyons le plan de ta terrasse."], "tu"),
        (["Nous vous envoyons le plan.", "Votre zinc arrive lundi."], "vous"),
        (["Nous t'envoyons le plan.", "Votre zinc arrive lundi."], ""),
        (["Nos gouttières durent."], ""),
    ],
)
def test_the_form_of_a_page_is_the_one_that_most_of_its_words_have(texts: list[str], form: str) -> None:
    assert form_of([saying(text) for text in texts], VOICES) == form


def test_what_a_customer_says_is_not_how_the_page_speaks() -> None:
    assert form_of([saying("Ta gouttière, tu la poses seul !", kind="quote")], VOICES) == ""


@pytest.mark.parametrize("offered", ["Ce que vous payez", "Choisissez parmi nos gouttières", "Posez-nous votre question"])
def test_a_page_that_says_tu_is_not_made_to_say_vous(offered: str) -> None:
    assert left("tu", "Nos gouttières", offered) == ((), "rewrite.refusal.other-address")
    assert left("vous", "Nos gouttières", offered) == ((offered,), "")
    assert left("", "Nos gouttières", offered) == ((offered,), "")


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("Nous t'envoyons le plan.", "Tu reçois le plan."),
        ("Nos gouttières tiennent.", "Nos gouttières tiennent : [la preuve que vous en avez]."),  # a blank speaks to the writer
        ("Vous avez le choix.", "Vous avez le choix du zinc."),  # the sentence's own words
        ("Nos gouttières", "Des gouttières chez toi"),
    ],
)
def test_what_fits_the_page_stays(before: str, offered: str) -> None:
    assert left("tu", before, offered) == ((offered,), "")


def test_english_has_one_form() -> None:
    assert form_of([saying("Your gutters are ready.", "en")], VOICES) == ""
