"""The shares add up whatever changed: pages drawn at random, judged by hand-made labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from auditor.identity import segment_ids
from auditor.judge.assess import assess
from auditor.judge.change import compare_audits, fair
from auditor.knowledge import Knowledge, index, load
from auditor.models import (
    Analysis,
    Audit,
    Comparison,
    Contender,
    Focus,
    LabelledSegment,
    Labels,
    Mention,
    PageKind,
    PageText,
    Part,
    Parties,
    Segment,
    Site,
    Trait,
)
from auditor.models.prominence import FIRST_SCREEN, prominence_of
from auditor.report.views.trend import tenths
from auditor.resources import folder

KNOWN = Knowledge(rules={}, parties={}, scorecards=None, index=index.load(folder("rules")), recipes=None, digest="0" * 12)
SITE = Site("stairs.example", "stairs.example")
KINDS: dict[str, PageKind] = {"": "home", "stairs": "offer", "doors": "offer", "about": "about", "news": "news"}
WORDS = 12
WHO: dict[Focus, Parties] = {
    "self": Parties((Mention(0, 2, "self", "pronoun"),), 1, 0, opens_with_self=True),
    "customer": Parties((Mention(0, 3, "customer", "pronoun"),), 0, 1),
    "shared": Parties((Mention(0, 2, "self", "pronoun"), Mention(5, 8, "customer", "pronoun")), 1, 1),
    "neutral": Parties(),
}
Line = tuple[str, Focus, tuple[Trait, ...], int]  # words, labels, the paragraph that it stands in
Told = dict[str, list[Line]]
LINE = st.tuples(
    st.sampled_from([f"Sentence {n} of the site" for n in range(30)]),
    st.sampled_from(("self", "self", "customer", "shared", "neutral")),
    st.sampled_from(((), ("benefit",), ("generic_claim",), ("proof",), ("promise", "proof"), ("invitation",), ("testimonial",))),
    st.integers(0, 2),
)
PAGES = st.dictionaries(st.sampled_from(list(KINDS)), st.lists(LINE, min_size=5, max_size=14), min_size=2, max_size=5)


def audit(told: Told, date: str = "2026-03-02", known: Knowledge = KNOWN) -> Audit:
    """The audit of pages that say these lines, each paragraph a block that links to the home page."""
    return assess(SITE, [_page(key, lines) for key, lines in told.items()], knowledge=known, date=date, tool="auditor test")


def _page(key: str, lines: list[Line]) -> tuple[PageText, tuple[LabelledSegment, ...]]:
    ids, seen, found = segment_ids(key, (line[0] for line in lines)), 0, []
    for id, (text, focus, traits, paragraph) in zip(ids, lines, strict=True):
        first = seen < FIRST_SCREEN
        segment = Segment(
            id, text, "en", page=key, block=f"{key}-{paragraph}", kind="paragraph", page_kind=KINDS[key], words=WORDS,
            prominence=prominence_of("paragraph", 0, first_screen=first), first_screen=first,
        )  # fmt: skip
        found.append(LabelledSegment(segment, Analysis(WHO[focus], (), ease=60), Labels(focus, traits, "none", 0.9)))
        seen += WORDS
    return PageText(key, f"https://stairs.example/{key}", "en", KINDS[key], key, "", ()), tuple(found)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(PAGES, PAGES)
def test_the_parts_add_up_whatever_changed(before: Told, after: Told) -> None:
    old, new = audit(before), audit(after, "2027-03-02")
    assume(old.index.value is not None)
    assume(new.index.value is not None)
    change = compare_audits(old, new, KNOWN)
    assert change.points == pytest.approx((new.index.value or 0) - (old.index.value or 0), abs=1e-4)
    assert sum(part.points for part in change.parts) == pytest.approx(change.points, abs=1e-4)
    told = [one.share.points for one in (*change.edits, *change.pages) if one.share]
    by_part = {part.id: part.points for part in change.parts}
    assert abs(by_part["rules"]) < 0.001  # the same rules: all is the words' and the pages' doing
    assert sum(told) == pytest.approx(sum(by_part.values()) - by_part["rules"], abs=0.01)
    assert all(one.share.low <= one.share.points <= one.share.high for one in (*change.edits, *change.pages) if one.share)


def lines(who: Focus, traits: tuple[Trait, ...], start: int = 0) -> list[Line]:
    """Sixteen sentences alike, in two paragraphs."""
    return [(f"Sentence {n} of the site", who, traits, (n - start) // 8) for n in range(start, start + 16)]


@pytest.mark.parametrize(("leads", "is_worth"), [(frozenset({"news"}), True), (frozenset[str](), False)])
def test_a_proof_on_a_page_that_does_not_count_is_worth_something_where_a_page_that_counts_links_to_it(
    leads: frozenset[str], is_worth: bool
) -> None:
    told: Told = {"": lines("self", ("generic_claim",)), "about": lines("customer", ()), "news": lines("self", (), 40)}
    told["news"].append(("Ninety stairs in Leeds", "self", ("proof",), 2))
    known = replace(KNOWN, rules=load().rules)  # without a rule that could be evidence of it, proof is not computed
    before, after = (_linked(audit(pages, known=known), sorted(leads)) for pages in (told, {**told, "news": told["news"][:-1]}))
    (edit,) = compare_audits(before, after, known).edits
    assert edit.share is not None
    assert (edit.share.points < -0.1) == is_worth
    assert is_worth or edit.share.points == 0


def _linked(found: Audit, keys: list[str]) -> Audit:
    """The audit, the first paragraph of its home page leading to other pages."""
    return replace(found, pages=tuple(replace(page, block_links=() if page.key else (("-0", tuple(keys)),)) for page in found.pages))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(PAGES, st.data())
def test_one_change_alone_has_the_whole_difference(before: Told, data: st.DataObject) -> None:
    """With one sentence taken out there is one share, from end to end."""
    key = data.draw(st.sampled_from(sorted(before)))
    at = data.draw(st.integers(0, len(before[key]) - 1))
    words = before[key][at][0]
    assume(sum(line[0] == words for line in before[key]) == 1)
    assume(all(line[0] != words for other in before if other != key for line in before[other]))
    old, new = audit(before), audit(before | {key: before[key][:at] + before[key][at + 1 :]})
    assume(old.index.value is not None)
    assume(new.index.value is not None)
    change = compare_audits(old, new, KNOWN)
    (edit,) = (one for one in change.edits if one.share)
    assert edit.how == "gone"
    assert edit.share is not None
    assert (edit.share.points, edit.share.low, edit.share.high) == pytest.approx([change.points or 0.0] * 3, abs=1e-4)


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=1, max_size=20), st.floats(-50, 50))
def test_fair_shares_add_up_to_their_total(ends: list[tuple[float, float]], total: float) -> None:
    first, last = (np.array(side) for side in zip(*ends, strict=True))
    assert float(fair(first, last, total).sum()) == pytest.approx(total, abs=1e-6)


def test_changes_that_act_in_pairs_share_what_they_do_together_by_halves() -> None:
    """Two changes worth 1 and 2 alone, and 1 more together: 1.5 and 2.5 (Shapley)."""
    assert fair(np.array([1.0, 2.0]), np.array([2.0, 3.0]), 4.0).tolist() == [1.5, 2.5]


@given(st.lists(st.floats(-9, 9), min_size=1, max_size=7))
def test_parts_as_printed_add_up_to_the_total_as_printed(points: list[float]) -> None:
    printed = round(sum(points), 1)
    shown = tenths(tuple(Part("edited", one, 1) for one in points), printed)
    assert sum(shown) == pytest.approx(printed)
    assert all(abs(one - exact) < 0.1001 for one, exact in zip(shown, points, strict=True))


def test_rules_have_what_the_words_did_not_do() -> None:
    """The old pages judged by the rules of today stand between the two audits."""
    lines: list[Line] = [(f"Sentence {n} of the site", "self" if n % 2 else "customer", (), 0) for n in range(14)]
    old = audit({"": lines, "about": lines[:5]})
    by_today = audit({"": [(text, "customer", traits, p) for text, _, traits, p in lines], "about": lines[:5]})
    change = compare_audits(old, by_today, KNOWN, reread=by_today)
    assert {part.id for part in change.parts if abs(part.points) > 0.001} == {"rules"}
    assert not change.edits


@pytest.mark.parametrize(("digest", "part"), [("", "rivals"), ("other", "rules")])
def test_rivals_named_for_the_first_time_have_what_words_and_rules_did_not_do(digest: str, part: str) -> None:
    """By other rules as well, the two cannot be told apart, and neither is blamed alone."""
    lines: list[Line] = [(f"Sentence {n} of the site", "self" if n % 2 else "customer", (), 0) for n in range(14)]
    old = audit({"": lines, "about": lines[:5]})
    assert old.index.value is not None
    site, rival = (Contender(name, name, "", old.date, ("en",), 2, old.index, ()) for name in ("site", "rival"))
    new = replace(old, index=replace(old.index, value=old.index.value + 2), comparison=Comparison((site, rival)))
    past = replace(old, rules_digest=digest) if digest else old
    change = compare_audits(past, new, KNOWN, reread=old if digest else None)
    assert {one.id: round(one.points, 3) for one in change.parts if one.points} == {part: 2.0}


def test_a_sentence_judged_otherwise_without_any_change_around_it_is_told_as_such() -> None:
    lines: list[Line] = [(f"Sentence {n} of the site", "self" if n % 2 else "customer", (), 0) for n in range(14)]
    other: list[Line] = [(lines[3][0], "customer", (), 0) if n == 3 else line for n, line in enumerate(lines)]
    change = compare_audits(audit({"": lines, "about": lines[:5]}), audit({"": other, "about": lines[:5]}), KNOWN)
    (edit,) = change.edits
    assert (edit.how, edit.text_after) == ("context", lines[3][0])
    assert edit.share is not None
    assert edit.share.points == pytest.approx(change.points, abs=1e-4)


def test_other_rules_without_the_old_pages_leave_the_difference_whole() -> None:
    lines: list[Line] = [(f"Sentence {n} of the site", "self" if n % 2 else "customer", (), 0) for n in range(14)]
    old = audit({"": lines, "about": lines[:5]})
    change = compare_audits(_by_other_rules(old), audit({"": lines[1:], "about": lines[:5]}), KNOWN)
    assert change.parts == ()
    assert all(edit.share is None for edit in change.edits)
    assert change.points is not None


def _by_other_rules(one: Audit) -> Audit:
    return replace(one, rules_digest="f" * 12)
