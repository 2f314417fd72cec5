"""What must not move the index, what must not raise it, what must not lower it: over all four axes, with the real curves."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from judged import PLAIN, SITE, WHEN, page, parties, sentence

from auditor import knowledge as knowing
from auditor.judge import assess
from auditor.judge.assess import judgement
from auditor.judge.in_scope import in_scope
from auditor.judge.known import known
from auditor.judge.pooling import JudgedPage, pool_site
from auditor.judge.reliability import is_same, largest_move, split_half
from auditor.judge.resampling import Numbers
from auditor.models import DIMENSIONS, FOCUSES, TRAITS, Analysis, LabelledSegment, Labels, Signal

knowledge = cache(knowing.load)
EVIDENCE = (
    "figure",
    "year",
    "condition",
    "named-group",
    "situation",
    "customer-speaks",
    "adviser-speaks",
    "phone",
    "closing-formula",
    "call",
)


def index(pages: list[JudgedPage]) -> tuple[float, tuple[float, ...]]:
    """The index and the axes of pages, before they are rounded."""
    rules = knowledge()
    pool = pool_site(pages, in_scope(pages, rules.index.scope), known(rules.index, rules.rules))
    now = Numbers(pool).now
    return float(now.index[0, 0]), tuple(map(float, now.axes[0]))


def judged(focus: str, traits: tuple[str, ...], dimension: str, rules: list[str], words: int, block: str, ease: int) -> LabelledSegment:
    """A segment whose evidence is a word of its own for each rule."""
    plain = sentence(focus, words, block=block, text=f"{focus} {words} {ease} {' '.join(rules)}")
    starts = {rule: plain.segment.text.index(rule) for rule in rules}
    signals = tuple(Signal(rule, start, start + len(rule)) for rule, start in starts.items())
    labels = Labels(focus, tuple(t for t in TRAITS if t in traits), dimension, 0.9)
    return replace(plain, analysis=Analysis(plain.analysis.parties, signals, ease=ease), labels=labels)


segments = st.builds(
    judged, st.sampled_from(FOCUSES), st.lists(st.sampled_from(TRAITS), max_size=3, unique=True).map(tuple), st.sampled_from(DIMENSIONS),
    st.lists(st.sampled_from(EVIDENCE), max_size=2, unique=True), st.integers(1, 40), st.sampled_from(["a", "b", "c"]), st.integers(0, 100),
)  # fmt: skip
kinds = st.sampled_from(["home", "about", "offer", "case", "contact"])
sites = st.lists(st.tuples(kinds, st.lists(segments, min_size=1, max_size=10)), min_size=2, max_size=5)


def pages_of(drawn: list[tuple[str, list[LabelledSegment]]]) -> list[JudgedPage]:
    home = [
        judged("customer", ("benefit",), "care", ["named-group"], 20, "x", 60),
        judged("self", ("generic_claim",), "quality", [], 20, "y", 50),
    ]
    return [page("", "home", *home), *(page(f"p{n}", kind, *some) for n, (kind, some) in enumerate(drawn))]


def turned(pages: list[JudgedPage], n: int, m: int, segment: LabelledSegment) -> list[JudgedPage]:
    text, old = pages[n]
    return [*pages[:n], (text, (*old[:m], segment, *old[m + 1 :])), *pages[n + 1 :]]


@settings(max_examples=30, deadline=None)
@given(sites, st.randoms(use_true_random=False))
def test_shuffling_pages_leaves_every_number(drawn: list[tuple[str, list[LabelledSegment]]], order: random.Random) -> None:
    pages = pages_of(drawn)
    assert index(order.sample(pages, len(pages))) == index(pages)


@settings(max_examples=30, deadline=None)
@given(sites, st.lists(segments, min_size=1, max_size=8))
def test_adding_a_legal_page_leaves_every_number(drawn: list[tuple[str, list[LabelledSegment]]], more: list[LabelledSegment]) -> None:
    pages = pages_of(drawn)
    assert index([*pages, page("legal", "legal", *more)]) == index(pages)


@settings(max_examples=30, deadline=None)
@given(sites, st.integers(0, 10))
def test_a_second_copy_of_a_page_leaves_every_number(drawn: list[tuple[str, list[LabelledSegment]]], which: int) -> None:
    pages = pages_of(drawn)
    text, again = pages[which % len(pages)]
    copy = page(f"zz-{text.key}", text.kind, *[replace(s, segment=replace(s.segment, block="")) for s in again])
    assert index([*pages, copy]) == index(pages)


@settings(max_examples=60, deadline=None)
@given(sites, st.integers(0, 1000))
def test_turning_a_customer_segment_to_self_never_raises_the_index(drawn: list[tuple[str, list[LabelledSegment]]], which: int) -> None:
    pages = pages_of(drawn)
    places = [(n, m) for n, (_, some) in enumerate(pages) for m, s in enumerate(some) if s.labels.focus == "customer"]
    n, m = places[which % len(places)]
    old = pages[n][1][m]
    own = replace(old, analysis=replace(old.analysis, parties=PLAIN["self"]), labels=replace(old.labels, focus="self"))
    assert index(turned(pages, n, m, own))[0] <= index(pages)[0] + 1e-9


@settings(max_examples=60, deadline=None)
@given(sites, st.integers(0, 1000))
def test_giving_a_claim_its_proof_never_lowers_the_proof_axis(drawn: list[tuple[str, list[LabelledSegment]]], which: int) -> None:
    """The proof as readers would see it: the label, and the figure that bears it."""
    pages = pages_of(drawn)
    # A copy counts once; a new word makes it a page of its own, which is another matter.
    assume(len({tuple(s.segment.text for s in some) for _, some in pages}) == len(pages))
    claims = {"generic_claim", "benefit", "promise"}
    places = [(n, m) for n, (_, some) in enumerate(pages) for m, s in enumerate(some) if claims & set(s.labels.traits)]
    n, m = places[which % len(places)]
    old = pages[n][1][m]
    traits = tuple(t for t in TRAITS if t in (*old.labels.traits, "proof"))
    text = f"{old.segment.text} 48 h"
    signals = (*old.analysis.signals, Signal("figure", len(old.segment.text) + 1, len(text)))
    proved = replace(
        old,
        segment=replace(old.segment, text=text),
        analysis=replace(old.analysis, signals=signals),
        labels=replace(old.labels, traits=traits),
    )
    assert index(turned(pages, n, m, proved))[1][2] >= index(pages)[1][2] - 1e-9


def large() -> list[JudgedPage]:
    """Five pages of twenty-four segments in which every label, trait and kind of evidence turns up."""
    chance = random.Random(7)
    pages = []
    for n, kind in enumerate(("home", "about", "offer", "offer", "contact")):
        some = [
            judged(
                chance.choice(FOCUSES), tuple(chance.sample(TRAITS, chance.randrange(3))), chance.choice(DIMENSIONS),
                chance.sample(EVIDENCE, chance.randrange(3)), chance.randrange(3, 30), f"b{m // 2}", chance.randrange(101),
            )
            for m in range(24)
        ]  # fmt: skip
        pages.append(page(f"p{n}", kind, *some))
    return pages


def test_no_single_segment_moves_a_site_of_a_hundred_segments_by_three_points() -> None:
    audit = assess(SITE, large(), knowledge=knowledge(), **WHEN)
    move = largest_move(audit, knowledge())
    assert move is not None
    assert 0 < move < 3


def test_a_small_site_is_not_asked_what_one_segment_moves() -> None:
    assert largest_move(assess(SITE, large()[:2], knowledge=knowledge(), **WHEN), knowledge()) is None


def test_the_same_site_judged_again_in_another_order_has_the_same_number() -> None:
    assert is_same(assess(SITE, large(), knowledge=knowledge(), **WHEN), knowledge())


def test_halves_are_compared_only_from_four_audits_on() -> None:
    audits = [assess(SITE, large()[n:], knowledge=knowledge(), **WHEN) for n in range(4)]
    assert set(split_half(audits[:3], knowledge()).values()) == {None}
    found = split_half(audits, knowledge())
    assert list(found) == ["index", "focus", "value", "proof", "relationship"]
    assert found["index"] is not None


def test_an_indicator_whose_rules_are_missing_makes_its_axis_not_computed_and_the_index_partial() -> None:
    rules = knowledge()
    without = replace(rules, rules={id: rule for id, rule in rules.rules.items() if rule.family != "channel"})
    pool = pool_site(large(), in_scope(large(), rules.index.scope), known(rules.index, without.rules))
    overall, axes = judgement(Numbers(pool))
    assert [axis.score.state for axis in axes] == ["ok", "ok", "ok", "not_computed"]
    assert overall.state == "partial"
    failed = {i.id: i.score.state for i in axes[3].indicators}
    assert failed["invitation"] == "not_computed"
    assert failed["plain-language"] == "ok"


def test_claims_that_a_rival_prints_too_make_a_site_less_distinct() -> None:
    pages = [page("", "home", *[judged("self", ("generic_claim",), "quality", [], 20, f"b{n}", 50) for n in range(12)])]
    ids = [s.segment.id for s in pages[0][1]]
    shared = assess(SITE, pages, knowledge=knowledge(), common={id: id in ids[:3] for id in ids}, **WHEN)
    alone = assess(SITE, pages, knowledge=knowledge(), **WHEN)
    of = {
        name: {i.id: i for axis in audit.axes for i in axis.indicators}["distinctiveness"] for name, audit in (("s", shared), ("a", alone))
    }
    assert (of["s"].value, of["s"].score.state) == (pytest.approx(0.75), "ok")
    assert (of["a"].value, of["a"].score.state) == (None, "not_applicable")


def test_who_is_only_spoken_of_is_not_addressed() -> None:
    """A noun (“our customers”) is a mention, and counts neither for nor against."""
    who = parties(1, 0)
    assert (
        index([page("", "home", *[sentence("self", who=who)] * 12)])[1][0]
        < index([page("", "home", *[sentence("self", who=parties(1, 1))] * 12)])[1][0]
    )
