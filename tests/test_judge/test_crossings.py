"""Crossings: a part is scored by the code of the whole; too little text has no number; one part is no crossing."""

from __future__ import annotations

from judged import SITE, WHEN, knowledge, page, sentence

from auditor.judge import assess
from auditor.judge.crossings import section
from auditor.models import Audit, Crossing


def audit() -> Audit:
    """Two home-like pages that speak of the customer, an offer that speaks of itself, and a short contact page."""
    pages = [
        page("", "home", *[sentence("customer")] * 12),
        page("offer/pumps", "offer", *[sentence("self")] * 12),
        page("offer/wells", "offer", *[sentence("self")] * 12),
        page("contact", "contact", sentence("customer", 5)),
    ]
    return assess(SITE, pages, knowledge=knowledge(), **WHEN)


def whole(by: str) -> dict[str, Crossing]:
    return {crossing.part: crossing for crossing in audit().crossings if crossing.by == by and crossing.indicator == "index"}


def test_each_kind_of_page_has_a_score_of_its_own() -> None:
    found = whole("kind")
    assert set(found) == {"home", "offer", "contact"}
    assert (found["home"].score.value or 0) > (found["offer"].score.value or 0)
    assert (found["offer"].pages, found["offer"].segments) == (2, 24)


def test_a_part_of_one_page_scores_as_the_page_does() -> None:
    page_score = next(page.index for page in audit().pages if page.key == "")
    assert whole("kind")["home"].score == page_score


def test_a_part_with_too_little_text_has_no_number() -> None:
    score = whole("kind")["contact"].score
    assert (score.value, score.state) == (None, "inconclusive")


def test_every_indicator_is_crossed_with_the_segments_that_it_counted() -> None:
    found = {crossing.indicator: crossing for crossing in audit().crossings if (crossing.by, crossing.part) == ("kind", "home")}
    assert set(found) == {"index", *(indicator.id for axis in audit().axes for indicator in axis.indicators)}
    assert (found["voice"].value, found["voice"].segments) == (1.0, 12)


def test_sections_are_first_folders_and_pages_without_one_stand_together() -> None:
    assert {key: section(key) for key in ("", "contact", "offer/pumps", "offer/a/b", "search?q=a/b")} == {
        "": "",
        "contact": "",
        "offer/pumps": "offer",
        "offer/a/b": "offer",
        "search?q=a/b": "",
    }
    assert set(whole("section")) == {"", "offer"}


def test_a_site_in_one_language_is_not_crossed_by_language() -> None:
    assert not whole("language")
