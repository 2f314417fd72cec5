"""From sums to scores: values, curves, axes, the index and its interval.

In: pooled sums. Out: numbers from 0 to 100. Everything works on many rows at once, so that a resample, a mended segment and the text as it
stands go through the very same formulas. Not applicable is NaN inside this module, and None outside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import erf, log, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from auditor.judge.indicators import FORMULAS, Sums, divided
from auditor.judge.pooling import Pool
from auditor.knowledge.index import AxisRule
from auditor.models import Lang

Missing = npt.NDArray[np.bool_]
DECIMALS = 4  # of a score; what differs beyond is the last digit of somebody's exp()
TAIL = 0.025  # of a 95 % interval, on either side
PIECE = 2**18  # multiplications up to which OpenBLAS starts no threads (interface/gemm.c)


@dataclass(frozen=True)
class Scored:
    """Scores of each row of sums; NaN where nothing was counted."""

    terms: dict[str, Sums]  # the term or the two terms of each indicator that has not failed
    values: Sums  # a column an indicator: its term, or the mean of its two terms
    indicators: Sums  # a column an indicator, 0-100
    axes: Sums  # a column an axis
    index: Sums  # one column

    @property
    def all(self) -> Sums:
        """Indicators, axes and index side by side."""
        return np.hstack([self.indicators, self.axes, self.index])

    def rows(self, chosen: slice) -> Scored:
        """The scores of some rows."""
        terms = {id: found[chosen] for id, found in self.terms.items()}
        return Scored(terms, self.values[chosen], self.indicators[chosen], self.axes[chosen], self.index[chosen])


def score(totals: Sums, pool: Pool, languages: Mapping[Lang, float] | None = None) -> Scored:
    """Values, indicator scores, axis scores and index of each row of pooled sums; `languages` are their shares, if not the pool's."""
    index, totals = pool.index, np.asfortranarray(totals)  # its columns are read one by one
    found = _terms(totals, pool)
    values = _columns([value(found[id]) if id in found else np.full(len(totals), np.nan) for id in pool.places])
    indicators = _curved(values, totals, pool, pool.languages if languages is None else languages)
    gone = np.isnan(indicators)
    axes = _columns([_axis(axis, indicators, gone, pool) for axis in index.axes])
    weights = np.array([axis.weight for axis in index.axes])
    return Scored(found, values, indicators, axes, _mean(axes, np.isnan(axes), weights)[:, None])


def _columns(columns: list[Sums]) -> Sums:
    """The columns side by side, each in one piece of memory: they are read one by one again."""
    return np.array(columns).T


def _terms(totals: Sums, pool: Pool) -> dict[str, Sums]:
    """The term or the two terms of each indicator that has not failed, a column each, for each row of pooled sums; those that are a plain
    share are divided at once: a call is dearer than a column.
    """
    columns, starts = totals.T, np.array(list(pool.known.shares.values()))
    found = dict(zip(pool.known.shares, divided(columns[starts], columns[starts + 1])[:, :, None], strict=True))
    for id, place in pool.places.items():
        if id not in found and id not in pool.failed:
            found[id] = FORMULAS[id].value(totals[:, place])
    return found


def value(found: Sums) -> Sums:
    """The value of an indicator: its term as it is, or the mean of its two terms, each cut to 0-1."""
    if found.shape[1] == 1:
        return found[:, 0]
    one, other = np.minimum(np.maximum(found, 0.0), 1.0).T
    return np.asarray((one + other) / 2.0)


