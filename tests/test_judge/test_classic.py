"""Classic We-We, as published: customer words over customer words, own words and names."""

from __future__ import annotations

import pytest
from judged import INDEX

from auditor.judge.classic import classic, ratio
from auditor.models import Classic, Lang, Segment


def counts(text: str, lang: Lang = "en", names: tuple[str, ...] = ()) -> tuple[int, int, int]:
    found = classic([Segment("", text, lang)], names, INDEX.classic)
    return found.customer, found.own, found.names


@pytest.mark.parametrize(("customer", "own", "names", "published"), [(15, 13, 0, 53.57), (47, 33, 15, 49.47)])
def test_the_published_results_are_reproduced(customer: int, own: int, names: int, published: float) -> None:
    assert ratio(customer, own, names) == pytest.approx(published, abs=0.005)


def test_without_any_such_word_there_is_no_ratio() -> None:
    assert classic([Segment("", "Opening hours", "en")], (), INDEX.classic) == Classic(0, 0, 0, None)


def test_english_words_are_counted_whatever_their_capitals_and_contractions() -> None:
    assert counts("We're here: you\u2019ll tell US what YOUR pump needs, and I'll listen.") == (2, 2, 0)
    assert counts("CALL US TODAY") == (0, 1, 0)
    assert counts("Tell us.") == (0, 1, 0)


def test_french_words_are_counted_with_their_elisions() -> None:
    assert counts("J\u2019aime votre jardin, et nos outils t'attendent : parlez-nous de vous.", "fr") == (3, 3, 0)


def test_each_segment_is_counted_in_its_own_language() -> None:
    segments = [Segment("", "Nous te tenons informé.", "fr"), Segment("", "We keep you informed.", "en")]
    assert classic(segments, (), INDEX.classic) == Classic(2, 2, 0, 50.0)


def test_a_name_is_counted_once_by_its_longest_form_and_its_words_are_not_counted_again() -> None:
    assert counts("Our Garden Ltd and our garden: OUR GARDEN grows.", names=("Our Garden", "Our Garden Ltd")) == (0, 0, 3)
    assert counts("Lenoirs are not Lenoir.", names=("Lenoir", "")) == (0, 0, 1)
