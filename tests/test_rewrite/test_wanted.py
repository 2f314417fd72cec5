"""Which sets of words a sentence meets."""

from auditor.rewrite.wanted import Wanted

DAYS, ROOFS = frozenset(("lundi", "mardi")), frozenset(("toit", "toits"))


def test_a_set_is_met_by_any_of_its_words_and_all_sets_are_wanted() -> None:
    wanted = Wanted()
    one, both = wanted.bits([DAYS]), wanted.bits([DAYS, ROOFS])
    assert wanted.met(frozenset(("mardi", "matin"))) == one
    assert wanted.met(frozenset(("mardi", "toits"))) == both
    assert wanted.met(frozenset(("matin",))) == 0


def test_the_same_set_has_one_bit_and_no_set_wants_nothing() -> None:
    wanted = Wanted()
    assert wanted.bits([DAYS]) == wanted.bits([frozenset(DAYS)])
    assert wanted.bits([]) == 0


def test_a_set_without_words_is_met_by_nothing() -> None:
    wanted = Wanted()
    never = wanted.bits([frozenset()])
    assert never & wanted.met(frozenset(("lundi", "toit"))) != never
