"""Findings: one for each signal that a rule with a severity met, worth what the index gains when its segment alone is mended."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judged import PLAIN, SITE, WHEN, knowledge, page, parties, rule, sentence

from auditor.identity import finding_id
from auditor.judge import assess
from auditor.judge.findings import Priced, bears_out, mended
from auditor.judge.pooling import JudgedPage
from auditor.knowledge.rules import Rule, Target
from auditor.models import (
    FOCUSES,
    Advice,
    Audit,
    BlockKind,
    Finding,
    Focus,
    LabelledSegment,
    Labels,
    Mention,
    Parties,
    Signal,
    Suggestion,
    Trait,
)  # fmt: skip

BOAST = rule("boast", severity="warning", target=Target(focus="customer"))
STALE = rule("stale", severity="error")
TRACE = rule("trace", severity=None)
RULES = (BOAST, STALE, TRACE)


def signalled(*rules: Rule, words: int = 20, focus: str = "self") -> LabelledSegment:
    return sentence(focus, words, signals=[Signal(rule.id, 0, 2) for rule in rules])


def site(*more: LabelledSegment) -> list[JudgedPage]:
    home = [*[sentence("customer")] * 5, *[sentence("self")] * 5, sentence("self", first_screen=True)]
    return [page("", "home", *home, *more), page("about", "about", *[sentence("shared")] * 3)]


def audited(pages: list[JudgedPage], advise: object = None) -> Audit:
    return assess(SITE, pages, knowledge=knowledge(*RULES), advise=advise, **WHEN)


def test_a_signal_makes_a_finding_where_its_rule_has_a_severity_and_its_page_is_in_scope() -> None:
    pages = [*site(signalled(BOAST, TRACE)), page("legal", "legal", signalled(BOAST))]
    findings = audited(pages).findings
    assert [(f.rule, f.family, f.page, f.severity) for f in findings] == [("boast", "tests", "", "warning")]


def test_a_rule_that_meets_a_segment_twice_makes_one_finding_at_the_first_match() -> None:
    twice = sentence("self", signals=[Signal("boast", 9, 11), Signal("boast", 0, 2)])
    findings = audited(site(twice)).findings
    assert [(f.id, f.start) for f in findings] == [(finding_id(findings[0].segment, "boast"), 0)]


@pytest.mark.parametrize(
    ("signals", "focus", "traits", "holds"),
    [
        ((), "neutral", (), True),
        (("generic_claim", "dimension.quality"), "self", ("generic_claim",), True),
        (("generic_claim", "dimension.quality"), "self", ("proof",), False),
        (("focus.self",), "self", (), True),
        (("focus.self",), "customer", (), False),
        (("generic_claim", "focus.self"), "shared", ("generic_claim",), True),
        (("generic_claim",), "self", ("generic_claim", "testimonial"), False),
    ],
)
def test_a_signal_is_a_finding_only_where_the_labels_bear_it_out(
    signals: tuple[str, ...], focus: Focus, traits: tuple[Trait, ...], holds: bool
) -> None:
    labelled = replace(sentence(focus), labels=Labels(focus, traits, "none", 0.9))
    assert bears_out(labelled, BOAST.model_copy(update={"signals": signals})) is holds


def test_the_title_of_a_page_is_a_name_and_no_finding() -> None:
    assert not bears_out(sentence("self", kind="title"), BOAST)


@pytest.mark.parametrize(("text", "holds"), [("★ VARENNE ★", False), ("Varenne builds stairs", True)])
def test_the_name_of_the_company_alone_is_no_sentence_to_change(text: str, holds: bool) -> None:
    start = text.casefold().index("varenne")
    who = Parties((Mention(start, start + 7, "self", "name"),), 1, 0, opens_with_self=True)
    assert bears_out(sentence("self", text=text, who=who), BOAST) is holds


@pytest.mark.parametrize(
    ("text", "kind", "holds"),
    [
        ("Advice, audits, training and maintenance.", "paragraph", True),
        ("ADVICE, AUDITS, TRAINING", "list-item", True),
        ("Advice, audits, training and maintenance.", "table-cell", False),
        ("Advice, audits, training and maintenance.", "image", False),
        ("Roofers in Bourg, Nantua, Oyonnax and Gex", "paragraph", False),
        ("12 Mill Lane, Bourg, 01000", "paragraph", False),
        ("Roofs, gutters, chimneys for Nantua, in slate, zinc or tile", "paragraph", True),
    ],
)
def test_a_list_is_a_finding_where_it_lists_work_in_a_sentence_and_no_names(text: str, kind: BlockKind, holds: bool) -> None:
    met = sentence("self", text=text, kind=kind, signals=[Signal("boast", 0, len(text))])
    met = replace(met, labels=replace(met.labels, traits=("know_how_list",)))
    assert bears_out(met, BOAST.model_copy(update={"signals": ("know_how_list",)})) is holds


def test_points_are_what_the_index_gains_when_the_segment_is_replaced_by_its_target() -> None:
    """The very index of the site whose sentence is about the customer, to the last digit."""
    before = site(signalled(BOAST))
    after = site(sentence("customer", text="mended"))
    finding = audited(before).findings[0]
    assert finding.points == pytest.approx((audited(after).index.value or 0) - (audited(before).index.value or 0), abs=2e-4)
    assert finding.points is not None
    assert finding.points > 0
    assert finding.up_to


def test_a_finished_rewrite_is_priced_by_its_own_labels_and_is_no_longer_up_to() -> None:
    suggestion = Suggestion("You receive it.", "ready", "receive", "rewrite.why.receive")
    shared = sentence("shared")

    def advise(finding: Finding, labelled: LabelledSegment) -> Priced:
        return Advice((suggestion,)), LabelledSegment(labelled.segment, shared.analysis, shared.labels)

    finding = audited(site(signalled(BOAST)), advise).findings[0]
    gain = (audited(site(sentence("shared"))).index.value or 0) - (audited(site(signalled(BOAST))).index.value or 0)
    assert finding.points == pytest.approx(gain, abs=2e-4)
    assert not finding.up_to
    assert finding.advice.suggestions == (suggestion,)


def test_a_rewrite_keeps_the_weight_of_the_segment_it_takes_the_place_of() -> None:
    def advise(finding: Finding, labelled: LabelledSegment) -> Priced:
        longer = replace(labelled.segment, words=30, prominence=3.0)
        return Advice(), LabelledSegment(longer, labelled.analysis, labelled.labels)

    assert audited(site(signalled(BOAST)), advise).findings[0].points == 0.0


def test_a_rule_that_says_no_target_has_no_points_and_stands_after_those_that_have() -> None:
    findings = audited(site(signalled(STALE), signalled(BOAST))).findings
    assert [(f.rule, f.points is None) for f in findings] == [("boast", False), ("stale", True)]


@pytest.mark.parametrize(("refusal", "has_price"), [("rewrite.refusal.quoted", False), ("rewrite.refusal.too-complex", True)])
def test_words_that_nobody_is_to_touch_have_no_price(refusal: str, has_price: bool) -> None:
    audit = audited(site(signalled(BOAST)), lambda finding, labelled: (Advice(refusal=refusal), None))
    assert [f.points is not None for f in audit.findings] == [has_price]


def test_the_most_valuable_finding_stands_first() -> None:
    findings = audited(site(signalled(BOAST, words=5), signalled(BOAST, words=25), signalled(BOAST, words=15))).findings
    points = [f.points or 0.0 for f in findings]
    assert points == sorted(points, reverse=True)
    assert len(set(points)) == 3


def test_without_a_number_findings_are_there_and_have_no_points() -> None:
    audit = audited([page("", "home", signalled(BOAST))])
    assert audit.index.value is None
    assert [(f.rule, f.points) for f in audit.findings] == [("boast", None)]


def test_a_target_about_the_customer_lets_the_customer_act_and_no_longer_opens_with_we() -> None:
    who = parties(2, 0, actors=(2, 0), opens=True)
    after = mended(sentence("self", who=who), Target(focus="customer")).analysis.parties
    assert (after.count("self"), after.count("customer")) == (0, 1)
    assert (after.actors_self, after.actors_customer, after.opens_with_self) == (0, 2, False)


def test_a_target_that_shares_names_the_customer_and_leaves_who_acts() -> None:
    after = mended(sentence("self"), Target(focus="shared")).analysis.parties
    assert (after.count("self"), after.count("customer"), after.actors_self, after.opens_with_self) == (1, 1, 1, False)


def test_a_target_about_nobody_names_nobody() -> None:
    assert mended(sentence("self"), Target(focus="neutral")).analysis.parties == PLAIN["neutral"]


def test_a_target_changes_only_the_labels_that_it_names() -> None:
    labelled = replace(sentence("self"), labels=Labels("self", ("promise", "generic_claim"), "care", 0.8))
    after = mended(labelled, Target(traits=("promise",)))
    assert after.labels == Labels("self", ("promise",), "care", 0.8)
    assert after.analysis.parties == labelled.analysis.parties


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10), st.integers(1, 40), st.sampled_from(["home", "about", "offer", "contact"]), st.sampled_from(FOCUSES))
def test_points_are_exact_whatever_the_page_and_the_segment(row: int, words: int, kind: str, focus: str) -> None:
    """The whole site judged again with that one segment mended gives the very difference."""
    pages = [*site(), page("more", kind, *[sentence("self", 15)] * 10)]
    text, segments = pages[-1 if row % 2 else 0]
    labelled = sentence(focus, words, signals=[Signal("boast", 0, 2)])
    placed = replace(labelled, segment=replace(segments[row % 10].segment, words=words))
    rest = [page for page in pages if page[0] is not text]
    before = audited([*rest, (text, (*segments[: row % 10], placed, *segments[row % 10 + 1 :]))])
    after = audited([*rest, (text, (*segments[: row % 10], mended(placed, Target(focus="customer")), *segments[row % 10 + 1 :]))])
    assert before.findings[0].points == pytest.approx((after.index.value or 0) - (before.index.value or 0), abs=2e-4)