def _curved(values: Sums, totals: Sums, pool: Pool, languages: Mapping[Lang, float]) -> Sums:
    """A text in two languages is scored on both curves, each by the language's share of the text. All columns of a curve are worked out at
    once: a call is dearer than a column.
    """
    rules = [(id, rule) for axis in pool.index.axes for id, rule in axis.indicators.items()]
    of_curve = {curve: [n for n, (_, rule) in enumerate(rules) if rule.curve == curve] for curve in CURVES}
    few = [n for n, (_, rule) in enumerate(rules) if rule.prior]
    prior, observed = np.array([rules[n][1].prior for n in few]), _observed(totals, [rules[n][0] for n in few], pool)
    scored, told = np.zeros_like(values), values.copy()
    for lang, part in languages.items():
        points = np.array([pool.index.curves.points[id][lang] for id, _ in rules]).T
        told[:, few] = shrunk(values[:, few], observed, points[0, few], prior)
        for curve, chosen in of_curve.items():
            scored[:, chosen] += part * CURVES[curve](told[:, chosen], points[0, chosen], points[1, chosen], pool.index.scope.high)
    return scored


def _observed(totals: Sums, ids: Sequence[str], pool: Pool) -> Sums:
    """How much was counted of some indicators, a column each, in observations of the weightiest page."""
    heaviest = max((page.weight for page in pool.pages), default=1.0)
    return np.asarray(totals[:, [pool.places[id].start + 1 for id in ids]] / heaviest)


def shrunk(values: Sums, observed: Sums, median: Sums | float, prior: Sums | float) -> Sums:
    """The share that `prior` more observations at the reference's median would leave: the fewer were counted, the nearer to the median.

    The posterior mean of a share under a beta prior (Bayes; Laplace's rule of succession is the prior of two at one half).
    """
    return np.asarray((observed * values + prior * median) / (observed + prior))


def rising(values: Sums, median: Sums | float, high: Sums | float, at: float) -> Sums:
    """The logistic for shares: 50 at the median, `at` at `high`; of a column, or of many with a median and a `high` each."""
    return np.asarray(100.0 / (1.0 + np.exp(-log(at / (100.0 - at)) * (values - median) / (high - median))))


def log_normal(values: Sums, median: Sums | float, high: Sums | float, at: float) -> Sums:
    """The log-normal for rates: 50 at the median, `at` at `high`; of a column, or of many with a median and a `high` each.

    Lighthouse's, but over one more than the rate: over the rate itself the first gain that a page states would be worth as much as all
    that follow, and one sentence would decide.
    """
    points, deviations = list(zip(np.ravel(median).tolist(), np.ravel(high).tolist(), strict=True)), NormalDist().inv_cdf(at / 100.0)
    columns = values.T if values.ndim > 1 else values[None, :]
    scored = [_log_normal(column, mid, top, deviations) for column, (mid, top) in zip(columns, points, strict=True)]
    return np.array(scored).T.reshape(values.shape)


def _log_normal(column: Sums, median: float, high: float, deviations: float) -> Sums:
    """The log-normal of one column; each erf() is a call, and resampled counts repeat."""
    distinct, places = _distinct(column)
    middle = log(1.0 + median)
    scale = deviations / (log((1.0 + high) / (1.0 + median)) * sqrt(2.0))
    reached = scale * (np.log1p(distinct) - middle)
    return np.asarray((50.0 * (1.0 + np.array(list(map(erf, reached.tolist())))))[places])


def _distinct(column: Sums) -> tuple[Sums, npt.NDArray[np.int64]]:
    """Numbers among which are all of a column, and where each of it stands among them; small whole numbers are their own places."""
    if len(column) and 0.0 <= column.min() and column.max() < len(column):  # neither holds where a NaN is
        whole = column.astype(np.int64)
        if (whole == column).all():
            return np.arange(whole.max() + 1, dtype=np.float64), whole
    return np.unique(column, return_inverse=True)


CURVES = {"share": rising, "rate": log_normal}


def _axis(axis: AxisRule, indicators: Sums, gone: Missing, pool: Pool) -> Sums:
    """The weighted mean of the axis's indicators; NaN where one of them failed, or where it has none."""
    ids = list(pool.places)
    if not axis.indicators or pool.failed.intersection(axis.indicators):
        return np.full(len(indicators), np.nan)
    places = [ids.index(id) for id in axis.indicators]
    return _mean(indicators.T[places].T, gone.T[places].T, np.array([rule.weight for rule in axis.indicators.values()]))


