"""Labels: only legal values, sums that can be recounted, and decisions that follow the cards."""

from __future__ import annotations

from dataclasses import replace
from math import fsum, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import knowledge
from auditor.errors import UsageProblem
from auditor.judge.features import features
from auditor.judge.labels import APART, BEARING, decide, explain, label, probabilities
from auditor.knowledge.scorecards import Card, Scorecard, Scorecards, Sheet
from auditor.models import DIMENSIONS, FOCUSES, LANGS, TRAITS, Analysis, Mention, Parties, Segment, Signal

KNOWN = knowledge.load()
RULES = sorted(KNOWN.rules)
TEXTS = ("We mend your shutters.", "Larch", "« Très bien », dit-elle.", "Contact us?", "", "Volets, portes, parquets :")


@st.composite
def judged(draw):
    """A segment and an analysis, any signals and mentions."""
    text, lang = draw(st.sampled_from(TEXTS)), draw(st.sampled_from(LANGS))
    signals = tuple(Signal(rule, 0, min(2, len(text))) for rule in draw(st.lists(st.sampled_from(RULES), max_size=12)))
    parties = draw(st.lists(st.sampled_from(("self", "customer")), max_size=4))
    mentions = tuple(Mention(n, n + 1, party, "pronoun", "actor") for n, party in enumerate(parties))
    return Segment(id="x", text=text, lang=lang), Analysis(Parties(mentions, len(mentions), 0, bool(mentions)), signals)


@given(judged())
def test_labels_are_legal_values_and_a_dimension_needs_a_trait_that_bears_one(pair):
    labels = label(*pair, KNOWN)
    assert labels.focus in FOCUSES
    assert set(labels.traits) <= set(TRAITS)
    assert list(labels.traits) == [t for t in TRAITS if t in labels.traits]
    assert labels.dimension in DIMENSIONS
    assert (labels.dimension != "none") == bool(set(labels.traits) & BEARING)
    assert 1 / len(FOCUSES) <= labels.confidence <= 1


@given(judged())
def test_the_weights_of_an_explanation_add_up_to_the_decision(pair):
    segment, analysis = pair
    labels, found = label(segment, analysis, KNOWN), features(segment, analysis, KNOWN)
    sums = {}
    for reason in explain(segment, analysis, KNOWN):
        sums.setdefault(reason.label, []).append(reason.weight)
    scores = KNOWN.scorecards.focus.sheet(segment.lang).scores(found)
    assert isclose(fsum(sums[f"focus.{labels.focus}"]), max(scores.values()), abs_tol=1e-9)
    traits, scores = KNOWN.scorecards.traits.sheet(segment.lang).cards, KNOWN.scorecards.traits.sheet(segment.lang).scores(found)
    told = {name.partition(".")[2] for name in sums if name.startswith("traits.")}
    above = {name for name, card in traits.items() if scores[name] >= card.threshold}
    assert told == set(labels.traits) == (above - (above - set(labels.traits) if above >= APART else set()))
    assert len(above - told) <= 1
    assert all(fsum(sums[f"traits.{name}"]) >= traits[name].threshold - 1e-9 for name in told)


@given(judged())
def test_probabilities_add_up_to_one(pair):
    sheet = KNOWN.scorecards.focus.sheet(pair[0].lang)
    assert isclose(fsum(probabilities(sheet, features(*pair, KNOWN)).values()), 1.0)


def test_a_trait_is_given_from_its_threshold_on():
    """Ten and ten make twenty: at a threshold of 20 the trait is given, just above it is not."""
    for threshold, expected in ((20.0, ("proof",)), (20.001, ())):
        cards = {"proof": Card(intercept=10.0, threshold=threshold, weights={"figure": 10.0})}
        known = replace(KNOWN, scorecards=_cards(cards))
        assert decide(frozenset({"figure"}), "en", known).traits == expected


def test_the_strongest_reason_comes_first():
    weights = {"figure": 1.0, "year": -3.0}
    known = replace(KNOWN, scorecards=_cards({"proof": Card(intercept=9.0, weights=weights)}))
    analysis = Analysis(Parties(), (Signal("figure", 0, 1), Signal("year", 0, 1)))
    told = [r.signal for r in explain(Segment(id="x", text="1974", lang="en"), analysis, known) if r.label == "traits.proof"]
    assert told == ["intercept", "year", "figure"]


def test_a_high_temperature_lowers_the_confidence_and_keeps_the_focus():
    cards = {name: Card(intercept=2.0 if name == "shared" else 0.0) for name in FOCUSES}
    sharp, flat = Sheet(cards=cards), Sheet(temperature=4.0, cards=cards)
    assert probabilities(sharp, frozenset())["shared"] > probabilities(flat, frozenset())["shared"] > 0.25


def test_without_scorecards_the_user_is_told_what_to_run():
    with pytest.raises(UsageProblem, match="auditor rules calibrate"):
        decide(frozenset(), "fr", replace(KNOWN, scorecards=Scorecards()))


def _cards(traits):
    focus = Sheet(cards={name: Card(intercept=0.0) for name in FOCUSES})
    return Scorecards(focus=Scorecard(fr=focus, en=focus), traits=Scorecard(en=Sheet(cards=traits)))
