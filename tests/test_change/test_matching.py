"""Which sentence of one audit is which of another."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.identity import segment_ids
from auditor.judge.change_match import PagePair, Pair, match_pages, match_sentences
from auditor.models import Analysis, AuditedPage, BlockKind, LabelledSegment, Labels, Parties, Score, Segment

NO_SCORE = Score(None, None, None, "not_applicable")
Line = str | tuple[BlockKind, str]
WORDS = "wood stair oak door pine step rail plan room light house day price week team visit saw floor beam wall".split()


def page(key: str, *lines: Line) -> AuditedPage:
    """A page that says these lines, paragraphs unless told otherwise."""
    told: list[tuple[BlockKind, str]] = [("paragraph", line) if isinstance(line, str) else line for line in lines]
    ids = segment_ids(key, (text for _, text in told))
    segments = tuple(
        LabelledSegment(
            Segment(id, text, "en", page=key, block=id, kind=kind, words=len(text.split())),
            Analysis(Parties(), ()), Labels("neutral", (), "none", 0.9),
        )
        for id, (kind, text) in zip(ids, told, strict=True)
    )  # fmt: skip
    return AuditedPage(key, key, f"https://stairs.example/{key}", key, "", "en", "offer", 1.0, NO_SCORE, (), segments)


def matched(before: AuditedPage, after: AuditedPage) -> dict[str, tuple[str, str]]:
    """How each sentence changed, and what it was, by its words now, before where it is gone."""
    (pairs,) = match_sentences([PagePair(before, after)])
    return {text(pair)[1] or text(pair)[0]: (pair.how, text(pair)[0]) for pair in pairs}


def text(pair: Pair) -> tuple[str, str]:
    return pair.before.segment.text if pair.before else "", pair.after.segment.text if pair.after else ""


def test_the_same_words_are_the_same_sentence_whatever_their_case_and_apostrophes() -> None:
    assert matched(page("a", "You don't wait."), page("a", "You don’t wait.")) == {"You don’t wait.": ("kept", "You don't wait.")}


def test_a_sentence_rewritten_in_its_place_is_edited() -> None:
    before = page("a", "It starts here.", "We deliver your parcels in 24 hours.", "It ends here.")
    after = page("a", "It starts here.", "You receive your parcels in 24 hours.", "It ends here.")
    assert matched(before, after)["You receive your parcels in 24 hours."] == ("edited", "We deliver your parcels in 24 hours.")


def test_another_sentence_in_the_place_of_one_is_not_its_new_wording() -> None:
    before = page("a", "It starts here.", "Our history began with a single barrow.", "It ends here.")
    after = page("a", "It starts here.", "You pay after the second visit.", "It ends here.")
    found = matched(before, after)
    assert found["You pay after the second visit."] == ("new", "")
    assert found["Our history began with a single barrow."] == ("gone", "Our history began with a single barrow.")


def test_a_heading_in_the_place_of_a_heading_is_its_new_wording_whatever_it_says() -> None:
    before = page("a", ("heading", "Our know-how"), "It starts here.")
    after = page("a", ("heading", "Your stairs in a week"), "It starts here.")
    assert matched(before, after)["Your stairs in a week"] == ("edited", "Our know-how")


def test_a_heading_that_takes_up_the_words_of_a_sentence_is_not_that_sentence() -> None:
    before = page("a", "We bring your linen before ten.", "It ends here.")
    after = page("a", ("heading", "Your linen before ten, each day"), "It ends here.")
    assert matched(before, after)["Your linen before ten, each day"][0] == "new"


def test_of_two_sentences_that_changed_places_one_has_moved() -> None:
    before = page("a", "One comes first.", "Two comes second.", "Three comes third.")
    after = page("a", "One comes first.", "Three comes third.", "Two comes second.")
    assert sorted(how for how, _ in matched(before, after).values()) == ["kept", "kept", "moved"]


def test_a_sentence_said_twice_and_then_once_is_gone_once() -> None:
    before, after = page("a", "Call us.", "You choose the wood.", "Call us."), page("a", "Call us.", "You choose the wood.")
    (pairs,) = match_sentences([PagePair(before, after)])
    assert sorted(pair.how for pair in pairs) == ["gone", "kept", "kept"]


def test_a_sentence_on_another_page_has_moved_unless_every_page_says_it() -> None:
    before = [page("a", "You pay only after the last visit.", "Call us."), page("b", "You choose the wood.")]
    there = ("You choose the wood.", "You pay only after the last visit.", "Call us.")
    after = [page("a", "Something else stands here now."), page("b", *there)]
    found = [pair for pairs in match_sentences(match_pages(before, after)) for pair in pairs]
    assert {text(pair)[1]: pair.how for pair in found if pair.after and pair.how != "kept"} == {
        "Something else stands here now.": "new", "You pay only after the last visit.": "moved", "Call us.": "new",
    }  # fmt: skip
    assert [text(pair)[0] for pair in found if pair.how == "gone"] == ["Call us."]


def test_a_page_at_a_new_address_is_found_by_its_sentences() -> None:
    lines = ("We are a family firm from Ludlow.", "Our story began with one cart.", "You choose the day and the hour.")
    pairs = match_pages([page("about", *lines)], [page("who-we-are", *lines[:2], "You have an answer in a day.")])
    assert [(pair.before and pair.before.key, pair.after and pair.after.key) for pair in pairs] == [("about", "who-we-are")]


def test_pages_with_little_in_common_are_two_pages() -> None:
    pairs = match_pages([page("a", "You choose the day and the hour.")], [page("b", "We are a family firm from Ludlow.")])
    assert [(bool(pair.before), bool(pair.after)) for pair in pairs] == [(True, False), (False, True)]


SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
PAGE = st.lists(SENTENCE, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("abc"), PAGE, max_size=3), st.dictionaries(st.sampled_from("abcd"), PAGE, max_size=3))
def test_every_sentence_of_both_sides_stands_in_one_pair(before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    old, new = ([page(key, *lines) for key, lines in side.items()] for side in (before, after))
    pairs = [pair for found in match_sentences(match_pages(old, new)) for pair in found]
    for side, pages in (("before", old), ("after", new)):
        told = [getattr(pair, side).segment.id for pair in pairs if getattr(pair, side)]
        assert sorted(told) == sorted(s.segment.id for one in pages for s in one.segments)
    assert all(pair.how in ("new", "gone") for pair in pairs if not (pair.before and pair.after))


def test_five_thousand_sentences_all_edited_are_matched_in_seconds() -> None:
    """Each keeps most of its words; compared one with one it would take twenty-five million looks."""
    drawn = random.Random(7)
    names = [f"word{n}" for n in range(6000)]
    lines = [" ".join(drawn.choices(names, k=14)) for _ in range(5000)]
    edited = [" ".join(["you", *line.split()[2:]]) for line in lines]
    drawn.shuffle(edited)
    begun = time.process_time()
    (pairs,) = match_sentences([PagePair(page("a", *lines), page("a", *edited))])
    assert time.process_time() - begun < 10
    kept = [pair for pair in pairs if pair.before and pair.after and text(pair)[0].split()[2:] == text(pair)[1].split()[1:]]
    assert len(kept) > 4900