def _mean(values: Sums, gone: Missing, weights: Sums) -> Sums:
    """Weighted mean of each row, over what is not `gone` (NaN); NaN where nothing is left."""
    total, share = np.zeros(len(values)), np.zeros(len(values))
    is_partial = [bool(column.any()) for column in gone.T]
    for n, weight in enumerate(weights.tolist()):  # one by one: the order of a sum is part of its last digit
        weighed = values[:, n] * weight
        total += np.where(gone[:, n], 0.0, weighed) if is_partial[n] else weighed
        share += weight * ~gone[:, n] if is_partial[n] else weight
    return divided(total, share)


def resamples(clusters: int, number: int, seed: int) -> Sums:
    """How often each cluster is drawn in each resample: `number` rows, the same on every machine.

    RandomState's stream is frozen for good (NEP 19); the newer generators' is not.
    """
    drawn = (np.random.RandomState(seed).random_sample((number, clusters)) * clusters).astype(np.int64)
    flat = drawn + clusters * np.arange(number)[:, None]
    return np.bincount(flat.ravel(), minlength=number * clusters).reshape(number, clusters).astype(np.float64)


@lru_cache(maxsize=64)
def drawn_once_and_again(clusters: int, number: int, seed: int) -> Sums:
    """A row in which each cluster is drawn once, then the rows of the resamples."""
    return np.vstack([np.ones((1, clusters)), resamples(clusters, number, seed)])


def _drawn(counts: Sums, sums: Sums) -> Sums:
    """Sums of the clusters as often as each row of `counts` draws them, column by column; a page has nothing in half of its columns.

    In pieces that BLAS multiplies on the thread that asks: the threads that it starts for more stay awake from one page to the next, and
    took more of the processor than judging did.
    """
    filled = np.flatnonzero(sums.any(axis=0))
    some, drawn = sums.T[filled], np.zeros((sums.shape[1], len(counts)))
    step = max(1, PIECE // max(1, some.size))
    for at in range(0, len(counts), step):
        drawn[filled, at : at + step] = some @ counts[at : at + step].T
    return drawn.T


@dataclass(frozen=True)
class Numbers:
    """The scores of a pool, and those of its resamples."""

    pool: Pool

    @cached_property
    def now(self) -> Scored:
        """Scores of the text as it stands: one row."""
        return self._scored.rows(slice(0, 1))

    @cached_property
    def resampled(self) -> Scored:
        """Scores of its resamples: cluster bootstrap over pages, over blocks when there is one page."""
        return self._scored.rows(slice(1, None))

    @cached_property
    def _scored(self) -> Scored:
        """The text as it stands, which takes each cluster once, then its resamples: scored together, a call costs more than a row."""
        pages, scope = self.pool.pages, self.pool.index.scope
        clusters = len(pages[0].block_sums) if len(pages) == 1 else len(pages)
        counts = drawn_once_and_again(clusters, scope.resamples, scope.seed)
        if len(pages) != 1:
            return score(self.pool.weighed(counts), self.pool)
        sums = _drawn(counts, pages[0].block_sums)
        sums += pages[0].own
        sums *= pages[0].weight
        return score(sums, self.pool)

    @cached_property
    def intervals(self) -> tuple[Sums, Sums]:
        """Lower and upper ends of the 95 % intervals of indicators, axes and index, in that order."""
        return intervals(self.resampled.all)


def intervals(values: Sums) -> tuple[Sums, Sums]:
    """The 95 % interval of each column of resampled scores: percentiles of those that exist; NaN where none does."""
    known = np.sort(values, axis=0)  # NaN stand last
    number = np.maximum(1, (~np.isnan(values)).sum(axis=0))
    low, high = (TAIL * number).astype(int), np.ceil((1 - TAIL) * number).astype(int) - 1
    at = np.arange(values.shape[1])
    return np.round(known[low, at], DECIMALS), np.round(known[high, at], DECIMALS)
