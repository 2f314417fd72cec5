"""Scores that are worked out together are those that would be worked out apart."""

from __future__ import annotations

import numpy as np
import pytest
from judged import knowledge, page, sentence

from auditor.judge.in_scope import in_scope
from auditor.judge.indicators import FORMULAS
from auditor.judge.known import known
from auditor.judge.ledger_evidence import Topics
from auditor.judge.pooling import Pool, pool_site
from auditor.judge.resampling import Numbers, numbers_of
from auditor.judge.scoring import log_normal, rising, score
from auditor.knowledge.promises import PromiseRules

FOCUSES = ("customer", "self", "neutral")


def pool(*keys: str) -> Pool:
    """Pages of three segments in two blocks."""
    rules = knowledge()
    pages = [page(key, "offer", *(sentence(f, 9 + n, block="a" if n else "b") for n, f in enumerate(FOCUSES))) for key in keys]
    return pool_site(pages, in_scope(pages, rules.index.scope), known(rules.index, rules.rules))


@pytest.mark.parametrize("keys", [("one",), ("one", "two")])
def test_the_text_as_it_stands_scores_the_same_beside_its_resamples(keys: tuple[str, ...]) -> None:
    ours = pool(*keys)
    numbers = Numbers(ours)
    assert numbers.now.all == pytest.approx(score(ours.totals, ours).all, nan_ok=True)
    assert len(numbers.resampled.index) == ours.index.scope.resamples


def test_pools_that_are_scored_together_have_the_scores_of_each_to_the_last_digit() -> None:
    """Pages of two languages and of different lengths, more of them than are scored at once."""
    rules = knowledge()
    said = [
        [sentence(f, 9 + n, block=str(n), lang=lang) for n, f in enumerate(FOCUSES * times)] for lang in ("fr", "en") for times in (8, 9)
    ]
    pages = [page(f"page-{n}", "offer", *segments) for n, segments in enumerate(said)]
    ours = pool_site(pages, in_scope(pages, rules.index.scope), known(rules.index, rules.rules))
    alone = [Pool((one.alone(),), ours.known) for one in ours.pages]
    for numbers, one in zip(numbers_of(alone), alone, strict=True):
        apart = Numbers(Pool((one.pages[0].alone(),), ours.known))
        assert one.is_conclusive
        assert np.array_equal(numbers.now.all, apart.now.all, equal_nan=True)
        assert np.array_equal(numbers.intervals, apart.intervals, equal_nan=True)


def test_shares_scored_at_once_have_the_curve_of_each() -> None:
    values, median, high = np.array([[0.1, 0.7], [0.5, np.nan]]), np.array([0.2, 0.5]), np.array([0.4, 0.9])
    each = [rising(values[:, n], median[n], high[n], 82.0) for n in range(2)]
    assert rising(values, median, high, 82.0) == pytest.approx(np.array(each).T, nan_ok=True)


def test_rates_scored_at_once_have_the_curve_of_each_to_the_last_digit() -> None:
    values, median, high = np.array([[0.0, 7.5], [3.0, np.nan], [3.0, 0.25]]), np.array([0.0, 2.5]), np.array([4.0, 9.0])
    each = [log_normal(values[:, n], median[n], high[n], 82.0) for n in range(2)]
    assert np.array_equal(log_normal(values, median, high, 82.0), np.array(each).T, equal_nan=True)


def test_an_indicator_counts_the_segments_of_which_one_of_its_columns_speaks() -> None:
    ours = pool("one", "two")
    for id, place in ours.places.items():
        rows = [(s.segment.id, row[place]) for p in ours.pages for s, row in zip(p.segments, p.rows, strict=True)]
        assert ours.counted[id] == tuple(name for name, sums in rows if any(sums[n] for n in FORMULAS[id].counted))


def test_every_stem_of_a_sentence_is_what_it_speaks_of_and_what_proves_any_kind() -> None:
    rules = PromiseRules.model_construct(common=("ready", "within"), proof_words={"delay": ("ready*",), "quality": ("checked twice",)})
    topics = Topics(rules, ())
    assert topics.every_stem("ready within days") == {"ready", "day"}
    assert topics.every_stem("checked twice, packed") == {"checke", "twice", "packed"}
    assert topics.every_stem("already packed") == {"alread", "packed"}
