"""Advice that was given once is remembered, as long as nothing that it depends on has changed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.house import WordsSettings
from auditor.judge import Priced
from auditor.judge.pooling import JudgedPage
from auditor.models import Advice, Analysis, Company, Finding, LabelledSegment, Labels, PageText, Parties, Segment, Signal, Suggestion
from auditor.pipeline.advised import Ground, advised
from auditor.pipeline.advising import Asked as Pair
from auditor.pipeline.knowing import knowledge
from auditor.rewrite import Proof
from auditor.store import Store

GROUND = Ground(Company("Tarvelo"), (), WordsSettings(), {})
RULE = next(rule for rule in knowledge().rules.values() if rule.severity and rule.signals == ("generic_claim",))
TEXT = PageText("offre", "https://tarvelo.example/offre", "fr", "offer", "Offre", "", ())


def sentence(id: str, text: str = "Tarvelo est une référence.") -> LabelledSegment:
    segment = Segment(id=id, text=text, lang="fr", page="offre", block="b", kind="paragraph")
    return LabelledSegment(segment, Analysis(Parties(), (Signal(RULE.id, 0, 7),)), Labels("self", ("generic_claim",), "quality", 0.9))


class Asked:
    """An adviser that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, asked: Sequence[Pair]) -> list[Priced]:
        self.asked += [labelled.segment.id for labelled, _ in asked]
        return [(Advice((Suggestion(f"{one.segment.text} Demain.", "ready", "drop", "rewrite.why.drop"),)), one) for one, _ in asked]


def finding_of(rule: str, labelled: LabelledSegment) -> Finding:
    segment = labelled.segment
    return Finding("f", rule, "", segment.id, segment.page, "note", 0, len(segment.text))


