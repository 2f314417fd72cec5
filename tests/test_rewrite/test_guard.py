"""The fact lock speaks for itself: no recipe, no parser, only words before and after."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.models import Lang
from auditor.rewrite import guard

SAFE = [
    ("fr", "Nous vous envoyons 2 plans sous 48 h.", "Vous recevez 2 plans sous 48 h.", "recevez"),
    ("fr", "Nous pouvons vous envoyer un plan.", "Vous pouvez recevoir un plan.", "pouvez recevoir"),
    ("fr", "Nous vous aidons à choisir.", "Vous choisissez, avec notre aide.", "choisissez avec notre aide"),
    ("en", "Nordique lets you pay later.", "With Nordique, you can pay later.", "with can"),
    ("en", "We’ll send you the plan.", "You'll get the plan.", "get"),
    ("en", "We reply promptly.", "You get our reply within [delay, in hours].", "you get our reply within"),
]
UNSAFE = [
    ("fr", "Nous vous envoyons jusqu'à 3 plans.", "Vous recevez 3 plans.", "limit-dropped"),
    ("fr", "Nous vous envoyons un plan.", "Vous recevez 3 plans.", "figure-added"),
    ("fr", "Nous vous envoyons 3 plans.", "Vous recevez des plans.", "figure-dropped"),
    ("fr", "Certains clients gagnent du temps.", "Tous les clients gagnent du temps.", "quantifier-added"),
    ("fr", "Nous ne facturons pas le devis.", "Vous payez le devis.", "negation-dropped"),
    ("fr", "Vous pourriez gagner du temps.", "Vous gagnez du temps.", "modality-dropped"),
    ("fr", "Nous vous aidons à gagner du temps.", "Vous gagnez du temps.", "help-dropped"),
    ("fr", "Nous vous envoyons un plan en mai.", "Vous recevez un plan en juin.", "date-added"),
    ("fr", "Nous vous envoyons un plan.", "Vous recevez un plan Durand.", "name-added"),
    ("fr", "Nous travaillons avec Durand.", "Vous travaillez avec nous.", "name-dropped"),
    ("fr", "Nous vous envoyons un plan.", "Vous recevez un superbe plan.", "new-word"),
    ("en", "Save up to 30%.", "Save 30%.", "limit-dropped"),
    ("en", "You can save time.", "You will save time.", "modality-added"),
    ("en", "Some clients save time.", "All clients save time.", "quantifier-added"),
    ("en", "We don't sell your address.", "We sell your address.", "negation-dropped"),
    ("en", "We send three plans.", "We send four plans.", "number-added"),
    ("en", "It takes 3 days.", "It takes 3 hours.", "unit-added"),
    ("en", "We try to answer.", "We guarantee to answer.", "commitment-added"),
    ("en", "We work with Hill & Sons.", "You work with Mill & Sons.", "name-added"),
    ("en", "We send you a plan.", "You get [a figure] 5 plans.", "figure-added"),
]


@pytest.mark.parametrize(("lang", "before", "after", "added"), SAFE)
def test_a_faithful_rewrite_passes(lang: Lang, before: str, after: str, added: str) -> None:
    assert guard.check(before, after, lang=lang, allowed=added.split()) == ()


@pytest.mark.parametrize(("lang", "before", "after", "reason"), UNSAFE)
def test_an_unfaithful_rewrite_is_caught_whatever_words_are_declared(lang: Lang, before: str, after: str, reason: str) -> None:
    declared = () if reason == "new-word" else [w for w in after.split() if w not in ("can", "will")]
    assert reason in guard.check(before, after, lang=lang, allowed=declared)


@given(st.text(max_size=200), st.sampled_from(["fr", "en"]))
def test_any_text_is_a_safe_rewrite_of_itself(text: str, lang: Lang) -> None:
    assert guard.check(text, guard.BLANK.sub(" ", text), lang=lang) == () or "[" in text


@given(st.integers(2, 10**9), st.integers(2, 10**9), st.sampled_from(["fr", "en"]))
def test_another_figure_never_passes(one: int, other: int, lang: Lang) -> None:
    reasons = guard.check(f"x {one} y", f"x {other} y", lang=lang)
    assert bool(reasons) == (one != other)


def test_a_condition_keeps_a_sentence_from_being_rewritten() -> None:
    lock = guard.locks()
    assert guard.refused("Si le gel dure, nous passons.", lock["fr"])
    assert guard.refused("We reply unless it is Sunday.", lock["en"])
    assert not guard.refused("Nous passons sous 48 h.", lock["fr"])
