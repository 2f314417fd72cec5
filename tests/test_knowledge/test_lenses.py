"""The lens files: what they name exists, and a mistake is told with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditor.errors import RuleProblem
from auditor.knowledge import lenses
from auditor.models import LANGS
from auditor.resources import folder
from auditor.words import has


def test_a_rule_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    shutil.copytree(folder("rules") / "lenses", tmp_path / "lenses")
    shutil.copytree(folder("rules") / "signals", tmp_path / "signals")
    (tmp_path / "signals" / "claim-risk" / "rank-claim.yml").unlink()
    with pytest.raises(RuleProblem) as problem:
        lenses.load(tmp_path)
    assert problem.value.fields["rule"] == "rank-claim"
    line = problem.value.line
    assert (tmp_path / "lenses" / "claim-risk.yml").read_text(encoding="utf-8").splitlines()[line - 1].strip() == "rank:"


def test_the_lenses_come_in_the_order_of_the_report() -> None:
    found = lenses.load(folder("rules"))
    assert [lens.id for lens in found.lenses] == ["expectations", "principles", "culture", "perspectives", "claim-risk"]
    assert [len(lens.entries) for lens in found.lenses] == [4, 10, 3, 4, 6]
    assert found.lens("horoscope") is None


@pytest.mark.parametrize("lang", LANGS)
def test_every_note_and_state_has_its_sentence(lang: str) -> None:
    entries = [entry for lens in lenses.load(folder("rules")).lenses for entry in lens.entries.values()]
    keys = {f"lenses.note.{note.id}" for entry in entries for note in entry.notes}
    keys |= {f"lenses.state.{evidence.state}" for entry in entries for evidence in entry.evidence if evidence.state}
    assert {key for key in keys if not has(lang, key)} == set()


def test_a_flag_has_advice_and_both_languages_of_a_term_have_phrases() -> None:
    found = lenses.load(folder("rules"))
    risk = found.lens("claim-risk")
    assert risk
    assert all(entry.words(lang).advice for entry in risk.entries.values() for lang in LANGS)
    assert all(term.phrases(lang) for term in found.terms.terms.values() for lang in LANGS)


def test_a_term_that_says_more_names_terms_that_exist() -> None:
    terms = lenses.load(folder("rules")).terms.terms
    assert {over for term in terms.values() for over in term.over} <= set(terms)
