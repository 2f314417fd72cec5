"""The party words of both languages are ready to be matched."""

from __future__ import annotations

import unicodedata

import pytest

from auditor.knowledge import parties
from auditor.resources import folder


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_word_is_composed_in_lower_case_with_straight_apostrophes_and_stands_once(lang):
    known = parties.load(folder("rules"))[lang]
    for name, words in known:
        if name == "lists":
            continue
        assert [w for w in words if w != w.lower().strip() or "\u2019" in w or w != unicodedata.normalize("NFC", w)] == [], name
        assert len(words) == len(set(words)), (name, [w for w in words if words.count(w) > 1])


def test_no_word_is_a_pronoun_of_both_sides():
    for known in parties.load(folder("rules")).values():
        ours = {*known.self_pronouns, *known.self_possessives}
        assert not ours & {*known.customer_pronouns, *known.customer_possessives}


def test_what_may_be_no_imperative_is_one_of_the_imperatives():
    for lang, known in parties.load(folder("rules")).items():
        assert set(known.maybe_imperatives) <= set(known.imperatives) | {"rest", "search"}, lang
