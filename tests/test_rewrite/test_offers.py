"""What is offered for one finding: different in kind, the site's own proof before any blank, and nothing that was turned down."""

from __future__ import annotations

import pytest

from auditor.models import Lang
from auditor.rewrite import Proof

from .conftest import Advise

SINCE = frozenset({"since"})
FACTS: dict[Lang, str] = {"fr": "Depuis 1994, nous avons restauré 300 toits.", "en": "Since 1994, we have restored 300 roofs."}
CLAIMS: dict[Lang, tuple[str, Proof]] = {
    "fr": ("Notre savoir-faire est reconnu depuis toujours.", Proof("a" * 12, "p", FACTS["fr"], SINCE, "fr")),
    "en": ("Our expertise is recognised everywhere.", Proof("a" * 12, "p", FACTS["en"], SINCE, "en")),
}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_proof_that_the_site_has_comes_before_a_blank_for_one(advise: Advise, lang: Lang) -> None:
    claim, proof = CLAIMS[lang]
    found = advise(claim, lang, rule="expertise", traits=("generic_claim",), kind="paragraph", site=(proof,)).suggestions
    assert (found[0].source, found[0].status) == (proof.segment, "ready")
    assert [s.status for s in found] == sorted((s.status for s in found), key=lambda status: status != "ready")
    assert "fill-in" in {s.status for s in found}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_two_blanks_for_the_same_answer_are_one_suggestion(advise: Advise, lang: Lang) -> None:
    claim, _ = CLAIMS[lang]
    found = advise(claim, lang, rule="expertise", traits=("generic_claim",), kind="paragraph").suggestions
    asked = [s.questions for s in found if s.status == "fill-in"]
    assert asked
    assert len(asked) == len(set(asked))
    assert len(found) <= 3


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_was_turned_down_gives_way_to_the_next_and_at_last_to_a_question(advise: Advise, lang: Lang) -> None:
    claim, proof = CLAIMS[lang]
    seen: list[str] = []
    for _ in range(9):
        advice = advise(claim, lang, rule="expertise", traits=("generic_claim",), kind="paragraph", site=(proof,), without=tuple(seen))
        assert not {s.text for s in advice.suggestions} & set(seen)
        if not advice.suggestions:
            break
        seen.append(advice.suggestions[0].text)
    assert len(seen) >= 2
    assert advice.refusal == "rewrite.refusal.turned-down"
    assert advice.questions
