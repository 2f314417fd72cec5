"""From sums to scores: ratios, curves, axes, the index and its interval.

In: pooled sums. Out: numbers from 0 to 100. Everything works on many rows at once, so that a resample, a mended segment and the text as it
stands go through the very same formulas. Not applicable is NaN inside this module, and None outside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from auditor.judge.pooling import Pool, Sums, formula_ids
from auditor.knowledge.index import AxisRule, Curves, Index
from auditor.models import Lang

NINE = float(np.log(9.0))  # the logistic reaches 90 of 100 where its argument is log 9
DECIMALS = 4  # of a score; what differs beyond is the last digit of somebody's exp()
TAIL = 0.025  # of a 95 % interval, on either side


@dataclass(frozen=True)
class Scored:
    """Scores of each row of sums; NaN where nothing was counted."""

    ratios: Sums  # a column an indicator, 0-1
    indicators: Sums  # a column an indicator, 0-100
    axes: Sums  # a column an axis
    index: Sums  # one column


def score(totals: Sums, languages: dict[Lang, float], index: Index) -> Scored:
    """Ratios, indicator scores, axis scores and index of each row of pooled sums."""
    part, whole = totals[:, 0::2], totals[:, 1::2]
    ratios = np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
    indicators = np.column_stack([_curved(ratios[:, n], id, languages, index.curves) for n, id in enumerate(formula_ids(index))])
    axes = np.column_stack([_axis(axis, indicators, index) for axis in index.axes])
    weights = np.array([axis.weight for axis in index.axes])
    return Scored(ratios, indicators, axes, _mean(axes, weights)[:, None])


def _curved(ratio: Sums, id: str, languages: dict[Lang, float], curves: Curves) -> Sums:
    """A text in two languages is scored on both curves, each by the language's share of the text."""
    scored = np.zeros_like(ratio)
    for lang, share in languages.items():
        median, high = curves.points[id][lang]
        scored = scored + share * 100.0 / (1.0 + np.exp(-NINE * (ratio - median) / (high - median)))
    return scored


def _axis(axis: AxisRule, indicators: Sums, index: Index) -> Sums:
    ids = formula_ids(index)
    columns = [ids.index(id) for id in axis.indicators]
    return _mean(indicators[:, columns], np.array([rule.weight for rule in axis.indicators.values()]))


def _mean(values: Sums, weights: Sums) -> Sums:
    """Weighted mean of each row, over what is not NaN; NaN where nothing is left."""
    present = ~np.isnan(values)
    total = np.zeros(len(values))
    share = np.zeros(len(values))
    for n, weight in enumerate(weights):  # one by one: the order of a sum is part of its last digit
        total = total + np.where(present[:, n], values[:, n] * weight, 0.0)
        share = share + present[:, n] * weight
    return np.divide(total, share, out=np.full_like(total, np.nan), where=share > 0)


@lru_cache(maxsize=64)
def resamples(clusters: int, number: int, seed: int) -> Sums:
    """How often each cluster is drawn in each resample: `number` rows, the same on every machine.

    RandomState's stream is frozen for good (NEP 19); the newer generators' is not.
    """
    drawn = (np.random.RandomState(seed).random_sample((number, clusters)) * clusters).astype(np.int64)
    flat = drawn + clusters * np.arange(number)[:, None]
    return np.bincount(flat.ravel(), minlength=number * clusters).reshape(number, clusters).astype(np.float64)


@dataclass(frozen=True)
class Numbers:
    """The scores of a pool, and those of its resamples."""

    pool: Pool

    @cached_property
    def now(self) -> Scored:
        """Scores of the text as it stands: one row."""
        return score(self.pool.totals, self.pool.languages, self.pool.index)

    @cached_property
    def resampled(self) -> Scored:
        """Scores of its resamples: cluster bootstrap over pages, over blocks when there is one page."""
        scope = self.pool.index.scope
        if len(self.pool.pages) == 1:
            page = self.pool.pages[0]
            totals = page.weight * (resamples(len(page.block_sums), scope.resamples, scope.seed) @ page.block_sums)
        else:
            totals = self.pool.weighed(resamples(len(self.pool.pages), scope.resamples, scope.seed))
        return score(totals, self.pool.languages, self.pool.index)


def interval(values: Sums) -> tuple[float, float]:
    """The 95 % interval of resampled scores (percentiles of those that exist)."""
    known = np.sort(values[~np.isnan(values)])
    low, high = int(TAIL * len(known)), int(np.ceil((1 - TAIL) * len(known))) - 1
    return round(float(known[low]), DECIMALS), round(float(known[high]), DECIMALS)
