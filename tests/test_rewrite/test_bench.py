"""What a sentence's words show before anything is parsed, and which drafts are labelled at all."""

from __future__ import annotations

import pytest

from auditor import rewrite
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import LabelledSegment, Lang, Segment
from auditor.rewrite import Bench

from .conftest import COMPANY, labelled


def look(known: Knowledge, text: str, lang: Lang, rule: str, traits: tuple[str, ...] = (), **fields: str) -> rewrite.Look:
    segment = Segment("0" * 12, text, lang, **fields)  # type: ignore[arg-type]
    return Bench(known, COMPANY).look(labelled(segment, traits=traits), known.rules[rule])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Le zinc luit.", "what-we-are"),
        ("Demain il neige.", "self-opening"),
        ("Un toit", "quality"),
        ("Il gelait là où nous vous envoyons un plan.", "what-we-are"),
        ("Nos scies", "what-we-are"),
    ],
    ids=lambda case: case,
)
def test_a_sentence_that_no_recipe_can_speak_for_is_not_parsed(known: Knowledge, text: str, rule: str) -> None:
    assert not look(known, text, "fr", rule).needs_parse


@pytest.mark.parametrize(
    ("text", "rule", "traits"),
    [
        ("Nous vous envoyons un plan.", "what-we-are", ()),
        ("Chaque mois, nous vous envoyons un plan.", "what-we-are", ()),
        ("Nos garanties", "what-we-are", ()),
        ("Un travail de qualité", "quality", ("generic_claim",)),
        ("Un outil innovant pour vos toits.", "innovation", ()),
    ],
    ids=["a frame", "a frame after a phrase", "a head of a frame", "a blank", "an empty word"],
)
def test_a_sentence_that_a_recipe_may_speak_for_is_parsed(known: Knowledge, text: str, rule: str, traits: tuple[str, ...]) -> None:
    assert look(known, text, "fr", rule, traits).needs_parse
    assert not look(known, text, "fr", rule, traits, page_kind="legal").needs_parse


def asked_about(known: Knowledge, engine: Engine, focus: str) -> list[str]:
    """The drafts whose labels are asked for on the way to a blank beside a claim."""
    asked: list[str] = []

    def relabel(draft: Segment) -> LabelledSegment:
        asked.append(draft.text)
        return labelled(draft, focus)

    claim = labelled(Segment("0" * 12, "Un travail de qualité", "fr"), focus, traits=("generic_claim",))
    advice = rewrite.advise(claim, known.rules["quality"], company=COMPANY, parse=engine.parse, relabel=relabel, knowledge=known)
    assert [suggestion.status for suggestion in advice.suggestions] == ["fill-in"]
    return asked


def test_a_blank_beside_a_sentence_about_the_company_is_labelled_by_nobody(known: Knowledge, engine: Engine) -> None:
    assert asked_about(known, engine, "self") == []
    assert len(asked_about(known, engine, "shared")) == 1
