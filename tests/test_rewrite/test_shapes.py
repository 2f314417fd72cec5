"""A blank after a label is read with its last words: where the claim stands elsewhere, none is set."""

from __future__ import annotations

import pytest

from auditor import rewrite
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Analysis, Company, LabelledSegment, Labels, Lang, Parties, Segment, Signal

from .conftest import COMPANY


def blanks(known: Knowledge, engine: Engine, text: str, lang: Lang, rule: str, met: str, company: Company = COMPANY) -> list[str]:
    """The suggestions for a text in which the rule met these words."""
    at = text.index(met)
    analysis = Analysis(Parties(), (Signal(rule, at, at + len(met)),))
    claim = LabelledSegment(Segment("0" * 12, text, lang), analysis, Labels("self", ("generic_claim",), "none", 0.9))
    advice = rewrite.advise(claim, known.rules[rule], company=company, parse=engine.parse, relabel=lambda _: claim, knowledge=known)
    return [suggestion.text for suggestion in advice.suggestions]


@pytest.mark.parametrize(
    ("lang", "rule", "met", "text", "other"),
    [
        ("en", "tailor-made", "tailored", "Oak floors – tailored to the room", "Tailored floors – laid in one day"),
        ("en", "accompaniment", "support", "Timber kiln support", "Timber support & kiln repairs"),
        ("fr", "expertise", "expertise", "Bois sec et expertise de la scierie", "Notre expertise et nos scies"),
        ("fr", "innovation", "innovante", "Une zinguerie innovante à Dole", "Une zinguerie innovante avec bureau à Dole"),
        ("en", "innovation", "Innovative", "Innovative gutters in Hull", "Innovative gutters with a yard in Hull"),
    ],
)
def test_what_follows_the_claim_may_not_take_its_blank(
    known: Knowledge, engine: Engine, lang: Lang, rule: str, met: str, text: str, other: str
) -> None:
    assert any("[" in offered for offered in blanks(known, engine, text, lang, rule, met))
    near = met if met in other else met.capitalize()
    assert not any("[" in offered for offered in blanks(known, engine, other, lang, rule, near))


def test_two_claims_of_which_the_first_opens_the_label_share_a_blank(known: Knowledge, engine: Engine) -> None:
    assert blanks(known, engine, "Transparence et ponctualité", "fr", "values", "Transparence")


def test_two_qualities_of_one_thing_are_one_claim(known: Knowledge, engine: Engine) -> None:
    assert blanks(known, engine, "Équipe qualifiée et ponctuelle", "fr", "expertise", "qualifiée")


def test_a_quality_in_ing_is_no_aim(known: Knowledge, engine: Engine) -> None:
    assert blanks(known, engine, "Uncompromising quality in every joint", "en", "quality", "quality")
    assert not blanks(known, engine, "Keeping quality in every joint", "en", "quality", "quality")


def test_a_row_after_a_colon_needs_a_sentence_before_it(known: Knowledge, engine: Engine) -> None:
    """Without one it tells already what each thing brings."""
    met = "sur mesure"
    assert blanks(known, engine, "Nous privilégions le bois sur mesure : frêne, chêne et mélèze de la Bresse.", "fr", "tailor-made", met)
    assert not blanks(known, engine, "Frêne, chêne et mélèze : du bois sur mesure pour chaque atelier.", "fr", "tailor-made", met)


def test_a_row_signed_with_the_company_s_name_is_a_description_for_machines(known: Knowledge, engine: Engine) -> None:
    row = "Portes sur mesure, volets et persiennes de frêne, {}."
    assert blanks(known, engine, row.format("bois de Sète"), "fr", "tailor-made", "sur mesure")
    assert not blanks(known, engine, row.format("Nordique"), "fr", "tailor-made", "sur mesure")