def pages(*segments: LabelledSegment) -> list[JudgedPage]:
    return [(TEXT, segments)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def asked_of(store: Store, found: list[JudgedPage], ground: Ground = GROUND) -> list[str]:
    """The sentences that the adviser is asked about for these pages."""
    adviser = Asked()
    advised(found, adviser, ground, knowledge=knowledge(), store=store, hands=None)
    return adviser.asked


def test_what_was_advised_once_is_told_again_without_being_thought_of(store: Store) -> None:
    one, adviser = sentence("1"), Asked()
    first = advised(pages(one), adviser, GROUND, knowledge=knowledge(), store=store, hands=None)
    again = advised(pages(one), adviser, GROUND, knowledge=knowledge(), store=store, hands=None)
    finding = finding_of(RULE.id, one)
    assert [again(finding, one)] == [first(finding, one)] == Asked()([(one, RULE.id)])
    assert adviser.asked == ["1"]


def test_the_same_sentence_in_two_places_is_thought_of_once_and_both_are_told(store: Store) -> None:
    adviser, (one, other) = Asked(), (sentence("1"), sentence("2"))
    ask = advised(pages(one, other), adviser, GROUND, knowledge=knowledge(), store=store, hands=None)
    assert ask(finding_of(RULE.id, one), one) == ask(finding_of(RULE.id, other), other)
    assert adviser.asked == ["1"]


def test_a_page_that_does_not_count_makes_no_finding_and_is_not_thought_of(store: Store) -> None:
    news = replace(TEXT, key="blog/mai", kind="news")
    other = sentence("2", "Tarvelo est un nom connu.")
    elsewhere = replace(other, segment=replace(other.segment, page="blog/mai"))
    assert asked_of(store, [*pages(sentence("1")), (news, (elsewhere,))]) == ["1"]


def test_the_same_sentence_after_another_one_is_thought_of_by_itself(store: Store) -> None:
    """What comes before it may change its labels."""
    after = replace(sentence("2"), segment=replace(sentence("2").segment, prev="Et vous ?"))
    assert asked_of(store, pages(sentence("1"), after)) == ["1", "2"]


def test_only_the_changed_sentence_is_thought_of_again(store: Store) -> None:
    asked_of(store, pages(sentence("1"), sentence("2")))
    assert asked_of(store, pages(sentence("1"), sentence("2", "Tarvelo est la référence."))) == ["2"]


@pytest.mark.parametrize(
    "ground",
    [
        replace(GROUND, company=Company("Orbalis")),
        replace(GROUND, words=WordsSettings(ban=("référence",))),
        replace(GROUND, turned_down={("1", RULE.id): {"Tarvelo est une référence. Demain."}}),
    ],
    ids=["another company", "another house word", "a refused suggestion"],
)
def test_what_advice_depends_on_makes_it_new(store: Store, ground: Ground) -> None:
    asked_of(store, pages(sentence("1")))
    assert asked_of(store, pages(sentence("1")), ground) == ["1"]


def test_a_refusal_for_one_sentence_leaves_the_others_as_they_were(store: Store) -> None:
    asked_of(store, pages(sentence("1"), sentence("2")))
    refused = replace(GROUND, turned_down={("1", RULE.id): {"Tarvelo est une référence. Demain."}})
    assert asked_of(store, pages(sentence("1"), sentence("2")), refused) == ["1"]


def test_a_sentence_whose_labels_were_corrected_is_asked_about_as_it_is_then(store: Store) -> None:
    one, adviser = sentence("1"), Asked()
    ask = advised(pages(one), adviser, GROUND, knowledge=knowledge(), store=store, hands=None)
    corrected = replace(one, labels=replace(one.labels, focus="shared"))
    assert ask(finding_of(RULE.id, corrected), corrected)[1] == corrected
    assert adviser.asked == ["1", "1"]


BORROWERS = {
    rule: kinds
    for recipe in knowledge().recipes.moves.values()
    for kind in ("facts", "signals")
    for rule, kinds in getattr(recipe.fr.borrowed, kind, {}).items()
}
BORROWING = next((rule, kinds[0]) for rule, kinds in BORROWERS.items() if kinds and knowledge().rules[rule].severity)
HOURS = Proof("9", "offre", "Les haies sont taillées en deux heures.", frozenset([BORROWING[1]]), "fr")


def claim(rule: str = BORROWING[0]) -> LabelledSegment:
    found = sentence("1")
    return replace(found, analysis=replace(found.analysis, signals=(Signal(rule, 0, 7),)))


@pytest.mark.parametrize(
    "proofs",
    [
        (replace(HOURS, segment="8", text="Les haies sont taillées en trois heures."),),
        (),
        (HOURS, replace(HOURS, segment="8", page="offre", text="Les tailles prennent une heure.")),
    ],
    ids=["another text", "none", "a second one after it"],
)
def test_a_claim_is_thought_of_again_when_the_proof_changes_that_it_would_borrow(store: Store, proofs: tuple[Proof, ...]) -> None:
    asked_of(store, pages(claim()), replace(GROUND, proofs=(HOURS,)))
    is_other = proofs[:1] != (HOURS,)
    assert asked_of(store, pages(claim()), replace(GROUND, proofs=proofs)) == (["1"] if is_other else [])


def test_a_proof_counts_for_no_rule_that_could_not_borrow_it_and_in_no_other_language(store: Store) -> None:
    other = next(rule.id for rule in knowledge().rules.values() if rule.severity and rule.id not in BORROWERS)
    asked_of(store, pages(claim(other)))
    assert asked_of(store, pages(claim(other)), replace(GROUND, proofs=(HOURS,))) == []
    asked_of(store, pages(claim()))
    assert asked_of(store, pages(claim()), replace(GROUND, proofs=(replace(HOURS, lang="en"),))) == []


def test_a_third_sentence_of_a_page_is_not_given_the_same_blank_thought_of_or_remembered(store: Store) -> None:
    rows = [sentence(str(n), f"Tarvelo est une référence, {n}.") for n in range(3)]

    def blanks(asked: Sequence[Pair]) -> list[Priced]:
        return [(Advice((Suggestion(f"{one.segment.text} [quoi]", "fill-in", "shown", "rewrite.why.shown"),)), None) for one, _ in asked]

    for _ in range(2):
        ask = advised(pages(*rows), blanks, GROUND, knowledge=knowledge(), store=store, hands=None)
        said = [ask(finding_of(RULE.id, row), row)[0] for row in rows]
        assert [bool(advice.suggestions) for advice in said] == [True, True, False]
        assert said[2].refusal == "rewrite.refusal.asked-twice"
