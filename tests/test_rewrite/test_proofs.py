"""Proof brought next to a claim: which sentences of a site may travel, beside which claims, and always word for word."""

from __future__ import annotations

import pytest

from auditor.models import Analysis, Fact, LabelledSegment, Labels, Lang, Mention, Parties, Party, Segment, Signal, Trait
from auditor.rewrite import Proof, proofs_of

from .conftest import Advise

CLAIM = "Notre savoir-faire est reconnu dans toute la région."
FACT = "Depuis 1994, nous avons restauré 300 toits."


def stating(text: str, *, traits: tuple[Trait, ...] = ("proof",), lang: Lang = "fr", of: Party = "self", **where: str) -> LabelledSegment:
    """A segment that states a founding year, of the company unless told otherwise."""
    segment = Segment("a" * 12, text, lang, page="p", **where)  # type: ignore[arg-type]
    analysis = Analysis(Parties((Mention(0, 6, of, "pronoun"),)), (Signal("years", 0, 4),), facts=(Fact("since", "1994", 0, 4),))
    return LabelledSegment(segment, analysis, Labels("self", traits, "trust", 0.9))


def test_a_sentence_that_states_a_fact_can_travel() -> None:
    assert [(p.text, p.segment, sorted(p.kinds)) for p in proofs_of([stating(FACT)])] == [(FACT, "a" * 12, ["since", "years"])]


@pytest.mark.parametrize(
    "segment",
    [
        stating(FACT, traits=()),
        stating(FACT, traits=("proof", "testimonial")),
        stating(FACT, traits=("proof", "generic_claim")),
        stating(FACT, kind="quote"),
        stating("Depuis 1994, les mairies ont restauré 300 toits.", of="other"),
        stating(FACT, page_kind="legal"),
        stating("Depuis 1994 : trois toits, deux granges et un clocher."),
        stating("TOITURES RESTAURÉES depuis 1994 dans la Bresse."),
        stating("Toits depuis 1994."),
        stating("Depuis 1994, combien de toits avons-nous faits ?"),
    ],
)
def test_what_is_no_plain_statement_of_the_company_stays_where_it_is(segment: LabelledSegment) -> None:
    assert proofs_of([segment]) == ()


def test_a_proof_is_said_once_however_often_the_site_says_it() -> None:
    assert len(proofs_of([stating(FACT), stating(FACT)])) == 1


def test_the_claim_and_the_proof_stay_word_for_word_and_the_source_is_named(advise: Advise) -> None:
    made = advise(CLAIM, "fr", rule="expertise", traits=("generic_claim",), site=proofs_of([stating(FACT)])).suggestions[0]
    assert (made.text, made.status, made.source) == (f"{CLAIM} {FACT}", "ready", "a" * 12)


def test_a_proof_that_has_a_finding_of_its_own_is_not_pasted_elsewhere(advise: Advise) -> None:
    marked = Proof("a" * 12, "p", "Nous restaurons des toits depuis 1994.", frozenset({"since", "self-opening"}), "fr")
    assert not any(s.source for s in advise(CLAIM, "fr", rule="expertise", traits=("generic_claim",), site=(marked,)).suggestions)


def test_the_proof_of_the_same_page_comes_first(advise: Advise) -> None:
    far, near = (Proof(letter * 12, page, f"{text} nous avons restauré des toits.", frozenset({"since"}), "fr")
                 for letter, page, text in (("a", "far", "Depuis 1990,"), ("b", "near", "Depuis 1994,")))  # fmt: skip
    made = advise(CLAIM, "fr", rule="expertise", traits=("generic_claim",), page="near", site=(far, near)).suggestions[0]
    assert made.source == "b" * 12


@pytest.mark.parametrize(
    ("claim", "traits"),
    [
        (CLAIM, ("generic_claim", "proof")),  # it shows something already
        ("Notre savoir-faire a 30 ans.", ("generic_claim",)),
        ("Le savoir-faire des couvreurs est reconnu.", ("generic_claim",)),  # nobody's claim
        ("Notre savoir-faire", ("generic_claim",)),
        ("Notre savoir-faire : le zinc.", ("generic_claim",)),
    ],
)
def test_a_claim_that_needs_no_proof_or_is_not_the_company_s_gets_none(advise: Advise, claim: str, traits: tuple[str, ...]) -> None:
    made = advise(claim, "fr", rule="expertise", traits=traits, site=proofs_of([stating(FACT)])).suggestions
    assert not [s for s in made if s.source]


def test_a_proof_in_another_language_or_of_another_kind_proves_nothing(advise: Advise) -> None:
    other = (Proof("a" * 12, "", "We have restored 300 roofs since 1994.", frozenset({"since"}), "en"),
             Proof("b" * 12, "", "Une lucarne coûte 900 euros chez nous.", frozenset({"price"}), "fr"))  # fmt: skip
    assert not [s for s in advise(CLAIM, "fr", rule="expertise", traits=("generic_claim",), site=other).suggestions if s.source]
