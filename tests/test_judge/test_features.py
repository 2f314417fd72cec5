"""Features: what a segment is judged by, from hand-made analyses."""

from __future__ import annotations

from dataclasses import replace

from auditor import knowledge
from auditor.judge.features import features
from auditor.models import Analysis, Mention, Parties, Segment, Signal

KNOWN = knowledge.load()
NOTHING = Analysis(Parties(), ())


def of(text, analysis=NOTHING, **fields):
    return features(Segment(id="x", text=text, lang="en", end=len(text), **fields), analysis, KNOWN)


def test_a_signal_goes_by_the_id_of_its_rule_and_says_when_it_opens_the_segment():
    analysis = Analysis(Parties(), (Signal("leadership", 0, 7), Signal("passion", 10, 15)))
    found = of("Leaders, proud of larch.", analysis)
    assert {"leadership", "leadership:opening", "passion", "family:generic-2"} <= found
    assert "passion:opening" not in found


def test_a_signal_of_a_rule_that_no_longer_exists_weighs_nothing():
    assert "gone" not in of("Larch.", Analysis(Parties(), (Signal("gone", 0, 5),)))


def test_parties_are_counted_up_to_many_and_told_by_how_they_are_named():
    ours = tuple(Mention(n, n + 1, "self", "pronoun", "actor") for n in range(4))
    yours = Mention(20, 25, "customer", "possessive", "owner")
    found = of("We, we, we and we repair yours.", Analysis(Parties((*ours, yours), 2, 0, True), ()))
    assert {"party:self-many", "party:customer-1", "party:self-many-customer-1"} <= found
    assert {"party:opens-with-self", "party:self-acts-on-customer"} <= found
    assert "party:customer-only-possessive" in found


def test_nobody_in_a_segment_is_said_as_such():
    assert "party:self-0-customer-0" in of("Larch dries for a year.")


def test_an_unknown_block_kind_is_read_from_the_look_and_a_known_one_is_believed():
    """A short text without a full stop reads as a label, unless its kind says that it is a paragraph."""
    assert "shape:label" in of("Larch shutters")
    assert "shape:label" not in of("Larch shutters", kind="paragraph")
    assert "shape:label" in of("Larch shutters.", kind="heading")


def test_the_segment_before_tells_who_it_spoke_of_and_how_it_ended():
    found = of("Larch shutters", prev="What you get:")
    assert {"prev:customer", "prev:colon", "context:lead-in-customer"} <= found
    assert "prev:nothing" in of("Larch shutters")


def test_quotes_left_open_before_are_seen():
    assert "prev:half-quote" in of("They came on time.", prev="“Great people.")


def test_curly_and_straight_apostrophes_give_the_same_features():
    assert of("It's larch", prev="That’s ours") == of("It’s larch", prev="That's ours")


def test_the_order_of_signals_and_mentions_changes_nothing():
    signals = (Signal("leadership", 0, 7), Signal("passion", 10, 15))
    analysis = Analysis(Parties(), signals)
    assert of("Leaders, proud.", analysis) == of("Leaders, proud.", replace(analysis, signals=signals[::-1]))


def test_an_empty_segment_has_features_and_does_not_fail():
    assert "party:self-0" in of("")
