"""What the blank would ask for stands beside the claim: it is not asked again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.knowledge import Knowledge
from auditor.models import Advice, Fact, LabelledSegment, Segment, Suggestion
from auditor.rewrite import unanswered
from auditor.rewrite.beside import ASKS, REFUSAL

from .conftest import labelled

BLANK = Suggestion("… [the act]", "fill-in", "shown", "rewrite.why.shown", (ASKS,))
READY = Suggestion("You get oak.", "ready", "receive", "rewrite.why.receive", ("rewrite.ask.what-changes",))


def sentence(
    id: str, text: str, block: str = "b", kind: str = "paragraph", traits: tuple[str, ...] = (), start: int = 0
) -> LabelledSegment:
    return labelled(Segment(id, text, "en", block=block, kind=kind, start=start), traits=traits)  # type: ignore[arg-type]


CLAIM = sentence("1", "We have a rare know-how.", traits=("generic_claim",))
HEADING = sentence("1", "Rare know-how", "h", "heading", ("generic_claim",))
YEARS = sentence("2", "In business since 1991.", traits=("proof",), start=30)
ACT = sentence("2", "We call you back before noon, and a joiner answers.", start=30)


def said(known: Knowledge, *page: LabelledSegment, rule: str = "expertise", shown: tuple[Suggestion, ...] = (BLANK,)) -> Advice:
    return next(unanswered(page, [(page[0], rule, Advice(shown))], known.recipes))


@pytest.mark.parametrize("claim", [CLAIM, HEADING], ids=["same-block", "below-the-heading"])
def test_years_are_not_asked_beside_the_years(claim: LabelledSegment, known: Knowledge) -> None:
    assert said(known, claim, YEARS) == Advice((), REFUSAL)


def test_years_in_another_block_prove_nothing_here(known: Knowledge) -> None:
    assert said(known, CLAIM, replace(YEARS, segment=replace(YEARS.segment, block="c"))) == Advice((BLANK,))


def test_a_fact_that_proves_counts_and_a_phone_number_does_not(known: Knowledge) -> None:
    def with_fact(kind: str) -> LabelledSegment:
        return replace(CLAIM, analysis=replace(CLAIM.analysis, facts=(Fact(kind, "12", 0, 2),)))

    assert said(known, with_fact("experience")).refusal == REFUSAL
    assert said(known, with_fact("phone")) == Advice((BLANK,))


def test_the_act_is_not_asked_above_the_sentence_that_tells_it(known: Knowledge) -> None:
    assert said(known, CLAIM, ACT, rule="values").refusal == REFUSAL
    assert said(known, CLAIM, ACT, rule="leadership") == Advice((BLANK,))


def test_another_claim_tells_no_act_and_neither_does_what_comes_before(known: Knowledge) -> None:
    assert said(known, CLAIM, replace(ACT, labels=CLAIM.labels), rule="values") == Advice((BLANK,))
    late = replace(CLAIM, segment=replace(CLAIM.segment, start=60))
    assert said(known, late, ACT, rule="values") == Advice((BLANK,))


def test_what_has_no_such_blank_stays(known: Knowledge) -> None:
    assert said(known, CLAIM, YEARS, shown=(READY, BLANK)) == Advice((READY,))


def test_what_a_list_is_good_for_is_no_matter_of_proof(known: Knowledge) -> None:
    assert said(known, CLAIM, YEARS, rule="list-without-outcome") == Advice((BLANK,))
