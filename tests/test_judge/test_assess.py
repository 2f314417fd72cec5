"""The index of a site, worked out by hand and held against every way in which it must not change."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judged import INDEX, PLAIN, SITE, WHEN, knowledge, page, parties, sentence

from auditor.judge import assess
from auditor.judge.pooling import JudgedPage
from auditor.models import FOCUSES, LANGS, Audit, Score
from auditor.words import has

HOME = [sentence("self", 10, prominence=2.0, first_screen=True), *[sentence("customer", 20)] * 6, *[sentence("self", 40)] * 3]
ABOUT = [sentence("self", 20), sentence("self", 20), sentence("shared", 20), sentence("neutral", 20)]
OFFERS = [[sentence("customer", 20), sentence("customer", 20)], [sentence("self", 20), sentence("customer", 20)]]


def site() -> list[JudgedPage]:
    offers = [page(f"offer-{n}", "offer", *offer) for n, offer in enumerate(OFFERS)]
    return [page("", "home", *HOME), page("about", "about", *ABOUT), *offers, page("legal", "legal", *[sentence("self")] * 5)]


def audited(pages: list[JudgedPage], **how: object) -> Audit:
    return assess(SITE, pages, knowledge=knowledge(), **WHEN, **how)


def ratios(audit: Audit) -> dict[str, float | None]:
    return {indicator.id: indicator.value for indicator in audit.axes[0].indicators}


def logistic(value: float, median: float, high: float) -> float:
    return 100 / (1 + math.exp(-math.log(82 / 18) * (value - median) / (high - median)))


def test_the_five_ratios_of_the_focus_axis_are_those_worked_out_by_hand() -> None:
    """Home weighs 3, about 2, each of two offer pages 1; a segment min(words, 30) × prominence, where it is not counted as it is."""
    customer = 3 * 6 * 20 + 1 * (20 + 20 + 20)
    own = 3 * (10 * 2 + 3 * 30) + 2 * 40 + 1 * 20
    shared = 2 * 20  # of the about page: half of it is about the customer
    values = ratios(audited(site()))
    assert values["voice"] == pytest.approx((customer + shared / 2) / (customer + own + shared), abs=1e-6)
    assert values["first-screen"] == 0
    customer, own, shared = 3 * 6 + 1 * 3, 3 * 4 + 2 * 2 + 1, 2
    assert values["actors"] == pytest.approx(customer / (customer + own), abs=1e-6)
    assert values["openings"] == pytest.approx((customer + shared) / (customer + own + shared), abs=1e-6)
    assert values["mentions"] == pytest.approx((customer + shared) / (customer + own + 2 * shared), abs=1e-6)


def test_the_axis_is_the_mean_of_its_indicators_and_the_index_that_of_the_axes_computed() -> None:
    audit = audited(site())
    points = INDEX.curves.points
    told = {id: value or 0.0 for id, value in ratios(audit).items()}  # 21 of 38 clauses, in those of a page that weighs 3, and two more
    told["actors"] = (21 / 3 + 2 * points["actors"]["en"][0]) / (38 / 3 + 2)
    scores = [logistic(value, *points[id]["en"]) for id, value in told.items()]
    assert audit.axes[0].score.value == pytest.approx(sum(scores) / 5, abs=1e-4)
    assert audit.index.value == audit.axes[0].score.value
    assert audit.index.state == "partial"
    assert [axis.score.state for axis in audit.axes] == ["ok", "not_computed", "not_computed", "not_computed"]
    assert audit.index.low is not None
    assert audit.index.high is not None
    assert audit.index.low <= audit.index.value <= audit.index.high


def test_the_same_site_has_the_same_numbers_on_every_machine() -> None:
    """Worked out once: a change of these digits without a change of the method is a fault."""
    assert audited(site()).index == Score(36.8122, 20.6691, 60.894, "partial", rough=True)


def test_the_title_and_the_description_count_in_the_first_screen_only() -> None:
    head = [sentence("self", kind="title", prominence=3.0), sentence("customer", kind="description")]
    before, after = ratios(audited(site())), ratios(audited([page("", "home", *head, *HOME), *site()[1:]]))
    assert after.pop("first-screen") == pytest.approx(20 / (20 * 3 + 20 + 10 * 2), abs=1e-6)
    before.pop("first-screen")
    assert after == before


def test_every_indicator_names_the_segments_that_it_counted() -> None:
    pages = site()
    audit = audited(pages)
    in_scope = [s for _, segments in sorted(pages, key=lambda p: p[0].key) if segments for s in segments if s.segment.page_kind != "legal"]
    counted = {indicator.id: list(indicator.counted) for indicator in audit.axes[0].indicators}
    assert counted["openings"] == [s.segment.id for s in in_scope if s.labels.focus != "neutral"]
    assert counted["voice"] == [s.segment.id for s in in_scope if s.labels.focus != "neutral"]
    assert counted["actors"] == [s.segment.id for s in in_scope if s.labels.focus in ("self", "customer")]
    assert counted["first-screen"] == [s.segment.id for s in in_scope if s.segment.first_screen]


@pytest.mark.parametrize(
    ("number", "words", "state"), [(10, 15, "partial"), (9, 30, "inconclusive"), (10, 14, "inconclusive")], ids=["enough", "few", "short"]
)
def test_no_number_is_shown_under_ten_sentences_about_someone_or_150_words(number: int, words: int, state: str) -> None:
    text = [*[sentence("customer", words)] * number, *[sentence("neutral", 0)] * 5]
    audit = audited([page("", "home", *text)])
    assert audit.index.state == state
    assert (audit.index.value is None) == (state == "inconclusive")
    assert (audit.axes[0].indicators[0].score.value is None) == (state == "inconclusive")
    assert len(audit.axes[0].indicators[0].counted) == number


def test_what_is_not_applicable_weighs_nothing() -> None:
    """Not one clause has an actor: the axis is the mean of the others."""
    text = [sentence("customer", who=parties(0, 1)), sentence("self", who=parties(1, 0))] * 6
    audit = audited([page("", "home", *text, sentence("self", first_screen=True, who=parties(1, 0)))])
    scores = {indicator.id: indicator.score for indicator in audit.axes[0].indicators}
    assert scores["actors"].state == "not_applicable"
    assert scores["actors"].value is None
    others = [score.value for id, score in scores.items() if id != "actors" and score.value is not None]
    assert audit.index.value == pytest.approx(sum(others) / 4, abs=1e-3)


def test_a_page_alone_weighs_one_whatever_its_kind_and_its_interval_is_over_its_blocks() -> None:
    audit = audited([page("news", "news", *HOME)])
    assert [p.weight for p in audit.pages] == [1.0]
    assert audit.index == replace(audit.pages[0].index, state="partial")
    assert audit.index.low is not None
    assert audit.index.low < (audit.index.value or 0)


def test_a_site_without_a_known_page_is_judged_on_the_others() -> None:
    audit = audited([page("a", "other", *HOME), page("b", "other", *ABOUT), page("c", "legal", *ABOUT[:2])])
    assert [p.weight for p in audit.pages] == [0.5, 0.5, 0.0]
    assert "judge.note.other-pages" in audit.notes


def test_a_page_out_of_scope_has_no_score_of_its_own() -> None:
    legal = next(p for p in audited(site()).pages if p.kind == "legal")
    assert (legal.index.state, legal.index.value, legal.axes) == ("not_applicable", None, ())


def test_a_site_in_two_languages_is_scored_on_both_curves_by_their_shares() -> None:
    points = {id: {"fr": (0.2, 0.4), "en": (0.6, 0.9)} for id in INDEX.curves.points}
    curves = INDEX.curves.model_copy(update={"points": points})
    text = [
        *[sentence("customer", 30, lang="fr")] * 6,
        *[sentence("self", 10, lang="en")] * 6,
        sentence("customer", first_screen=True, words=0),
    ]
    audit = assess(SITE, [page("", "home", *text)], knowledge=knowledge(curves=curves), **WHEN)
    voice = audit.axes[0].indicators[0]
    assert voice.score.value == pytest.approx(0.75 * logistic(0.75, 0.2, 0.4) + 0.25 * logistic(0.75, 0.6, 0.9), abs=1e-3)
    assert audit.languages == ("fr", "en")


def test_the_second_copy_of_a_page_leaves_the_index_unchanged() -> None:
    copy = page("offer-copy", "offer", *[replace(s, segment=replace(s.segment, block="")) for s in site()[2][1]])
    assert audited([*site(), copy]).index == audited(site()).index


def test_a_site_without_any_text_is_inconclusive() -> None:
    audit = audited([page("", "home")])
    assert audit.index.state == "inconclusive"
    assert audit.classic.value is None


sentences = st.builds(
    lambda focus, words, prominence, block: sentence(focus, words, prominence=prominence, block=block, first_screen=prominence > 1.5),
    st.sampled_from(FOCUSES), st.integers(1, 40), st.sampled_from([1.0, 1.5, 2.0, 3.0]), st.sampled_from(["a", "b", "c"]),
)  # fmt: skip
kinds = st.sampled_from(["home", "about", "offer", "case", "contact", "other", "news"])
texts = st.lists(st.tuples(kinds, st.lists(sentences, max_size=12)), min_size=1, max_size=6)


def pages_of(drawn: list[tuple[str, list[object]]]) -> list[JudgedPage]:
    return [page("", "home", *HOME), *(page(f"p{n}", kind, *some) for n, (kind, some) in enumerate(drawn))]


def numbers(audit: Audit) -> object:
    return audit.index, audit.axes, audit.classic, audit.findings, [p.index for p in audit.pages]


@settings(max_examples=25, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_shuffling_the_pages_changes_nothing(drawn: list[tuple[str, list[object]]], order: random.Random) -> None:
    pages = pages_of(drawn)
    shuffled = order.sample(pages, len(pages))
    assert audited(pages) == audited(shuffled)


@settings(max_examples=25, deadline=None)
@given(texts, st.lists(sentences, max_size=12))
def test_adding_a_legal_page_leaves_the_index(drawn: list[tuple[str, list[object]]], more: list[object]) -> None:
    pages = pages_of(drawn)
    legal = page("legal", "legal", *more)
    assert numbers(audited([*pages, legal]))[:2] == numbers(audited(pages))[:2]


@settings(max_examples=25, deadline=None)
@given(texts, st.integers(0, 1000))
def test_turning_a_customer_segment_to_self_never_raises_the_index(drawn: list[tuple[str, list[object]]], which: int) -> None:
    pages = pages_of(drawn)
    places = [(n, m) for n, (_, segments) in enumerate(pages) for m, s in enumerate(segments) if s.labels.focus == "customer"]
    n, m = places[which % len(places)]
    text, segments = pages[n]
    for analysis in (segments[m].analysis, replace(segments[m].analysis, parties=PLAIN["self"])):
        turned = replace(segments[m], analysis=analysis, labels=replace(segments[m].labels, focus="self"))
        changed = [*pages[:n], (text, (*segments[:m], turned, *segments[m + 1 :])), *pages[n + 1 :]]
        assert (audited(changed).index.value or 0) <= (audited(pages).index.value or 0)


def test_what_the_reader_must_know_is_said_in_both_languages() -> None:
    english = [sentence("customer", lang="en")] * 8
    pages = [page("a", "other", *english, *[sentence("self", lang="fr")] * 8), page("b", "other", sentence("self"))]
    noted = {*audited(pages).notes, *audited(pages[:1]).notes, *audited([page("", "home")]).notes}
    assert len(noted) == 6
    assert all(has(lang, note) for note in noted for lang in LANGS)
